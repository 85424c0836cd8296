/** The undo history of a draft, kept in the browser's database: it survives a reload, a crash and a closed tab. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { z } from "zod";
import { documentChange } from "@/lib/destination/document-change";
import type { History, Step } from "./history";

const storedStep = z.object({
  label: z.string(),
  at: z.number(),
  isTheirs: z.boolean(),
  changes: z.array(documentChange),
});

/** One page's history. Steps are texts, made once each, so that storing five hundred of them copies a few hundred KB. */
interface StoredHistory {
  /** Of one person and one destination. */
  place: string;
  /** The page that wrote it: several open at once never write into each other's. */
  writer: string;
  /** In milliseconds. */
  savedAt: number;
  /** The schema of the document that the steps speak about. */
  schemaVersion: number;
  present: string;
  past: string[];
  future: string[];
}

interface ShelfSchema extends DBSchema {
  histories: { key: [string, string]; value: StoredHistory; indexes: { place: string } };
}

/** What an earlier page left behind. */
export interface ShelvedHistory {
  writer: string;
  history: History<unknown>;
}

interface ShelfOptions {
  userId: string;
  destinationId: string;
  writer: string;
  schemaVersion: number;
  /** The database; a test gives another name to each of its own. */
  name?: string;
}

/** Older steps than fit into this are not kept. */
const charsMax = 2_000_000;
const pagesMax = 6;
const delayMs = 300;

/** No method throws or rejects: where the browser has no database, or it is full, the history lasts as long as the page. */
export class HistoryShelf {
  readonly #options: ShelfOptions;
  readonly #place: string;
  readonly #texts = new WeakMap<Step, string>();
  #database: Promise<IDBPDatabase<ShelfSchema> | undefined> | undefined;
  #newest: History<unknown> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ShelfOptions) {
    this.#options = options;
    this.#place = `${options.userId}:${options.destinationId}`;
  }

  /** What earlier pages left behind: the one named in `before` first, then the newest. */
  async load(before: string | undefined): Promise<ShelvedHistory[]> {
    try {
      const database = await this.#open();
      const found = (await database?.getAllFromIndex("histories", "place", this.#place)) ?? [];
      const rank = ({ writer, savedAt }: StoredHistory) => (writer === before ? Number.POSITIVE_INFINITY : savedAt);
      return found
        .filter(({ writer, schemaVersion }) => this.#isReadable(writer, schemaVersion))
        .sort((left, right) => (rank(right) > rank(left) ? 1 : -1))
        .flatMap((stored) => readHistory(stored) ?? []);
    } catch {
      return [];
    }
  }

  /** Keeps this history in place of the one this page kept before, as soon as nothing has changed for a moment. */
  save(history: History<unknown>): void {
    this.#newest = history;
    this.#timer ??= setTimeout(() => void this.flush(), delayMs);
  }

  /** Keeps it now: the page may be gone in a moment. Says whether the newest is kept. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const history = this.#newest;
    this.#newest = undefined;
    if (!history) return true;
    try {
      const database = await this.#open();
      await database?.put("histories", this.#store(history));
      return database !== undefined;
    } catch {
      // Full or switched off: there is nothing to do about it here.
      return false;
    }
  }

  /** Forgets what a page wrote that this one has taken over, and all but the newest of the others. */
  async tidy(taken: string | undefined): Promise<void> {
    try {
      const database = await this.#open();
      const found = (await database?.getAllFromIndex("histories", "place", this.#place)) ?? [];
      const others = found.filter(({ writer }) => writer !== this.#options.writer && writer !== taken);
      const tooOld = others.sort((left, right) => right.savedAt - left.savedAt).slice(pagesMax);
      for (const writer of [taken, ...tooOld.map((each) => each.writer)]) {
        if (writer !== undefined) await database?.delete("histories", [this.#place, writer]);
      }
    } catch {
      // What can't be deleted is overtaken by what is newer.
    }
  }

  #isReadable(writer: string, schemaVersion: number): boolean {
    return writer !== this.#options.writer && schemaVersion === this.#options.schemaVersion;
  }

  #open(): Promise<IDBPDatabase<ShelfSchema> | undefined> {
    this.#database ??= openDatabase(this.#options.name ?? "landfall");
    return this.#database;
  }

  #store({ present, past, future }: History<unknown>): StoredHistory {
    const { writer, schemaVersion } = this.#options;
    let room = charsMax;
    const fitting = (texts: string[]) => {
      const count = texts.findIndex((text) => {
        room -= text.length;
        return room < 0;
      });
      return count === -1 ? texts : texts.slice(0, count);
    };
    const newestFirst = past.map((step) => this.#textOf(step)).reverse();
    return {
      place: this.#place,
      writer,
      savedAt: Date.now(),
      schemaVersion,
      present: JSON.stringify(present),
      past: fitting(newestFirst).reverse(),
      future: fitting(future.map((step) => this.#textOf(step))),
    };
  }

  #textOf(step: Step): string {
    const known = this.#texts.get(step);
    if (known !== undefined) return known;
    const { label, at, isTheirs, changes } = step;
    const text = JSON.stringify({ label, at, isTheirs, changes: [...changes] } satisfies z.input<typeof storedStep>);
    this.#texts.set(step, text);
    return text;
  }
}

async function openDatabase(name: string): Promise<IDBPDatabase<ShelfSchema> | undefined> {
  try {
    return await openDB<ShelfSchema>(name, 1, {
      upgrade(database) {
        const store = database.createObjectStore("histories", { keyPath: ["place", "writer"] });
        store.createIndex("place", "place");
      },
      // A newer version of this product waits in another tab.
      blocking: (_from, _to, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
  } catch {
    return undefined;
  }
}

function readHistory(stored: StoredHistory): ShelvedHistory | undefined {
  try {
    const read = (text: string): Step => ({ ...storedStep.parse(JSON.parse(text)), mergeKey: undefined });
    const present: unknown = JSON.parse(stored.present);
    const history = { present, past: stored.past.map(read), future: stored.future.map(read), open: undefined };
    return { writer: stored.writer, history };
  } catch {
    return undefined;
  }
}
