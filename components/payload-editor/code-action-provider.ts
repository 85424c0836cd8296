/** The lightbulb and Control+.: every way to mend what is wrong at the caret. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { fixesAt, type OfferedFix } from "@/lib/destination/language/quick-fix";
import { isOfEditor } from "./editor-check";
import { fixCommand } from "./editor-commands";
import { type EditorContext, editorContext, type Model, toEditorRange } from "./editor-context";

export const codeActionProvider: Monaco.languages.CodeActionProvider = {
  provideCodeActions(model, range, { markers }) {
    const context = editorContext(model);
    if (!context) return { actions: [], dispose() {} };
    const at = {
      start: model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }),
      end: model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn }),
    };
    const offered = fixesAt(context.findings(), at, model.getValue());
    const actions = offered.flatMap((offer) => toAction(model, context, offer, markers));
    return { actions, dispose() {} };
  },
};

function toAction(
  model: Model,
  context: EditorContext,
  { finding, fix, isPreferred }: OfferedFix,
  markers: Monaco.editor.IMarkerData[],
): Monaco.languages.CodeAction[] {
  const diagnostics = markers.filter(({ message }) => message === finding.message);
  const action = { title: fix.label, kind: "quickfix", isPreferred, diagnostics };
  if (fix.type === "edit_text" && isOfEditor(finding)) {
    const edits = fix.edits.map(({ range, text }) => ({
      resource: model.uri,
      versionId: model.getVersionId(),
      textEdit: { range: toEditorRange(model, range), text },
    }));
    return [{ ...action, edit: { edits } }];
  }
  if (!context.onFix) return [];
  const command = { id: fixCommand, title: fix.label, arguments: [model.uri.toString(), { ...finding, fix }] };
  return [{ ...action, command }];
}
