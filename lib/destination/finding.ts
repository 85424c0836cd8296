/** Something to fix or waive in a definition. */
import type { TextEdit } from "./template/template";

export type Severity = "error" | "warning" | "info";

/** Steps from the root of the document: `["endpoints", "addUsers", "payload"]`, `["fields", 2, "variable"]`. */
export type DocumentPath = (string | number)[];

/** One click that mends a finding: either edits of the text at `path`, or a new value for it. */
export type FindingFix =
  /** `isGuess`: what was meant is not certain, so a person has to look at it before it is taken. */
  | { label: string; type: "edit_text"; path: DocumentPath; edits: TextEdit[]; isGuess?: true }
  | { label: string; type: "set"; path: DocumentPath; value: unknown }
  | { label: string; type: "declare_field"; variable: string };

export interface Finding {
  /** Stable rule ID: `LF001`. */
  rule: string;
  severity: Severity;
  /** Where it is, in words: "Add users › Payload". Lists show it; at the field it goes without saying. */
  place: string;
  /** What is wrong and what to do, in a sentence or two, without the place. */
  message: string;
  /** The part of the document; empty for the destination as a whole (connection info, tests). */
  path: DocumentPath;
  /** Offsets in the text at `path`, where the finding is about a piece of it. */
  range?: { start: number; end: number };
  fix?: FindingFix;
}
