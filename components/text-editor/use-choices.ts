"use client";

import { useMemo, useState } from "react";
import type { OfferedFix } from "@/lib/destination/language/quick-fix";
import type { TextCompletion, TextLanguage } from "./text-language";

/** A text after a choice, and where the caret then stands. */
export interface Written {
  text: string;
  caret: number;
}

/** What is open at the caret: what may be written there, or what mends it. */
export type OpenList =
  | { kind: "completion"; completions: readonly TextCompletion[]; active: number }
  | { kind: "fixes"; fixes: readonly OfferedFix[]; active: number };

type Asked = { kind: "completion"; isAsked: boolean } | { kind: "fixes"; fixes: readonly OfferedFix[] };

/**
 * The list at the caret. Typing opens completion, as does asking for it; from then on it follows the caret and closes
 * by itself where nothing is left to complete.
 */
export function useChoices(text: string, caret: number | undefined, { completionsAt }: TextLanguage) {
  const [asked, setAsked] = useState<Asked>();
  const [active, setActive] = useState(0);
  const completions = useMemo(() => {
    if (asked?.kind !== "completion" || caret === undefined) return [];
    return completionsAt(text, caret, asked.isAsked);
  }, [asked, text, caret, completionsAt]);

  const count = asked?.kind === "fixes" ? asked.fixes.length : completions.length;
  const at = Math.min(active, count - 1);
  const open = count === 0 ? undefined : listOf(asked, completions, at);
  return {
    open,
    count,
    complete: (isAsked: boolean) => {
      setActive(0);
      setAsked({ kind: "completion", isAsked });
    },
    offer: (fixes: readonly OfferedFix[]) => {
      setActive(0);
      setAsked({ kind: "fixes", fixes });
    },
    close: () => setAsked(undefined),
    /** Round and round. */
    step: (by: 1 | -1) => setActive((at + by + count) % count),
  };
}

function listOf(
  asked: Asked | undefined,
  completions: readonly TextCompletion[],
  active: number,
): OpenList | undefined {
  if (!asked) return undefined;
  return asked.kind === "fixes"
    ? { kind: "fixes", fixes: asked.fixes, active }
    : { kind: "completion", completions, active };
}

/** The text with a completion in it. */
export function written(text: string, { replace, insert, caret }: TextCompletion): Written {
  return {
    text: text.slice(0, replace.start) + insert + text.slice(replace.end),
    caret: replace.start + caret,
  };
}

/** Whether choosing a completion would change nothing: then Enter and Tab mean what they always mean. */
export function isWritten(text: string, { replace, insert, action }: TextCompletion): boolean {
  return action === undefined && text.slice(replace.start, replace.end) === insert;
}
