/** The draft while somebody edits it: its text, its undo history, its journal and its autosave, without React. */
import { api } from "@/lib/client/api";
import { Autosave, type SaveState, type Theirs } from "@/lib/client/autosave";
import {
  continueHistory,
  type History,
  type Move,
  record,
  recordTheirs,
  redo,
  resume,
  startHistory,
  undo,
} from "@/lib/client/history";
import { HistoryShelf } from "@/lib/client/history-shelf";
import { Journal, type JournalEntry, type JournalStorage, recover } from "@/lib/client/journal";
import { type Draft, draft } from "@/lib/contract";
import { type DestinationDefinition, definitionSchemaVersion } from "@/lib/destination/definition";
import { placeOfChanges } from "@/lib/destination/document-change";
import type { DocumentPath } from "@/lib/destination/finding";
import { newId } from "@/lib/destination/id";
import { mergeDefinitions } from "@/lib/destination/merge";
import { isSameJson } from "@/lib/destination/same-json";
import { parseDefinition } from "@/lib/destination/upgrade";

type Definition = DestinationDefinition;
export type Change = (definition: Definition) => Definition;

/** Edits with the same key are one step: within a second of each other, or for as long as a `session` lasts. */
export type StepKey = string | { session: string };

/** What the last undo or redo did: to show the place, and to say it. */
export interface HistoryMove {
  /** `kept`: others have changed the place since, so it stays as it is. */
  kind: "undone" | "redone" | "kept";
  label: string;
  /** How many steps at once. */
  count: number;
  path: DocumentPath | undefined;
  /** Where the changed piece of a text ends. */
  caret: number | undefined;
}

/** `before` and `after` differ in what came from the other. */
export interface JoinedSave {
  by: string | null;
  before: Definition;
  after: Definition;
}

export interface DraftSnapshot {
  history: History<Definition>;
  saveState: SaveState<Definition>;
  revision: number;
  /** Whether this browser holds what the server doesn't: then closing the page loses nothing. */
  isKept: boolean;
  /** What an earlier page could not save, and this one has brought back. */
  recovered: JournalEntry | undefined;
  moved: HistoryMove | undefined;
  /** What somebody else saved and has come into this draft without a question, since nothing overlapped. */
  joined: JoinedSave | undefined;
  /** A field shows a text that the document can't take, so that it is neither saved nor kept. */
  isHolding: boolean;
}

interface DraftStoreOptions {
  userId: string;
  draft: Draft;
  save?: typeof api.saveDraft;
  read?: (destinationId: string) => Promise<Draft>;
}

/** What a browser keeps. Each is undefined where it is switched off. */
export interface BrowserStorage {
  journal: JournalStorage | undefined;
  /** Of this tab, beyond a reload: it names the page that was here before. */
  session?: Pick<Storage, "getItem" | "setItem"> | undefined;
  /** The name of the database; a test gives one of its own. */
  database?: string;
  /** Pages that are open now: what they have not saved yet is their business. */
  livePages?: ReadonlySet<string>;
}

