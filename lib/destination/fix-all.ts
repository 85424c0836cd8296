/** Mending at once whatever can be mended without asking anybody (SPEC 10). */
import type { DestinationDefinition } from "./definition";
import { applyFix } from "./edit";
import type { Finding } from "./finding";
import { type CheckContext, check } from "./rulebook";

/** A definition of more mistakes than that is mended in several goes. */
const fixesMax = 200;

/** Whether a fix of a text leaves no doubt: a comma, a quote. What guesses a name, or adds a field, is a person's. */
export function isSafeFix({ fix }: Finding): boolean {
  return fix?.type === "edit_text" && fix.isGuess === undefined;
}

/**
 * Takes the first safe fix, checks again, and goes on until none is left: each fix moves what follows in its text. A
 * fix that doesn't end its finding, or brings about more errors than it ends, is left to the person. `count` is how
 * many were taken; with 0 the definition is the one that went in.
 */
export function fixAll(
  definition: DestinationDefinition,
  context: CheckContext,
): { definition: DestinationDefinition; count: number } {
  const refused = new Set<string>();
  let current = definition;
  let findings = check(current, context);
  let count = 0;
  for (let steps = 0; steps < fixesMax; steps += 1) {
    const finding = findings.find((each) => isSafeFix(each) && !refused.has(keyOf(each)));
    if (!finding?.fix) break;
    const after = applyFix(current, finding.fix);
    const left = check(after, context);
    if (!isBetter(findings, left, keyOf(finding))) {
      refused.add(keyOf(finding));
      continue;
    }
    current = after;
    findings = left;
    count += 1;
  }
  return { definition: current, count };
}

/** The next comma of a row of them stands where the mended one stood: fewer findings are progress too. */
function isBetter(before: readonly Finding[], after: readonly Finding[], mended: string): boolean {
  if (countErrors(after) > countErrors(before)) return false;
  return after.length < before.length || !after.some((finding) => keyOf(finding) === mended);
}

function keyOf({ rule, path, range, message }: Finding): string {
  return JSON.stringify([rule, path, range?.start, message]);
}

function countErrors(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === "error").length;
}
