/** For tests: what `localStorage` does, in memory, with room for so many characters. */
import type { JournalStorage } from "@/lib/client/journal";

export function aBrowserStorage(charsMax = 5_000_000): JournalStorage {
  const entries = new Map<string, string>();
  const size = (except: string) =>
    [...entries].reduce((sum, [key, value]) => sum + (key === except ? 0 : value.length), 0);
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      if (size(key) + value.length > charsMax) throw new DOMException("full", "QuotaExceededError");
      entries.set(key, value);
    },
    removeItem: (key) => void entries.delete(key),
  };
}
