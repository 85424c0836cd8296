/** Which thread is shown where: at its place, or at the nearest one around it that is on the page. */
import { anchorKey } from "@/lib/review-anchor";
import type { ReviewAnchor, ReviewThread } from "@/lib/review-contract";

const none: readonly ReviewThread[] = [];

/**
 * Places say that they are on the page and get the threads that belong to them. A place inside a part that is folded, or
 * that this page doesn't draw, gives its threads to the one around it, so that none is ever out of sight.
 */
export class ThreadBoard {
  readonly #listeners = new Set<() => void>();
  readonly #places = new Map<string, number>();
  #threads = none;
  #at = new Map<string, readonly ReviewThread[]>();
  #shown: ShownThread | undefined;
  #isDue = false;

  constructor(threads: readonly ReviewThread[]) {
    this.#threads = threads;
  }

  /** Every thread, in the order in which they were begun. */
  all = (): readonly ReviewThread[] => this.#threads;

  /** The one that somebody asked to see. */
  shown = (): ShownThread | undefined => this.#shown;

  update(threads: readonly ReviewThread[]): void {
    if (threads === this.#threads) return;
    this.#threads = threads;
    this.#place();
  }

  /** The threads to be shown at a place. The same array for as long as they are the same. */
  at(key: string): readonly ReviewThread[] {
    return this.#at.get(key) ?? none;
  }

  /** Says that a place is on the page, until the answer is called. */
  register(key: string): () => void {
    this.#places.set(key, (this.#places.get(key) ?? 0) + 1);
    this.#placeSoon();
    return () => {
      const left = (this.#places.get(key) ?? 1) - 1;
      if (left === 0) this.#places.delete(key);
      else this.#places.set(key, left);
      this.#placeSoon();
    };
  }

  /** Asks for a thread to be opened and to get the focus, a second time too. */
  show(threadId: string): void {
    this.#shown = { threadId, times: (this.#shown?.times ?? 0) + 1 };
    this.#emit();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A page has many places, and all of them come at once. */
  #placeSoon(): void {
    if (this.#isDue || this.#threads.length === 0) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#place();
    });
  }

  #place(): void {
    const next = new Map<string, ReviewThread[]>();
    for (const thread of this.#threads) {
      const key = around(thread.anchor).find((each) => this.#places.has(each));
      if (key !== undefined) next.set(key, [...(next.get(key) ?? []), thread]);
    }
    const before = this.#at;
    this.#at = new Map([...next].map(([key, threads]) => [key, sameOr(before.get(key), threads)]));
    this.#emit();
  }

  #emit(): void {
    for (const listener of this.#listeners) listener();
  }
}

export interface ShownThread {
  threadId: string;
  /** Counts the requests, so that a second one for the same thread is one too. */
  times: number;
}

/** The keys of a place and of those around it, from the inside out. */
function around({ steps, node }: ReviewAnchor): string[] {
  const nodes = Array.from({ length: node.length + 1 }, (_, less) => node.slice(0, node.length - less));
  const parts = Array.from({ length: steps.length }, (_, less) => steps.slice(0, steps.length - less - 1));
  return [
    ...nodes.map((each) => anchorKey({ steps, node: each })),
    ...parts.map((each) => anchorKey({ steps: each, node: [] })),
  ];
}

function sameOr(before: readonly ReviewThread[] | undefined, now: readonly ReviewThread[]): readonly ReviewThread[] {
  const isSame = before?.length === now.length && before.every((thread, index) => thread === now[index]);
  return isSame && before ? before : now;
}
