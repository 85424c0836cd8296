"use client";

import { useMemo } from "react";
import type { TextLanguage } from "@/components/text-editor/text-language";
import type { Finding, FindingFix } from "@/lib/destination/finding";
import { fixesAt } from "@/lib/destination/language/quick-fix";
import { type TriggerCompletion, triggerCompletionsAt } from "@/lib/destination/trigger/language/complete";
import { formatTriggerText } from "@/lib/destination/trigger/language/format";
import { type TriggerInfo, triggerInfoAt } from "@/lib/destination/trigger/language/hover";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { TriggerCard } from "./trigger-card";

const completionLooks = {
  path: { ink: "text-syntax-variable", label: "Parts of the event" },
  function: { ink: "text-syntax-key", label: "Parts of the event and functions" },
  operator: { ink: "text-ink", label: "Operators" },
  value: { ink: "text-syntax-string", label: "Values" },
  keyword: { ink: "text-syntax-keyword", label: "Keywords" },
} as const satisfies Record<TriggerCompletion["kind"], { ink: string; label: string }>;

interface TriggerLanguageOptions {
  text: string;
  findings: readonly Finding[];
  events: readonly SampleEvent[];
  event: TriggerEvent | undefined;
  furtherMembers: readonly string[] | undefined;
  applyFix: (fix: FindingFix) => void;
}

/** The language of triggers, for the editor of a few lines. */
export function useTriggerLanguage(options: TriggerLanguageOptions): TextLanguage {
  const { text, findings, events, event, furtherMembers, applyFix } = options;
  const complete = useMemo<TextLanguage["completionsAt"]>(
    () => (written, caret, isAsked) => triggerCompletionsAt(written, caret, events, { isAsked, event, furtherMembers }),
    [events, event, furtherMembers],
  );
  return useMemo(
    () => ({
      completionsAt: complete,
      completionLooks,
      // Signs and words explain themselves unless somebody points at them.
      isTokenAt: (offset) => triggerInfoAt(text, offset)?.part === "path",
      commandsAt: () => undefined,
      applyFix,
      formatted: () => {
        const formatted = formatTriggerText(text, furtherMembers);
        return formatted === text ? undefined : formatted;
      },
      cardAt: (offset, apply) => {
        const info = triggerInfoAt(text, offset, event, furtherMembers);
        const range = info?.range ?? { start: offset, end: offset };
        const touching = findings.filter(
          (finding) =>
            finding.range && finding.range.start < Math.max(range.end, offset + 1) && range.start < finding.range.end,
        );
        if (!info && touching.length === 0) return undefined;
        return {
          start: range.start,
          spoken: spoken(info, touching),
          content: <TriggerCard info={info} findings={touching} fixes={fixesAt(touching, range)} onFix={apply} />,
        };
      },
    }),
    [text, findings, event, furtherMembers, applyFix, complete],
  );
}

function spoken(info: TriggerInfo | undefined, findings: readonly Finding[]): string {
  const about = info ? [info.title, ...info.lines, ...(info.value === undefined ? [] : [`Now ${info.value}.`])] : [];
  return [...about, ...findings.map(({ message }) => message)].join(" ");
}
