"use client";

import { toast } from "@/components/ui/toast";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { newId } from "@/lib/destination/id";
import { useStepName } from "./builder-field";
import { useDraftActions } from "./draft-provider";
import { focusField } from "./focus-field";
import { insertAfter, movePart, removePart } from "./list-edits";

/** A list of the document: where it is, and how to read it. */
export interface ListPlace<Part extends { id: string }> {
  path: DocumentPath;
  read: (definition: DestinationDefinition) => readonly Part[];
  /** What one part is called: "custom field". */
  word: string;
}

/** Adds, copies, moves and deletes parts of a list, each as a named step. A deletion offers to be taken back. */
export function useListEdits<Part extends { id: string }>({ path, read, word }: ListPlace<Part>) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  const change = (label: string, next: (list: readonly Part[]) => Part[]) =>
    edit(stepName(label), (definition) => setAtPath(definition, path, next(read(definition))));

  /** `focus`: the place inside the new part to begin with. */
  function add(part: Part, count: number, ...focus: DocumentPath) {
    change(`Add ${word}`, (list) => [...list, part]);
    focusField([...path, count, ...focus]);
  }

  function duplicate(part: Part, copy: Partial<Part>) {
    change(`Duplicate ${word}`, (list) => insertAfter(list, part.id, { ...part, ...copy, id: newId() }));
  }

  function move(id: string, step: -1 | 1, among?: (part: Part) => boolean) {
    change(`Move ${word}`, (list) => movePart(list, id, step, among));
  }

  function remove(part: Part, name: string) {
    let index = 0;
    change(`Delete ${word}`, (list) => {
      index = list.findIndex(({ id }) => id === part.id);
      return removePart(list, part.id);
    });
    const restore = (list: readonly Part[]) =>
      list.some(({ id }) => id === part.id) ? [...list] : list.toSpliced(index, 0, part);
    toast.info(`Deleted ${name || word}`, {
      action: { label: "Undo", onClick: () => change(`Bring back ${word}`, restore) },
    });
  }

  return { add, duplicate, move, remove };
}
