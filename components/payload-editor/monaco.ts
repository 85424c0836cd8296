/** Monaco from our own origin, trimmed to what writing a payload needs. Loaded only where an editor shows. */
import * as monaco from "monaco-editor/editor/editor.api";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codeAction/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/placeholderText/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
// The feature of this name registers only inline completions; the list itself is here.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/unicodeHighlighter/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "./payload-editor.css";
import { followTheme } from "./editor-theme";
import { settleMonaco } from "./monaco-settings";
import { registerTemplateLanguages } from "./template-language";

declare global {
  interface Window {
    MonacoEnvironment?: monaco.Environment;
  }
}

let isReady = false;

/** Registers languages and themes once; safe to call from every editor that mounts. */
export function prepareMonaco(): typeof monaco {
  if (isReady) return monaco;
  isReady = true;
  window.MonacoEnvironment = {
    getWorker: () => new Worker(new URL("./editor.worker.ts", import.meta.url), { type: "module" }),
  };
  registerTemplateLanguages(monaco);
  followTheme(monaco);
  settleMonaco();
  return monaco;
}
