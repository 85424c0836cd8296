/** What the sheet of recorded tests shows. */
export type RunView =
  | { type: "list" }
  | { type: "run"; id: string }
  /** `before` is the older one. */
  | { type: "compare"; before: string; after: string };
