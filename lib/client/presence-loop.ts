/** Says again and again that this tab has a draft open, and hears who else has. Knows neither React nor HTTP. */
import type { Presence, PresenceBody, PresentPerson } from "@/lib/contract";

/** How often a tab that is looked at says so; with company more often, so that their saves arrive soon. */
const aloneMs = 15_000;
const togetherMs = 5_000;
/** Going from section to section is told once one stays. */
const settleMs = 700;

interface PresenceLoopOptions {
  /** A name for this stay: one that has left must not take a later one with it. */
  newTabId: () => string;
  say: (body: PresenceBody) => Promise<Presence>;
  /** The newest revision, each time the server answers. */
  onRevision: (revision: number) => void;
  isVisible: () => boolean;
}

export class PresenceLoop {
  readonly #options: PresenceLoopOptions;
  readonly #listeners = new Set<() => void>();
  #section: string | null = null;
  #people: readonly PresentPerson[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the stay that lasts; undefined before and after. */
  #tabId: string | undefined;
  #isAsking = false;

  constructor(options: PresenceLoopOptions) {
    this.#options = options;
  }

  getPeople = (): readonly PresentPerson[] => this.#people;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(section: string | null): void {
    this.#section = section;
    this.#tabId = this.#options.newTabId();
    void this.beat();
  }

  /** The tab goes away. The request outlives it; should it fail, the server misses the next one. */
  stop(): void {
    clearTimeout(this.#timer);
    if (this.#tabId === undefined) return;
    this.#options.say({ tabId: this.#tabId, section: this.#section, isLeaving: true }).catch(() => undefined);
    this.#tabId = undefined;
  }

  /** Where the person is now. */
  moveTo(section: string | null): void {
    if (section === this.#section) return;
    this.#section = section;
    if (this.#tabId !== undefined) this.#plan(settleMs);
  }

  /** Says it at once: the tab has come to the front. A tab in the background is silent. */
  async beat(): Promise<void> {
    clearTimeout(this.#timer);
    const tabId = this.#tabId;
    if (tabId === undefined || !this.#options.isVisible()) return;
    if (this.#isAsking) {
      this.#plan(settleMs);
      return;
    }
    this.#isAsking = true;
    const section = this.#section;
    // When the connection is gone the people stay as they are; the next answer tells.
    const answer = await this.#options.say({ tabId, section, isLeaving: false }).catch(() => undefined);
    this.#isAsking = false;
    if (tabId !== this.#tabId) {
      // Another stay has begun meanwhile.
      void this.beat();
      return;
    }
    if (answer) {
      this.#setPeople(answer.people);
      this.#options.onRevision(answer.revision);
    }
    const pauseMs = this.#people.length > 0 ? togetherMs : aloneMs;
    this.#plan(section === this.#section ? pauseMs : settleMs);
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.beat(), ms);
  }

  #setPeople(people: readonly PresentPerson[]): void {
    if (JSON.stringify(people) === JSON.stringify(this.#people)) return;
    this.#people = people;
    for (const listener of this.#listeners) listener();
  }
}
