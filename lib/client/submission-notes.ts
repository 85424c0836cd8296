/** What a person has typed for the next submission, kept in this browser: reasons, release note, number, contact. No secret. */
import { z } from "zod";

/** The part of `localStorage` that is needed; a test gives a map. */
export interface NotesStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const submissionNotes = z.object({
  note: z.string(),
  /** By the key of the warning that each explains. */
  reasons: z.record(z.string(), z.string()),
  /** Absent: as it is suggested. */
  number: z.string().optional(),
  contact: z.string().optional(),
  /** What reviewers should know about the test account. */
  accountNote: z.string().optional(),
});
export type SubmissionNotes = Readonly<z.infer<typeof submissionNotes>>;

export const noNotes: SubmissionNotes = { note: "", reasons: {} };

/**
 * The notes of one person on one destination. Each key pressed is kept at once, so that neither closing a dialog nor a
 * crash loses a word. No method throws: where the browser's storage is off or full, the notes last as long as the page.
 */
export class SubmissionNotesStore {
  readonly key: string;
  readonly #listeners = new Set<() => void>();
  #storage: NotesStorage | undefined;
  #notes: SubmissionNotes = noNotes;

  constructor({ userId, destinationId }: { userId: string; destinationId: string }) {
    this.key = `landfall:submission:${userId}:${destinationId}`;
  }

  getSnapshot = (): SubmissionNotes => this.#notes;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins with what the browser keeps. */
  open(storage: NotesStorage | undefined): void {
    this.#storage = storage;
    this.reread();
  }

  /** Takes over what another tab has written. */
  reread = (): void => {
    const kept = this.#read();
    if (kept) this.#publish(kept);
  };

  setNote = (note: string): void => this.#keep({ ...this.#notes, note });

  /** Undefined goes back to what is suggested. */
  setText = (name: "number" | "contact" | "accountNote", text: string | undefined): void => {
    const { [name]: _before, ...others } = this.#notes;
    this.#keep(text === undefined ? others : { ...others, [name]: text });
  };

  /** An empty reason is forgotten. */
  setReason = (key: string, reason: string): void => {
    const { [key]: _before, ...others } = this.#notes.reasons;
    this.#keep({ ...this.#notes, reasons: reason === "" ? others : { ...others, [key]: reason } });
  };

  /** After a submission: note and number were that version's; a reason stays as long as what it explains is there. */
  afterSubmission = (explained: Iterable<string>): void => {
    const { reasons, number: _used, ...others } = this.#notes;
    const kept = [...explained].flatMap((key) => {
      const reason = reasons[key];
      return reason === undefined ? [] : [[key, reason] as const];
    });
    this.#keep({ ...others, note: "", reasons: Object.fromEntries(kept) });
  };

  #keep(notes: SubmissionNotes): void {
    try {
      const { note, reasons, ...others } = notes;
      const isEmpty = note === "" && Object.keys(reasons).length === 0 && Object.keys(others).length === 0;
      if (isEmpty) this.#storage?.removeItem(this.key);
      else this.#storage?.setItem(this.key, JSON.stringify(notes));
    } catch {
      // Over the quota, or storage is off: what was kept before stays.
    }
    this.#publish(notes);
  }

  #publish(notes: SubmissionNotes): void {
    this.#notes = notes;
    for (const listener of this.#listeners) listener();
  }

  /** Undefined where the storage can't be read; what isn't ours counts as nothing. */
  #read(): SubmissionNotes | undefined {
    try {
      const text = this.#storage?.getItem(this.key);
      if (text === undefined) return undefined;
      const parsed = submissionNotes.safeParse(JSON.parse(text ?? "null"));
      return parsed.success ? parsed.data : noNotes;
    } catch {
      return undefined;
    }
  }
}
