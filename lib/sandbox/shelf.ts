/** What a part of a workspace may ask of the store that holds it. */
export interface Shelf {
  /**
   * Asks for room for so many records more, a record counting once for each KiB it begins. False when the workspace is
   * full; other workspaces, the longest unused first, make room for it otherwise.
   */
  reserve(records: number): boolean;
  /** Says that something changed, to the pages that watch. */
  changed(): void;
  /** The time, as ISO text. */
  now(): string;
}

/** What is said when there is no room. */
export const workspaceFullMessage = "This workspace is full. Clear it on its inspector page.";

/** How many records a value counts for. */
export function recordsOf(value: unknown): number {
  return 1 + Math.floor((JSON.stringify(value)?.length ?? 0) / 1024);
}
