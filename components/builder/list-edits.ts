/** Edits of the document's lists, by the id of a part. */

interface Part {
  id: string;
}

export function removePart<T extends Part>(list: readonly T[], id: string): T[] {
  return list.filter((part) => part.id !== id);
}

export function insertAfter<T extends Part>(list: readonly T[], id: string, part: T): T[] {
  return list.flatMap((each) => (each.id === id ? [each, part] : [each]));
}

/** Moves a part past its neighbour; at the end of the list nothing moves. `among`: the neighbours that count. */
export function movePart<T extends Part>(
  list: readonly T[],
  id: string,
  step: -1 | 1,
  among: (part: T) => boolean = () => true,
): T[] {
  const from = list.findIndex((part) => part.id === id);
  let to = from + step;
  while (to >= 0 && to < list.length && !isAmong(list[to], among)) to += step;
  const part = list[from];
  if (part === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((each) => each.id !== id);
  return [...rest.slice(0, to), part, ...rest.slice(to)];
}

function isAmong<T>(part: T | undefined, among: (part: T) => boolean): boolean {
  return part !== undefined && among(part);
}

/** Where a part is dropped: before or after another one. */
export type Edge = "before" | "after";

/** Puts a part next to another. Unknown parts, and a part next to itself, change nothing. */
export function movePartTo<T extends Part>(list: readonly T[], id: string, targetId: string, edge: Edge): T[] {
  const part = list.find((each) => each.id === id);
  if (part === undefined || id === targetId || !list.some((each) => each.id === targetId)) return [...list];
  return removePart(list, id).flatMap((each) => {
    if (each.id !== targetId) return [each];
    return edge === "before" ? [part, each] : [each, part];
  });
}
