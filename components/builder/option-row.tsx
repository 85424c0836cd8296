"use client";

import type { ClipboardEvent, KeyboardEvent, ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { FieldOption } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { pathKey } from "./document-place";
import { DraftText, useWrite } from "./draft-controls";
import { useDraftActions } from "./draft-provider";
import { isSeveralLines, type OptionLine, parseOptionLines, proposedValue } from "./option-lines";
import { PartRow } from "./part-row";
import { RowActions } from "./row-actions";
import { SortablePart } from "./sortable-part";
import { useStepName } from "./step-name";
import type { ListMoves } from "./use-list-edits";

interface OptionRowProps {
  list: ListMoves;
  option: FieldOption;
  path: DocumentPath;
  position: number;
  count: number;
  isDefault: boolean;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
  /** Enter: another option below. */
  onNext: () => void;
  /** Backspace in an empty row takes it away. */
  onBack: () => void;
  onPaste: (lines: readonly OptionLine[]) => void;
  /** Further items of its menu. */
  children?: ReactNode;
}

/** One choice: what the customer reads, and what is sent for it. */
export function OptionRow({ list, option, path, position, count, isDefault, ...props }: OptionRowProps) {
  const changeValue = useChangeValue(path, isDefault);
  const proposeValue = useWrite([...path, "value"]);
  const name = option.label || option.value || "option";
  const isFirst = position === 0;

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
    const isBare = option.label === "" && option.value === "";
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) props.onNext();
    else if (event.key === "Backspace" && isBare && count > 1) props.onBack();
    else return;
    event.preventDefault();
  }
  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData("text/plain");
    if (!isSeveralLines(text)) return;
    event.preventDefault();
    props.onPaste(parseOptionLines(text));
  }

  return (
    <SortablePart list={list} id={option.id} name={name} position={position} count={count} onMove={props.onMove}>
      {(handle) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a flex row in every browser.
        <div
          role="group"
          aria-label={`Option ${position + 1}`}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="@max-md:pb-2"
        >
          <PartRow
            handle={handle}
            hasLabels={isFirst}
            columns="gap-1 @md:grid-cols-2 @md:gap-2"
            actions={
              <RowActions name={name} position={position} count={count} onMove={props.onMove} onRemove={props.onRemove}>
                {props.children}
              </RowActions>
            }
          >
            <DraftText
              path={[...path, "label"]}
              label="Label"
              value={option.label}
              placeholder="Europe"
              isLabelHidden={!isFirst}
              end={isDefault ? <Badge tone="accent">Default</Badge> : undefined}
              onLeave={() => {
                if (option.value === "" && option.label !== "") proposeValue(proposedValue(option.label));
              }}
            />
            <DraftText
              path={[...path, "value"]}
              label="Value"
              value={option.value}
              placeholder="eu or https://eu.example.com"
              charsMax={2_000}
              isMono
              isLabelHidden={!isFirst}
              onWrite={changeValue}
            />
          </PartRow>
        </div>
      )}
    </SortablePart>
  );
}

/** The default is kept by value, so it follows the value of its option. */
function useChangeValue(path: DocumentPath, isDefault: boolean) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  return (value: string) =>
    edit(
      stepName([...path, "value"]),
      (definition) => {
        const changed = setAtPath(definition, [...path, "value"], value);
        return isDefault ? setAtPath(changed, [...path.slice(0, 2), "defaultValue"], value) : changed;
      },
      pathKey([...path, "value"]),
    );
}
