/** Keeps a person's test values on the server while they test. Knows neither React nor HTTP: both are arguments. */
import type { KeptSecretState } from "@/components/preview/secret-keeping";
import type { After } from "@/lib/client/autosave";
import { AppError } from "@/lib/errors";
import type { SaveTestValuesBody, TestAnswers, TestValuesAnswer } from "@/lib/test-values-contract";

export interface KeeperState {
  /** Whether the server has said what it keeps. Before, nothing is written: that would overwrite it unseen. */
  isLoaded: boolean;
  /** Whether this person may keep nothing here. */
  isRefused: boolean;
  secrets: Readonly<Record<string, KeptSecretState>>;
  /** Why the answers aren't kept at the moment. */
  problem?: string;
  /** When the server last took or gave the answers; null: it has none. */
  keptAt: string | null;
  /** Whether there are answers that the server doesn't have. */
  isUnsaved: boolean;
}

interface KeeperOptions {
  read: () => Promise<TestValuesAnswer>;
  save: (body: SaveTestValuesBody, keepalive?: boolean) => Promise<TestValuesAnswer>;
  deleteSecret: (fieldId: string, keepalive?: boolean) => Promise<void>;
  /** Brings the server's draft up to date: it decides by it which fields are secret. */
  flushDraft: () => Promise<unknown>;
  after?: After;
}

const debounceMs = 1_500;
const retryMsMax = 60_000;
/** So long forgetting a secret can be undone; nothing could bring it back afterwards. */
export const undoMs = 10_000;

const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * Answers follow each other to the server quietly, 1.5 s after the last change; secrets go only when they are told to.
 * One write is under way at a time. What fails is said and kept here; what may pass by itself is tried again.
 */
