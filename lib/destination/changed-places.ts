/** What one edit of a document, or many, changed: the places, in words. */
import { isMembers, isSet, isWhole, type Members, partsById, pathOf, type Steps, stepsKey } from "./document-tree";
import type { DocumentPath } from "./finding";
import { placeName } from "./place-name";
import { isSameJson } from "./same-json";

export interface ChangedPlace {
  /** The same for the same place in any version of one document. */
  id: string;
  /** The place in `after`, or the nearest part around it that is there. */
  path: DocumentPath;
  /** "Add users › URL". */
  label: string;
  kind: "changed" | "added" | "removed" | "moved";
}

/** Every place in which the two differ, in the order of the document. A part that is new is one place. */
export function changedPlaces(before: unknown, after: unknown): ChangedPlace[] {
  return differences([], before, after).map(({ steps, kind }) => ({
    id: stepsKey(steps),
    path: pathOf(after, steps),
    label: placeName(after, steps, before),
    kind,
  }));
}

export interface Difference {
  steps: Steps;
  kind: ChangedPlace["kind"];
}

/** Where two values at one place differ. What `isOne` says of a place isn't looked into: it differs as a whole. */
export function differences(
  steps: Steps,
  before: unknown,
  after: unknown,
  isOne: (steps: Steps) => boolean = isWhole,
): Difference[] {
  if (isSameJson(before, after)) return [];
  if (!isOne(steps)) {
    if (isMembers(before) && isMembers(after)) {
      const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
      return [...keys].flatMap((key) => differences([...steps, key], before[key], after[key], isOne));
    }
    if (Array.isArray(before) && Array.isArray(after) && !isSet(steps)) {
      const [old, now] = [partsById(before), partsById(after)];
      if (old && now) return differencesOfParts(steps, old, now, isOne);
    }
  }
  const isGone = after === undefined || (after === null && isMembers(before));
  const isNew = before === undefined || (before === null && isMembers(after));
  return [{ steps, kind: isGone ? "removed" : isNew ? "added" : "changed" }];
}

type Parts = ReadonlyMap<string, Members>;

function differencesOfParts(steps: Steps, before: Parts, after: Parts, isOne: (steps: Steps) => boolean): Difference[] {
  const ids = new Set([...after.keys(), ...before.keys()]);
  const own = [...ids].flatMap((id) => differences([...steps, `#${id}`], before.get(id), after.get(id), isOne));
  const [old, now] = [
    [...before.keys()].filter((id) => after.has(id)),
    [...after.keys()].filter((id) => before.has(id)),
  ];
  const isMoved = old.some((id, index) => id !== now[index]);
  return isMoved ? [...own, { steps, kind: "moved" }] : own;
}
