"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { formatTemplate } from "@/lib/destination/language/format";
import type { Range } from "@/lib/destination/template/template";
import { textBytes } from "@/lib/destination/text-bytes";
import { EditorFooter } from "./editor-footer";
import { ErrorBoundary } from "./error-boundary";
import type { TemplateEditorInput } from "./use-template-editor";

type EditorModule = typeof import("./monaco-template-editor");

interface PayloadEditorProps extends TemplateEditorInput {
  id: string;
  describedBy?: string;
  rows?: number;
  rowsMax?: number;
}

/**
 * The editor for payloads and item templates. Monaco is loaded when the editor comes near the screen;
 * until then, and wherever Monaco can't load, a plain text area of the same size does the same work.
 */
export function PayloadEditor({ rows = 6, rowsMax = 24, ...props }: PayloadEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const editor = useEditorModule(useIsNear(frame));
  // Where somebody was writing in the text area when Monaco came.
  const handedOver = useRef<Range>(undefined);
  const hasError = props.findings.some(({ severity }) => severity === "error");
  const size = { rows, rowsMax };
  const plain = <PlainEditor {...props} {...size} hasError={hasError} handedOver={handedOver} />;
  return (
    <div
      ref={frame}
      data-invalid={hasError || undefined}
      className="overflow-hidden rounded-md border border-control bg-surface focus-within:border-accent focus-within:ring-2 focus-within:ring-ring/30 data-invalid:border-danger"
    >
      {editor ? (
        <ErrorBoundary fallback={plain}>
          <editor.MonacoTemplateEditor {...props} rowsMin={rows} rowsMax={rowsMax} handedOver={handedOver} />
        </ErrorBoundary>
      ) : (
        plain
      )}
    </div>
  );
}

interface PlainEditorProps extends PayloadEditorProps {
  rows: number;
  rowsMax: number;
  hasError: boolean;
  handedOver: RefObject<Range | undefined>;
}

function PlainEditor({ value, onChange, findings, rows, rowsMax, hasError, handedOver, ...props }: PlainEditorProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = input.current;
    return () => {
      if (!element || document.activeElement !== element) return;
      handedOver.current = { start: element.selectionStart, end: element.selectionEnd };
    };
  }, [handedOver]);
  function format() {
    const formatted = formatTemplate(value, props.language);
    if (formatted !== undefined && formatted !== value) onChange(formatted);
  }
  const problems = {
    errors: findings.filter(({ severity }) => severity === "error").length,
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
  return (
    <>
      <textarea
        ref={input}
        id={props.id}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={hasError}
        className="block w-full resize-y bg-surface px-10 py-2 font-mono text-ink text-sm leading-5 outline-none"
        rows={Math.min(Math.max(value.split("\n").length, rows), rowsMax)}
        spellCheck={false}
        value={value}
        placeholder={props.placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
      <EditorFooter
        bytes={textBytes(value)}
        problems={problems}
        onFormat={props.language === "json" ? format : undefined}
      />
    </>
  );
}

/** Monaco, once it is wanted and has arrived. What could not be fetched is asked for again when the network is back. */
function useEditorModule(isWanted: boolean): EditorModule | undefined {
  const [editor, setEditor] = useState<EditorModule>();
  useEffect(() => {
    if (!isWanted || editor) return;
    let isStale = false;
    const load = () => {
      import("./monaco-template-editor").then(
        (module) => !isStale && setEditor(module),
        // The text area serves meanwhile.
        () => undefined,
      );
    };
    load();
    window.addEventListener("online", load);
    return () => {
      isStale = true;
      window.removeEventListener("online", load);
    };
  }, [isWanted, editor]);
  return editor;
}

/** Whether an element has come near the screen; stays true. */
function useIsNear(element: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (!element.current || isNear) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true);
      },
      { rootMargin: "300px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
