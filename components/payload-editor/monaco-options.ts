/** How every payload editor looks and behaves. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { editorThemeName } from "./editor-theme";

export const lineHeight = 20;
export const padding = 8;

export const editorOptions: Monaco.editor.IStandaloneEditorConstructionOptions = {
  theme: editorThemeName,
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
  // The margin holds the lightbulb: Monaco's own covers the text of short lines.
  glyphMargin: true,
  lineNumbersMinChars: 2,
  lineDecorationsWidth: 0,
  folding: true,
  showFoldingControls: "mouseover",
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  wordWrap: "on",
  wrappingIndent: "indent",
  // A line may break before a variable, but not between its dollar and its brace.
  wordWrapBreakBeforeCharacters: "$[(",
  bracketPairColorization: { enabled: false },
  matchBrackets: "always",
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  fixedOverflowWidgets: true,
  quickSuggestions: { other: true, strings: true, comments: true },
  wordBasedSuggestions: "off",
  suggestOnTriggerCharacters: true,
  suggest: { showStatusBar: false, preview: false, showIcons: true, localityBonus: false },
  occurrencesHighlight: "singleFile",
  // A minified payload may be one very long line; it is wrapped, and drawn whole.
  stopRenderingLineAfter: -1,
  unusualLineTerminators: "off",
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  renderControlCharacters: true,
  // Below the line: above it, Monaco places the hover by the size it had before it was laid out.
  hover: { above: false },
  links: false,
  colorDecorators: false,
};

/** Bracket colours would overrule those of variables in braces. */
export const modelOptions: Monaco.editor.ITextModelUpdateOptions = {
  tabSize: 2,
  insertSpaces: true,
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
};

/** What a screen reader says on entering, with the way out. */
export function ariaLabelOf(label: string, tabIndents: boolean): string {
  return tabIndents
    ? `${label}. Tab indents; press Control M to let it leave the editor.`
    : `${label}. Tab leaves the editor; press Control M to indent with it instead.`;
}
