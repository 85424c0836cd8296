/** What the editor of a text of a few lines asks of the language that the text is written in. */
import type { ReactNode } from "react";
import type { FindingFix } from "@/lib/destination/finding";
import type { OfferedFix } from "@/lib/destination/language/quick-fix";
import type { Range } from "@/lib/destination/template/template";

/** Something that may be written at the caret. */
export interface TextCompletion {
  /** What it is, such as `variable`: it decides how it looks and what the list is called. */
  kind: string;
  label: string;
  /** A few words beside the label. */
  detail: string;
  /** A sentence or two under the list. */
  documentation: string;
  replace: Range;
  insert: string;
  /** Where the caret stands afterwards, as an offset inside `insert`. */
  caret: number;
  /** What it is this moment, with the values at hand. */
  value?: string;
  /** Whether something is still to be chosen at the new caret. */
  continues?: boolean;
  /** What else changes with it. */
  action?: FindingFix;
}

/** The box about a piece of the text. */
export interface TextCard {
  /** Where the piece begins. */
  start: number;
  content: ReactNode;
  /** The same for whoever hears it rather than sees it. */
  spoken: string;
}

/** Where one may go from a piece of the text; each is absent where there is nothing to go to. */
export interface TextCommands {
  openDeclaration?: () => void;
  findUses?: () => void;
  rename?: () => void;
  /** What is said when there is no declaration to open. */
  noDeclaration: string;
}

export interface TextLanguage {
  /** `isAsked`: by a key rather than by typing. */
  completionsAt: (text: string, caret: number, isAsked: boolean) => readonly TextCompletion[];
  /** How completions of each kind look and what a list of them is called. */
  completionLooks: Readonly<Record<string, { ink: string; label: string }>>;
  /** Whether the card shows by itself when the caret comes to rest here. */
  isTokenAt: (offset: number) => boolean;
  cardAt: (offset: number, applyFix: (offered: OfferedFix) => void) => TextCard | undefined;
  commandsAt: (offset: number) => TextCommands | undefined;
  applyFix: (fix: FindingFix) => void;
  /** The text in its usual form; undefined where it has that form or can't be read. */
  formatted?: () => string | undefined;
}
