"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Finding } from "@/lib/destination/finding";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import { ErrorBoundary } from "./error-boundary";
import type { VariableSuggestion } from "./variable-suggestion";

const MonacoTemplateEditor = lazy(async () => {
  const module = await import("./monaco-template-editor");
  return { default: module.MonacoTemplateEditor };
});

/**
 * The editor for payloads and item templates. Monaco is loaded when the editor comes near the screen;
 * until then, and wherever Monaco can't load, a plain text area of the same size does the same work.
 */
export function PayloadEditor(props: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  language: TemplateLanguage;
  findings: Finding[];
  variables: VariableSuggestion[];
  describedBy?: string;
  placeholder?: string;
  rows?: number;
  rowsMax?: number;
}) {
  const { rows = 6, rowsMax = 24 } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);

  useEffect(() => {
    if (!frame.current || isNear) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true);
      },
      { rootMargin: "300px" },
    );
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [isNear]);

  const hasError = props.findings.some(({ severity }) => severity === "error");
  const plain = (
    <textarea
      id={props.id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={hasError}
      className="block w-full resize-y bg-surface px-10 py-2 font-mono text-ink text-sm leading-5 outline-none"
      rows={Math.min(Math.max(props.value.split("\n").length, rows), rowsMax)}
      spellCheck={false}
      value={props.value}
      placeholder={props.placeholder}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );

  return (
    <div
      ref={frame}
      data-invalid={hasError || undefined}
      className="overflow-hidden rounded-md border border-control bg-surface focus-within:border-accent focus-within:ring-2 focus-within:ring-ring/30 data-invalid:border-danger"
    >
      {isNear ? (
        <ErrorBoundary fallback={plain}>
          <Suspense fallback={plain}>
            <MonacoTemplateEditor {...props} rowsMin={rows} rowsMax={rowsMax} />
          </Suspense>
        </ErrorBoundary>
      ) : (
        plain
      )}
    </div>
  );
}
