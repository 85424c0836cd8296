/** The last edits of a draft, kept in this browser before the network hears of them. */
import { z } from "zod";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { parseDefinition } from "@/lib/destination/upgrade";
import { isSameJson } from "./same-json";

/** The part of `localStorage` that is needed; a test gives a map. */
export interface JournalStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface JournalEntry {
  definition: DestinationDefinition;
  /** The revision of the server's draft that was edited. */
  baseRevision: number;
  /** ISO 8601. */
  editedAt: string;
}

const stored = z.object({
  definition: z.unknown(),
  baseRevision: z.number().int(),
  editedAt: z.iso.datetime(),
  writer: z.string(),
});

/**
 * One destination's journal of one person. Several tabs share it: the newest edit is what it holds, and a tab only
 * clears what it wrote itself. No method throws: where the browser's storage is off or full, `write` says false.
 */
export class Journal {
  readonly #storage: JournalStorage;
  readonly #key: string;
  readonly #writer: string;

  constructor(options: { storage: JournalStorage; userId: string; destinationId: string; writer: string }) {
    this.#storage = options.storage;
    this.#key = `landfall:draft:${options.userId}:${options.destinationId}`;
    this.#writer = options.writer;
  }

  /** Whether the edits are now safe in this browser. */
  write(entry: JournalEntry): boolean {
    try {
      this.#storage.setItem(this.#key, JSON.stringify({ ...entry, writer: this.#writer }));
      return true;
    } catch {
      // Over the quota, or storage is off. What an older edit left behind would be worse than nothing.
      this.clear();
      return false;
    }
  }

  /** What was kept; undefined when there is nothing or nothing that can be read. */
  read(): JournalEntry | undefined {
    const found = this.#find();
    if (!found) return undefined;
    try {
      const { baseRevision, editedAt } = found;
      return { baseRevision, editedAt, definition: parseDefinition(found.definition) };
    } catch {
      return undefined;
    }
  }

  /** Forgets what this tab wrote: the server holds it. */
  clear(): void {
    if (this.#find()?.writer === this.#writer) this.discard();
  }

  /** Forgets whatever is there. */
  discard(): void {
    try {
      this.#storage.removeItem(this.#key);
    } catch {
      // Storage that can't be written holds nothing of ours either.
    }
  }

  #find(): z.infer<typeof stored> | undefined {
    try {
      const entry = stored.safeParse(JSON.parse(this.#storage.getItem(this.#key) ?? "null"));
      return entry.success ? entry.data : undefined;
    } catch {
      return undefined;
    }
  }
}

export type Recovery =
  /** The server holds everything. */
  | { kind: "none" }
  /** Nobody saved since: the edits simply continue. */
  | { kind: "restore"; entry: JournalEntry }
  /** Somebody saved since: the person decides. */
  | { kind: "offer"; entry: JournalEntry };

/** What to do with a journal when a draft is opened. */
export function recover(
  entry: JournalEntry | undefined,
  server: { definition: DestinationDefinition; revision: number },
): Recovery {
  if (!entry || isSameJson(entry.definition, server.definition)) return { kind: "none" };
  return { kind: entry.baseRevision === server.revision ? "restore" : "offer", entry };
}
