"use client";

import { type ReactNode, useMemo } from "react";
import { FormatTriggerButton } from "@/components/triggers/format-trigger-button";
import { TriggerInput } from "@/components/triggers/trigger-input";
import { applyFix } from "@/lib/destination/edit";
import { eventPath } from "@/lib/destination/event-path";
import type { DocumentPath, FindingFix } from "@/lib/destination/finding";
import { lineEvents } from "@/lib/destination/trigger/line-events";
import { BuilderField } from "./builder-field";
import { useBoundedText, useWrite } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { useTriedEvents } from "./use-tried-events";

/** As long as the document takes one. */
const triggerCharsMax = 5_000;

interface DraftTriggerProps {
  path: DocumentPath;
  label: string;
  value: string;
  placeholder?: string;
  help?: ReactNode;
  isRequired?: boolean;
  isOptional?: boolean;
  lines?: number;
  /** What may stand at the beginning of a path besides the members of an event. */
  members?: readonly string[];
  /** For a condition about `line`: where in an event the lines stand, so that their parts can be offered. */
  lineSource?: string;
  className?: string;
}

/** A text of the trigger language: which events something is about. */
export function DraftTrigger({ path, value, placeholder, lines, members, lineSource, ...field }: DraftTriggerProps) {
  const { edit } = useDraftActions();
  const { text, problem, setText } = useBoundedText(value, triggerCharsMax, useWrite(path));
  const findings = useShownFindings(path);
  const tried = useTriedEvents();
  const events = useMemo(
    () => (lineSource === undefined ? tried : lineEvents(tried, eventPath(lineSource))),
    [tried, lineSource],
  );
  const onFix = useMemo(() => (fix: FindingFix) => edit(fix.label, (definition) => applyFix(definition, fix)), [edit]);
  return (
    <BuilderField
      {...field}
      path={path}
      problem={problem}
      labelEnd={<FormatTriggerButton value={text} onChange={setText} members={members} />}
    >
      <TriggerInput
        value={text}
        onChange={setText}
        findings={findings}
        onFix={onFix}
        events={events}
        event={events[0]?.event}
        lines={lines}
        members={members}
        placeholder={placeholder}
      />
    </BuilderField>
  );
}
