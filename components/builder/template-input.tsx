"use client";

import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
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
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  const nextCaret = useRef<number>(undefined);

  const open = caret === undefined ? undefined : openVariableAt(value, caret);
  const matches = open ? matching(variables, open.typed) : [];
  const isOpen = open !== undefined && matches.length > 0;
  const chosen = matches[Math.min(active, matches.length - 1)];

  // A controlled input puts the caret at the end when its text is replaced.
  useLayoutEffect(() => {
    if (nextCaret.current === undefined || !input.current) return;
    input.current.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  });

  function follow() {
    const element = input.current;
    setCaret(
      element && element.selectionStart === element.selectionEnd ? (element.selectionStart ?? undefined) : undefined,
    );
    syncScroll();
  }
  function syncScroll() {
    if (backdrop.current && input.current) backdrop.current.scrollLeft = input.current.scrollLeft;
  }
  function choose(name: string) {
    if (!open || caret === undefined) return;
    const completed = completeVariable(value, caret, open, name);
    nextCaret.current = completed.caret;
    setCaret(undefined);
    onChange(completed.text);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen || !chosen) return;
    if (event.shiftKey || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "ArrowDown") setActive((active + 1) % matches.length);
    else if (event.key === "ArrowUp") setActive((active - 1 + matches.length) % matches.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen.name);
    else if (event.key === "Escape") setCaret(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
          ref={input}
          dir="ltr"
          aria-label={props["aria-label"]}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && chosen ? `${listId}-${chosen.name}` : undefined}
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setActive(0);
            setCaret(event.currentTarget.selectionStart ?? undefined);
          }}
          onSelect={follow}
          onScroll={syncScroll}
          onKeyDown={onKeyDown}
          onBlur={() => setCaret(undefined)}
          className="h-full w-full min-w-0 bg-transparent px-2.5 font-mono text-transparent text-xs caret-ink outline-none"
        />
      </div>
      {isOpen && <SuggestionList id={listId} suggestions={matches} active={chosen?.name} onChoose={choose} />}
    </div>
  );
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