export class DraftStore {
  readonly #autosave: Autosave<Definition>;
  readonly #options: DraftStoreOptions;
  /** Names this page among those of the same person that have the destination open. */
  readonly page = newId();
  readonly #listeners = new Set<() => void>();
  #journal: Journal | undefined;
  #shelf: HistoryShelf | undefined;
  #snapshot: DraftSnapshot;
  /** The document under the first step of this page: where an earlier page's history has to end. */
  #ground: Definition;
  #changesUnderWay = 0;
  /** Of each text that the document can't take: how it is given up. */
  readonly #held = new Set<() => void>();

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
    this.#ground = definition;
    this.#snapshot = {
      history: startHistory(definition),
      saveState: this.#autosave.state,
      revision,
      isKept: true,
      recovered: undefined,
      moved: undefined,
      joined: undefined,
      isHolding: false,
    };
    this.#autosave.subscribe(() => this.#batch(() => this.#onSaveState()));
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

  /**
   * Opens what the browser keeps and brings back what an earlier page could not save, then its undo history. Called in
   * the browser, once. The promise is for tests: the history is there when it resolves.
   */
  async open(storage: BrowserStorage): Promise<void> {
    if (this.#shelf) return;
    const { userId, draft: server } = this.#options;
    const place = { userId, destinationId: server.id, writer: this.page };
    this.#shelf = new HistoryShelf({ ...place, schemaVersion: definitionSchemaVersion, name: storage.database });
    if (storage.journal) this.#journal = new Journal({ storage: storage.journal, ...place });
    const before = exchangePage(storage.session, server.id, this.page);
    this.#recover(before, storage.livePages ?? new Set());
    await this.#continueHistory(before);
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
    this.#batch(() => {
      const adopted = this.#autosave.adopt({ document: definition, revision, updatedAt, updatedBy });
      if (adopted && adopted !== this.#snapshot.history.present) this.#takeTheirs(adopted, updatedBy);
    });
  }

  /** One undoable step. The journal is written before anything is sent. */
  edit = (label: string, change: Change, merge?: StepKey): void => {
    const { history } = this.#snapshot;
    const mergeKey = typeof merge === "object" ? merge.session : merge;
    const mergeMs = typeof merge === "object" ? Number.POSITIVE_INFINITY : undefined;
    this.#apply(record(history, { label, mergeKey, mergeMs, after: change(history.present), at: Date.now() }));
  };

  /** A text that the document could not take is the newest edit of all, though it is no step. */
  undo = (): void => {
    const giveUp = [...this.#held].at(-1);
    if (giveUp) giveUp();
    else this.travel(-1);
  };
  redo = (): void => this.travel(1);

  /** Goes several steps back (below zero) or forth at once. Steps of others are not counted and not undone. */
  travel = (steps: number): void => {
    let { history } = this.#snapshot;
    let last: Move<Definition> | undefined;
    let count = 0;
    for (; count < Math.abs(steps); count += 1) {
      const move = steps < 0 ? undo(history, mergeQuietly) : redo(history);
      if (!move) break;
      last = move;
      history = move.history;
    }
    if (!last) return;
    const kind = last.changes.length === 0 ? "kept" : steps < 0 ? "undone" : "redone";
    const [first] = last.changes;
    const caret = first?.type === "text" ? first.at + first.inserted.length : undefined;
    const moved = { kind, label: last.step.label, count, path: placeOfChanges(last.changes), caret } as const;
    this.#batch(() => {
      this.#set({ moved });
      this.#apply(history);
    });
  };

  /** Sends what is unsaved now. */
  flush = (): Promise<number> => this.#autosave.flush();
  retry = (): void => this.#autosave.retry();

  /** The page may be gone in a moment: what is still on its way to the browser's database goes there now. */
  keepHistory = (): void => {
    const { history } = this.#snapshot;
    if (history.past.length + history.future.length > 0) this.#shelf?.save(history);
    void this.#shelf?.flush();
  };

  /**
   * Ends a conflict: where edits overlap with the person's own, with the other's, or as a document put together from
   * both says. What joined by itself is the other's step; what was decided is an own one, which undo takes back.
   */
  resolveConflict = (choice: "mine" | "theirs" | Definition): void => {
    const { saveState, history } = this.#snapshot;
    if (saveState.kind !== "conflict") return;
    const { document: theirs, updatedBy } = saveState.theirs;
    const by = updatedBy ?? "somebody else";
    const { merged, conflicts } = mergeDefinitions(this.base, history.present, theirs);
    const decisions = new Map(conflicts.map(({ id }) => [id, choice === "theirs" ? choice : ("mine" as const)]));
    const chosen =
      typeof choice === "object" ? choice : mergeDefinitions(this.base, history.present, theirs, decisions).merged;
    const after = isSameJson(chosen, theirs) ? theirs : chosen;
    const at = Date.now();
    this.#batch(() => {
      const joined = recordTheirs(history, { label: `Changes by ${by}`, after: merged, at }, mergeQuietly);
      this.#setHistory(record(joined, { label: `Join with what ${by} saved`, after, at }));
      this.#autosave.resolveConflict(after);
    });
  };

  /**
   * A field shows a text that the document can't take, until the returned function is called. `giveUp` goes back to the
   * document's.
   */
  holdUnsaved = (giveUp: () => void): (() => void) => {
    const setHeld = () => this.#set({ isHolding: this.#held.size > 0 });
    this.#held.add(giveUp);
    setHeld();
    return () => {
      this.#held.delete(giveUp);
      setHeld();
    };
  };

  /** Whether closing the page now would lose something that was typed. */
  get wouldLose(): boolean {
    const { saveState, isKept } = this.#snapshot;
    return this.#held.size > 0 || (saveState.kind !== "saved" && !isKept);
  }

  /** The person has seen what was brought back. */
  dismissRecovered = (): void => this.#set({ recovered: undefined });

  #recover(before: string | undefined, livePages: ReadonlySet<string>): void {
    const { draft: server } = this.#options;
    const entries = this.#journal?.readAll().filter(({ writer }) => writer === before || !livePages.has(writer)) ?? [];
    const ownFirst = entries.sort((left, right) => Number(right.writer === before) - Number(left.writer === before));
    for (const entry of ownFirst) {
      const recovery = recover(entry, server);
      if (recovery.kind === "none") this.#journal?.discard(entry.writer);
      else if (!this.#snapshot.recovered) this.#bringBack(entry, recovery.kind === "restore");
    }
  }

  /** The earlier page's text continues on what it was typed on; if that is no longer the newest, saving joins the two. */
  #bringBack(entry: JournalEntry, isNewest: boolean): void {
    const { draft: server } = this.#options;
    const ground = isNewest ? server.definition : entry.base;
    const { label, editedAt, baseRevision: revision, definition: after } = entry;
    this.#batch(() => {
      if (!isNewest) this.#autosave.standOn({ document: ground, revision });
      this.#autosave.mayHaveSent(after);
      this.#set({ recovered: entry });
      this.#apply(record(startHistory(ground), { label, after, at: Date.parse(editedAt) }));
    });
    this.#ground = ground;
    if (this.#snapshot.isKept) this.#journal?.discard(entry.writer);
  }

  /** Puts the steps of an earlier page under those of this one. */
  async #continueHistory(before: string | undefined): Promise<void> {
    const found = (await this.#shelf?.load(before)) ?? [];
    const { recovered, history: current } = this.#snapshot;
    const brought = recovered && current.past[0]?.label === recovered.label ? recovered : undefined;
    const ends = brought ? [brought.definition, this.#ground] : [this.#ground];
    const isSame = (present: unknown) => ends.some((end) => isSameJson(present, end));
    const chosen =
      found.find(({ writer }) => writer === before) ?? found.find(({ history }) => isSame(history.present));
    const earlier = chosen ?? found[0];
    const history = earlier && readable(earlier.history);
    if (history) this.#putUnder(history, brought);
    if (await this.#shelf?.flush()) await this.#shelf?.tidy(before);
  }

  #putUnder(earlier: History<Definition>, brought: JournalEntry | undefined): void {
    const { draft: server } = this.#options;
    const current = this.#snapshot.history;
    if (brought) {
      // The step that brought the text back gives way to the steps in which it was typed.
      const after = brought.definition;
      const typed = resume(earlier, { label: brought.label, after, at: Date.parse(brought.editedAt) });
      this.#setHistory(continueHistory(typed, { ...current, past: current.past.slice(1) }));
      return;
    }
    const by = server.updatedBy ?? "somebody else";
    const at = Date.parse(server.updatedAt);
    const edit = { label: `Changes by ${by}`, after: this.#ground, at };
    this.#setHistory(continueHistory(recordTheirs(earlier, edit, mergeQuietly), current));
  }

  #takeTheirs(after: Definition, by: string | null): void {
    const { history } = this.#snapshot;
    this.#set({ joined: { by, before: history.present, after } });
    const label = `Changes by ${by ?? "somebody else"}`;
    if (history.past.length === 0 && history.future.length === 0) {
      this.#ground = after;
      this.#setHistory(startHistory(after));
    } else {
      this.#setHistory(recordTheirs(history, { label, after, at: Date.now() }, mergeQuietly));
    }
  }

  #apply(history: History<Definition>): void {
    if (history === this.#snapshot.history) return;
    this.#batch(() => {
      this.#setHistory(history);
      this.#keep();
      this.#autosave.edit(history.present);
    });
  }

  #setHistory(history: History<Definition>): void {
    this.#set({ history });
    this.#shelf?.save(history);
  }

  #keep(): void {
    const { history } = this.#snapshot;
    const isKept = this.#journal?.write({
      base: this.#autosave.saved,
      baseRevision: this.#autosave.revision,
      definition: history.present,
      label: history.past.at(-1)?.label ?? "Edit",
      editedAt: new Date().toISOString(),
    });
    this.#set({ isKept: isKept ?? false });
  }

  #onSaveState(): void {
    const { state: saveState, revision } = this.#autosave;
    const isNewRevision = revision !== this.#snapshot.revision;
    if (saveState === this.#snapshot.saveState && !isNewRevision) return;
    this.#set({ saveState, revision });
    if (saveState.kind === "conflict") this.#onConflict(saveState.theirs);
    else if (saveState.kind === "saved") {
      this.#journal?.clear();
      this.#set({ isKept: true });
    } else if (isNewRevision) {
      // What was typed during the save now follows the new revision.
      this.#keep();
    }
  }

  /** Edits that don't overlap are joined without a question; otherwise the person decides, field by field. */
  #onConflict({ document: theirs, updatedBy }: Theirs<Definition>): void {
    const { history } = this.#snapshot;
    const { merged, conflicts } = mergeDefinitions(this.base, history.present, theirs);
    if (conflicts.length > 0) return;
    const after = isSameJson(merged, theirs) ? theirs : merged;
    const label = `Changes by ${updatedBy ?? "somebody else"}`;
    this.#set({ joined: { by: updatedBy, before: history.present, after } });
    this.#setHistory(recordTheirs(history, { label, after, at: Date.now() }, mergeQuietly));
    this.#autosave.resolveConflict(after);
  }

  /** One change for those who listen, however many parts it has. */
  #batch(change: () => void): void {
    this.#changesUnderWay += 1;
    const before = this.#snapshot;
    try {
      change();
    } finally {
      this.#changesUnderWay -= 1;
      if (this.#changesUnderWay === 0 && before !== this.#snapshot) this.#notify();
    }
  }

  #set(changes: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changes };
    if (this.#changesUnderWay === 0) this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

function mergeQuietly(base: Definition, mine: Definition, theirs: Definition): Definition {
  return mergeDefinitions(base, mine, theirs).merged;
}

function readable(history: History<unknown>): History<Definition> | undefined {
  try {
    return { ...history, present: parseDefinition(history.present), open: undefined };
  } catch {
    return undefined;
  }
}

/** Leaves this page's name in the tab and gives the name of the page that was there before. */
function exchangePage(session: BrowserStorage["session"], destinationId: string, page: string): string | undefined {
  const key = `landfall:page:${destinationId}`;
  try {
    const before = session?.getItem(key) ?? undefined;
    session?.setItem(key, page);
    return before;
  } catch {
    return undefined;
  }
}

function readTheirs(details: unknown): Theirs<Definition> | undefined {
  const theirs = draft.safeParse(details);
  if (!theirs.success) return undefined;
  const { definition: document, revision, updatedAt, updatedBy } = theirs.data;
  return { document, revision, updatedAt, updatedBy };
}