export class TestValuesKeeper {
  readonly #options: KeeperOptions;
  readonly #after: After;
  readonly #listeners = new Set<() => void>();
  readonly #undoTimers = new Map<string, () => void>();
  #state: KeeperState = { isLoaded: false, isRefused: false, secrets: {}, keptAt: null, isUnsaved: false };
  #newest: TestAnswers | undefined;
  /** The answers that the server has, as text. */
  #saved = "";
  #writes: Promise<unknown> = Promise.resolve();
  #cancelTimer: (() => void) | undefined;
  #failures = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#after = options.after ?? afterTimeout;
  }

  get state(): KeeperState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the server keeps; undefined where it can't be asked now. `begin` has to follow. */
  async load(): Promise<TestValuesAnswer | undefined> {
    try {
      const kept = await this.#options.read();
      this.#failures = 0;
      this.#set({ problem: undefined });
      this.#adoptSecrets(kept);
      return kept;
    } catch (error) {
      const isRefused = error instanceof AppError && ["forbidden", "not_found"].includes(error.code);
      this.#set({ problem: describeFailure(error), isRefused });
      return undefined;
    }
  }

  /** From here on changes are kept. `isUnsaved`: these answers are newer than the server's. */
  begin(answers: TestAnswers, { keptAt, isUnsaved }: Pick<KeeperState, "keptAt" | "isUnsaved">): void {
    this.#newest = answers;
    this.#saved = isUnsaved ? "" : JSON.stringify(answers);
    this.#set({ isLoaded: true, keptAt, isUnsaved });
    if (isUnsaved) this.#plan(debounceMs);
  }

  /** Takes the newest answers, and plans to send them. */
  change(answers: TestAnswers): void {
    if (!this.#state.isLoaded) return;
    this.#newest = answers;
    const isUnsaved = JSON.stringify(answers) !== this.#saved;
    if (isUnsaved !== this.#state.isUnsaved) this.#set({ isUnsaved });
    if (isUnsaved) this.#plan(debounceMs);
    else this.#unplan();
  }

  /** Sends a secret once, to be stored. It isn't kept here. Resolves with whether the server has it. */
  async store(fieldId: string, secret: string): Promise<boolean> {
    this.#endUndo(fieldId);
    const answers = this.#newest;
    if (!answers) return false;
    this.#setSecret(fieldId, { phase: "storing", problem: undefined });
    return this.#write(async () => {
      try {
        await this.#options.flushDraft();
        const sent = this.#newest ?? answers;
        const kept = await this.#options.save({ answers: sent, secrets: { [fieldId]: secret } });
        this.#accept(sent, kept);
        this.#setSecret(fieldId, { phase: "idle" });
        return true;
      } catch (error) {
        this.#setSecret(fieldId, { phase: "idle", problem: `Not stored. ${describeFailure(error)}` });
        return false;
      }
    });
  }

  /** A stored secret is no longer used, and is deleted once that can't be undone any more. */
  forget(fieldId: string): void {
    if (this.#state.secrets[fieldId]?.storedAt === undefined) return;
    this.#endUndo(fieldId);
    this.#setSecret(fieldId, { phase: "forgetting", problem: undefined });
    this.#undoTimers.set(
      fieldId,
      this.#after(undoMs, () => void this.#delete(fieldId)),
    );
  }

  undoForget(fieldId: string): void {
    if (!this.#undoTimers.has(fieldId)) return;
    this.#endUndo(fieldId);
    this.#setSecret(fieldId, { phase: "idle" });
  }

  /** Asks again which secrets are stored: a test was told something else. */
  async refreshSecrets(): Promise<void> {
    try {
      this.#adoptSecrets(await this.#options.read());
    } catch {
      // The refusal of the test has been said; the next one asks again.
    }
  }

  /** Tries at once what waits for another try: the connection is back. */
  retry(): void {
    if (this.#state.isLoaded && this.#state.isUnsaved && this.#state.problem !== undefined) this.#plan(0);
  }

  /** The page goes: what waits is sent now, and may outlive it. */
  leave(): void {
    for (const fieldId of [...this.#undoTimers.keys()]) void this.#delete(fieldId, true);
    if (this.#cancelTimer) void this.#send(true);
  }

  #plan(ms: number): void {
    this.#unplan();
    this.#cancelTimer = this.#after(ms, () => void this.#send());
  }

  #unplan(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  async #send(isLeaving = false): Promise<void> {
    this.#unplan();
    const send = async () => {
      const answers = this.#newest;
      if (!answers || !this.#state.isUnsaved) return;
      try {
        // What the draft's own saving has to say is said there.
        if (!isLeaving) await this.#options.flushDraft().catch(() => undefined);
        this.#accept(answers, await this.#options.save({ answers }, isLeaving));
      } catch (error) {
        this.#refuse(error, isLeaving);
      }
    };
    // A page that goes can't wait for the writes before.
    await (isLeaving ? send() : this.#write(send));
  }

  #accept(sent: TestAnswers, kept: TestValuesAnswer): void {
    this.#failures = 0;
    this.#saved = JSON.stringify(sent);
    const isUnsaved = this.#newest !== undefined && JSON.stringify(this.#newest) !== this.#saved;
    this.#set({ problem: undefined, keptAt: kept.updatedAt, isUnsaved });
    this.#adoptSecrets(kept);
    if (isUnsaved && !this.#cancelTimer) this.#plan(debounceMs);
    if (!isUnsaved) this.#unplan();
  }

  #refuse(error: unknown, isLeaving: boolean): void {
    this.#set({ problem: describeFailure(error) });
    if (isLeaving || !mayPass(error)) return;
    const backoffMs = Math.min(retryMsMax, 2_000 * 2 ** this.#failures);
    this.#failures += 1;
    if (!this.#cancelTimer) this.#plan(backoffMs);
  }

  async #delete(fieldId: string, isLeaving = false): Promise<void> {
    this.#endUndo(fieldId);
    const remove = async () => {
      try {
        await this.#options.deleteSecret(fieldId, isLeaving);
        this.#set({ secrets: without(this.#state.secrets, fieldId) });
      } catch (error) {
        this.#setSecret(fieldId, { phase: "idle", problem: `Still stored. ${describeFailure(error)}` });
      }
    };
    await (isLeaving ? remove() : this.#write(remove));
  }

  #endUndo(fieldId: string): void {
    this.#undoTimers.get(fieldId)?.();
    this.#undoTimers.delete(fieldId);
  }

  /** Which secrets are stored; what is under way with one of them goes on. */
  #adoptSecrets({ secrets: stored }: TestValuesAnswer): void {
    const entries = stored.map(({ fieldId, storedAt }): [string, KeptSecretState] => [
      fieldId,
      { phase: "idle", ...this.#state.secrets[fieldId], storedAt },
    ]);
    const known = new Set(stored.map(({ fieldId }) => fieldId));
    const others = Object.entries(this.#state.secrets).flatMap(([fieldId, state]): [string, KeptSecretState][] =>
      known.has(fieldId) ? [] : [[fieldId, { ...state, storedAt: undefined }]],
    );
    this.#set({ secrets: Object.fromEntries([...entries, ...others]) });
  }

  #setSecret(fieldId: string, change: Partial<KeptSecretState>): void {
    const before = this.#state.secrets[fieldId] ?? { phase: "idle" };
    this.#set({ secrets: { ...this.#state.secrets, [fieldId]: { ...before, ...change } } });
  }

  #write<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.#writes.then(act);
    this.#writes = done.catch(() => undefined);
    return done;
  }

  #set(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function without(secrets: KeeperState["secrets"], fieldId: string): KeeperState["secrets"] {
  return Object.fromEntries(Object.entries(secrets).filter(([id]) => id !== fieldId));
}

function mayPass(error: unknown): boolean {
  return error instanceof AppError && ["unavailable", "rate_limited", "unauthenticated"].includes(error.code);
}

/** What went wrong with keeping something, and what to do. What was typed is still on the page in all cases. */
function describeFailure(error: unknown): string {
  if (!(error instanceof AppError)) return "Something unexpected happened on this page.";
  const { code, message, details } = error;
  if (code === "unavailable") return "The portal can't be reached. What you typed is still here.";
  if (code === "unauthenticated") return "You are signed out. Sign in again in another tab; what you typed stays here.";
  if (code === "forbidden") return "Your role doesn't include testing, so nothing can be kept for you here.";
  if (code === "stale_revision") return "Somebody else saved this destination. Decide first which text is kept.";
  const [issue] = details.issues ?? [];
  return issue?.message ?? message;
}
