/** Saves a document while somebody edits it. Knows neither React nor HTTP: both are arguments. */
import { AppError } from "@/lib/errors";

/** What the server holds instead of what we expected. */
export interface Theirs<Document> {
  revision: number;
  document: Document;
  updatedAt: string;
  updatedBy: string | null;
}

export type SaveState<Document> =
  /** The server holds everything typed. `at` is when it last said so. */
  | { kind: "saved"; at: Date }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** The server can't be reached; another try is planned. */
  | { kind: "offline"; message: string }
  /** The server will not take it, and trying again by itself would change nothing. */
  | { kind: "refused"; message: string }
  /** Somebody else saved in between. */
  | { kind: "conflict"; theirs: Theirs<Document> };

/** Runs something later; the returned function calls it off. */
export type After = (ms: number, run: () => void) => () => void;

interface AutosaveOptions<Document> {
  /** What the server holds at the start. */
  saved: { document: Document; revision: number; at: Date };
  /** Sends a document that follows `revision`. Throws `AppError`. */
  save(revision: number, document: Document): Promise<{ revision: number; updatedAt: string }>;
  /** Reads what came with `stale_revision`. */
  readTheirs(details: unknown): Theirs<Document> | undefined;
  isSame(one: Document, other: Document): boolean;
  after?: After;
  now?: () => Date;
}

const debounceMs = 800;
/** Somebody who never stops typing is saved this often all the same. */
const waitMsMax = 5_000;
const retryMsMax = 30_000;

const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * The newest document wins, and at most one save is in flight. A save follows the last edit by 800 ms. When the server
 * can't be reached it is tried again, ever more slowly; when somebody else saved, nothing is sent until
 * `resolveConflict`.
 */
