/** The order of a list that two people edited. */

export interface MergedOrder {
  ids: string[];
  /** Whether both moved parts, each in another way; then the order is mine. */
  isOverlapping: boolean;
}

/**
 * The order of the parts in `kept`. Where one side moved parts, its order holds; a part that only one side has follows
 * the part that it follows there. What both put at one place stands together, in an order that doesn't depend on who is
 * asked.
 */
export function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  kept: ReadonlySet<string>,
  preferred: "mine" | "theirs" = "mine",
): MergedOrder {
  const inBoth = new Set(mine.filter((id) => kept.has(id) && theirs.includes(id)));
  const [before, ours, others] = [base, mine, theirs].map((ids) => ids.filter((id) => inBoth.has(id)));
  const { order, isOverlapping } = backbone(before ?? [], ours ?? [], others ?? [], preferred);

  const own = [runsAfter(mine, inBoth, kept), runsAfter(theirs, inBoth, kept)];
  const runs = (anchor: string | undefined) =>
    own
      .map((side) => side.get(anchor) ?? [])
      .filter((run) => run.length > 0)
      .sort(([one = ""], [other = ""]) => (one < other ? -1 : 1))
      .flat();
  return { ids: [...runs(undefined), ...order.flatMap((id) => [id, ...runs(id)])], isOverlapping };
}

function backbone(base: string[], mine: string[], theirs: string[], preferred: "mine" | "theirs") {
  const isNew = (id: string) => !base.includes(id);
  const isSame = (one: string[], other: string[]) => one.every((id, index) => id === other[index]);
  const hasMoved = (ids: string[]) =>
    !isSame(
      ids.filter((id) => !isNew(id)),
      base,
    );
  if (isSame(mine, theirs) || !hasMoved(theirs)) return { order: mine, isOverlapping: false };
  if (!hasMoved(mine)) return { order: theirs, isOverlapping: false };
  return { order: preferred === "mine" ? mine : theirs, isOverlapping: true };
}

/** The parts that only one side has, after the nearest part in front of them that both have; undefined: the start. */
function runsAfter(ids: readonly string[], inBoth: ReadonlySet<string>, kept: ReadonlySet<string>) {
  const runs = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const id of ids) {
    if (inBoth.has(id)) anchor = id;
    else if (kept.has(id)) runs.set(anchor, [...(runs.get(anchor) ?? []), id]);
  }
  return runs;
}

/** What both sides left, and what either added. What was there keeps its order; what is new is sorted. */
export function mergeSet<Value extends string | number>(
  base: readonly Value[],
  mine: readonly Value[],
  theirs: readonly Value[],
): Value[] {
  const left = base.filter((value) => mine.includes(value) && theirs.includes(value));
  const added = [...mine, ...theirs].filter((value) => !base.includes(value));
  return [...new Set([...left, ...added.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))])];
}
