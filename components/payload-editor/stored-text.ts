/** Keeps an editor and the stored text the same, whoever changes which. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { toEditorRange } from "./editor-context";
import { changedPart, editorText } from "./model-text";

/** The parts of an editor and its model that are used. */
export interface StoredEditor {
  model: {
    getValue: () => string;
    getPositionAt: (offset: number) => Monaco.IPosition;
    isDisposed: () => boolean;
    onDidChangeContent: (listener: () => void) => unknown;
  };
  pushUndoStop: () => boolean;
  executeEdits: (source: string, edits: { range: Monaco.IRange; text: string }[]) => boolean;
}

/** A stored text that differs from the editor's for so long after the last keystroke is no echo of it. */
const settledMs = 300;

/**
 * What is typed is told at once. A text that comes back is either an echo of something typed, perhaps of an older state
 * while the next letters are typed already, or a change from outside (undo, rename, another person's edit), which is
 * applied as the one edit between the two texts, so that caret, selection and scroll stay.
 */
export class StoredText {
  /** What was told and has not come back yet. */
  #told: string[] = [];
  #stored: string;
  #isApplying = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly editor: StoredEditor,
    stored: string,
    private readonly tell: (text: string) => void,
  ) {
    this.#stored = stored;
    editor.model.onDidChangeContent(() => this.#changed());
  }

  update(stored: string): void {
    this.#stored = stored;
    const echo = this.#told.indexOf(stored);
    if (echo >= 0) {
      this.#told.splice(0, echo + 1);
      if (this.#told.length > 0) this.#settleLater();
      return;
    }
    this.#apply();
  }

  /** Before a command that changes the stored text itself, such as undo: no text that comes now is an echo. */
  expectChange(): void {
    this.#told = [];
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #changed(): void {
    if (this.#isApplying) return;
    const text = this.editor.model.getValue();
    this.#told.push(text);
    this.tell(text);
  }

  #settleLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#apply(), settledMs);
  }

  #apply(): void {
    clearTimeout(this.#timer);
    this.#told = [];
    if (this.editor.model.isDisposed()) return;
    const before = this.editor.model.getValue();
    const after = editorText(this.#stored);
    if (before === after) return;
    const { range, text } = changedPart(before, after);
    this.#isApplying = true;
    this.editor.pushUndoStop();
    this.editor.executeEdits("landfall.stored", [{ range: toEditorRange(this.editor.model, range), text }]);
    this.editor.pushUndoStop();
    this.#isApplying = false;
  }
}
