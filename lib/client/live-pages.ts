/** Which pages of this browser are open: each holds a lock with its name, which ends with it, also when it crashes. */

const prefix = "landfall:page:";

/** The names of the pages that are open; none where the browser can't tell. */
export async function livePages(): Promise<ReadonlySet<string>> {
  try {
    const { held = [] } = await navigator.locks.query();
    const names = held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
    return new Set(names);
  } catch {
    return new Set();
  }
}

/** Says that a page is open until `signal` says otherwise. */
export function announcePage(page: string, signal: AbortSignal): void {
  try {
    const untilClosed = () => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    navigator.locks.request(`${prefix}${page}`, { signal }, untilClosed).catch(() => undefined);
  } catch {
    // No locks here, as without HTTPS: pages then don't know of each other, and only the server joins their work.
  }
}
