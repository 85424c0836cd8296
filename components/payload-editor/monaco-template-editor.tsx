"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { onRevealRange } from "@/components/variables/reveal-range";
import type { Range } from "@/lib/destination/template/template";
import { textBytes } from "@/lib/destination/text-bytes";
import { formatEditor } from "./editor-commands";
import { toEditorRange } from "./editor-context";
import { EditorFooter } from "./editor-footer";
import { editorRange } from "./model-text";
import { subscribeTabMode, tabIndents, toggleTabMode } from "./tab-mode";
import { useCaretPosition, useContentHeight, useProblemCount } from "./use-editor-status";
import { type OpenEditor, type TemplateEditorInput, useTemplateEditor } from "./use-template-editor";

interface MonacoTemplateEditorProps extends TemplateEditorInput {
  id: string;
  describedBy?: string;
  rowsMin: number;
  rowsMax: number;
  /** The selection in the text area that had the focus when this editor took its place. */
  handedOver: RefObject<Range | undefined>;
}

/** The Monaco editor itself. Never import it directly: `PayloadEditor` loads it where an editor shows. */
export function MonacoTemplateEditor({
  id,
  describedBy,
  rowsMin,
  rowsMax,
  handedOver,
  ...input
}: MonacoTemplateEditorProps) {
  const element = useRef<HTMLDivElement>(null);
  const { note, say } = useNote();
  const open = useTemplateEditor(element, input, say);
  const height = useContentHeight(open, input.value, rowsMin, rowsMax);
  const hasError = input.findings.some(({ severity }) => severity === "error");
  useInputAttributes(open, { id, describedBy, hasError });
  useTakeOver(open, handedOver);
  useReveal(open, id, input.value);

  return (
    <>
      {/* The class gives the context menu, which opens beside the editor in this element, the editor's colours. */}
      <div ref={element} className="monaco-component" style={{ height }} />
      <LiveFooter open={open} value={input.value} isJson={input.language === "json"} note={note} say={say} />
    </>
  );
}

interface LiveFooterProps {
  open: OpenEditor | undefined;
  value: string;
  isJson: boolean;
  note: string;
  say: (message: string) => void;
}

function LiveFooter({ open, value, isJson, note, say }: LiveFooterProps) {
  const problems = useProblemCount(open);
  const position = useCaretPosition(open);
  const indents = useSyncExternalStore(subscribeTabMode, tabIndents, () => false);

  function format() {
    const problem = open && formatEditor(open.editor);
    if (problem) say(problem);
    open?.editor.focus();
  }
  function nextProblem() {
    open?.editor.focus();
    open?.editor.trigger("footer", "editor.action.marker.next", undefined);
  }
  return (
    <EditorFooter
      bytes={textBytes(value)}
      position={position}
      problems={problems}
      note={note}
      onNextProblem={nextProblem}
      onFormat={isJson ? format : undefined}
      tab={{ indents, onToggle: () => say(toggleTabMode() ? "Tab now indents" : "Tab now moves focus") }}
    />
  );
}

/** Goes on where somebody was writing: no key that they press may get lost in between. */
function useTakeOver(open: OpenEditor | undefined, handedOver: RefObject<Range | undefined>) {
  useLayoutEffect(() => {
    const model = open?.editor.getModel();
    const selection = handedOver.current;
    if (!open || !model || !selection) return;
    handedOver.current = undefined;
    open.editor.setSelection(toEditorRange(model, selection));
    open.editor.focus();
  }, [open, handedOver]);
}

/** Shows the piece of the text that a link elsewhere on the page leads to. */
function useReveal(open: OpenEditor | undefined, id: string, stored: string) {
  const newest = useRef(stored);
  useEffect(() => {
    newest.current = stored;
  }, [stored]);
  useEffect(() => {
    if (!open) return;
    return onRevealRange(id, (range) => {
      const model = open.editor.getModel();
      if (!model) return;
      const selection = toEditorRange(model, editorRange(newest.current, range));
      open.editor.setSelection(selection);
      open.editor.revealRangeInCenterIfOutsideViewport(selection);
      open.editor.focus();
    });
  }, [open, id]);
}

const noteMs = 4_000;

/** What a command has to say, for a moment. */
function useNote() {
  const [note, setNote] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((message: string) => {
    clearTimeout(timer.current);
    setNote(message);
    timer.current = setTimeout(() => setNote(""), noteMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { note, say };
}

/** The element that takes the typing carries the field's ID, so that problem lists can focus it. */
function useInputAttributes(
  open: OpenEditor | undefined,
  { id, describedBy, hasError }: { id: string; describedBy?: string; hasError: boolean },
) {
  useEffect(() => {
    const root = open?.editor.getDomNode();
    const input = root?.querySelector<HTMLElement>("textarea, .native-edit-context");
    if (!input) return;
    input.id = id;
    input.setAttribute("aria-invalid", String(hasError));
    if (describedBy) input.setAttribute("aria-describedby", describedBy);
  }, [open, id, describedBy, hasError]);
}
