/** The commands of the template editors: keys, context menu, and the links and fixes that providers offer. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { declareFix } from "@/lib/destination/declare-fix";
import type { Finding } from "@/lib/destination/finding";
import { formatEdits } from "@/lib/destination/language/format";
import { tokenAt } from "@/lib/destination/language/hover";
import { findVariable } from "@/lib/destination/language/scope";
import { type EditorContext, editorContext, templateOf, toEditorRange } from "./editor-context";

export const declareCommand = "landfall.declareVariable";
export const declarationCommand = "landfall.goToDeclaration";
export const usesCommand = "landfall.findUses";
export const renameCommand = "landfall.renameVariable";
export const fixCommand = "landfall.applyFix";

type Editor = Monaco.editor.IStandaloneCodeEditor;

/** Registers what links and fixes run; once for all editors. Each says in its first argument which model is meant. */
export function registerCommands(monaco: typeof Monaco): void {
  const register = (id: string, run: (context: EditorContext, argument: unknown) => void) =>
    monaco.editor.registerCommand(id, (_accessor, address: unknown, argument: unknown) => {
      const model = monaco.editor.getModels().find(({ uri }) => uri.toString() === address);
      const context = model && editorContext(model);
      if (context) run(context, argument);
    });
  register(declareCommand, (context, name) => {
    if (typeof name === "string") context.onFix?.(undeclared(name));
  });
  register(fixCommand, (context, finding) => {
    if (isFinding(finding)) context.onFix?.(finding);
  });
  register(declarationCommand, (context, name) => openDeclaration(context, String(name)));
  register(usesCommand, (context, name) => context.onFindUses?.(String(name)));
  register(renameCommand, (context, name) => context.onRename?.(String(name)));
}

function undeclared(name: string): Finding {
  const message = `$${name} isn't declared.`;
  return { rule: "LF001", severity: "error", place: "", path: [], message, fix: declareFix(name) };
}

function isFinding(value: unknown): value is Finding {
  return typeof value === "object" && value !== null && "rule" in value && "fix" in value;
}

function openDeclaration(context: EditorContext, name: string): string | undefined {
  const variable = findVariable(context.variables, name);
  if (!variable) return `$${name} isn't declared anywhere.`;
  if (!variable.declaredAt) return `$${name} is predefined: it has no declaration.`;
  context.onOpenDeclaration?.(variable.declaredAt);
  return undefined;
}

interface CommandOptions {
  /** Says something in the editor's footer, aloud too. */
  say: (message: string) => void;
  undo: () => (() => void) | undefined;
  redo: () => (() => void) | undefined;
  toggleTab: () => void;
}

/** The keys and the context menu of one editor. */
export function addEditorActions(monaco: typeof Monaco, editor: Editor, options: CommandOptions): void {
  const { KeyMod, KeyCode } = monaco;
  const { say } = options;
  addVariableActions(monaco, editor, say);
  editor.addAction({
    id: "landfall.format",
    label: "Format",
    keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
    contextMenuGroupId: "1_modification",
    run: () => {
      const problem = formatEditor(editor);
      if (problem) say(problem);
    },
  });
  addHistoryActions(monaco, editor, options);
  editor.addAction({
    id: "landfall.toggleTab",
    label: "Tab moves focus or indents",
    keybindings: [KeyMod.WinCtrl | KeyCode.KeyM, KeyMod.CtrlCmd | KeyCode.KeyM],
    run: options.toggleTab,
  });
}

