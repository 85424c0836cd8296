/** What is being written into boxes that may be closed, scrolled away or reloaded. */

/** The part of `sessionStorage` that is needed; a test gives a map. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Texts by key, kept with each key pressed for as long as the tab lives, its reloads included. No method throws: where
 * the browser's storage is off or full, they last as long as the page.
 */
export class KeptTexts {
  readonly #storage: () => TextStorage | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #texts = new Map<string, string>();

  constructor(storage: () => TextStorage | undefined) {
    this.#storage = storage;
  }

  get(key: string): string {
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const text = this.#read(key);
    this.#texts.set(key, text);
    return text;
  }

  /** An empty text is forgotten. */
  set(key: string, text: string): void {
    this.#texts.set(key, text);
    try {
      if (text === "") this.#storage()?.removeItem(storageKey(key));
      else this.#storage()?.setItem(storageKey(key), text);
    } catch {
      // Over the quota, or storage is off.
    }
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #read(key: string): string {
    try {
      return this.#storage()?.getItem(storageKey(key)) ?? "";
    } catch {
      return "";
    }
  }
}

const storageKey = (key: string): string => `landfall:text:${key}`;
