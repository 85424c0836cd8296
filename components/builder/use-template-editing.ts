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
import type { DocumentPath, Finding, FindingFix } from "@/lib/destination/finding";
import { tokenAt } from "@/lib/destination/language/hover";
import { fixesAt, fixesOf, type OfferedFix } from "@/lib/destination/language/quick-fix";
import { findVariable, type ScopeVariable } from "@/lib/destination/language/scope";
import type { Template, Token } from "@/lib/destination/template/template";
import { afterEdits, insertText, type TextControl, useCaretAfter } from "./caret-after";
import { tokenOffsetAt } from "./template-backdrop";
import { type TemplateKey, templateKey } from "./template-keys";
import { onOneLine } from "./template-pieces";
import { isWritten, useTemplateList, type Written, written } from "./use-template-list";
import { useTokenCard } from "./use-token-card";

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
    const act = meaning && keyActions()[meaning];
    if (!act || act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** What each key does; undefined where it has nothing to do, `false` as a result where it turned out so. */
  function keyActions(): Record<TemplateKey, (() => unknown) | undefined> {
    const { open } = list;
    const token = tokenNow();
    const own = token && ofToken(token);
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
      declaration: own && (own.openDeclaration ?? (() => setNote(`$${token?.name} has no declaration to go to.`))),
      uses: own?.findUses,
      rename: own?.rename,
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
    insertText(event.currentTarget, line, write);
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
