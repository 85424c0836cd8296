"use client";

import { toast } from "@/components/ui/toast";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { newId } from "@/lib/destination/id";
import { fieldId, pathKey } from "./document-place";
import { useDraftActions } from "./draft-provider";
import { focusField } from "./focus-field";
import { type Edge, insertAfter, movePart, movePartTo, removePart } from "./list-edits";
import { useStepName } from "./step-name";

/** A list of the document: where it is, and how to read it. */
export interface ListPlace<Part extends { id: string }> {
  path: DocumentPath;
  read: (definition: DestinationDefinition) => readonly Part[];
  /** What one part is called: "custom field". */
  word: string;
}

/** What a dragged part asks of its list, whatever the parts are. */
export interface ListMoves {
  /** Tells this list from the others of the page. */
  key: string;
  moveTo: (id: string, targetId: string, edge: Edge) => void;
}

/** Adds, copies, moves and deletes parts of a list, each as a named step. A deletion offers to be taken back. */
export function useListEdits<Part extends { id: string }>({ path, read, word }: ListPlace<Part>) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  const change = (label: string, next: (list: readonly Part[]) => Part[]) =>
    edit(stepName(path.slice(0, -1), label), (definition) => setAtPath(definition, path, next(read(definition))));

  /** `focus`: the place inside the new part to begin with. */
  function add(part: Part, count: number, ...focus: DocumentPath) {
    change(`Add ${word}`, (list) => [...list, part]);
    focusField([...path, count, ...focus]);
  }

  /** Several at once, after the part with this id; as one step. */
  function insert(afterId: string, parts: readonly Part[], label = `Add ${word}`) {
    change(label, (list) => list.flatMap((each) => (each.id === afterId ? [each, ...parts] : [each])));
  }

  function duplicate(part: Part, copy: Partial<Part>) {
    let index = -1;
    change(`Duplicate ${word}`, (list) => {
      index = list.findIndex(({ id }) => id === part.id);
      return insertAfter(list, part.id, { ...part, ...copy, id: newId() });
    });
    if (index >= 0) focusPart([...path, index + 1]);
  }

  function move(id: string, step: -1 | 1, among?: (part: Part) => boolean) {
    change(`Move ${word}`, (list) => movePart(list, id, step, among));
  }

  function moveTo(id: string, targetId: string, edge: Edge) {
    change(`Move ${word}`, (list) => movePartTo(list, id, targetId, edge));
  }

  /** Takes away what is empty: nothing is lost that a toast would have to give back. */
  function drop(id: string) {
    change(`Delete ${word}`, (list) => removePart(list, id));
  }

  function remove(part: Part, name: string) {
    let index = 0;
    let left = 0;
    change(`Delete ${word}`, (list) => {
      index = list.findIndex(({ id }) => id === part.id);
      const rest = removePart(list, part.id);
      left = rest.length;
      return rest;
    });
    const restore = (list: readonly Part[]) =>
      list.some(({ id }) => id === part.id) ? [...list] : list.toSpliced(index, 0, part);
    toast.info(`Deleted ${name || word}`, {
      action: { label: "Undo", onClick: () => change(`Bring back ${word}`, restore) },
    });
    focusPart(left > 0 ? [...path, Math.min(index, left - 1)] : path);
  }

  return { key: pathKey(path), add, insert, duplicate, move, moveTo, drop, remove };
}

/** Where the focus goes when its element goes away: to the head of a part, without opening it. */
function focusPart(path: DocumentPath): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const isLost = document.activeElement === document.body || document.activeElement?.closest("[role=menu]");
      if (!isLost) return;
      const element = document.getElementById(fieldId(path));
      const head = element?.matches("details") ? element.querySelector("summary") : element?.querySelector("input");
      (head ?? element?.closest("section"))?.focus({ preventScroll: true });
    }),
  );
}
