/** Monaco from our own origin, trimmed to what writing a payload needs. Loaded only where an editor shows. */
import { loader } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor/editor.api";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/clipboard/register";
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
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/wordHighlighter/register";
import { registerTemplateLanguage } from "./template-language";

/** The JSON of the editor's themes is drawn from the page's own tokens, so the two cannot drift apart. */
export const editorThemeName = "landfall";

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
  loader.config({ monaco });
  registerTemplateLanguage(monaco);
  defineTheme();
  new MutationObserver(defineTheme).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", defineTheme);
  return monaco;
}

/** The minifier writes `#ffffff` as `#fff`, which Monaco refuses as a token's colour. */
function sixDigits(color: string): string {
  return color.replace(/^#([\da-f])([\da-f])([\da-f])$/i, "#$1$1$2$2$3$3");
}

function defineTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim());
  const bare = (name: string) => token(name).replace("#", "");
  const isDark = style.colorScheme.includes("dark") && !style.colorScheme.includes("light");
  monaco.editor.defineTheme(editorThemeName, {
    base: isDark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("ink") },
      { token: "variable", foreground: bare("syntax-variable"), fontStyle: "bold" },
      { token: "key", foreground: bare("syntax-key") },
      { token: "string", foreground: bare("syntax-string") },
      { token: "number", foreground: bare("syntax-number") },
      { token: "keyword", foreground: bare("syntax-keyword") },
      { token: "delimiter", foreground: bare("muted") },
    ],
    colors: {
      "editor.background": token("surface"),
      "editor.foreground": token("ink"),
      "editorLineNumber.foreground": token("faint"),
      "editorLineNumber.activeForeground": token("ink"),
      "editor.lineHighlightBorder": token("sunken"),
      "editorCursor.foreground": token("accent"),
      "editor.selectionBackground": token("selected"),
      "editorIndentGuide.background1": token("line"),
      "editorError.foreground": token("danger"),
      "editorWarning.foreground": token("warning"),
      "editorWidget.background": token("raised"),
      "editorWidget.border": token("line-strong"),
      "editorSuggestWidget.background": token("raised"),
      "editorSuggestWidget.border": token("line-strong"),
      "editorSuggestWidget.foreground": token("ink"),
      "editorSuggestWidget.selectedBackground": token("selected"),
      "editorSuggestWidget.selectedForeground": token("ink"),
      "editorSuggestWidget.highlightForeground": token("accent-ink"),
      "editorSuggestWidget.focusHighlightForeground": token("accent-ink"),
      "editorHoverWidget.background": token("raised"),
      "editorHoverWidget.border": token("line-strong"),
      "scrollbarSlider.background": `${token("control")}55`,
      focusBorder: token("ring"),
    },
  });
}
