/** Who is in a call of Add users or Remove users, and what each of them becomes (SPEC 6 rule 4, SPEC 5.4). */
import type { DestinationDefinition, MembersEndpoint, ValueFormat } from "./definition";
import { chosenProperty, chosenTarget, ownValue } from "./effective-settings";
import type { DocumentPath } from "./finding";
import type { JsonValue } from "./json";
import { BodyLimit, bodyTemplate, tooLargeReason } from "./request-body";
import { type PartProblem, renderProblem } from "./request-problem";
import {
  isUserVariable,
  mappedPlaces,
  type RequestValues,
  type UserPlace,
  userScope,
  valueOfUser,
} from "./request-values";
import { isFormat, type SampleUser } from "./sample-users";
import { parseTemplate } from "./template/parse";
import { type Lookup, renderJson } from "./template/render";
import type { Template } from "./template/template";
import { valueText } from "./template/value-text";

/** A user who is not sent, and why. `user` is the index in `values.users`. */
export interface SkippedUser {
  user: number;
  reason: string;
}

export interface Batch {
  /** JSON texts, one a user. */
  items: string[];
  /** The users behind `items`. */
  users: SampleUser[];
  skipped: SkippedUser[];
  problems: PartProblem[];
  /** Users left for further calls. */
  waiting: number;
}

/**
 * Renders the item template of users of one direction, up to `batchSize` and as many as fit into the body (SPEC 5.6,
 * whichever limit comes first); who can't be rendered is skipped.
 */
export function selectBatch(
  definition: DestinationDefinition,
  key: "addUsers" | "removeUsers",
  values: RequestValues,
  lookup: Lookup,
): Batch {
  const endpoint = definition.endpoints[key];
  const item = itemTemplate(definition, key, endpoint, values);
  const batch: Batch = { items: [], users: [], skipped: [], problems: itemProblems(item), waiting: 0 };
  const hasColumn = (name: string) => values.users.some((user) => ownValue(user.properties, name) !== undefined);
  batch.problems.push(...mappingProblems(definition, values, hasColumn));
  if (batch.problems.length > 0) return batch;

  const operation = key === "addUsers" ? "add" : "remove";
  const size = Math.max(1, endpoint.batchSize);
  const limit = bodyLimit(endpoint, lookup);
  const render = userRenderer(definition, values, item, lookup, limit);
  for (const [index, user] of values.users.entries()) {
    if (user.operation !== operation) continue;
    if (batch.items.length >= size) {
      batch.waiting += 1;
      continue;
    }
    const made = render(user);
    if (typeof made === "string") {
      batch.items.push(made);
      batch.users.push(user);
    } else if ("reason" in made) batch.skipped.push({ user: index, reason: made.reason });
    else return { ...batch, problems: made.problems };
  }
  const [first] = batch.users;
  if (!limit || !first) return batch;
  const count = limit.count(batch.items, userScope(definition, values, lookup)(first));
  const waiting = batch.waiting + batch.items.length - count;
  return { ...batch, items: batch.items.slice(0, count), users: batch.users.slice(0, count), waiting };
}

/** The limit a body has by itself, besides the number of users in it; undefined where there is none. */
export function bodyLimit(endpoint: MembersEndpoint, lookup: Lookup): BodyLimit | undefined {
  const template = bodyTemplate(endpoint);
  if (!template || endpoint.bodyBytesMax === null) return undefined;
  return new BodyLimit(template, endpoint.bodyBytesMax, endpoint.batchSize, lookup);
}

/** An item's text; or why this user is left out; or what is wrong for every user alike. */
export type MadeItem = string | { reason: string } | { problems: PartProblem[] };

/** What one user becomes, for users in the form of test users. */
function userRenderer(
  definition: DestinationDefinition,
  values: RequestValues,
  item: ItemTemplate,
  lookup: Lookup,
  limit: BodyLimit | undefined,
): (user: SampleUser) => MadeItem {
  const scope = userScope(definition, values, lookup);
  const checks = mappingChecks(definition, values);
  return (user) => {
    const reason = unfitReason(checks, ({ places }) => valueOfUser(user, places));
    if (reason !== undefined) return { reason };
    const ofUser = scope(user);
    const made = makeItem(definition, item, ofUser);
    if (typeof made !== "string" || !limit || limit.takes(made, ofUser)) return made;
    return { reason: tooLargeReason(limit.limit) };
  };
}

