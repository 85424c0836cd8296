"use client";

import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { VariableSuggestion } from "@/components/payload-editor/variable-suggestion";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { parseTemplate } from "@/lib/destination/template/parse";
import { completeVariable, openVariableAt } from "./open-variable";
import { SuggestionList } from "./suggestion-list";

interface TemplateInputProps {
  value: string;
  onChange: (value: string) => void;
  variables: readonly VariableSuggestion[];
  placeholder?: string;
  "aria-label"?: string;
  className?: string;
}

/** A template on one line: its variables are coloured, and `$` opens the list of those that have a value here. */
export function TemplateInput({ value, onChange, variables, placeholder, className, ...props }: TemplateInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const listId = useId();
  const field = useFieldControl({});
  const completion = useCompletion(input, value, onChange, variables);
  const { matches, chosen } = completion;

  function syncScroll() {
    if (backdrop.current && input.current) backdrop.current.scrollLeft = input.current.scrollLeft;
  }

  return (
    <div className={cn("relative min-w-0", className)}>
      <div className="control relative isolate h-8 w-full min-w-0 overflow-hidden font-mono text-xs pointer-coarse:h-10">
        <div
          ref={backdrop}
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-2.5 inset-y-0 -z-10 flex items-center overflow-hidden whitespace-pre"
        >
          <Coloured text={value} />
        </div>
        <input
          {...field}
          {...plainText}
          ref={input}
          aria-label={props["aria-label"]}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={chosen !== undefined}
          aria-controls={chosen && listId}
          aria-activedescendant={chosen && `${listId}-${chosen.name}`}
          value={value}
          placeholder={placeholder}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            completion.follow();
          }}
          onSelect={() => {
            completion.follow();
            syncScroll();
          }}
          onScroll={syncScroll}
          onKeyDown={completion.onKeyDown}
          onBlur={completion.close}
          className="h-full w-full min-w-0 bg-transparent px-2.5 font-mono text-transparent text-xs caret-ink outline-none"
        />
      </div>
      {chosen && <SuggestionList id={listId} suggestions={matches} active={chosen.name} onChoose={completion.choose} />}
    </div>
  );
}

/** Every character counts: the browser must not help. */
const plainText = {
  dir: "ltr",
  autoComplete: "off",
  autoCapitalize: "off",
  autoCorrect: "off",
  spellCheck: false,
} as const;

/** The list under the input: which variables are in it, which one Enter takes, and what the keys do. */
function useCompletion(
  input: RefObject<HTMLInputElement | null>,
  value: string,
  onChange: (value: string) => void,
  variables: readonly VariableSuggestion[],
) {
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  const nextCaret = useRef<number>(undefined);
  const open = caret === undefined ? undefined : openVariableAt(value, caret);
  const matches = open ? matching(variables, open.typed) : [];
  const chosen = matches[Math.min(active, matches.length - 1)];

  // A controlled input puts the caret at the end when its text is replaced.
  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  });

  /** The list follows the caret; a selection has none. */
  function follow() {
    const start = input.current?.selectionStart ?? undefined;
    const next = start === input.current?.selectionEnd ? start : undefined;
    if (next !== caret) setActive(0);
    setCaret(next);
  }
  function choose(name: string) {
    if (!open || caret === undefined) return;
    const completed = completeVariable(value, caret, open, name);
    nextCaret.current = completed.caret;
    setCaret(undefined);
    onChange(completed.text);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!chosen || event.shiftKey || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "ArrowDown") setActive((active + 1) % matches.length);
    else if (event.key === "ArrowUp") setActive((active - 1 + matches.length) % matches.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen.name);
    else if (event.key === "Escape") setCaret(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return { matches, chosen, follow, choose, onKeyDown, close: () => setCaret(undefined) };
}

/** The same text behind the input, in colours: an input itself has only one. */
function Coloured({ text }: { text: string }) {
  const tokens = useMemo(() => parseTemplate(text, "text").tokens, [text]);
  const pieces: { from: number; text: string; isToken: boolean }[] = [];
  let from = 0;
  for (const { range } of tokens) {
    if (range.start > from) pieces.push({ from, text: text.slice(from, range.start), isToken: false });
    pieces.push({ from: range.start, text: text.slice(range.start, range.end), isToken: true });
    from = range.end;
  }
  if (from < text.length) pieces.push({ from, text: text.slice(from), isToken: false });
  return pieces.map((piece) => (
    <span
      key={piece.from}
      className={piece.isToken ? "rounded-xs bg-syntax-variable-soft text-syntax-variable" : "text-ink"}
    >
      {piece.text}
    </span>
  ));
}

const shownMax = 50;

/** Names that begin with what was typed before names that only contain it. */
function matching(variables: readonly VariableSuggestion[], typed: string): VariableSuggestion[] {
  const wanted = typed.toLowerCase();
  const rank = ({ name }: VariableSuggestion) => (name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2);
  const found = variables.filter((variable) => rank(variable) < 2 && variable.name !== typed);
  return found.sort((left, right) => rank(left) - rank(right)).slice(0, shownMax);
}
