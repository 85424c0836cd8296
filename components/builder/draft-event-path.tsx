"use client";

import { type ReactNode, useMemo } from "react";
import { TextEditor } from "@/components/text-editor/text-editor";
import type { TextLanguage } from "@/components/text-editor/text-language";
import type { LookRange } from "@/components/text-editor/text-pieces";
import type { DocumentPath } from "@/lib/destination/finding";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import { BuilderField } from "./builder-field";
import { useBoundedText, useWrite } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { eventPathsFor } from "./event-paths";
import { useTriedEvents } from "./use-tried-events";

const pathCharsMax = 300;

interface DraftEventPathProps {
  path: DocumentPath;
  label: string;
  value: string;
  placeholder?: string;
  help?: ReactNode;
  isRequired?: boolean;
  isOptional?: boolean;
  /** Lists are what is looked for: they come first. */
  prefersLists?: boolean;
}

/** A path in an event, such as `properties.total`, with what the sample events have to offer. */
export function DraftEventPath({ path, value, placeholder, prefersLists = false, ...field }: DraftEventPathProps) {
  const { text, problem, setText } = useBoundedText(value, pathCharsMax, useWrite(path));
  const findings = useShownFindings(path);
  const events = useTriedEvents();
  const language = useMemo(() => pathLanguage(events, prefersLists), [events, prefersLists]);
  const looks = useMemo<LookRange[]>(() => (text === "" ? [] : [{ start: 0, end: text.length, look: "path" }]), [text]);
  return (
    <BuilderField {...field} path={path} problem={problem}>
      <TextEditor
        text={text}
        onChange={setText}
        language={language}
        findings={findings}
        looks={looks}
        isOneLine
        lines={1}
        placeholder={placeholder}
      />
    </BuilderField>
  );
}

const completionLooks = { path: { ink: "text-syntax-variable", label: "Parts of the event" } };

function pathLanguage(events: readonly SampleEvent[], prefersLists: boolean): TextLanguage {
  return {
    completionLooks,
    completionsAt: (text, caret) =>
      eventPathsFor(events, text.slice(0, caret), prefersLists).map(({ text: insert, kinds, example }) => ({
        kind: "path",
        label: insert,
        detail: kinds,
        documentation: "",
        replace: { start: 0, end: text.length },
        insert,
        caret: insert.length,
        ...(example === undefined ? {} : { value: example }),
      })),
    isTokenAt: () => false,
    cardAt: () => undefined,
    commandsAt: () => undefined,
    applyFix: () => undefined,
  };
}
