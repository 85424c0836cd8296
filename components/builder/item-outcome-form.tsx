"use client";

import { memo } from "react";
import type { ItemMeaning, ItemOutcome } from "@/lib/destination/definition";
import { batchedEndpointAt, type EndpointKey, isActionKey } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { type ItemWord, outcomeWords } from "@/lib/destination/outcome-words";
import { DraftSelect, DraftSwitch, DraftText } from "./draft-controls";
import { useEndpointPath } from "./endpoint-piece";
import { ListPart } from "./list-part";
import { parseCodes } from "./parse-codes";
import { ParsedInput } from "./parsed-input";
import { type ListPlace, useListEdits } from "./use-list-edits";

/** Where an endpoint's rules for single results are. */
export function useOutcomesPlace(endpointKey: EndpointKey): ListPlace<ItemOutcome> {
  return {
    path: [...useEndpointPath(endpointKey), "itemOutcomes"],
    read: (definition) => batchedEndpointAt(definition, endpointKey)?.itemOutcomes ?? [],
    word: "rule for single results",
  };
}

interface ItemOutcomeFormProps {
  outcome: ItemOutcome;
  index: number;
  count: number;
  endpointKey: EndpointKey;
}

/** One rule: where single results stand, which of them count, and what that means. Not drawn again with the others. */
export const ItemOutcomeForm = memo(function ItemOutcomeForm(props: ItemOutcomeFormProps) {
  const { outcome, index, count, endpointKey } = props;
  const place = useOutcomesPlace(endpointKey);
  const list = useListEdits(place);
  const path = [...place.path, index];
  const item = isActionKey(endpointKey) ? "event" : "user";
  const name = outcome.path || "New rule";
  const sentence = outcomeWords(outcome, item);
  return (
    <ListPart
      list={list}
      id={outcome.id}
      path={path}
      name={name}
      summary={outcome.path ? <code className="break-all font-mono text-xs">{outcome.path}</code> : "New rule"}
      note={sentence}
      isNew={outcome.path === ""}
      position={index}
      count={count}
      onMove={(step) => list.move(outcome.id, step)}
      onDuplicate={() => list.duplicate(outcome, {})}
      onRemove={() => list.remove(outcome, outcome.path)}
    >
      <WhereFields outcome={outcome} path={path} item={item} />
      <WhichFields outcome={outcome} path={path} item={item} />
      <MeaningFields outcome={outcome} path={path} item={item} />
    </ListPart>
  );
});

interface PartProps {
  outcome: ItemOutcome;
  path: DocumentPath;
  item: ItemWord;
}

function WhereFields({ outcome, path, item }: PartProps) {
  return (
    <div className="grid items-start gap-4 @lg:grid-cols-2">
      <DraftText
        path={[...path, "path"]}
        label="Where are the single results?"
        value={outcome.path}
        placeholder="failedUpdates.notFoundEmails"
        help="The path to a list in the response, dotted or a JSONPath. One object counts as a list of one."
        isMono
        isRequired
      />
      <DraftSelect
        path={[...path, "identifyBy"]}
        label={`How does a result name its ${item}?`}
        value={outcome.identifyBy}
        options={identifyOptions(item)}
      />
      {outcome.identifyBy !== "position" && (
        <DraftText
          path={[...path, "itemPath"]}
          label={outcome.identifyBy === "index" ? "Place inside a result" : "Identifier inside a result"}
          value={outcome.itemPath}
          placeholder={outcome.identifyBy === "index" ? "index" : "email"}
          help={`Empty: the result itself is the ${outcome.identifyBy === "index" ? "number" : "identifier"}.`}
          isMono
          isOptional
        />
      )}
      {outcome.identifyBy === "value" && (
        <DraftText
          path={[...path, "matchPath"]}
          label="Compare it with"
          value={outcome.matchPath}
          placeholder="profile.email"
          help={
            item === "user"
              ? "A part of the rendered item template. Empty: the item itself."
              : "A part of the event as it was sent. Empty: the whole of it."
          }
          isMono
          isOptional
        />
      )}
      {outcome.identifyBy === "value" && (
        <DraftSwitch
          path={[...path, "caseSensitive"]}
          label="Upper and lower case differ"
          help="Off: Ann@example.com and ann@example.com are the same."
          value={outcome.caseSensitive}
          className="@lg:col-span-2"
        />
      )}
    </div>
  );
}

function WhichFields({ outcome, path }: PartProps) {
  return (
    <div className="grid items-start gap-4 @lg:grid-cols-2 @3xl:grid-cols-3">
      <DraftText
        path={[...path, "codePath"]}
        label="Code inside a result"
        value={outcome.codePath}
        placeholder="status"
        isMono
        isOptional
      />
      <ParsedInput
        path={[...path, "codes"]}
        label="Codes that count"
        value={outcome.codes}
        parse={parseCodes}
        format={(codes) => codes.join(", ")}
        placeholder="4*, not_found"
        help="Separate several by commas; * stands for anything. Empty: every result counts."
        isOptional
      />
      <DraftText
        path={[...path, "messagePath"]}
        label="Message inside a result"
        value={outcome.messagePath}
        placeholder="error.message"
        help="Shown as the reason."
        isMono
        isOptional
      />
    </div>
  );
}

function MeaningFields({ outcome, path, item }: PartProps) {
  if (item === "event") {
    return (
      <DraftSelect
        path={[...path, "onAdd"]}
        label="Then the event"
        value={outcome.onAdd}
        options={meaningOptions("event")}
        className="max-w-sm"
      />
    );
  }
  return (
    <div className="grid items-start gap-4 @lg:grid-cols-2">
      <DraftSelect
        path={[...path, "onAdd"]}
        label="When adding, the user"
        value={outcome.onAdd}
        options={meaningOptions("user")}
      />
      <DraftSelect
        path={[...path, "onRemove"]}
        label="When removing, the user"
        value={outcome.onRemove}
        options={meaningOptions("user")}
      />
    </div>
  );
}

function identifyOptions(item: ItemWord) {
  return [
    { value: "value", label: "By an identifier", description: `Something that we sent for the ${item}` },
    { value: "index", label: "By its place in the call", description: "A number; the first is 0" },
    { value: "position", label: "By the order of the results", description: `The first result is the first ${item}'s` },
  ] as const;
}

function meaningOptions(item: ItemWord): { value: ItemMeaning; label: string; description: string }[] {
  return [
    { value: "rejected", label: "Is rejected", description: "Listed with the reason; the run is partial" },
    {
      value: "done",
      label: "Counts as done",
      description: item === "user" ? "Already a member, or never was one" : "Known already",
    },
    { value: "retry", label: "Is sent again", description: "In a call of its own, a moment later" },
  ];
}
