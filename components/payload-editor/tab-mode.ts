/** Whether Tab indents in the payload editors or moves on to the next field. One choice for all, kept in the browser. */
const storageKey = "landfall:tab-indents";

let indents: boolean | undefined;
const listeners = new Set<() => void>();

/** By default Tab leaves the editor: one inside a form must not trap the keyboard. */
export function tabIndents(): boolean {
  indents ??= read();
  return indents;
}

export function toggleTabMode(): boolean {
  indents = !tabIndents();
  try {
    window.localStorage.setItem(storageKey, indents ? "1" : "0");
  } catch {
    // Storage is switched off in this browser: the choice holds until the page is left.
  }
  for (const listener of listeners) listener();
  return indents;
}

export function subscribeTabMode(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): boolean {
  try {
    return window.localStorage.getItem(storageKey) === "1";
  } catch {
    return false;
  }
}
