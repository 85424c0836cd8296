/** The list that opens on `$`, filled by the language service. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { type Completion, completionsAt } from "@/lib/destination/language/complete";
import { declareCommand } from "./editor-commands";
import { editorContext, toEditorRange } from "./editor-context";

/** Where a list may open by itself; the service gives none outside of tokens. */
const triggerCharacters = ["$", "{", "|", ".", ":", ",", " ", '"'];

export function completionProvider(monaco: typeof Monaco): Monaco.languages.CompletionItemProvider {
  return {
    triggerCharacters,
    provideCompletionItems(model, position, { triggerKind }) {
      const context = editorContext(model);
      if (!context) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      const text = model.getValue();
      // A key asks; typing and trigger characters don't, and then only an open token has a list.
      const isAsked = triggerKind === monaco.languages.CompletionTriggerKind.Invoke && !isTyping(text, offset);
      const found = completionsAt(text, offset, context.language, context.variables, { isAsked });
      const suggestions = found
        .filter(({ kind }) => kind !== "declare" || context.onFix !== undefined)
        .map((completion, index) =>
          toItem(monaco, model, text.slice(completion.replace.start, offset), completion, index),
        );
      return { suggestions, incomplete: true };
    },
  };
}

/** Monaco calls both typing and the key "invoke"; behind a word that is no token it is typing. */
function isTyping(text: string, offset: number): boolean {
  return /[A-Za-z0-9_]/.test(text.charAt(offset - 1));
}

function toItem(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  typed: string,
  completion: Completion,
  index: number,
): Monaco.languages.CompletionItem {
  const { label, detail, value, documentation, insert, caret, replace } = completion;
  const isAtEnd = caret === insert.length;
  const command = commandOf(model, completion);
  return {
    label: {
      label,
      ...(value === undefined ? { description: detail } : { detail: `  ${value}`, description: detail }),
    },
    kind: kindOf(monaco, completion),
    documentation,
    // The service has chosen and ordered them; Monaco must neither drop nor re-order any.
    filterText: typed,
    sortText: String(index).padStart(4, "0"),
    insertText: isAtEnd ? insert : `${snippetText(insert.slice(0, caret))}$0${snippetText(insert.slice(caret))}`,
    ...(isAtEnd ? {} : { insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet }),
    range: toEditorRange(model, replace),
    ...(command ? { command } : {}),
  };
}

function commandOf(model: Monaco.editor.ITextModel, { action, continues }: Completion) {
  if (action) return { id: declareCommand, title: action.label, arguments: [model.uri.toString(), action.variable] };
  return continues ? { id: "editor.action.triggerSuggest", title: "" } : undefined;
}

function kindOf(monaco: typeof Monaco, { kind, detail }: Completion): Monaco.languages.CompletionItemKind {
  const kinds = monaco.languages.CompletionItemKind;
  switch (kind) {
    case "variable":
      return detail.endsWith("predefined") ? kinds.Constant : kinds.Variable;
    case "property":
      return kinds.Property;
    case "filter":
      return kinds.Function;
    case "argument":
      return kinds.Value;
    case "declare":
      return kinds.Event;
  }
}

function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
