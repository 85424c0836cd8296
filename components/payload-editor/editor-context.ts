/** What the open editors know. Monaco's providers are registered once for all editors and ask here by model. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import type { ScopeVariable } from "@/lib/destination/language/scope";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { Range, Template, TemplateLanguage } from "@/lib/destination/template/template";

export type Model = Monaco.editor.ITextModel;

export interface EditorContext {
  language: TemplateLanguage;
  variables: readonly ScopeVariable[];
  /** What is wrong with the text as it stands, in the editor's offsets. */
  findings: () => readonly Finding[];
  onFix: ((finding: Finding) => void) | undefined;
  onOpenDeclaration: ((path: DocumentPath) => void) | undefined;
  onFindUses: ((name: string) => void) | undefined;
  onRename: ((name: string) => void) | undefined;
}

const contexts = new WeakMap<Model, () => EditorContext>();

export function setEditorContext(model: Model, read: () => EditorContext): void {
  contexts.set(model, read);
}

export function editorContext(model: Model): EditorContext | undefined {
  return contexts.get(model)?.();
}

const parsed = new WeakMap<Model, { version: number; template: Template }>();

/** The tree of a model's text as it stands, parsed once a version however many ask. */
export function templateOf(model: Model, language: TemplateLanguage): Template {
  const version = model.getVersionId();
  const known = parsed.get(model);
  if (known?.version === version && known.template.language === language) return known.template;
  const template = parseTemplate(model.getValue(), language);
  parsed.set(model, { version, template });
  return template;
}

export function toEditorRange(
  model: { getPositionAt: (offset: number) => Monaco.IPosition },
  { start, end }: Range,
): Monaco.IRange {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
