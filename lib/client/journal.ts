/** The last edits of a draft, kept in this browser before the network hears of them. */
import { z } from "zod";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { applyChanges, changesBetween, documentChange } from "@/lib/destination/document-change";
import { isSameJson } from "@/lib/destination/same-json";
import { parseDefinition } from "@/lib/destination/upgrade";

/** The part of `localStorage` that is needed; a test gives a map. */
export interface JournalStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface JournalEntry {
  /** What the server held when the edits began, and its revision. */
  base: DestinationDefinition;
  baseRevision: number;
  /** What the person had typed. */
  definition: DestinationDefinition;
  /** The last step's name: "Add users › URL". */
  label: string;
  /** ISO 8601. */
  editedAt: string;
  /** The page that wrote it. */
  writer: string;
}

const storedEdits = z.object({
  baseRevision: z.number().int(),
  changes: z.array(documentChange),
  label: z.string(),
  editedAt: z.iso.datetime(),
});

/**
 * One destination's journal of one person, with an entry for each page that has unsaved edits: the document that the
 * server holds, written once, and what differs from it, written at every keystroke. So a keystroke in a long payload
 * stores a few characters. No method throws: where the browser's storage is off or full, `write` says false, and what
 * was kept before stays.
 */
export class Journal {
  readonly #storage: JournalStorage;
  readonly #prefix: string;
  readonly #writer: string;
  #baseKey: string | undefined;

  constructor(options: { storage: JournalStorage; userId: string; destinationId: string; writer: string }) {
    this.#storage = options.storage;
    this.#prefix = `landfall:draft:${options.userId}:${options.destinationId}:`;
    this.#writer = options.writer;
  }

  /** Whether the edits are now safe in this browser. */
  write(edits: Omit<JournalEntry, "writer">): boolean {
    const { base, baseRevision, definition, label, editedAt } = edits;
    const baseKey = this.#keyOfBase(this.#writer, baseRevision);
    try {
      const older = this.#baseKey;
      if (older !== baseKey) this.#storage.setItem(baseKey, JSON.stringify(base));
      const changes = changesBetween(base, definition);
      this.#storage.setItem(
        this.#keyOfEdits(this.#writer),
        JSON.stringify({ baseRevision, changes, label, editedAt } satisfies z.input<typeof storedEdits>),
      );
      this.#baseKey = baseKey;
      if (older !== undefined && older !== baseKey) this.#storage.removeItem(older);
      return true;
    } catch {
      // Over the quota, or storage is off.
      return false;
    }
  }

  /** What pages have left behind, the newest first. What can't be read is left out. */
  readAll(): JournalEntry[] {
    try {
      return this.#keys()
        .filter((key) => key.endsWith(editsSuffix))
        .flatMap((key) => this.#read(key.slice(this.#prefix.length, -editsSuffix.length)) ?? [])
        .sort((left, right) => right.editedAt.localeCompare(left.editedAt));
    } catch {
      return [];
    }
  }

  /** Forgets what this page wrote: the server holds it. */
  clear(): void {
    this.#baseKey = undefined;
    this.discard(this.#writer);
  }

  /** Forgets what one page wrote. */
  discard(writer: string): void {
    try {
      for (const key of this.#keys()) if (key.startsWith(`${this.#prefix}${writer}:`)) this.#storage.removeItem(key);
    } catch {
      // Storage that can't be written holds nothing of ours either.
    }
  }

  #read(writer: string): JournalEntry | undefined {
    try {
      const edits = storedEdits.parse(JSON.parse(this.#storage.getItem(this.#keyOfEdits(writer)) ?? "null"));
      const { baseRevision, changes, label, editedAt } = edits;
      const base: unknown = JSON.parse(this.#storage.getItem(this.#keyOfBase(writer, baseRevision)) ?? "null");
      const definition = parseDefinition(applyChanges(base, changes));
      return { base: parseDefinition(base), baseRevision, definition, label, editedAt, writer };
    } catch {
      return undefined;
    }
  }

  #keys(): string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index));
    return keys.filter((key) => key?.startsWith(this.#prefix) === true).map(String);
  }

  #keyOfEdits(writer: string): string {
    return `${this.#prefix}${writer}${editsSuffix}`;
  }

  #keyOfBase(writer: string, revision: number): string {
    return `${this.#prefix}${writer}:base:${revision}`;
  }
}

const editsSuffix = ":edits";

export type Recovery =
  /** The server holds everything. */
  | { kind: "none" }
  /** Nobody saved since: the edits simply continue. */
  | { kind: "restore"; entry: JournalEntry }
  /** Somebody saved since: the two have to be joined. */
  | { kind: "join"; entry: JournalEntry };

/** What to do with an entry of the journal when a draft is opened. */
export function recover(
  entry: JournalEntry | undefined,
  server: { definition: DestinationDefinition; revision: number },
): Recovery {
  if (!entry || isSameJson(entry.definition, server.definition)) return { kind: "none" };
  return { kind: entry.baseRevision === server.revision ? "restore" : "join", entry };
}
