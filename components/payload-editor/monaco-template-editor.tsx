"use client";

import { Editor } from "@monaco-editor/react";
import type * as Monaco from "monaco-editor/editor/editor.api";
import { useEffect, useRef, useState } from "react";
import type { Finding } from "@/lib/destination/finding";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import { editorThemeName, prepareMonaco } from "./monaco";
import { setModelContext, templateLanguageId } from "./template-language";
import type { VariableSuggestion } from "./variable-suggestion";

const lineHeight = 20;
const padding = 8;

/** The Monaco editor itself. Never import it directly: `PayloadEditor` loads it where an editor shows. */
export function MonacoTemplateEditor(props: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  language: TemplateLanguage;
  findings: Finding[];
  variables: VariableSuggestion[];
  describedBy?: string;
  placeholder?: string;
  rowsMin: number;
  rowsMax: number;
}) {
  const [monaco] = useState(prepareMonaco);
  const [editor, setEditor] = useState<Monaco.editor.IStandaloneCodeEditor>();
  const hasError = props.findings.some(({ severity }) => severity === "error");
  const height = heightOf(props.value, props.rowsMin, props.rowsMax);

  // The providers outlive a render, so they read the newest variables through a ref.
  const context = useRef({ language: props.language, variables: props.variables });
  useEffect(() => {
    context.current = { language: props.language, variables: props.variables };
  }, [props.language, props.variables]);

  // The element that takes the typing carries the field's ID, so that problem lists can focus it.
  useEffect(() => {
    const input = editor?.getDomNode()?.querySelector<HTMLElement>("textarea, .native-edit-context");
    if (!input) return;
    input.id = props.id;
    input.setAttribute("aria-invalid", String(hasError));
    if (props.describedBy) input.setAttribute("aria-describedby", props.describedBy);
  }, [editor, props.id, props.describedBy, hasError]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!model) return;
    setModelContext(model, () => context.current);
  }, [editor]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!model) return;
    monaco.editor.setModelMarkers(
      model,
      "landfall",
      props.findings.map((finding) => toMarker(monaco, model, finding)),
    );
  }, [monaco, editor, props.findings]);

  return (
    <div style={{ height }}>
      <Editor
        height="100%"
        language={templateLanguageId}
        theme={editorThemeName}
        value={props.value}
        onChange={(value) => props.onChange(value ?? "")}
        onMount={(instance) => setEditor(instance)}
        loading={null}
        options={{
          ariaLabel: `${props.label}. Tab leaves the editor; press Control M to indent with it instead.`,
          // An editor inside a form must not trap the keyboard.
          tabFocusMode: true,
          automaticLayout: true,
          fontFamily: "var(--font-mono), ui-monospace, monospace",
          fontSize: 13,
          lineHeight,
          padding: { top: padding, bottom: padding },
          minimap: { enabled: false },
          overviewRulerLanes: 0,
          hideCursorInOverviewRuler: true,
          scrollBeyondLastLine: false,
          scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
          lineNumbersMinChars: 3,
          lineDecorationsWidth: 4,
          glyphMargin: false,
          folding: true,
          renderLineHighlight: "line",
          renderLineHighlightOnlyWhenFocus: true,
          wordWrap: "on",
          bracketPairColorization: { enabled: false },
          tabSize: 2,
          insertSpaces: true,
          fixedOverflowWidgets: true,
          quickSuggestions: false,
          wordBasedSuggestions: "off",
          suggest: { showStatusBar: false, preview: false, showIcons: false },
          unicodeHighlight: { ambiguousCharacters: false },
          placeholder: props.placeholder,
        }}
      />
    </div>
  );
}

function heightOf(value: string, rowsMin: number, rowsMax: number): number {
  const rows = Math.min(Math.max(value.split("\n").length, rowsMin), rowsMax);
  return rows * lineHeight + 2 * padding;
}

function toMarker(monaco: typeof Monaco, model: Monaco.editor.ITextModel, finding: Finding): Monaco.editor.IMarkerData {
  const end = model.getValueLength();
  const range = finding.range ?? { start: 0, end };
  const from = model.getPositionAt(range.start);
  const to = model.getPositionAt(Math.max(range.end, range.start + 1));
  const severity = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    info: monaco.MarkerSeverity.Info,
  }[finding.severity];
  return {
    severity,
    message: finding.message,
    code: finding.rule,
    source: "Landfall",
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
