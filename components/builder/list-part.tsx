"use client";

import { type ReactNode, useState } from "react";
import type { DocumentPath } from "@/lib/destination/finding";
import { useShownFindings } from "./draft-pieces";
import { OpenCommentCount, PartComments } from "./field-comments";
import { FindingList } from "./finding-list";
import { PlaceDisclosure } from "./place-disclosure";
import { RowActions } from "./row-actions";
import { SortablePart } from "./sortable-part";
import type { ListMoves } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";

interface ListPartProps {
  list: ListMoves;
  id: string;
  path: DocumentPath;
  name: string;
  /** The line that stands for the part while it is folded. */
  summary: ReactNode;
  /** A second line, for what is worth knowing without opening. */
  note?: ReactNode;
  /** What is still being made begins open. */
  isNew: boolean;
  position: number;
  count: number;
  onMove: (step: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  children: ReactNode;
}

/** The frame around one custom field, mapping or error entry: a line that folds, with its handle and its menu. */
export function ListPart({ list, id, path, name, isNew, position, count, onMove, ...props }: ListPartProps) {
  const [isOpenAtFirst] = useState(isNew);
  const findings = useShownFindings(path);
  const problems = usePartProblems(path);
  return (
    <SortablePart list={list} id={id} name={name} position={position} count={count} onMove={onMove}>
      {(handle) => (
        <PlaceDisclosure
          path={path}
          defaultOpen={isOpenAtFirst}
          title={
            <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
              {props.summary}
              <OpenCommentCount path={path} />
            </span>
          }
          description={props.note}
          {...problems}
          lead={handle}
          actions={
            <RowActions
              name={name}
              position={position}
              count={count}
              onMove={onMove}
              onDuplicate={props.onDuplicate}
              onRemove={props.onRemove}
            />
          }
        >
          <div className="space-y-4">
            <FindingList findings={findings} />
            <PartComments path={path} />
            {props.children}
          </div>
        </PlaceDisclosure>
      )}
    </SortablePart>
  );
}
