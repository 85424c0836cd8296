/** The `$`-JSON language in Monaco: colours, and completion and hover that ask the core. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { filters } from "@/lib/destination/template/filters";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import type { VariableSuggestion } from "./variable-suggestion";

export const templateLanguageId = "landfall-template";

type Model = Monaco.editor.ITextModel;
interface ModelContext {
  language: TemplateLanguage;
  variables: VariableSuggestion[];
}

/** What the open editors know: providers are registered once for all of them. */
const contexts = new WeakMap<Model, () => ModelContext>();

/** Tells the providers which variables a model's text may use; called anew it replaces the former answer. */
export function setModelContext(model: Model, read: () => ModelContext): void {
  contexts.set(model, read);
}

export function registerTemplateLanguage(monaco: typeof Monaco): void {
  monaco.languages.register({ id: templateLanguageId });
  monaco.languages.setMonarchTokensProvider(templateLanguageId, tokenRules);
  monaco.languages.setLanguageConfiguration(templateLanguageId, {
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: '"', close: '"', notIn: ["string"] },
    ],
    surroundingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: '"', close: '"' },
    ],
    wordPattern: /[A-Za-z_][A-Za-z0-9_]*/,
  });
  monaco.languages.registerCompletionItemProvider(templateLanguageId, {
    triggerCharacters: ["$", "{", "|"],
    provideCompletionItems: (model, position) => complete(monaco, model, position),
  });
  monaco.languages.registerHoverProvider(templateLanguageId, {
    provideHover: (model, position) => hover(monaco, model, position),
  });
}

const variableRules: Monaco.languages.IMonarchLanguageRule[] = [
  [/\$\$/, "string"],
  [/\$\{[^}"]*\}?/, "variable"],
  [/\$[A-Za-z_]\w*/, "variable"],
];

const tokenRules: Monaco.languages.IMonarchLanguage = {
  defaultToken: "",
  tokenizer: {
    root: [
      ...variableRules,
      [/"(?=(?:[^"\\]|\\.)*"\s*:)/, { token: "key", next: "@key" }],
      [/"/, { token: "string", next: "@string" }],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, "number"],
      [/\b(?:true|false|null)\b/, "keyword"],
      [/[{}[\],:]/, "delimiter"],
    ],
    key: [...variableRules, [/\\./, "key"], [/"/, { token: "key", next: "@pop" }], [/[^"\\$]+/, "key"], [/\$/, "key"]],
    string: [
      ...variableRules,
      [/\\./, "string"],
      [/"/, { token: "string", next: "@pop" }],
      [/[^"\\$]+/, "string"],
      [/\$/, "string"],
    ],
  },
};

function complete(
  monaco: typeof Monaco,
  model: Model,
  position: Monaco.Position,
): Monaco.languages.ProviderResult<Monaco.languages.CompletionList> {
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  const filter = /\$\{[^}|]*(?:\|[^}|]*)*\|\s*(\w*)$/.exec(before);
  if (filter) return { suggestions: filterItems(monaco, position, filter[1]?.length ?? 0) };
  const open = /(\$\{?)([A-Za-z_]\w*)?$/.exec(before);
  if (!open) return { suggestions: [] };
  const isBraced = open[1] === "${";
  const typed = open[0].length;
  const after = model.getLineContent(position.lineNumber).slice(position.column - 1);
  const closesItself = isBraced && !/^\w*\}/.test(after);
  const range = rangeBefore(monaco, position, typed);
  const variables = contexts.get(model)?.().variables ?? [];
  return {
    suggestions: variables.map((variable, index) => {
      const text = isBraced ? `\${${variable.name}${closesItself ? "}" : ""}` : `$${variable.name}`;
      return {
        label: { label: `$${variable.name}`, description: variable.source },
        kind: monaco.languages.CompletionItemKind.Variable,
        detail: variable.value === undefined ? variable.source : `now: ${variable.value}`,
        documentation: { value: variable.description },
        // The list filters by what stands before the cursor, dollar and brace included.
        filterText: isBraced ? `\${${variable.name}` : `$${variable.name}`,
        sortText: String(index).padStart(4, "0"),
        insertText: text,
        range,
      };
    }),
  };
}

function filterItems(monaco: typeof Monaco, position: Monaco.Position, typed: number) {
  return Object.entries(filters).map(([name, filter]) => ({
    label: name,
    kind: monaco.languages.CompletionItemKind.Function,
    documentation: { value: filter.description },
    insertText: name,
    range: rangeBefore(monaco, position, typed),
  }));
}

function rangeBefore(monaco: typeof Monaco, position: Monaco.Position, length: number): Monaco.Range {
  return new monaco.Range(position.lineNumber, position.column - length, position.lineNumber, position.column);
}

function hover(monaco: typeof Monaco, model: Model, position: Monaco.Position): Monaco.languages.Hover | undefined {
  const context = contexts.get(model)?.();
  if (!context) return undefined;
  const offset = model.getOffsetAt(position);
  const { tokens } = parseTemplate(model.getValue(), context.language);
  const token = tokens.find(({ range }) => range.start <= offset && offset <= range.end);
  if (!token) return undefined;
  const variable = context.variables.find(({ name }) => name === token.name);
  const lines = variable
    ? [
        `**$${variable.name}**: ${variable.source}`,
        variable.description,
        ...(variable.value ? [`Now: \`${variable.value}\``] : []),
      ]
    : [`**$${token.name}** is neither declared nor pre-defined.`];
  const start = model.getPositionAt(token.range.start);
  const end = model.getPositionAt(token.range.end);
  return { range: monaco.Range.fromPositions(start, end), contents: lines.map((value) => ({ value })) };
}
