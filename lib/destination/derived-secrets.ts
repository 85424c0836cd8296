/** What filters make of secrets: where a partner takes a hash for the key, the hash is the key. */
import type { DestinationDefinition } from "./definition";
import { effectiveSettings, ownValue } from "./effective-settings";
import type { JsonValue } from "./json";
import { canonicalName } from "./predefined-variable";
import { batchScope, type RequestValues, secretNames } from "./request-values";
import { filterSteps } from "./template/evaluate";
import { parseTemplate } from "./template/parse";
import type { Token } from "./template/template";
import { templatesOf } from "./template-use";

/**
 * The texts that the templates in use make, by filters, of secret answers, of the access token, and of a property's name
 * with a secret in it. They are as secret as what they were made of, and looking for that doesn't find them.
 */
export function derivedSecrets(definition: DestinationDefinition, values: RequestValues): string[] {
  const secrets = secretsByName(definition, values);
  const found = new Set<string>();
  for (const { template } of templatesOf(definition)) {
    for (const token of template.tokens) {
      const secret = secrets.get(canonicalName(token.name));
      if (secret === undefined || token.path.length > 1 || token.filters.length === 0) continue;
      const made = filtered(token, secret);
      if (typeof made === "string" && made !== "") found.add(made);
    }
  }
  return [...found];
}

function secretsByName(definition: DestinationDefinition, values: RequestValues): ReadonlyMap<string, JsonValue> {
  const settings = effectiveSettings(definition, values.settings);
  const secrets = new Map<string, JsonValue>();
  for (const name of secretNames(definition)) secrets.set(name, ownValue(settings, name) ?? "");
  secrets.set("access_token", values.accessToken ?? secrets.get("access_token") ?? "");
  if (definition.kind === "property") {
    const parts = [...parseTemplate(definition.propertyKey, "text").names.keys()];
    const isSecret = parts.some((name) => secrets.has(canonicalName(name)));
    const key = isSecret ? batchScope(definition, "addUsers", values).lookup(["property_key"]) : undefined;
    if (key !== undefined) secrets.set("property_key", key);
  }
  // A variable without an answer is missing, and filters leave it at that.
  return new Map([...secrets].filter(([, value]) => value !== ""));
}

function filtered(token: Token, source: JsonValue): JsonValue | undefined {
  let value: JsonValue | undefined = source;
  for (const step of filterSteps(token)) {
    const result = step(value);
    if (!result.ok) return undefined;
    value = result.value;
  }
  return value;
}
