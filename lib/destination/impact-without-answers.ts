/**
 * What a version would do to installations as far as it follows from the documents alone. It is what partners are told:
 * counts that depend on answers would tell them single answers, a question at a time, to whoever changes a pattern and
 * counts again. Reviewers are told what `version-impact.ts` counts.
 */
import { activeFields } from "./active-fields";
import type { Action, CustomField, DestinationDefinition, MappingField } from "./definition";
import { actionsOf } from "./endpoints";
import type { InstallationAnswers } from "./installation-answers";
import { isSameJson } from "./same-json";
import { answerProblem } from "./settings";
import { planUpgrade } from "./upgrade-plan";
import type { AskedCount, DroppedCount, VersionImpact } from "./version-impact";

/** How many installations are on a version. */
export interface InstalledCount {
  from: DestinationDefinition;
  count: number;
}

/**
 * Exact are the questions that every installation of a version gets, whatever was answered; the others say how many it
 * concerns at most. Whether calls break is not told.
 */
export function impactWithoutAnswers(to: DestinationDefinition, installed: readonly InstalledCount[]): VersionImpact {
  const asked = new Map<string, AskedCount>();
  const dropped = new Map<string, DroppedCount>();
  const totals = { installations: 0, unaffected: 0, needAnswers: 0, depends: 0 };
  for (const { from, count } of installed) {
    const { certain, possible } = questionsBetween(from, to);
    totals.installations += count;
    if (certain.length > 0) totals.needAnswers += count;
    else if (possible.length > 0) totals.depends += count;
    else totals.unaffected += count;
    for (const question of certain) add(asked, { ...question, count });
    for (const question of possible) add(asked, { ...question, count, isUpTo: true });
    for (const part of goneBetween(from, to)) add(dropped, { ...part, count, isUpTo: true });
  }
  const byCount = (one: { count: number }, other: { count: number }) => other.count - one.count;
  return {
    ...totals,
    ...{ broken: 0, breaks: [], isPartial: false, countsAnswers: false },
    asked: [...asked.values()].sort(byCount),
    dropped: [...dropped.values()].sort(byCount),
  };
}

function add<Count extends AskedCount | DroppedCount>(counts: Map<string, Count>, one: Count): void {
  const key = `${one.source} ${one.id}`;
  const known = counts.get(key);
  if (!known) counts.set(key, { ...one });
  else Object.assign(known, { count: known.count + one.count, ...((known.isUpTo || one.isUpTo) && { isUpTo: true }) });
}

type Question = Omit<AskedCount, "count" | "isUpTo">;

const noAnswers: InstallationAnswers = { settings: {}, mappings: {}, actions: {} };

/** What everybody is asked who goes from one to the other, and what somebody may be. */
function questionsBetween(from: DestinationDefinition, to: DestinationDefinition) {
  const isConditional = (id: string) => to.fields.some((field) => field.id === id && field.visibleWhen !== null);
  const certain: Question[] = planUpgrade(from, to, noAnswers, [])
    .asked.filter(({ reason, source, id }) => reason === "new" && !(source === "field" && isConditional(id)))
    .map(({ source, id, label, reason }) => ({ source, id, label, reason }));
  const isCertain = ({ source, id }: Question) => certain.some((each) => each.source === source && each.id === id);
  const possible = [...possibleFields(from, to), ...possibleMappings(from, to), ...possibleActions(from, to)];
  return { certain, possible: possible.filter((question) => !isCertain(question)) };
}

function possibleFields(from: DestinationDefinition, to: DestinationDefinition): Question[] {
  const [before, now] = [activeFields(from), activeFields(to)];
  const areSame = isSameJson(before.map(judged), now.map(judged));
  return now.flatMap((field): Question[] => {
    if (field.perSync || field.variable === "") return [];
    const old = from.fields.find(({ id }) => id === field.id);
    const mayBeMissing = answerProblem(field, field.defaultValue) !== undefined;
    // Whether a field is shown depends on other answers, which may be others or mean something else now.
    const mayAppear = field.visibleWhen !== null && mayBeMissing && !areSame;
    if (!old) return mayAppear ? [question("field", field, "new")] : [];
    const isChanged = !before.includes(old) || !isSameJson(judged(old), judged(field));
    if (!isChanged && !mayAppear) return [];
    if (old.type !== field.type) return [question("field", field, "type_changed")];
    const isNowRequired = field.required && (!old.required || !before.includes(old));
    return [question("field", field, isNowRequired ? "now_required" : "no_longer_fits")];
  });
}

/** What decides whether an answer will do: not what the field is called, nor what is said about it. */
function judged(field: CustomField) {
  const { id, type, variable, required, secret, defaultValue, pattern, maxLength, hostPatterns, perSync } = field;
  const options = field.options.map((option) => ({ id: option.id, label: option.label, value: option.value }));
  const { visibleWhen } = field;
  return {
    id,
    type,
    variable,
    required,
    secret,
    defaultValue,
    pattern,
    maxLength,
    hostPatterns,
    perSync,
    options,
    visibleWhen,
  };
}

function possibleMappings(from: DestinationDefinition, to: DestinationDefinition): Question[] {
  const judgedMapping = ({ type, variable, required, defaultProperty, options }: MappingField) => {
    return { type, variable, required, defaultProperty, options };
  };
  return to.mappings.flatMap((mapping): Question[] => {
    const old = from.mappings.find(({ id }) => id === mapping.id);
    if (!old || mapping.variable === "" || isSameJson(judgedMapping(old), judgedMapping(mapping))) return [];
    return [question("mapping", mapping, mapping.required && !old.required ? "now_required" : "no_longer_fits")];
  });
}

/** What a customer narrows an action with is read together with the action's own trigger. */
function possibleActions(from: DestinationDefinition, to: DestinationDefinition): Question[] {
  const before = new Map(actionsOf(from).map((action) => [action.id, action]));
  return actionsOf(to).flatMap((action: Action): Question[] => {
    const old = before.get(action.id);
    if (!old || (old.trigger === action.trigger && old.enabledByDefault === action.enabledByDefault)) return [];
    return [question("action", { id: action.id, displayName: action.name, variable: "" }, "no_longer_fits")];
  });
}

interface Part {
  id: string;
  displayName: string;
  targetName?: string;
  variable: string;
}

function question(source: Question["source"], part: Part, reason: Question["reason"]): Question {
  const { id, displayName, targetName = "", variable } = part;
  const label = displayName || targetName || (variable === "" ? "A question without a name" : `$${variable}`);
  return { source, id, label, reason };
}

/** What one asks and the other doesn't. */
function goneBetween(from: DestinationDefinition, to: DestinationDefinition): Omit<DroppedCount, "count" | "isUpTo">[] {
  const isGone = (parts: readonly { id: string }[]) => {
    const ids = new Set(parts.map(({ id }) => id));
    return ({ id }: { id: string }) => !ids.has(id);
  };
  const asked = activeFields(from).filter(({ perSync, variable }) => !perSync && variable !== "");
  return [
    ...asked.filter(isGone(to.fields)).map(({ id }) => ({ source: "field" as const, id })),
    ...from.mappings.filter(isGone(to.mappings)).map(({ id }) => ({ source: "mapping" as const, id })),
    ...actionsOf(from)
      .filter(isGone(actionsOf(to)))
      .map(({ id }) => ({ source: "action" as const, id })),
  ];
}
