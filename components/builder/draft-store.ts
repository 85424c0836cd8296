/** The draft while somebody edits it: its text, its undo history, its journal and its autosave, without React. */
import { api } from "@/lib/client/api";
import { Autosave, type SaveState, type Theirs } from "@/lib/client/autosave";
import { type History, record, redo, startHistory, undo } from "@/lib/client/history";
import { Journal, type JournalEntry, type JournalStorage, recover } from "@/lib/client/journal";
import { isSameJson } from "@/lib/client/same-json";
import { type Draft, draft } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { newId } from "@/lib/destination/id";

type Definition = DestinationDefinition;
export type Change = (definition: Definition) => Definition;

/** Edits with the same key are one step: within a second of each other, or for as long as a `session` lasts. */
export type Merge = string | { session: string };

export interface DraftSnapshot {
  history: History<Definition>;
  saveState: SaveState<Definition>;
  revision: number;
  /** Whether this browser holds what the server doesn't: then closing the page loses nothing. */
  isKept: boolean;
  /** Edits of an older revision that were found in this browser. */
  recovered: JournalEntry | undefined;
}

interface DraftStoreOptions {
  userId: string;
  draft: Draft;
  save?: typeof api.saveDraft;
  read?: (destinationId: string) => Promise<Draft>;
}

export class DraftStore {
  readonly #autosave: Autosave<Definition>;
  readonly #options: DraftStoreOptions;
  readonly #listeners = new Set<() => void>();
  #journal: Journal | undefined;
  #snapshot: DraftSnapshot;

  constructor(options: DraftStoreOptions) {
    this.#options = options;
    const { id, definition, revision, updatedAt } = options.draft;
    const save = options.save ?? api.saveDraft;
    this.#autosave = new Autosave<Definition>({
      saved: { document: definition, revision, at: new Date(updatedAt) },
      save: (base, document) => save(id, { revision: base, definition: document }),
      readTheirs,
      isSame: isSameJson,
    });
    this.#snapshot = {
      history: startHistory(definition),
      saveState: this.#autosave.state,
      revision,
      isKept: true,
      recovered: undefined,
    };
    this.#autosave.subscribe(() => this.#onSaveState());
  }

  getSnapshot = (): DraftSnapshot => this.#snapshot;

  readDefinition = (): Definition => this.#snapshot.history.present;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the server held when it last answered: the ground on which both sides of a conflict stand. */
  get base(): Definition {
    return this.#autosave.saved;
  }

  /** Opens the journal and brings back what an earlier page could not save. Called in the browser, once. */
  open(storage: JournalStorage): void {
    if (this.#journal) return;
    const { userId, draft: server } = this.#options;
    this.#journal = new Journal({ storage, userId, destinationId: server.id, writer: newId() });
    const recovery = recover(this.#journal.read(), server);
    if (recovery.kind === "none") this.#journal.discard();
    if (recovery.kind === "restore") this.edit("Restore unsaved edits", () => recovery.entry.definition);
    if (recovery.kind === "offer") this.#set({ recovered: recovery.entry });
  }

  /**
   * Looks whether the server holds something newer, and goes on from there if nothing is unsaved here. A page may be
   * older than it looks: the browser went back to it, it was made while a save was under way, or a colleague saved.
   */
  async refresh(): Promise<void> {
    const { draft: opened, read = api.readDraft } = this.#options;
    const newest = await read(opened.id).catch(() => undefined);
    if (!newest) return;
    const { definition, revision, updatedAt, updatedBy } = newest;
    const adopted = this.#autosave.adopt({ document: definition, revision, updatedAt, updatedBy });
    const { history } = this.#snapshot;
    if (!adopted || adopted === history.present) return;
    const label = `Changes by ${updatedBy ?? "somebody else"}`;
    this.#set({
      history:
        history.past.length === 0 ? startHistory(adopted) : record(history, { label, after: adopted, at: Date.now() }),
    });
  }

  /** One undoable step. The journal is written before anything is sent. */
  edit = (label: string, change: Change, merge?: Merge): void => {
    const { history } = this.#snapshot;
    const mergeKey = typeof merge === "object" ? merge.session : merge;
    const mergeMs = typeof merge === "object" ? Number.POSITIVE_INFINITY : undefined;
    this.#apply(record(history, { label, mergeKey, mergeMs, after: change(history.present), at: Date.now() }));
  };

  undo = (): void => this.#apply(undo(this.#snapshot.history));
  redo = (): void => this.#apply(redo(this.#snapshot.history));
  flush = (): Promise<number> => this.#autosave.flush();
  retry = (): void => this.#autosave.retry();

  /** Ends a conflict with the person's text, the other's, or a document put together from both. Undo brings back. */
  resolveConflict = (choice: "mine" | "theirs" | Definition): void => {
    const { saveState, history } = this.#snapshot;
    if (saveState.kind !== "conflict") return;
    const theirs = saveState.theirs.document;
    const chosen = choice === "mine" ? history.present : choice === "theirs" ? theirs : choice;
    const after = isSameJson(chosen, theirs) ? theirs : chosen;
    const label = `Join with what ${saveState.theirs.updatedBy ?? "somebody else"} saved`;
    this.#set({ history: record(history, { label, after, at: Date.now() }) });
    this.#autosave.resolveConflict(after);
  };

  /** Decides on edits that an earlier page left behind. */
  resolveRecovered = (choice: "mine" | "theirs"): void => {
    const { recovered } = this.#snapshot;
    if (!recovered) return;
    this.#set({ recovered: undefined });
    if (choice === "mine") this.edit("Restore unsaved edits", () => recovered.definition);
    else this.#journal?.discard();
  };

  #apply(history: History<Definition>): void {
    if (history === this.#snapshot.history) return;
    this.#set({ history });
    this.#keep();
    this.#autosave.edit(history.present);
  }

  #keep(): void {
    const isKept = this.#journal?.write({
      definition: this.#snapshot.history.present,
      baseRevision: this.#autosave.revision,
      editedAt: new Date().toISOString(),
    });
    this.#set({ isKept: isKept ?? false });
  }

  #onSaveState(): void {
    const { state: saveState, revision } = this.#autosave;
    const isNewRevision = revision !== this.#snapshot.revision;
    this.#set({ saveState, revision });
    if (saveState.kind === "saved") {
      this.#journal?.clear();
      this.#set({ isKept: true });
    } else if (isNewRevision) {
      // What was typed during the save now follows the new revision.
      this.#keep();
    }
  }

  #set(changes: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

function readTheirs(details: unknown): Theirs<Definition> | undefined {
  const theirs = draft.safeParse(details);
  if (!theirs.success) return undefined;
  const { definition: document, revision, updatedAt, updatedBy } = theirs.data;
  return { document, revision, updatedAt, updatedBy };
}
