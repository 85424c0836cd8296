"use client";

import { useMemo } from "react";
import { TextEditor } from "@/components/text-editor/text-editor";
import { withLineFeeds } from "@/components/text-editor/text-pieces";
import type { Finding } from "@/lib/destination/finding";
import type { TextPlace } from "@/lib/destination/language/diagnose";
import type { ScopeVariable } from "@/lib/destination/language/scope";
import { parseTemplate } from "@/lib/destination/template/parse";
import { pathKey } from "./document-place";
import { templateFindings } from "./template-findings";
import { templateLooks } from "./template-looks";
import { type TemplateCommands, useTemplateLanguage } from "./use-template-language";

interface TemplateInputProps {
  /** Where the text stands in the document. */
  place: TextPlace;
  value: string;
  onChange: (value: string) => void;
  variables: readonly ScopeVariable[];
  /** The rulebook's about this text: a range is underlined where it stands. */
  findings: readonly Finding[];
  commands: TemplateCommands;
  /** More than one: a text of several lines, in the words of a person, that grows as it is written. */
  lines?: number;
  placeholder?: string;
  "aria-label"?: string;
  className?: string;
}

/**
 * A template without the weight of an editor: its variables are coloured, what is wrong is underlined in place, `$`
 * opens completion, and the same keys as in the payload editor fix, rename and go to places.
 */
export function TemplateInput({ value, onChange, commands, lines = 1, ...props }: TemplateInputProps) {
  const { template, findings } = useShownText(value, props);
  const looks = useMemo(() => templateLooks(template), [template]);
  const language = useTemplateLanguage(template, props.variables, findings, commands);
  const { source: text } = template;
  return (
    <TextEditor
      {...{ text, onChange, language, findings, looks, lines }}
      // A line break that is there already can't be shown on one line without losing it.
      isOneLine={lines === 1 && !text.includes("\n")}
      placeholder={props.placeholder}
      aria-label={props["aria-label"]}
      className={props.className}
    />
  );
}

/** The text as a text box holds it, and what is wrong with it now. */
function useShownText(
  value: string,
  { variables, findings, place }: Pick<TemplateInputProps, "variables" | "findings" | "place">,
) {
  const { text, moved } = useMemo(() => withLineFeeds(value), [value]);
  const template = useMemo(() => parseTemplate(text, "text"), [text]);
  const key = pathKey(place.path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a path is made anew at each render; its key says whether it is another one.
  const shown = useMemo(() => {
    const inText = findings.map((finding) => {
      const { range } = finding;
      return range ? { ...finding, range: { start: moved(range.start), end: moved(range.end) } } : finding;
    });
    return templateFindings(template, variables, inText, place);
  }, [template, variables, findings, moved, key, place.place]);
  return { template, findings: shown };
}
