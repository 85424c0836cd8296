/** How well a name fits what was typed of it: what orders every completion list. */
import { nearestName } from "@/lib/destination/template/nearest-name";

/**
 * -1 it is the name, 0 the name begins with what was typed, 1 one of its words does, 2 it contains it, 3 it holds its letters in order,
 * 4 it is a slip away; infinity where it doesn't fit. Case counts for nothing, and a hyphen counts as an underscore.
 */
export function rankOf(name: string, typed: string): number {
  const wanted = typed.toLowerCase().replaceAll("-", "_");
  const candidate = name.toLowerCase();
  if (candidate === wanted) return -1;
  const at = candidate.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return candidate.includes(`_${wanted}`) ? 1 : 2;
  if (wanted.length >= 2 && holdsInOrder(candidate, wanted)) return 3;
  return nearestName(wanted, [candidate]) === undefined ? Number.POSITIVE_INFINITY : 4;
}

function holdsInOrder(name: string, letters: string): boolean {
  // The first letter begins a word, or nearly everything would fit.
  if (!name.split("_").some((word) => word.startsWith(letters.charAt(0)))) return false;
  let at = 0;
  for (const character of name) if (character === letters[at]) at++;
  return at === letters.length;
}
