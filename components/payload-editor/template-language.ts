/** The template languages in Monaco: what is coloured while typing, brackets, and the providers that ask the core. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import { codeActionProvider } from "./code-action-provider";
import { completionProvider } from "./completion-provider";
import { registerCommands } from "./editor-commands";
import { hoverProvider } from "./hover-provider";
import { foldingProvider, highlightProvider } from "./structure-providers";

/** Monaco's names of our two languages. */
export const languageIds: Record<TemplateLanguage, string> = { json: "landfall-payload", text: "landfall-text" };

export function registerTemplateLanguages(monaco: typeof Monaco): void {
  registerCommands(monaco);
  for (const [language, id] of Object.entries(languageIds)) {
    monaco.languages.register({ id });
    monaco.languages.setMonarchTokensProvider(id, language === "json" ? payloadRules : textRules);
    monaco.languages.setLanguageConfiguration(id, language === "json" ? payloadConfiguration : textConfiguration);
    monaco.languages.registerCompletionItemProvider(id, completionProvider(monaco));
    monaco.languages.registerHoverProvider(id, hoverProvider);
    monaco.languages.registerCodeActionProvider(id, codeActionProvider, { providedCodeActionKinds: ["quickfix"] });
    monaco.languages.registerDocumentHighlightProvider(id, highlightProvider);
    monaco.languages.registerFoldingRangeProvider(id, foldingProvider);
  }
}

/** `$` belongs to the variable, so that a double click takes it along. */
const wordPattern = /\$?[A-Za-z_][A-Za-z0-9_]*/;
const pairs = [
  { open: "{", close: "}" },
  { open: "[", close: "]" },
  { open: '"', close: '"' },
];

const payloadConfiguration: Monaco.languages.LanguageConfiguration = {
  wordPattern,
  brackets: [
    ["{", "}"],
    ["[", "]"],
  ],
  autoClosingPairs: [
    { open: "{", close: "}", notIn: ["string"] },
    { open: "[", close: "]", notIn: ["string"] },
    { open: '"', close: '"', notIn: ["string"] },
    // In a string too, and right before its closing quote.
    { open: "${", close: "}" },
  ],
  autoCloseBefore: ' \n\t,:}]"',
  surroundingPairs: pairs,
  indentationRules: { increaseIndentPattern: /[{[]\s*$/, decreaseIndentPattern: /^\s*[}\]]/ },
};

const textConfiguration: Monaco.languages.LanguageConfiguration = {
  wordPattern,
  autoClosingPairs: [{ open: "${", close: "}" }],
  surroundingPairs: pairs,
};

/**
 * Colours of the very moment of typing. What only the parser knows (whose variable it is, whether there is such a
 * filter) is laid over them a frame later by `EditorCheck`.
 */
const variableRules: Monaco.languages.IMonarchLanguageRule[] = [
  [/\$\$/, "string.escape"],
  [/\$\{/, { token: "variable", next: "@token" }],
  [/\$[A-Za-z_]\w*/, "variable"],
];

/** Inside `${…}`: a name with its steps, then filters with literal arguments. It ends with its line at the latest. */
const tokenState: Monaco.languages.IMonarchLanguageRule[] = [
  [/[^|}"$]*$/, { token: "variable", next: "@pop" }],
  [/\}/, { token: "variable", next: "@pop" }],
  [/\|/, { token: "delimiter", switchTo: "@filter" }],
  [/["$]/, { token: "@rematch", next: "@pop" }],
  [/[^|}"$]+/, "variable"],
];

const filterState: Monaco.languages.IMonarchLanguageRule[] = [
  [/\}/, { token: "variable", next: "@pop" }],
  [/"(?:[^"\\]|\\.)*"$/, { token: "string", next: "@pop" }],
  [/"(?:[^"\\]|\\.)*"/, "string"],
  [/[A-Za-z_]\w*$/, { token: "filter", next: "@pop" }],
  [/(?:true|false|null)\b/, "keyword"],
  [/[A-Za-z_]\w*/, "filter"],
  [/-?\d+(?:\.\d+)?/, "number"],
  [/[|:,]/, "delimiter"],
  [/["${]/, { token: "@rematch", next: "@pop" }],
  [/\s*$/, { token: "", next: "@pop" }],
  [/./, "delimiter"],
];

const payloadRules: Monaco.languages.IMonarchLanguage = {
  defaultToken: "",
  tokenizer: {
    root: [
      ...variableRules,
      [/"(?=(?:[^"\\]|\\.|\$\{[^}]*\})*"\s*:)/, { token: "string.key", next: "@key" }],
      [/"/, { token: "string", next: "@string" }],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, "number"],
      [/\b(?:true|false|null)\b/, "keyword"],
      [/[{}[\],:]/, "delimiter"],
    ],
    key: stringState("string.key"),
    string: stringState("string"),
    token: tokenState,
    filter: filterState,
  },
};

/** A string ends on its line, also where its quote is missing. */
function stringState(token: string): Monaco.languages.IMonarchLanguageRule[] {
  return [
    ...variableRules,
    [/\\.$/, { token: "string.escape", next: "@pop" }],
    [/\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/, "string.escape"],
    [/"/, { token, next: "@pop" }],
    [/[^"\\$]+$/, { token, next: "@pop" }],
    [/[^"\\$]+/, token],
    [/[\\$]/, token],
  ];
}

const textRules: Monaco.languages.IMonarchLanguage = {
  defaultToken: "",
  tokenizer: {
    root: [...variableRules, [/[&=]/, "delimiter"], [/[^$&=]+/, ""], [/\$/, ""]],
    token: tokenState,
    filter: filterState,
  },
};
