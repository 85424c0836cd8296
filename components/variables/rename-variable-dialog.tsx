"use client";

import { type FormEvent, useId, useMemo, useRef, useState } from "react";
import { useReadDefinition } from "@/components/builder/draft-pieces";
import { useDraft, useDraftActions } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import { type NamedPlace, renameVariable, variablePlaces } from "@/lib/destination/rename-variable";
import { checkNewName } from "./check-new-name";
import { snippetAt } from "./snippet";
import { SnippetText } from "./snippet-text";

interface RenameVariableDialogProps {
  name: string;
  proposed?: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Asks for a variable's new name, shows every place that changes with it, and changes them in one step. */
export function RenameVariableDialog({ name, proposed, isOpen, onOpenChange }: RenameVariableDialogProps) {
  const { definition } = useDraft();
  const rename = useRename();
  const [typed, setTyped] = useState(proposed ?? name);
  const input = useRef<HTMLInputElement>(null);
  const formId = useId();
  const places = useMemo(() => variablePlaces(definition, name), [definition, name]);
  const check = useMemo(() => checkNewName(definition, name, typed), [definition, name, typed]);

  function submit(event: FormEvent) {
    event.preventDefault();
    // A form inside a portal still bubbles to the forms around its place in the tree.
    event.stopPropagation();
    if (!check.canRename) return;
    onOpenChange(false);
    rename(name, typed, places.length);
  }

  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Rename $${name}`}
        description="One step: undo brings back every place at once."
        initialFocus={input}
        footer={
          <>
            <DialogClose />
            <Button type="submit" form={formId} variant="primary" disabled={!check.canRename}>
              Rename
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="space-y-4">
          <Field
            label="New name"
            error={
              check.problem && (
                <>
                  {check.problem}
                  {check.offer && (
                    <Button size="sm" className="ms-2 align-baseline" onClick={() => setTyped(check.offer ?? typed)}>
                      Use {check.offer}
                    </Button>
                  )}
                </>
              )
            }
            help={check.note ?? "Lower-case letters, digits and underscores."}
          >
            <Input
              ref={input}
              value={typed}
              isMono
              dir="ltr"
              start="$"
              maxLength={200}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => setTyped(event.currentTarget.value.replace(/^\$/, ""))}
            />
          </Field>
          <Places definition={definition} places={places} newName={check.canRename ? typed : undefined} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** Every place that changes, as it will read. */
function Places({
  definition,
  places,
  newName,
}: {
  definition: DestinationDefinition;
  places: readonly NamedPlace[];
  newName: string | undefined;
}) {
  const heading = useId();
  if (places.length === 0) return <p className="text-muted text-sm">No place names it any more.</p>;
  return (
    <section aria-labelledby={heading} className="@container">
      <h3 id={heading} className="mb-1.5 font-medium text-ink text-sm">
        {pluralize(places.length, "place")} will change
      </h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-64 divide-y divide-line overflow-y-auto rounded-md border border-line bg-surface"
      >
        {places.map((place) => (
          <li
            key={`${place.path.join(".")}:${place.nameRange?.start ?? ""}`}
            className="grid grid-cols-1 gap-x-3 px-3 py-1.5 @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          >
            <span className="min-w-0 break-words text-muted text-xs">{place.label}</span>
            <Reading definition={definition} place={place} newName={newName} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reading({
  definition,
  place: { path, nameRange },
  newName,
}: {
  definition: DestinationDefinition;
  place: NamedPlace;
  newName: string | undefined;
}) {
  const text = getAtPath(definition, path);
  if (typeof text !== "string") return null;
  const snippet = nameRange ? snippetAt(text, nameRange, 24) : { before: "", token: text, after: "" };
  return <SnippetText snippet={snippet} replacement={newName} />;
}

/** Renames in one step, and offers to take it back. */
function useRename() {
  const { edit, undo } = useDraftActions();
  const readDefinition = useReadDefinition();
  return (from: string, to: string, count: number) => {
    const wasUsed = variablePlaces(readDefinition(), to).length > 0;
    edit(`Rename $${from} to $${to}`, (definition) => renameVariable(definition, from, to));
    const renamed = readDefinition();
    const takeBack = () => {
      if (readDefinition() === renamed) return undo();
      if (!wasUsed) return edit(`Rename $${to} to $${from}`, (definition) => renameVariable(definition, to, from));
      // Which of the uses had the old name is known to the history alone.
      toast.info("More was changed since", { description: "Undo takes back one step after the other." });
    };
    toast.success(`Renamed $${from} to $${to}`, {
      description: `${pluralize(count, "place")} changed.`,
      action: { label: "Undo", onClick: takeBack },
    });
  };
}
