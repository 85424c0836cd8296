/** The name a person most likely meant: what every "did you mean" is made of. */

/**
 * The candidate nearest to `name`, or undefined where none is near enough to be worth suggesting.
 * Case, hyphens and underscores count for nothing, and two letters swapped are one slip.
 * The first of several equally near candidates wins.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(name);
  if (wanted === "" || wanted.length > 100) return undefined;
  let nearest: string | undefined;
  let nearestDistance = slipsAllowed(wanted.length) + 1;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    if (Math.abs(folded.length - wanted.length) >= nearestDistance) continue;
    const distance = editDistance(wanted, folded);
    // With as many slips as letters, any name would do.
    if (distance >= nearestDistance || distance >= Math.max(folded.length, wanted.length)) continue;
    nearest = candidate;
    nearestDistance = distance;
  }
  return nearest;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

function slipsAllowed(length: number): number {
  if (length <= 5) return 1;
  return length <= 9 ? 2 : 3;
}

/** Damerau-Levenshtein in its restricted form: insert, delete, replace, swap two neighbours. */
function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
