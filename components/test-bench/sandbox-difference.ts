/** Expected against actual at the sandbox partner, in words: what differs, and whether the partner had said so. Pure. */
import { formatNumber } from "@/components/ui/format-number";
import type { SandboxExpectation, Told } from "@/lib/sandbox-expectation";
import type { ComparedTarget, SandboxKind } from "@/lib/sandbox-state-contract";

export const sandboxKindNames: Record<SandboxKind, string> = {
  list: "List",
  property: "Property",
  tag: "Tag",
  group: "Group",
  trait: "Trait",
  event: "Event",
};

/** `4 expected · 2 there · 2 missing`. */
export function countsOf({ target }: SandboxExpectation, result: ComparedTarget): string {
  const { members, absent } = target;
  const { exists, actual, missingTotal, surplusTotal } = result;
  // Where others may be there too, how many there are says nothing.
  const there = absent === undefined ? `${formatNumber(actual)} there` : undefined;
  return [
    `${formatNumber(members.length)} expected`,
    absent !== undefined && absent.length > 0 ? `${formatNumber(absent.length)} to be gone` : undefined,
    exists ? there : `the sandbox has no such ${target.kind}`,
    missingTotal > 0 ? `${formatNumber(missingTotal)} missing` : undefined,
    surplusTotal > 0 ? `${formatNumber(surplusTotal)} too many` : undefined,
  ]
    .filter((words) => words !== undefined)
    .join(" · ");
}

/** Whether anybody learned of a difference from the answers: the worst first; nothing where nothing differs. */
export function differenceWords({ told }: SandboxExpectation, { missing, surplus }: ComparedTarget): string[] {
  const different = [...missing, ...surplus];
  const of = (kind: Told | undefined) => different.filter((id) => told.get(id) === kind).length;
  const [unnoticed, partly, failed, unknown] = [of("success"), of("partial"), of("failure"), of(undefined)];
  return [
    unnoticed > 0
      ? `${formatNumber(unnoticed)} would go unnoticed: the answer was taken for a success. Add what it said to the error catalog, or what it lacked to the success rule.`
      : undefined,
    partly > 0 ? `${formatNumber(partly)} in a call that was taken in part, as its answer said.` : undefined,
    failed > 0 ? `${formatNumber(failed)} in a call that failed, so a delivery knows.` : undefined,
    unknown > 0 ? `${formatNumber(unknown)} in no call of this page.` : undefined,
  ].filter((words) => words !== undefined);
}
