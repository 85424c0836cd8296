/** Who is in a call of users, and what each of them becomes (SPEC 6 rule 4, SPEC 5.4). */
import type { DestinationDefinition, MembersEndpoint } from "./definition";
import { chosenProperty, chosenTarget, ownValue } from "./effective-settings";
import { type EndpointKey, endpointPath, isCohortDefinition, mixesDirections } from "./endpoints";
import { fillBatch, type MadeItem } from "./fill-batch";
import type { DocumentPath } from "./finding";
import { type MappingCheck, mappingWords, unfitReason } from "./mapping-check";
import { BodyLimit, bodyTemplate } from "./request-body";
import { type PartProblem, renderProblem } from "./request-problem";
import {
  isItemVariable,
  mappedPlaces,
  type RequestValues,
  type UserPlace,
  userScope,
  valueOfUser,
} from "./request-values";
import type { SampleUser } from "./sample-users";
import { parseTemplate } from "./template/parse";
import { type Lookup, renderJson } from "./template/render";
import type { Template } from "./template/template";
import type { TriggerEvent } from "./trigger/trigger";

/** A user who is not sent, and why. `user` is the index in `values.users`. */
export interface SkippedUser {
  user: number;
  reason: string;
}

/** An event that is not sent although its action is about it, and why. `event` is the index in `values.events`. */
export interface SkippedEvent {
  event: number;
  reason: string;
}

export interface Batch {
  /** JSON texts, one a user or event. */
  items: string[];
  /** The users behind `items`, or the events. */
  users: SampleUser[];
  events: TriggerEvent[];
  /** Where they stand in `values.users` or `values.events`. */
  places: number[];
  skipped: SkippedUser[];
  skippedEvents: SkippedEvent[];
  problems: PartProblem[];
  /** Users or events left for further calls. */
  waiting: number;
  /** The variables of the first item, which a call of a single one may use everywhere. */
  lookup?: Lookup | undefined;
}

/** Why an item can't be sent although it could be made: what else of its call it lacks. Undefined where nothing. */
export type CallCheck = (item: string, lookup: Lookup) => string | undefined;

/**
 * Renders the item template of users, up to `batchSize` and as many as fit into the body (SPEC 5.6, whichever limit
 * comes first); who can't be rendered is skipped. Users of both directions, in their order, where the endpoint mixes
 * them; else only those of the call's direction.
 */
export function selectUsers(
  definition: DestinationDefinition,
  key: EndpointKey,
  endpoint: MembersEndpoint,
  values: RequestValues,
  lookup: Lookup,
  check: CallCheck | undefined,
): Batch {
  const item = itemTemplate(definition, key, endpoint, values);
  const hasColumn = (name: string) => values.users.some((user) => ownValue(user.properties, name) !== undefined);
  const problems = [...itemProblems(item), ...mappingProblems(definition, values, hasColumn)];
  const empty = emptyBatch(problems);
  if (problems.length > 0) return empty;

  const direction = directionOfUsers(definition, key, values);
  const room = { size: endpoint.batchSize, limit: bodyLimit(endpoint, lookup), noun: "user" } as const;
  const scope = userScope(definition, key, values, lookup);
  const checks = mappingChecks(definition, values);
  const { taken, skipped, ...filled } = fillBatch(usersGoing(values.users, direction), room, (user): MadeItem => {
    const reason = unfitReason(checks, ({ places }) => valueOfUser(user, places));
    if (reason !== undefined) return { reason };
    return madeFor(definition, key, item, scope(user), check);
  });
  return { ...empty, ...filled, users: taken, skipped: skipped.map(({ index, reason }) => ({ user: index, reason })) };
}

/** A batch of nobody, for the reasons given. */
export function emptyBatch(problems: PartProblem[]): Batch {
  return { items: [], users: [], events: [], places: [], skipped: [], skippedEvents: [], problems, waiting: 0 };
}

/** Which users a call takes: those who go one way, or with undefined all of them. */
export function directionOfUsers(
  definition: DestinationDefinition,
  key: EndpointKey,
  { operation }: Pick<RequestValues, "operation">,
): SampleUser["operation"] | undefined {
  if (key === "addUsers") return "add";
  if (key === "removeUsers") return "remove";
  return mixesDirections(definition, key) ? undefined : operation;
}

function* usersGoing(users: readonly SampleUser[], direction: SampleUser["operation"] | undefined) {
  for (const [index, user] of users.entries()) {
    if (direction === undefined || user.operation === direction) yield [index, user] as const;
  }
}

