/** Who is in a call of Add users or Remove users, and what each of them becomes (SPEC 6 rule 4, SPEC 5.4). */
import type { DestinationDefinition, MembersEndpoint } from "./definition";
import { chosenProperty, chosenTarget, ownValue } from "./effective-settings";
import type { DocumentPath } from "./finding";
import { type JsonValue, parseJson } from "./json";
import { type PartProblem, renderProblem } from "./request-problem";
import { isUserVariable, mappedValue, type RequestValues, userLookup } from "./request-values";
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

/** Renders the item template of up to `batchSize` users of one direction; who can't be rendered is skipped. */
export function selectBatch(
  definition: DestinationDefinition,
  key: "addUsers" | "removeUsers",
  values: RequestValues,
  lookup: Lookup,
): Batch {
  const endpoint = definition.endpoints[key];
  const batch: Batch = { items: [], users: [], skipped: [], problems: [], waiting: 0 };
  const { template, path, label } = itemTemplate(definition, key, endpoint, values);
  batch.problems.push(...template.errors.map(({ message }) => ({ path, label, message })));
  batch.problems.push(...mappingProblems(definition, values));
  const isNeeded = endpoint.batchSize !== 1 || template.source.trim() !== "";
  if (isNeeded && template.source.trim() === "") {
    batch.problems.push({ path, label, message: "The item template is empty: write what one user becomes in $items." });
  }
  if (batch.problems.length > 0) return batch;

  const operation = key === "addUsers" ? "add" : "remove";
  const size = Math.max(1, endpoint.batchSize);
  for (const [index, user] of values.users.entries()) {
    if (user.operation !== operation) continue;
    if (batch.items.length >= size) {
      batch.waiting += 1;
      continue;
    }
    const reason = unfitReason(definition, values, user);
    if (reason !== undefined) {
      batch.skipped.push({ user: index, reason });
      continue;
    }
    const rendered = isNeeded
      ? renderJson(template, userLookup(definition, values, user, lookup))
      : { ok: true as const, text: "null" };
    if (rendered.ok) {
      batch.items.push(rendered.text);
      batch.users.push(user);
      continue;
    }
    const general = rendered.problems.filter(({ token }) => !token || !isUserVariable(definition, token.path));
    if (general.length > 0) {
      batch.problems = general.map((problem) => renderProblem(path, label, problem));
      return batch;
    }
    batch.skipped.push({ user: index, reason: rendered.problems[0]?.message ?? "The item can't be made." });
  }
  return batch;
}

interface ItemTemplate {
  template: Template;
  path: DocumentPath;
  label: string;
}

/** The endpoint's item template, or the one of the chosen target where a mapping's option brings its own (SPEC 5.4). */
function itemTemplate(
  definition: DestinationDefinition,
  key: "addUsers" | "removeUsers",
  endpoint: MembersEndpoint,
  values: RequestValues,
): ItemTemplate {
  for (const [index, mapping] of definition.mappings.entries()) {
    const target = chosenTarget(mapping, values.settings);
    if (!target || target.itemTemplate.trim() === "") continue;
    return {
      template: parseTemplate(target.itemTemplate, "json"),
      path: ["mappings", index, "options", mapping.options.indexOf(target), "itemTemplate"],
      label: `item template of ${target.label || target.value}`,
    };
  }
  const path: DocumentPath = ["endpoints", key, "itemTemplate"];
  return { template: parseTemplate(endpoint.itemTemplate, "json"), path, label: "item template" };
}

/** A required mapping for which no property is chosen, unless the users bring a column of its name. */
function mappingProblems(definition: DestinationDefinition, values: RequestValues): PartProblem[] {
  return definition.mappings.flatMap((mapping, index) => {
    if (!mapping.required || mapping.variable === "" || chosenProperty(mapping, values.mappings) !== "") return [];
    if (values.users.some((user) => ownValue(user.properties, mapping.variable) !== undefined)) return [];
    const name = mapping.displayName || mapping.targetName || `$${mapping.variable}`;
    const message = `Choose the user property for ${name} ($${mapping.variable}).`;
    return [{ path: ["mappings", index], label: "mapping", message, tokenPath: [mapping.variable] }];
  });
}

function unfitReason(definition: DestinationDefinition, values: RequestValues, user: SampleUser): string | undefined {
  for (const mapping of definition.mappings) {
    if (mapping.variable === "") continue;
    const name = mapping.targetName || mapping.displayName || `$${mapping.variable}`;
    const property = chosenProperty(mapping, values.mappings) || mapping.variable;
    const value = mappedValue(mapping, values, user);
    if (value === undefined) {
      if (mapping.required) return `The user has no ${property}, which is needed for ${name}.`;
      continue;
    }
    const text = valueText(value);
    if (text === undefined || !isFormat(text, mapping.format)) {
      return `The user's ${property} isn't ${formatNames[mapping.format]}, which ${name} needs.`;
    }
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

/** What `$items` and `$item` are outside item templates. Parsed only when a template asks. */
export function withItems(lookup: Lookup, items: readonly string[]): Lookup {
  let parsed: JsonValue[] | undefined;
  return (path) => {
    if (path.length === 1 && (path[0] === "items" || path[0] === "item")) {
      parsed ??= items.map((item) => parseJson(item) ?? null);
      return path[0] === "items" ? parsed : items.length === 1 ? parsed[0] : undefined;
    }
    return lookup(path);
  };
}