/** Renders an item. A variable that has no value for anybody is a mistake in the template, not in the user. */
export function makeItem(
  definition: DestinationDefinition,
  { template, path, label }: ItemTemplate,
  lookup: Lookup,
): MadeItem {
  // In a call of one user there may be no item template: then the payload says it all.
  if (template.source.trim() === "") return "null";
  const rendered = renderJson(template, lookup);
  if (rendered.ok) return rendered.text;
  const general = rendered.problems.filter(({ token }) => !token || !isUserVariable(definition, token.path));
  if (general.length > 0) return { problems: general.map((problem) => renderProblem(path, label, problem)) };
  return { reason: rendered.problems[0]?.message ?? "The item can't be made." };
}

export interface ItemTemplate {
  template: Template;
  path: DocumentPath;
  label: string;
  /** A call of one user may do without. */
  isOptional: boolean;
}

/** What is wrong with the item template itself. */
export function itemProblems({ template, path, label, isOptional }: ItemTemplate): PartProblem[] {
  if (template.source.trim() === "" && !isOptional) {
    return [{ path, label, message: "The item template is empty: write what one user becomes in $items." }];
  }
  return template.errors.map(({ message }) => ({ path, label, message }));
}

/** The endpoint's item template, or the one of the chosen target where a mapping's option brings its own (SPEC 5.4). */
export function itemTemplate(
  definition: DestinationDefinition,
  key: "addUsers" | "removeUsers",
  endpoint: MembersEndpoint,
  values: Pick<RequestValues, "settings">,
): ItemTemplate {
  const isOptional = endpoint.batchSize === 1;
  for (const [index, mapping] of definition.mappings.entries()) {
    const target = chosenTarget(mapping, values.settings);
    if (!target || target.itemTemplate.trim() === "") continue;
    return {
      template: parseTemplate(target.itemTemplate, "json"),
      path: ["mappings", index, "options", mapping.options.indexOf(target), "itemTemplate"],
      label: `item template of ${target.label || target.value}`,
      isOptional,
    };
  }
  const path: DocumentPath = ["endpoints", key, "itemTemplate"];
  return { template: parseTemplate(endpoint.itemTemplate, "json"), path, label: "item template", isOptional };
}

/** A required mapping for which no property is chosen, unless the users bring a column of its name. */
export function mappingProblems(
  definition: DestinationDefinition,
  values: Pick<RequestValues, "mappings">,
  hasColumn: (name: string) => boolean,
): PartProblem[] {
  return definition.mappings.flatMap((mapping, index) => {
    if (!mapping.required || mapping.variable === "" || chosenProperty(mapping, values.mappings) !== "") return [];
    if (hasColumn(mapping.variable)) return [];
    const name = mapping.displayName || mapping.targetName || `$${mapping.variable}`;
    const message = `Choose the user property for ${name} ($${mapping.variable}).`;
    return [{ path: ["mappings", index], label: "mapping", message, tokenPath: [mapping.variable] }];
  });
}

/** What a mapping asks of every user. */
export interface MappingCheck {
  places: readonly UserPlace[];
  format: ValueFormat;
  /** The reason where there is no value; undefined where none is needed. */
  missing: string | undefined;
  /** The reason where the value has another form. */
  unfit: string;
}

export function mappingChecks(
  definition: DestinationDefinition,
  values: Pick<RequestValues, "mappings">,
): MappingCheck[] {
  return definition.mappings.flatMap((mapping) => {
    if (mapping.variable === "") return [];
    const name = mapping.targetName || mapping.displayName || `$${mapping.variable}`;
    const property = chosenProperty(mapping, values.mappings) || mapping.variable;
    return [
      {
        places: mappedPlaces(mapping, values),
        format: mapping.format,
        missing: mapping.required ? `The user has no ${property}, which is needed for ${name}.` : undefined,
        unfit: `The user's ${property} isn't ${formatNames[mapping.format]}, which ${name} needs.`,
      },
    ];
  });
}

/** Why a user is left out before anything is rendered; undefined where nothing stands against it. */
export function unfitReason<Check extends MappingCheck>(
  checks: readonly Check[],
  read: (check: Check) => JsonValue | undefined,
): string | undefined {
  for (const check of checks) {
    const value = read(check);
    if (value === undefined) {
      if (check.missing !== undefined) return check.missing;
      continue;
    }
    const text = valueText(value);
    if (text === undefined || !isFormat(text, check.format)) return check.unfit;
  }
  return undefined;
}

const formatNames = {
  any: "a value",
  email: "an e-mail address",
  phone: "a phone number in E.164 form",
  uuid: "a UUID",
  number: "a number",
} as const;
