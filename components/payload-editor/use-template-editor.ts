"use client";

import type * as Monaco from "monaco-editor/editor/editor.api";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import type { ScopeVariable } from "@/lib/destination/language/scope";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import { EditorCheck } from "./editor-check";
import { addDeclarationLinks, addEditorActions } from "./editor-commands";
import { type Model, setEditorContext } from "./editor-context";
import { addLightbulb } from "./editor-lightbulb";
import { editorText } from "./model-text";
import { prepareMonaco } from "./monaco";
import { ariaLabelOf, editorOptions, modelOptions } from "./monaco-options";
import { type StoredEditor, StoredText } from "./stored-text";
import { subscribeTabMode, tabIndents, toggleTabMode } from "./tab-mode";
import { languageIds } from "./template-language";

export interface TemplateEditorInput {
  label: string;
  value: string;
  onChange: (value: string) => void;
  language: TemplateLanguage;
  findings: readonly Finding[];
  variables: readonly ScopeVariable[];
  placeholder?: string;
  onUndo?: () => void;
  onRedo?: () => void;
  onFix?: (finding: Finding) => void;
  onOpenDeclaration?: (path: DocumentPath) => void;
  onRename?: (name: string) => void;
  onFindUses?: (name: string) => void;
}

export interface OpenEditor {
  editor: Monaco.editor.IStandaloneCodeEditor;
  check: EditorCheck;
  stored: StoredText;
}

/** One Monaco editor in an element, kept in step with its properties; `say` is told what a command has to report. */
export function useTemplateEditor(
  element: RefObject<HTMLElement | null>,
  input: TemplateEditorInput,
  say: (message: string) => void,
): OpenEditor | undefined {
  const [open, setOpen] = useState<OpenEditor>();
  const indents = useSyncExternalStore(subscribeTabMode, tabIndents, () => false);
  // Providers and keys outlive a render, so they read the newest properties here.
  const newest = useRef({ input, say });
  useLayoutEffect(() => {
    newest.current = { input, say };
  });

  // Before the next frame: somebody may be typing into the text area that this editor replaces.
  useLayoutEffect(() => {
    if (!element.current) return;
    const opened = openEditor(element.current, () => newest.current);
    setOpen(opened);
    return () => {
      opened.check.dispose();
      opened.stored.dispose();
      opened.editor.getModel()?.dispose();
      opened.editor.dispose();
      setOpen(undefined);
    };
  }, [element]);

  const { value, language, variables, findings, label, placeholder } = input;
  useEffect(() => open?.stored.update(value), [open, value]);
  useEffect(() => {
    open?.check.update({ language, variables, findings, stored: value, label });
  }, [open, language, variables, findings, value, label]);
  useEffect(() => {
    const model = open?.editor.getModel();
    if (!model) return;
    prepareMonaco().editor.setModelLanguage(model, languageIds[language]);
    // A change of language resets these.
    model.updateOptions(modelOptions);
  }, [open, language]);
  useEffect(() => {
    open?.editor.updateOptions({ tabFocusMode: !indents, ariaLabel: ariaLabelOf(label, indents), placeholder });
  }, [open, indents, label, placeholder]);
  return open;
}

function openEditor(
  element: HTMLElement,
  read: () => { input: TemplateEditorInput; say: (message: string) => void },
): OpenEditor {
  const monaco = prepareMonaco();
  const { value, language, variables, findings, label, placeholder } = read().input;
  const model = monaco.editor.createModel(editorText(value), languageIds[language]);
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions(modelOptions);
  const editor = monaco.editor.create(element, {
    ...editorOptions,
    model,
    lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
    placeholder,
    tabFocusMode: !tabIndents(),
    ariaLabel: ariaLabelOf(label, tabIndents()),
  });
  const check = new EditorCheck(monaco, editor, model, { language, variables, findings, stored: value, label });
  const stored = new StoredText(storedEditor(editor, model), value, (text) => read().input.onChange(text));
  setEditorContext(model, () => ({ ...read().input, findings: check.findings, ...handlersOf(read().input) }));
  const say = (message: string) => read().say(message);
  const inDocument = (run: (() => void) | undefined) =>
    run &&
    (() => {
      stored.expectChange();
      run();
    });
  addEditorActions(monaco, editor, {
    say,
    undo: () => inDocument(read().input.onUndo),
    redo: () => inDocument(read().input.onRedo),
    toggleTab: () => say(toggleTabMode() ? "Tab now indents" : "Tab now moves focus"),
  });
  addDeclarationLinks(editor, say);
  addLightbulb(monaco, editor, check);
  return { editor, check, stored };
}

function storedEditor(editor: Monaco.editor.IStandaloneCodeEditor, model: Model): StoredEditor {
  return {
    model,
    pushUndoStop: () => editor.pushUndoStop(),
    executeEdits: (source, edits) => editor.executeEdits(source, edits),
  };
}

function handlersOf({ onFix, onOpenDeclaration, onFindUses, onRename }: TemplateEditorInput) {
  return { onFix, onOpenDeclaration, onFindUses, onRename };
}
