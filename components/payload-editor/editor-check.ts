/** What an open editor underlines and colours: from the parse of its text as it stands, a moment after each change. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import type { Finding } from "@/lib/destination/finding";
import { diagnose, textRules } from "@/lib/destination/language/diagnose";
import { type HighlightKind, highlightsIn } from "@/lib/destination/language/highlight";
import type { ScopeVariable } from "@/lib/destination/language/scope";
import type { Range, TemplateLanguage } from "@/lib/destination/template/template";
import { type Model, templateOf, toEditorRange } from "./editor-context";
import { editorRange } from "./model-text";

export interface CheckInput {
  language: TemplateLanguage;
  variables: readonly ScopeVariable[];
  /** The rulebook's, about the stored text; they come a little later than what is typed. */
  findings: readonly Finding[];
  stored: string;
  label: string;
}

export interface ProblemCount {
  errors: number;
  warnings: number;
}

const noProblems: ProblemCount = { errors: 0, warnings: 0 };

/** Up to this length the text is checked in the next frame, above it when the typing pauses. */
const quickCharsMax = 30_000;
const pauseMs = 150;

export class EditorCheck {
  #findings: readonly Finding[] = [];
  #checked: { version: number; input: CheckInput } | undefined;
  #input: CheckInput;
  #pending: { cancel: () => void } | undefined;
  #count = noProblems;
  readonly #colours: Monaco.editor.IEditorDecorationsCollection;
  readonly #listeners = new Set<() => void>();
  readonly #checkListeners = new Set<() => void>();

  constructor(
    private readonly monaco: typeof Monaco,
    private readonly editor: Monaco.editor.IStandaloneCodeEditor,
    private readonly model: Model,
    input: CheckInput,
  ) {
    this.#input = input;
    this.#colours = editor.createDecorationsCollection();
    model.onDidChangeContent(() => this.#schedule());
    editor.onDidScrollChange(({ scrollTopChanged }) => {
      if (scrollTopChanged) this.#colour();
    });
    editor.onDidLayoutChange(() => this.#colour());
    this.#run();
  }

  update(input: CheckInput): void {
    this.#input = input;
    this.#schedule();
  }

  /** The findings of the text as it is now, also where the check is still to come. */
  findings = (): readonly Finding[] => {
    if (this.#checked?.version !== this.model.getVersionId() || this.#checked.input !== this.#input) this.#run();
    return this.#findings;
  };

  /** Those of the last check, which may be a keystroke old. */
  shown = (): readonly Finding[] => this.#findings;

  /** Calls back after every check. */
  onCheck(listener: () => void): void {
    this.#checkListeners.add(listener);
  }

  count = (): ProblemCount => this.#count;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispose(): void {
    this.#pending?.cancel();
    this.#listeners.clear();
    this.#checkListeners.clear();
  }

  #schedule(): void {
    if (this.model.getValueLength() <= quickCharsMax) {
      this.#pending ??= inFrame(() => this.#run());
      return;
    }
    this.#pending?.cancel();
    this.#pending = afterPause(() => this.#run());
  }

  #run(): void {
    this.#pending?.cancel();
    this.#pending = undefined;
    if (this.model.isDisposed()) return;
    const input = this.#input;
    const { language, variables, label } = input;
    const template = templateOf(this.model, language);
    this.#findings = [...diagnose(template, variables, { path: [], place: label }), ...this.#others(input)];
    this.#checked = { version: this.model.getVersionId(), input };
    this.#mark();
    this.#colour();
    for (const listener of this.#checkListeners) listener();
  }

  /** What only the whole definition tells, where its place in the text is still certain. */
  #others({ findings, stored, language }: CheckInput): Finding[] {
    const starts = new Set(templateOf(this.model, language).tokens.map(({ range }) => range.start));
    return findings.flatMap((finding) => {
      if (isAboutMark(finding, stored)) return [{ ...finding, range: { start: 0, end: 0 } }];
      if (textRules.has(finding.rule)) return [];
      if (!finding.range) return [finding];
      const range = editorRange(stored, finding.range);
      return starts.has(range.start) ? [{ ...finding, range }] : [];
    });
  }

  #mark(): void {
    const { MarkerSeverity } = this.monaco;
    const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info };
    const markers = this.#findings.map((finding) => ({
      severity: severities[finding.severity],
      message: finding.message,
      code: finding.rule,
      source: "Landfall",
      ...toEditorRange(this.model, visible(this.model, finding.range)),
    }));
    this.monaco.editor.setModelMarkers(this.model, "landfall", markers);
    const count = {
      errors: this.#findings.filter(({ severity }) => severity === "error").length,
      warnings: this.#findings.filter(({ severity }) => severity === "warning").length,
    };
    if (count.errors === this.#count.errors && count.warnings === this.#count.warnings) return;
    this.#count = count;
    for (const listener of this.#listeners) listener();
  }

  /** Only what is in sight is coloured: a payload may hold thousands of variables. */
  #colour(): void {
    if (this.#checked?.version !== this.model.getVersionId()) return;
    const { language, variables } = this.#input;
    const template = templateOf(this.model, language);
    const highlights = this.editor.getVisibleRanges().flatMap((range) => {
      const start = this.model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
      const end = this.model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      return highlightsIn(template, { start, end }, variables);
    });
    this.#colours.set(
      highlights.map(({ range, kind }) => ({ range: toEditorRange(this.model, range), options: looks[kind] })),
    );
  }
}

/** The byte order mark that Monaco leaves out of the text: nothing but the rulebook's finding is left of it. */
function isAboutMark({ rule, range }: Finding, stored: string): boolean {
  return textRules.has(rule) && stored.charCodeAt(0) === 0xfeff && range?.end === 1;
}

/** Whether a finding is about the text as it stands in the editor, so that its edits are in the editor's offsets. */
export function isOfEditor({ path }: Finding): boolean {
  return path.length === 0;
}

const looks = {
  own: look("own"),
  predefined: look("predefined"),
  unavailable: look("undeclared"),
  undeclared: look("undeclared"),
  filter: look("filter"),
} satisfies Record<HighlightKind, Monaco.editor.IModelDecorationOptions>;

function look(name: string) {
  return { description: `template-${name}`, inlineClassName: `template-${name}` };
}

/** A range with at least one character in it; a finding about the text as a whole stands at its beginning. */
function visible(model: Model, range: Range | undefined): Range {
  const length = model.getValueLength();
  const { start, end } = range ?? { start: 0, end: 0 };
  if (end > start) return { start, end };
  const text = model.getValue();
  const isAtLineEnd = start >= length || text.charAt(start) === "\n";
  return isAtLineEnd && start > 0 && text.charAt(start - 1) !== "\n"
    ? { start: start - 1, end: start }
    : { start, end: Math.min(start + 1, length) };
}

function inFrame(run: () => void) {
  const handle = requestAnimationFrame(run);
  return { cancel: () => cancelAnimationFrame(handle) };
}

function afterPause(run: () => void) {
  const handle = setTimeout(run, pauseMs);
  return { cancel: () => clearTimeout(handle) };
}
