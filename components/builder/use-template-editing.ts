"use client";

import {
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { applyTextEdits } from "@/lib/destination/edit";
import type { DocumentPath, Finding, FindingFix } from "@/lib/destination/finding";
import { tokenAt } from "@/lib/destination/language/hover";
import { fixesAt, fixesOf, type OfferedFix } from "@/lib/destination/language/quick-fix";
import { findVariable, type ScopeVariable } from "@/lib/destination/language/scope";
import type { Template, Token } from "@/lib/destination/template/template";
import { showCaret, tokenOffsetAt } from "./template-backdrop";
import { templateKey } from "./template-keys";
import { onOneLine } from "./template-pieces";
import { isWritten, useTemplateList, type Written, written } from "./use-template-list";
import { useTokenCard } from "./use-token-card";

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** What a template can ask of the document around it. */
export interface TemplateCommands {
  applyFix: (fix: FindingFix) => void;
  openDeclaration: (path: DocumentPath) => void;
  rename: (name: string) => void;
  findUses: (name: string) => void;
}

interface Editing {
  template: Template;
  onChange: (text: string) => void;
  variables: readonly ScopeVariable[];
  findings: readonly Finding[];
  commands: TemplateCommands;
  isOneLine: boolean;
  control: RefObject<TextControl | null>;
  backdrop: RefObject<HTMLDivElement | null>;
}

/** Everything that happens in a template of a few lines: the caret, the list and the card at it, keys and paste. */
export function useTemplateEditing({ template, onChange, variables, findings, commands, ...props }: Editing) {
  const { control, backdrop, isOneLine } = props;
  const { source: text } = template;
  const [caret, setCaret] = useState<number>();
  const [note, setNote] = useState<string>();
  const isComposing = useRef(false);
  const list = useTemplateList(text, caret, variables);
  const card = useTokenCard(backdrop);
  const putCaret = useCaretAfter(control, backdrop);

  /** Where the caret is this moment: the focus may have come back without a word. */
  const caretNow = () => control.current?.selectionStart ?? undefined;
  const tokenNow = () => {
    const at = caretNow();
    return at === undefined ? undefined : tokenAt(template, at);
  };
  const ofToken = (at: Token) => ({
    openDeclaration: declarationOf(variables, at, commands),
    rename: () => commands.rename(at.name),
    findUses: () => commands.findUses(at.name),
  });

  function write(next: Written) {
    putCaret(next);
    setCaret(next.caret);
    onChange(next.text);
  }
  function applyFix({ fix }: OfferedFix) {
    list.close();
    card.hide();
    if (fix.type === "edit_text") putCaret(afterEdits(text, caret ?? text.length, fix));
    commands.applyFix(fix);
  }
  function take(index: number): boolean {
    const { open } = list;
    if (open?.kind === "fixes") {
      const offered = open.fixes[index];
      if (offered) applyFix(offered);
      return true;
    }
    const completion = open?.completions[index];
    if (!completion || isWritten(text, completion)) {
      list.close();
      return false;
    }
    write(written(text, completion));
    if (completion.action) commands.applyFix(completion.action);
    if (completion.continues) list.complete(true);
    else list.close();
    return true;
  }
  function offerFixes() {
    card.hide();
    const at = caretNow();
    const here = at === undefined ? [] : fixesAt(findings, at, text);
    // Where nothing is wrong at the caret, what is wrong elsewhere in the text is meant.
    const offered = here.length > 0 ? here : findings.flatMap((finding) => fixesOf(finding, text));
    if (offered.length > 0) list.offer(offered);
    else setNote("There is nothing to fix here.");
  }

  function onKeyDown(event: KeyboardEvent<TextControl>) {
    if (isComposing.current || event.nativeEvent.isComposing) return;
    const meaning = templateKey(event, list.open !== undefined);
    const act = meaning && keyAction(meaning);
    if (!act || act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** What a key does; undefined where it has nothing to do, `false` as a result where it turned out so. */
  function keyAction(meaning: NonNullable<ReturnType<typeof templateKey>>): (() => unknown) | undefined {
    const { open } = list;
    const token = tokenNow();
    switch (meaning) {
      case "complete":
        return () => {
          setCaret(caretNow());
          list.complete(true);
        };
      case "fixes":
        return offerFixes;
      case "next":
        return () => list.step(1);
      case "previous":
        return () => list.step(-1);
      case "take":
        return open && (() => take(open.active));
      case "close":
        if (open) return list.close;
        return card.shown && card.hide;
      case "declaration":
        return (
          token && (ofToken(token).openDeclaration ?? (() => setNote(`$${token.name} has no declaration to go to.`)))
        );
      case "uses":
        return token && ofToken(token).findUses;
      case "rename":
        return token && ofToken(token).rename;
    }
  }

  function onTyped(event: ChangeEvent<TextControl>) {
    const { value, selectionStart } = event.currentTarget;
    card.hide();
    setNote(undefined);
    setCaret(selectionStart ?? undefined);
    onChange(value);
    if (!isComposing.current) list.complete(false);
  }
  /** The caret moved without typing; a selection has none. */
  function onSelect() {
    const { selectionStart, selectionEnd } = control.current ?? {};
    const next = selectionStart === selectionEnd ? (selectionStart ?? undefined) : undefined;
    if (next === caret) return;
    setCaret(next);
    if (!list.open || list.open.kind === "fixes") list.close();
    if (next !== undefined && tokenAt(template, next)) card.restAt(next);
    else card.hide();
  }
  function onPaste(event: ClipboardEvent<TextControl>) {
    const pasted = event.clipboardData.getData("text/plain");
    if (!isOneLine || !/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const { text: line, hadBreaks } = onOneLine(pasted);
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const start = selectionStart ?? value.length;
    // The caret is put there once the text is drawn, so that it is in sight.
    putCaret({ text: value.slice(0, start) + line + value.slice(selectionEnd ?? start), caret: start + line.length });
    insert(event.currentTarget, line, write);
    if (hadBreaks) setNote("This is a single line: the line breaks of what was pasted became spaces.");
  }
  function onClick(event: MouseEvent<TextControl>) {
    if (!event.ctrlKey && !event.metaKey) return;
    const offset = tokenOffsetAt(backdrop.current, event.clientX, event.clientY);
    const clicked = offset === undefined ? undefined : tokenAt(template, offset);
    if (clicked) ofToken(clicked).openDeclaration?.();
  }
  function onBlur() {
    list.close();
    card.hide();
    setCaret(undefined);
    setNote(undefined);
  }

  const handlers = {
    onChange: onTyped,
    onSelect,
    onKeyDown,
    onPaste,
    onClick,
    onBlur,
    onCompositionStart: () => {
      isComposing.current = true;
    },
    onCompositionEnd: () => {
      isComposing.current = false;
      list.complete(false);
    },
  };
  return { caret, note, list, card, take, applyFix, ofToken, handlers };
}

function declarationOf(
  variables: readonly ScopeVariable[],
  { name }: Token,
  { openDeclaration }: TemplateCommands,
): (() => void) | undefined {
  const path = findVariable(variables, name)?.declaredAt;
  return path && (() => openDeclaration(path));
}

/** A controlled input puts the caret at the end when its text is replaced: this puts it where it belongs. */
function useCaretAfter(
  control: RefObject<TextControl | null>,
  backdrop: RefObject<HTMLElement | null>,
): (next: Written) => void {
  const waiting = useRef<Written>(undefined);
  useLayoutEffect(() => {
    const next = waiting.current;
    if (!next || control.current?.value !== next.text) return;
    waiting.current = undefined;
    control.current.setSelectionRange(next.caret, next.caret);
    showCaret(control.current, backdrop.current, next.caret);
  });
  return (next) => {
    waiting.current = next;
  };
}

/** The text after a fix, with the caret behind the same character as before. */
function afterEdits(text: string, caret: number, { edits }: Extract<FindingFix, { type: "edit_text" }>): Written {
  const moved = edits.reduce((at, { range, text: replacement }) => {
    if (range.start > caret) return at;
    return at + replacement.length - (Math.min(range.end, caret) - range.start);
  }, caret);
  return { text: applyTextEdits(text, edits), caret: moved };
}

/** Types a text in place of the selection, so that the browser's own undo knows of it where it can. */
function insert(control: TextControl, text: string, write: (next: Written) => void): void {
  if (document.execCommand("insertText", false, text)) return;
  const start = control.selectionStart ?? control.value.length;
  const end = control.selectionEnd ?? start;
  write({ text: control.value.slice(0, start) + text + control.value.slice(end), caret: start + text.length });
}
