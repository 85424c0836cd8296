/** What was chosen in the palette lately, newest first; for this browser. */

const storageKey = "landfall-palette";
const keptMax = 6;

export function readRecent(): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, keptMax) : [];
  } catch {
    return [];
  }
}

export function rememberRecent(id: string): void {
  // Problems come and go, and are listed anyway.
  if (id.startsWith("problem:")) return;
  try {
    const next = [id, ...readRecent().filter((each) => each !== id)].slice(0, keptMax);
    window.localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Without storage nothing is recent.
  }
}
