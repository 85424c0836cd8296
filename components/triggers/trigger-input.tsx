"use client";

import { useCallback, useMemo } from "react";
import { TextEditor } from "@/components/text-editor/text-editor";
import { type LookRange, type TextLook, withLineFeeds } from "@/components/text-editor/text-pieces";
import { applyTextEdits } from "@/lib/destination/edit";
import type { Finding, FindingFix } from "@/lib/destination/finding";
import { type TriggerPart, triggerHighlights } from "@/lib/destination/trigger/language/highlight";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { type SampleEvent, sampleEvents } from "@/lib/destination/trigger/sample-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { triggerFindings, triggerTextRule } from "./trigger-findings";
import { useTriggerLanguage } from "./use-trigger-language";

interface TriggerInputProps {
  value: string;
  onChange: (value: string) => void;
  /** The rulebook's about this text. What is wrong with the text itself is known without them. */
  findings?: readonly Finding[];
  /** Takes a fix of one of `findings`, whose path is one of the document; without it such fixes aren't offered. */
  onFix?: (fix: FindingFix) => void;
  /** Where paths, event names and values are known from; the usual events where it is absent. */
  events?: readonly SampleEvent[];
  /** What may stand at the beginning of a path besides the members of an event, such as `line`; remembered by whoever gives it. */
  members?: readonly string[];
  /** The event that is being looked at: its values stand beside the paths. */
  event?: TriggerEvent;
  /** The lines it shows when it is empty; it grows with its text. */
  lines?: number;
  placeholder?: string;
  /** Where no field around it has a label. */
  "aria-label"?: string;
  className?: string;
}

const looksOfParts: Record<TriggerPart, TextLook> = {
  path: "path",
  function: "function",
  text: "string",
  number: "number",
  constant: "keyword",
  keyword: "keyword",
  operator: "sign",
  punctuation: "sign",
};

/**
 * A trigger as it is written: coloured, with completion from the sample events, with what is wrong underlined in place,
 * and the keys of the payload editor. It has several lines, and Enter begins a new one unless a list is open.
 */
export function TriggerInput({ value, onChange, findings, onFix, lines = 2, ...props }: TriggerInputProps) {
  const { text } = useMemo(() => withLineFeeds(value), [value]);
  const trigger = useMemo(() => parseTrigger(text, props.members), [text, props.members]);
  const looks = useMemo(
    () => triggerHighlights(text).map(({ part, ...range }): LookRange => ({ ...range, look: looksOfParts[part] })),
    [text],
  );
  const shown = useMemo(
    () => triggerFindings(trigger, findings).map((finding) => (canFix(finding, onFix) ? finding : withoutFix(finding))),
    [trigger, findings, onFix],
  );
  const applyFix = useCallback(
    (fix: FindingFix) => {
      const isOwn = fix.type === "edit_text" && fix.path.length === 0;
      if (isOwn) onChange(applyTextEdits(text, fix.edits));
      else onFix?.(fix);
    },
    [text, onChange, onFix],
  );
  const language = useTriggerLanguage({
    text,
    findings: shown,
    events: props.events ?? sampleEvents,
    event: props.event,
    furtherMembers: props.members,
    applyFix,
  });
  return (
    <TextEditor
      {...{ text, onChange, language, looks, lines }}
      findings={shown}
      isOneLine={false}
      isCode
      placeholder={props.placeholder}
      aria-label={props["aria-label"]}
      className={props.className}
    />
  );
}

function canFix({ rule }: Finding, onFix: TriggerInputProps["onFix"]): boolean {
  return rule === triggerTextRule || onFix !== undefined;
}

function withoutFix({ fix: _, ...finding }: Finding): Finding {
  return finding;
}
