/** How a call is filled: one item after the other, until the number or the bytes of a call are reached (SPEC 5.6). */
import { type BodyLimit, tooLargeReason } from "./request-body";
import type { PartProblem } from "./request-problem";
import type { Lookup } from "./template/render";

/** An item's text, with the variables it was made of; why it is left out; or what is wrong for every item alike. */
export type MadeItem = { text: string; lookup: Lookup } | { reason: string } | { problems: PartProblem[] };

export interface FilledBatch<Item> {
  /** JSON texts, one for each of `taken`. */
  items: string[];
  taken: Item[];
  /** The candidates' own indexes, in the same order. */
  places: number[];
  /** `index` is the candidate's own. */
  skipped: { index: number; reason: string }[];
  problems: PartProblem[];
  /** Candidates left for further calls. */
  waiting: number;
  /** The variables of the first item, which a call of a single one may use everywhere. */
  lookup: Lookup | undefined;
}

export interface BatchRoom {
  size: number;
  limit: BodyLimit | undefined;
  /** What an item is: for the reason why one is too large. */
  noun: "user" | "event";
}

/** Makes items of candidates until the call is full; who can't be made, or doesn't fit even alone, is left out. */
export function fillBatch<Item>(
  candidates: Iterable<readonly [index: number, candidate: Item]>,
  { size, limit, noun }: BatchRoom,
  make: (candidate: Item) => MadeItem,
): FilledBatch<Item> {
  const batch: FilledBatch<Item> = {
    items: [],
    taken: [],
    places: [],
    skipped: [],
    problems: [],
    waiting: 0,
    lookup: undefined,
  };
  for (const [index, candidate] of candidates) {
    if (batch.items.length >= Math.max(1, size)) {
      batch.waiting += 1;
      continue;
    }
    const made = make(candidate);
    if ("problems" in made) return { ...batch, problems: made.problems };
    if ("reason" in made) batch.skipped.push({ index, reason: made.reason });
    else if (limit && !limit.takes(made.text, made.lookup)) {
      batch.skipped.push({ index, reason: tooLargeReason(limit.limit, noun) });
    } else {
      batch.items.push(made.text);
      batch.taken.push(candidate);
      batch.places.push(index);
      batch.lookup ??= made.lookup;
    }
  }
  if (!limit || batch.items.length === 0) return batch;
  const count = limit.count(batch.items, batch.lookup);
  return {
    ...batch,
    items: batch.items.slice(0, count),
    taken: batch.taken.slice(0, count),
    places: batch.places.slice(0, count),
    waiting: batch.waiting + batch.items.length - count,
  };
}