/** What a user or an event becomes, if its call as a whole can be made. */
export function madeFor(
  definition: DestinationDefinition,
  key: EndpointKey,
  item: ItemTemplate,
  lookup: Lookup,
  check: CallCheck | undefined,
): MadeItem {
  const text = makeItem(definition, key, item, lookup);
  if (typeof text !== "string") return text;
  const reason = check?.(text, lookup);
  return reason === undefined ? { text, lookup } : { reason };
}

/** The limit a body has by itself, besides the number of items in it; undefined where there is none. */
export function bodyLimit(endpoint: MembersEndpoint, lookup: Lookup): BodyLimit | undefined {
  const template = bodyTemplate(endpoint);
  if (!template || endpoint.bodyBytesMax === null) return undefined;
  return new BodyLimit(template, endpoint.bodyBytesMax, endpoint.batchSize, lookup);
}

/** Renders an item. A variable that has no value for anybody is a mistake in the template, not in the user. */
export function makeItem(
  definition: DestinationDefinition,
  key: EndpointKey,
  { template, path, label }: ItemTemplate,
  lookup: Lookup,
): string | { reason: string } | { problems: PartProblem[] } {
  // In a call of one item there may be no item template: then the payload says it all.
  if (template.source.trim() === "") return "null";
  const rendered = renderJson(template, lookup);
  if (rendered.ok) return rendered.text;
  const general = rendered.problems.filter(({ token }) => !token || !isItemVariable(definition, key, token.path));
  if (general.length > 0) return { problems: general.map((problem) => renderProblem(path, label, problem)) };
  return { reason: rendered.problems[0]?.message ?? "The item can't be made." };
}

export interface ItemTemplate {
  template: Template;
  path: DocumentPath;
  label: string;
  /** A call of one user or event may do without. */
  isOptional: boolean;
}

/** What is wrong with the item template itself. */
export function itemProblems(
  { template, path, label, isOptional }: ItemTemplate,
  noun: "user" | "event" = "user",
): PartProblem[] {
  if (template.source.trim() === "" && !isOptional) {
    return [{ path, label, message: `The item template is empty: write what one ${noun} becomes in $items.` }];
  }
  return template.errors.map(({ message }) => ({ path, label, message }));
}

/**
 * The endpoint's item template, or the one of the chosen target where a mapping's option brings its own (SPEC 5.4).
 * Actions are too different from each other to share one: theirs is always their own.
 */
export function itemTemplate(
  definition: DestinationDefinition,
  key: EndpointKey,
  endpoint: MembersEndpoint,
  values: Pick<RequestValues, "settings">,
): ItemTemplate {
  const isOptional = endpoint.batchSize === 1;
  for (const [index, mapping] of isCohortDefinition(definition) ? definition.mappings.entries() : []) {
    const target = chosenTarget(mapping, values.settings);
    if (!target || target.itemTemplate.trim() === "") continue;
    return {
      template: parseTemplate(target.itemTemplate, "json"),
      path: ["mappings", index, "options", mapping.options.indexOf(target), "itemTemplate"],
      label: `item template of ${target.label || target.value}`,
      isOptional,
    };
  }
  const path: DocumentPath = [...endpointPath(definition, key), "itemTemplate"];
  return { template: parseTemplate(endpoint.itemTemplate, "json"), path, label: "item template", isOptional };
}

/** A required mapping for which nothing is chosen, unless the users bring a column of its name. */
export function mappingProblems(
  definition: DestinationDefinition,
  values: Pick<RequestValues, "mappings">,
  hasColumn: (name: string) => boolean,
): PartProblem[] {
  return definition.mappings.flatMap((mapping, index) => {
    if (!mapping.required || mapping.variable === "" || chosenProperty(mapping, values.mappings) !== "") return [];
    if (hasColumn(mapping.variable)) return [];
    const name = mapping.displayName || mapping.targetName || `$${mapping.variable}`;
    const source = isCohortDefinition(definition) ? "user property" : "member of the event";
    const message = `Choose the ${source} for ${name} ($${mapping.variable}).`;
    return [{ path: ["mappings", index], label: "mapping", message, tokenPath: [mapping.variable] }];
  });
}

/** What a mapping asks of every user. */
export interface UserCheck extends MappingCheck {
  places: readonly UserPlace[];
}

export function mappingChecks(definition: DestinationDefinition, values: Pick<RequestValues, "mappings">): UserCheck[] {
  return definition.mappings.flatMap((mapping) => {
    if (mapping.variable === "") return [];
    const property = chosenProperty(mapping, values.mappings) || mapping.variable;
    return [{ places: mappedPlaces(mapping, values), ...mappingWords(mapping, "user", property) }];
  });
}
