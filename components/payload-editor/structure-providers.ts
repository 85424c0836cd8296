/** What follows from the tree of a payload: what folds, and where the variable at the caret stands besides. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { tokenAt } from "@/lib/destination/language/hover";
import { canonicalName } from "@/lib/destination/predefined-variable";
import type { TemplateNode } from "@/lib/destination/template/template";
import { editorContext, type Model, templateOf, toEditorRange } from "./editor-context";

export const foldingProvider: Monaco.languages.FoldingRangeProvider = {
  provideFoldingRanges(model) {
    const context = editorContext(model);
    const root = context && templateOf(model, context.language).root;
    return root ? foldsOf(model, root) : [];
  },
};

/** Objects and lists over more than one line; the line of the closing bracket stays in sight. */
function foldsOf(model: Model, node: TemplateNode): Monaco.languages.FoldingRange[] {
  if (node.type !== "object" && node.type !== "array") return [];
  const children = node.type === "object" ? node.members.map(({ value }) => value) : node.elements;
  const start = model.getPositionAt(node.range.start).lineNumber;
  const end = model.getPositionAt(node.range.end).lineNumber - 1;
  const own = end > start ? [{ start, end }] : [];
  return [...own, ...children.flatMap((child) => foldsOf(model, child))];
}

export const highlightProvider: Monaco.languages.DocumentHighlightProvider = {
  provideDocumentHighlights(model, position) {
    const context = editorContext(model);
    if (!context) return [];
    const template = templateOf(model, context.language);
    const token = tokenAt(template, model.getOffsetAt(position));
    if (!token) return [];
    const name = canonicalName(token.name);
    return template.tokens
      .filter((other) => canonicalName(other.name) === name)
      .map(({ nameRange }) => ({ range: toEditorRange(model, nameRange) }));
  },
};
