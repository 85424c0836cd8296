/** The lightbulb in the margin of the line with the caret, where there is something to mend. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import type { Finding } from "@/lib/destination/finding";
import { fixesOf } from "@/lib/destination/language/quick-fix";
import type { EditorCheck } from "./editor-check";

/** Shows the bulb and keeps it up to date; pressing it opens the list that Control+. opens. */
export function addLightbulb(
  monaco: typeof Monaco,
  editor: Monaco.editor.IStandaloneCodeEditor,
  check: EditorCheck,
): void {
  const bulb = editor.createDecorationsCollection();
  const update = () => {
    const line = editor.hasTextFocus() ? editor.getPosition()?.lineNumber : undefined;
    const isFixable = line !== undefined && fixableOn(editor, check.shown(), line) !== undefined;
    if (isFixable) bulb.set([{ range: new monaco.Range(line, 1, line, 1), options: look }]);
    else if (bulb.length > 0) bulb.clear();
  };
  editor.onDidChangeCursorPosition(update);
  editor.onDidFocusEditorText(update);
  check.onCheck(update);
  editor.onMouseDown(({ target, event }) => {
    const isBulb = target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN;
    const line = target.position?.lineNumber;
    if (!isBulb || line === undefined || line !== editor.getPosition()?.lineNumber) return;
    const finding = fixableOn(editor, check.findings(), line);
    const model = editor.getModel();
    if (!finding?.range || !model) return;
    event.preventDefault();
    editor.setPosition(model.getPositionAt(finding.range.start));
    editor.focus();
    editor.trigger("lightbulb", "editor.action.quickFix", undefined);
  });
}

/** The finding on a line that can be mended and is nearest to the caret. */
function fixableOn(
  editor: Monaco.editor.IStandaloneCodeEditor,
  findings: readonly Finding[],
  line: number,
): Finding | undefined {
  const model = editor.getModel();
  const position = editor.getPosition();
  if (!model || !position) return undefined;
  const caret = model.getOffsetAt(position);
  const from = model.getOffsetAt({ lineNumber: line, column: 1 });
  const to = model.getOffsetAt({ lineNumber: line, column: model.getLineMaxColumn(line) });
  const distance = ({ range }: Finding) => (range ? Math.max(range.start - caret, caret - range.end, 0) : 0);
  const text = model.getValue();
  const [nearest] = findings
    .filter((finding) => finding.range && finding.range.start <= to && finding.range.end >= from)
    .filter((finding) => fixesOf(finding, text).length > 0)
    .sort((left, right) => distance(left) - distance(right));
  return nearest;
}

const look = {
  description: "template-lightbulb",
  glyphMarginClassName: "template-lightbulb codicon codicon-light-bulb",
  glyphMarginHoverMessage: { value: "Show fixes (Ctrl+.)" },
};