/** What can be done with the variable at the caret. Each gives what it has to say, if anything. */
function addVariableActions(monaco: typeof Monaco, editor: Editor, say: (message: string) => void): void {
  const { KeyMod, KeyCode } = monaco;
  const actions = [
    { id: "landfall.declaration", label: "Go to declaration", key: KeyCode.F12, act: openDeclaration },
    { id: "landfall.uses", label: "Find uses", key: KeyMod.Shift | KeyCode.F12, act: findUses },
    { id: "landfall.rename", label: "Rename variable…", key: KeyCode.F2, act: rename },
  ];
  for (const [index, { id, label, key, act }] of actions.entries()) {
    editor.addAction({
      id,
      label,
      keybindings: [key],
      contextMenuGroupId: "navigation",
      contextMenuOrder: index + 1,
      run: () => {
        const found = variableAt(editor, editor.getPosition());
        const problem = found ? act(found.context, found.name) : "Put the caret into a variable first.";
        if (problem) say(problem);
      },
    });
  }
}

function findUses(context: EditorContext, name: string): undefined {
  context.onFindUses?.(name);
}

function addHistoryActions(monaco: typeof Monaco, editor: Editor, { undo, redo }: CommandOptions): void {
  const { KeyMod, KeyCode } = monaco;
  editor.addAction({
    id: "landfall.undo",
    label: "Undo",
    keybindings: [KeyMod.CtrlCmd | KeyCode.KeyZ],
    run: () => {
      const run = undo();
      if (run) run();
      else editor.trigger("keyboard", "undo", undefined);
    },
  });
  editor.addAction({
    id: "landfall.redo",
    label: "Redo",
    keybindings: [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, KeyMod.CtrlCmd | KeyCode.KeyY],
    run: () => {
      const run = redo();
      if (run) run();
      else editor.trigger("keyboard", "redo", undefined);
    },
  });
}

function rename(context: EditorContext, name: string): string | undefined {
  if (findVariable(context.variables, name)?.source === "predefined") {
    return `$${name} is predefined and keeps its name.`;
  }
  context.onRename?.(name);
  return undefined;
}

/** Lays the text out; says why where it can't. */
export function formatEditor(editor: Editor): string | undefined {
  const model = editor.getModel();
  const context = model && editorContext(model);
  if (!model || !context) return undefined;
  if (context.language !== "json") return "A form body has no layout: every character counts.";
  if (model.getValue().trim() === "") return undefined;
  const edits = formatEdits(model.getValue(), context.language);
  if (!edits) return "Mend the errors first: the layout would be a guess.";
  if (edits.length === 0) return "Formatted already.";
  editor.pushUndoStop();
  editor.executeEdits(
    "landfall.format",
    edits.map(({ range, text }) => ({ range: toEditorRange(model, range), text })),
  );
  editor.pushUndoStop();
  return undefined;
}

/** The variable of the token at a position, with what is known in its editor. */
function variableAt(editor: Editor, position: Monaco.IPosition | null) {
  const model = editor.getModel();
  const context = model && editorContext(model);
  if (!model || !context || !position) return undefined;
  const token = tokenAt(templateOf(model, context.language), model.getOffsetAt(position));
  return token && { context, name: token.name, range: toEditorRange(model, token.range), model };
}

/** Control-click, or Command-click, on a variable goes to its declaration; holding the key underlines it. */
export function addDeclarationLinks(editor: Editor, say: (message: string) => void): void {
  const link = editor.createDecorationsCollection();
  const isHeld = (event: { ctrlKey: boolean; metaKey: boolean }) => event.ctrlKey || event.metaKey;
  editor.onMouseMove(({ event, target }) => {
    const found = isHeld(event) ? variableAt(editor, target.position) : undefined;
    const variable = found && findVariable(found.context.variables, found.name);
    if (found && variable?.declaredAt) link.set([{ range: found.range, options: linkLook }]);
    else if (link.length > 0) link.clear();
  });
  editor.onMouseLeave(() => link.clear());
  editor.onKeyUp(() => link.clear());
  editor.onMouseDown(({ event, target }) => {
    if (!isHeld(event) || !event.leftButton) return;
    const found = variableAt(editor, target.position);
    if (!found) return;
    link.clear();
    const problem = openDeclaration(found.context, found.name);
    if (problem) say(problem);
  });
}

const linkLook = { description: "template-link", inlineClassName: "template-link" };
