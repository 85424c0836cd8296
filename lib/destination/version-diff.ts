/** What two versions of a destination differ in, in words (SPEC 14). */
import { differences } from "./changed-places";
import { isWhole, memberAt, pathOf, type Steps } from "./document-tree";
import { placeName } from "./place-name";
import { showValue } from "./shown-value";
import { changeKinds, type VersionChange, type VersionContent } from "./version-change";
import { Comparison } from "./version-words/comparison";
import { sayConnectionInfo } from "./version-words/connection-info-words";
import { sayDifference } from "./version-words/document-words";
import type { Sentence, Spot } from "./version-words/sentence";

/**
 * Every difference, the weightiest first and then in the order of the document. Parts of lists are known by their IDs,
 * so that a rename is a rename. Empty for two versions that say the same, and only for them.
 */
export function diffVersions(before: VersionContent, after: VersionContent): VersionChange[] {
  const [old, now] = [documentOf(before), documentOf(after)];
  const versions = new Comparison(before.definition, after.definition);
  const changes = differences([], old, now, isOneChange).map(({ steps, kind }): VersionChange => {
    const spot: Spot = { steps, kind, old: valueAt(old, steps), now: valueAt(now, steps), versions };
    const sentence = sayIt(spot) ?? genericSentence(spot, now, old);
    const version = kind === "removed" ? "before" : "after";
    return {
      id: `${JSON.stringify(steps)} ${kind === "moved" ? "order" : ""}`.trim(),
      kind: sentence.kind,
      section: sectionOf(steps, now, old),
      path: pathOf(version === "before" ? old : now, steps),
      version,
      title: sentence.title,
      ...(sentence.effect !== undefined && { effect: sentence.effect }),
      ...valuesOf(sentence, spot),
      ...(sentence.isCode && { isCode: true }),
      ...(sentence.asks && { asks: sentence.asks }),
      ...(sentence.drops && { drops: sentence.drops }),
    };
  });
  return changes.sort((one, other) => changeKinds.indexOf(one.kind) - changeKinds.indexOf(other.kind));
}

function documentOf({ definition, connectionInfo }: VersionContent) {
  return { ...definition, connectionInfo };
}

function valueAt(document: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((value, step) => memberAt(value, step), document);
}

/** A rule for single results, or a computed value, is one sentence: it is looked at whole. */
function isOneChange(steps: Steps): boolean {
  const list = steps.at(-2);
  return isWhole(steps) || list === "itemOutcomes" || list === "computedValues";
}

function sayIt(spot: Spot): Sentence | undefined {
  const [first, member = ""] = spot.steps;
  return first === "connectionInfo" ? sayConnectionInfo(member, spot.old, spot.now) : sayDifference(spot);
}

/** For what has no words of its own: the name of the place, and what became of it. */
function genericSentence({ steps, kind }: Spot, now: unknown, old: unknown): Sentence {
  const place = placeName(now, steps, old);
  return { kind: "notable", title: kind === "moved" ? `${place}: another order` : `${place} ${kind}` };
}

/** The words above a change: the part of the destination that its title leaves out. */
function sectionOf(steps: Steps, now: unknown, old: unknown): string {
  const [first] = steps;
  if (first === "connectionInfo") return "Connection info";
  const isCall = (first === "endpoints" || first === "actions") && steps.length > 1;
  return placeName(now, steps.slice(0, isCall ? 2 : 1), old);
}

function valuesOf({ values }: Sentence, spot: Spot): Pick<VersionChange, "before" | "after"> {
  if (values === "said" || spot.kind === "moved") return {};
  const [before, after] = values
    ? [values.before, values.after]
    : [
        // What was left out, as a call may be, reads as nothing: the other side says it all.
        spot.kind === "added" ? undefined : showValue(spot.steps, spot.old),
        spot.kind === "removed" ? undefined : showValue(spot.steps, spot.now),
      ];
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
