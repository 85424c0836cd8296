/** Which questions of the setup modal differ between two versions. */
import { fieldRowId, mappingRowId } from "@/components/preview/setup-values";
import type { Tone } from "@/components/ui/tone";
import { activeFields } from "@/lib/destination/active-fields";
import type { CustomField, DestinationDefinition } from "@/lib/destination/definition";
import type { VersionChange } from "@/lib/destination/version-change";
import { needsAnswer } from "@/lib/destination/version-words/authentication-words";

export interface SetupMark {
  word: "New" | "Removed" | "Changed";
  tone: Tone;
  /** Whether installations may have to answer it. */
  isAsked: boolean;
  /** What changed about it, but for that it is there. */
  titles: string[];
}

/** Row → mark, for each side; what is drawn in the same way isn't marked. */
export interface SetupMarks {
  before: Map<string, SetupMark>;
  after: Map<string, SetupMark>;
  count: number;
}

/** Places that no customer sees: what stands in templates, and what the row is called there. */
const unseen = new Set([
  "variable",
  "credentialOf",
  "hostPatterns",
  "format",
  "maxLength",
  "pattern",
  "patternMessage",
]);

export function setupMarks(
  changes: readonly VersionChange[],
  before: DestinationDefinition,
  after: DestinationDefinition,
): SetupMarks {
  const marks: SetupMarks = { before: new Map(), after: new Map(), count: 0 };
  const seen = new Set<string>();
  for (const change of changes) {
    const [list, index, member] = change.path;
    if ((list !== "fields" && list !== "mappings") || typeof index !== "number") continue;
    const id = (change.version === "before" ? before : after)[list][index]?.id;
    if (id === undefined || (unseen.has(String(member)) && !change.asks)) continue;
    const [old, now] = [rowOf(before, list, id), rowOf(after, list, id)];
    if (old === undefined && now === undefined) continue;
    seen.add(`${list} ${id}`);
    // What changed is said once, where it is asked now.
    if (old !== undefined) marks.before.set(old, plainMark(now === undefined ? "Removed" : "Changed"));
    if (now !== undefined) addMark(marks.after, now, change, old === undefined ? "New" : "Changed");
  }
  const [was, is] = [activeFields(before), activeFields(after)];
  const isUnmarkedIn = (others: readonly CustomField[], { id }: CustomField) =>
    !seen.has(`fields ${id}`) && !others.some((other) => other.id === id);
  // The definition keeps the questions of each way to authenticate; the modal asks those of the one in use.
  const [gone, come] = [was.filter((field) => isUnmarkedIn(is, field)), is.filter((field) => isUnmarkedIn(was, field))];
  for (const { variable } of gone) marks.before.set(fieldRowId(variable), plainMark("Removed"));
  for (const field of come) {
    marks.after.set(fieldRowId(field.variable), { ...plainMark("New"), isAsked: needsAnswer(field) });
  }
  for (const { id } of [...gone, ...come]) seen.add(`fields ${id}`);
  return { ...marks, count: seen.size };
}

function rowOf(definition: DestinationDefinition, list: "fields" | "mappings", id: string): string | undefined {
  const asked = list === "fields" ? activeFields(definition) : definition.mappings;
  const variable = asked.find((question) => question.id === id)?.variable;
  if (variable === undefined) return undefined;
  return list === "fields" ? fieldRowId(variable) : mappingRowId(variable);
}

const tones = { New: "info", Removed: "neutral", Changed: "warning" } as const;

function plainMark(word: SetupMark["word"]): SetupMark {
  return { word, tone: tones[word], isAsked: false, titles: [] };
}

function addMark(side: Map<string, SetupMark>, row: string, change: VersionChange, word: SetupMark["word"]): void {
  const known = side.get(row);
  const isAsked = change.asks !== undefined || known?.isAsked === true;
  const titles = word === "Changed" ? [...(known?.titles ?? []), change.title] : [];
  side.set(row, { ...plainMark(word), isAsked, titles });
}