export class Autosave<Document> {
  readonly #options: AutosaveOptions<Document>;
  readonly #after: After;
  readonly #now: () => Date;
  #state: SaveState<Document>;
  #revision: number;
  #saved: Document;
  #savedAt: Date;
  #newest: Document;
  #isInFlight = false;
  #waitingSince: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #failures = 0;
  /** Documents sent without an answer: the server may hold any of them. */
  #unanswered: Document[] = [];
  #waiting: { resolve: (revision: number) => void; reject: (error: unknown) => void }[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(options: AutosaveOptions<Document>) {
    this.#options = options;
    this.#after = options.after ?? afterTimeout;
    this.#now = options.now ?? (() => new Date());
    this.#revision = options.saved.revision;
    this.#saved = options.saved.document;
    this.#savedAt = options.saved.at;
    this.#newest = options.saved.document;
    this.#state = { kind: "saved", at: options.saved.at };
  }

  get state(): SaveState<Document> {
    return this.#state;
  }

  /** The revision that the server gave to `saved`. */
  get revision(): number {
    return this.#revision;
  }

  /** What the server holds, as far as we have been told. */
  get saved(): Document {
    return this.#saved;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the newest document and plans to save it. */
  edit(document: Document): void {
    this.#newest = document;
    if (this.#isInFlight || this.#state.kind === "conflict" || this.#state.kind === "offline") return;
    if (document === this.#saved) {
      this.#settle();
      return;
    }
    // Whoever listens hears of the first edit, not of each keystroke.
    if (this.#state.kind !== "unsaved") this.#setState({ kind: "unsaved" });
    this.#schedule();
  }

  /**
   * Takes an older save as the ground: what an earlier page typed on top of it follows. Whether somebody saved since
   * shows when that is sent.
   */
  standOn({ document, revision }: Pick<Theirs<Document>, "document" | "revision">): void {
    this.#revision = revision;
    this.#saved = document;
    this.#newest = document;
  }

  /** An earlier page may have sent this document and gone before the answer came: finding it there is no conflict. */
  mayHaveSent(document: Document): void {
    this.#unanswered.push(document);
  }

  /**
   * Saves at once what is not saved yet, and says the revision under which the server holds it. Rejects with the
   * refusal when it can't be saved now; what was typed stays, and saving goes on as before.
   */
  flush(): Promise<number> {
    if (this.#state.kind === "conflict") return Promise.reject(this.#conflictError());
    if (!this.#isInFlight && this.#newest === this.#saved) return Promise.resolve(this.#revision);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (!this.#isInFlight) void this.#send();
    });
  }

  /** Tries now rather than when the next try is due: the connection is back, or somebody pressed "Try again". */
  retry(): void {
    if (this.#state.kind === "offline" || this.#state.kind === "refused") void this.#send();
  }

  /** Ends a conflict: `document` follows what the server holds, and is saved unless it is exactly that. */
  resolveConflict(document: Document): void {
    if (this.#state.kind !== "conflict") return;
    const { theirs } = this.#state;
    this.#revision = theirs.revision;
    this.#saved = theirs.document;
    this.#savedAt = new Date(theirs.updatedAt);
    this.#newest = document;
    this.#unanswered = [];
    if (document === theirs.document) this.#settle();
    else void this.#send();
  }

  /**
   * Goes on from what the server holds now, and gives the document to go on with. Undefined: it is nothing newer, or
   * there are edits here that it doesn't have, and that must not be lost. A conflict is then with the newest.
   */
  adopt(theirs: Theirs<Document>): Document | undefined {
    if (this.#state.kind === "conflict" && theirs.revision > this.#state.theirs.revision) {
      this.#setState({ kind: "conflict", theirs });
    }
    if (this.#isInFlight || theirs.revision <= this.#revision || this.#state.kind === "conflict") return undefined;
    const isOurs = this.#options.isSame(this.#newest, theirs.document);
    if (this.#newest !== this.#saved && !isOurs) return undefined;
    const document = isOurs ? this.#newest : theirs.document;
    this.#revision = theirs.revision;
    this.#saved = document;
    this.#newest = document;
    this.#unanswered = [];
    this.#failures = 0;
    this.#savedAt = new Date(theirs.updatedAt);
    this.#settle();
    return document;
  }

  #schedule(): void {
    const now = this.#now().getTime();
    this.#waitingSince ??= now;
    const waitMs = Math.max(0, Math.min(debounceMs, this.#waitingSince + waitMsMax - now));
    this.#plan(waitMs);
  }

  #plan(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#after(ms, () => void this.#send());
  }

  async #send(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#isInFlight) return;
    this.#isInFlight = true;
    this.#waitingSince = undefined;
    const sent = this.#newest;
    // While the connection is gone the words stay calm: each try is not news.
    if (this.#state.kind !== "offline") this.#setState({ kind: "saving" });
    try {
      const { revision, updatedAt } = await this.#options.save(this.#revision, sent);
      this.#isInFlight = false;
      this.#accept(sent, revision, updatedAt);
    } catch (error) {
      this.#isInFlight = false;
      this.#refuse(sent, error);
    }
  }

  #accept(document: Document, revision: number, updatedAt: string): void {
    this.#revision = revision;
    this.#saved = document;
    this.#savedAt = new Date(updatedAt);
    this.#failures = 0;
    this.#unanswered = [];
    this.#continue();
  }

  #continue(): void {
    if (this.#newest === this.#saved) {
      this.#settle();
    } else if (this.#waiting.length > 0) {
      void this.#send();
    } else {
      this.#setState({ kind: "unsaved" });
      this.#schedule();
    }
  }

  #settle(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#waitingSince = undefined;
    this.#setState({ kind: "saved", at: this.#savedAt });
    for (const { resolve } of this.#waiting.splice(0)) resolve(this.#revision);
  }

  #refuse(sent: Document, error: unknown): void {
    const refusal = error instanceof AppError ? error : undefined;
    if (refusal?.code === "stale_revision") {
      this.#meetTheirs(sent, refusal);
    } else if (refusal?.code === "unavailable" || refusal?.code === "rate_limited") {
      if (refusal.code === "unavailable") this.#unanswered.push(sent);
      const backoffMs = Math.min(retryMsMax, 1_000 * 2 ** this.#failures);
      this.#failures += 1;
      this.#plan(Math.max(backoffMs, (refusal.details.retryAfterSeconds ?? 0) * 1_000));
      this.#setState({ kind: "offline", message: refusal.message });
      this.#rejectWaiting(refusal);
    } else {
      this.#setState({ kind: "refused", message: refusal?.message ?? "Something unexpected happened on this page." });
      this.#rejectWaiting(error);
      // What was typed in the meantime may be exactly what mends it.
      if (this.#newest !== sent) this.edit(this.#newest);
    }
  }

  #meetTheirs(sent: Document, refusal: AppError): void {
    const theirs = this.#options.readTheirs(refusal.details.theirs);
    if (!theirs) {
      this.#setState({ kind: "refused", message: refusal.message });
      this.#rejectWaiting(refusal);
      return;
    }
    // An answer that got lost looks like a stranger's save; it is ours if it holds what we sent.
    const ours = [sent, ...this.#unanswered, this.#saved].find((document) =>
      this.#options.isSame(document, theirs.document),
    );
    if (ours !== undefined) {
      this.#accept(ours, theirs.revision, theirs.updatedAt);
      return;
    }
    this.#setState({ kind: "conflict", theirs });
    // Whoever listens may have ended it at once, when nothing overlaps: then those who wait for a save still get theirs.
    if (this.#state.kind === "conflict") this.#rejectWaiting(refusal);
  }

  #conflictError(): AppError {
    return new AppError(
      "stale_revision",
      "Somebody else saved this destination. Decide first which text is kept; yours is safe in this browser.",
    );
  }

  #rejectWaiting(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  #setState(state: SaveState<Document>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
