"use client";

import {
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useRef,
  useState,
} from "react";
import type { Finding } from "@/lib/destination/finding";
import { fixesAt, fixesOf, type OfferedFix } from "@/lib/destination/language/quick-fix";
import { afterEdits, insertText, type TextControl, useCaretAfter } from "./caret-after";
import { tokenOffsetAt } from "./text-backdrop";
import { type TextKey, textKey } from "./text-keys";
import type { TextLanguage } from "./text-language";
import { onOneLine } from "./text-pieces";
import { isWritten, useChoices, type Written, written } from "./use-choices";
import { useHoverCard } from "./use-hover-card";

interface Editing {
  text: string;
  onChange: (text: string) => void;
  language: TextLanguage;
  findings: readonly Finding[];
  isOneLine: boolean;
  control: RefObject<TextControl | null>;
  backdrop: RefObject<HTMLDivElement | null>;
}

/** Everything that happens in a text of a few lines: the caret, the list and the card at it, keys and paste. */
export function useTextEditing({ text, onChange, language, findings, ...props }: Editing) {
  const { control, backdrop, isOneLine } = props;
  const [caret, setCaret] = useState<number>();
  const [note, setNote] = useState<string>();
  const isComposing = useRef(false);
  const list = useChoices(text, caret, language);
  const card = useHoverCard(backdrop);
  const putCaret = useCaretAfter(control, backdrop);

  /** Where the caret is this moment: the focus may have come back without a word. */
  const caretNow = () => control.current?.selectionStart ?? undefined;

  function write(next: Written) {
    putCaret(next);
    setCaret(next.caret);
    onChange(next.text);
  }
  function applyFix({ fix }: OfferedFix) {
    list.close();
    card.hide();
    if (fix.type === "edit_text") putCaret(afterEdits(text, caret ?? text.length, fix));
    language.applyFix(fix);
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
    if (completion.action) language.applyFix(completion.action);
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
  function format() {
    const next = language.formatted?.();
    if (next === undefined) setNote("It has its usual form already, or can't be read yet.");
    else write({ text: next, caret: Math.min(caretNow() ?? next.length, next.length) });
  }

  function onKeyDown(event: KeyboardEvent<TextControl>) {
    if (isComposing.current || event.nativeEvent.isComposing) return;
    const meaning = textKey(event, list.open !== undefined);
    const act = meaning && keyActions()[meaning];
    if (!act || act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** What each key does; undefined where it has nothing to do, `false` as a result where it turned out so. */
  function keyActions(): Record<TextKey, (() => unknown) | undefined> {
    const { open } = list;
    const at = caretNow();
    const own = at === undefined ? undefined : language.commandsAt(at);
    return {
      complete: () => {
        setCaret(caretNow());
        list.complete(true);
      },
      fixes: offerFixes,
      next: () => list.step(1),
      previous: () => list.step(-1),
      take: open && (() => take(open.active)),
      close: open ? list.close : card.shown && card.hide,
      declaration: own && (own.openDeclaration ?? (() => setNote(own.noDeclaration))),
      uses: own?.findUses,
      rename: own?.rename,
      format: language.formatted && format,
    };
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
    if (next !== undefined && language.isTokenAt(next)) card.restAt(next);
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
    insertText(event.currentTarget, line, write);
    if (hadBreaks) setNote("This is a single line: the line breaks of what was pasted became spaces.");
  }
  function onClick(event: MouseEvent<TextControl>) {
    if (!event.ctrlKey && !event.metaKey) return;
    const offset = tokenOffsetAt(backdrop.current, event.clientX, event.clientY);
    if (offset !== undefined) language.commandsAt(offset)?.openDeclaration?.();
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
  return { caret, note, list, card, take, applyFix, handlers };
}
