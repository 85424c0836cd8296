"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { blankHeader } from "@/lib/destination/blank-definition";
import type { DestinationDefinition, Header } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { DraftText } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { DraftTemplateLine } from "./draft-template";
import { FindingList } from "./finding-list";
import { PartRow } from "./part-row";
import { RowActions } from "./row-actions";
import { SortablePart } from "./sortable-part";
import { type ListMoves, useListEdits } from "./use-list-edits";

interface HeaderRowsProps {
  path: DocumentPath;
  headers: readonly Header[];
  read: (definition: DestinationDefinition) => readonly Header[];
  endpoint?: EndpointKey;
}

/** Headers, a name and a value template each: of the destination, or of one endpoint. */
export function HeaderRows({ path, headers, read, endpoint }: HeaderRowsProps) {
  const list = useListEdits({ path, read, word: "header" });
  return (
    <div className="space-y-2">
      {headers.map((header, index) => (
        <HeaderRow
          key={header.id}
          list={list}
          header={header}
          path={[...path, index]}
          endpoint={endpoint}
          position={index}
          count={headers.length}
          onMove={(step) => list.move(header.id, step)}
          onDuplicate={() => list.duplicate(header, {})}
          onRemove={() => list.remove(header, header.name)}
        />
      ))}
      <Button size="sm" icon={<Plus />} onClick={() => list.add(blankHeader(), headers.length, "name")}>
        Add header
      </Button>
    </div>
  );
}

interface HeaderRowProps {
  list: ListMoves;
  header: Header;
  path: DocumentPath;
  endpoint?: EndpointKey;
  position: number;
  count: number;
  onMove: (step: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

function HeaderRow({ list, header, path, endpoint, position, count, onMove, onDuplicate, onRemove }: HeaderRowProps) {
  const findings = useShownFindings(path);
  const name = header.name || "header";
  const isFirst = position === 0;
  return (
    <>
      <SortablePart list={list} id={header.id} name={name} position={position} count={count} onMove={onMove}>
        {(handle) => (
          <PartRow
            handle={handle}
            hasLabels={isFirst}
            columns="gap-2 @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
            actions={
              <RowActions
                name={name}
                position={position}
                count={count}
                onMove={onMove}
                onDuplicate={onDuplicate}
                onRemove={onRemove}
              />
            }
          >
            <DraftText
              path={[...path, "name"]}
              label="Name"
              value={header.name}
              placeholder="Authorization"
              isMono
              isLabelHidden={!isFirst}
            />
            <DraftTemplateLine
              path={[...path, "value"]}
              label="Value"
              value={header.value}
              placeholder="App $api_key"
              endpoint={endpoint}
              isLabelHidden={!isFirst}
            />
          </PartRow>
        )}
      </SortablePart>
      <FindingList findings={findings} />
    </>
  );
}
