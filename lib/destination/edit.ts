/** Named edits of a definition. All are pure: the document that goes in is never changed. */

import { activeFields } from "./active-fields";
import { blankAuthentication, blankField, blankMapping, credentialFields } from "./blank-definition";
import type { Authentication, AuthenticationMethod, DestinationDefinition } from "./definition";
import { memberAt } from "./document-tree";
import { type EndpointKey, endpointAt, endpointPath } from "./endpoints";
import type { DocumentPath, FindingFix } from "./finding";
import { type Declaration, fittingDeclaration } from "./fitting-declaration";
import type { TextEdit } from "./template/template";

/** The part of a document at a path; undefined where there is none. */
export function getAtPath(document: unknown, path: readonly (string | number)[]): unknown {
  let value = document;
  for (const step of path) value = memberAt(value, step);
  return value;
}

/**
 * The document with another value at a path; everything beside the path is the same object as before. The value must
 * have the shape the schema asks for: saving is where that is checked. A path that leads nowhere changes nothing.
 */
export function setAtPath<Document>(document: Document, path: readonly (string | number)[], value: unknown): Document;
export function setAtPath(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    if (typeof step !== "number" || step < 0 || step >= document.length) return document;
    const element = setAtPath<unknown>(document[step], rest, value);
    return element === document[step] ? document : document.with(step, element);
  }
  if (typeof document !== "object" || document === null || !Object.hasOwn(document, step)) return document;
  const before = memberAt(document, step);
  const after = setAtPath(before, rest, value);
  return after === before ? document : { ...document, [step]: after };
}

/** A text after edits that don't overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((left, right) => right.range.start - left.range.start);
  return ordered.reduce((result, { range, text: replacement }) => {
    return result.slice(0, range.start) + replacement + result.slice(range.end);
  }, text);
}

/**
 * Chooses an authentication method for the destination, or for one endpoint in its place (`endpoint`). The method's
 * credentials are added in front of the other fields unless they are there; nothing typed for another method is lost.
 */
export function setAuthenticationMethod<Definition extends DestinationDefinition>(
  definition: Definition,
  method: AuthenticationMethod,
  endpoint?: EndpointKey,
): Definition {
  const path: DocumentPath = endpoint ? [...endpointPath(definition, endpoint), "authentication"] : ["authentication"];
  const before: Authentication | null | undefined = endpoint
    ? endpointAt(definition, endpoint)?.authentication
    : definition.authentication;
  const chosen = setAtPath(definition, path, { ...(before ?? blankAuthentication()), method });
  return withCredentials(chosen, method);
}

function withCredentials<Definition extends DestinationDefinition>(
  definition: Definition,
  method: AuthenticationMethod,
): Definition {
  if (definition.fields.some((field) => field.credentialOf === method)) return definition;
  // Two methods that both ask for an API key share the question.
  const asked = new Set(activeFields(definition).map(({ variable }) => variable));
  const added = credentialFields(method).filter(({ variable }) => !asked.has(variable));
  return added.length === 0 ? definition : { ...definition, fields: [...added, ...definition.fields] };
}

/** The definition after the one click that a finding offers. */
export function applyFix<Definition extends DestinationDefinition>(
  definition: Definition,
  fix: FindingFix,
): Definition {
  switch (fix.type) {
    case "set":
      return setAtPath(definition, fix.path, fix.value);
    case "edit_text": {
      const text = getAtPath(definition, fix.path);
      return typeof text === "string" ? setAtPath(definition, fix.path, applyTextEdits(text, fix.edits)) : definition;
    }
    case "declare_field": {
      const fitting = fittingDeclaration(definition, fix.variable);
      return declareVariable(definition, fix.variable, fitting === "select" ? "select" : "text");
    }
  }
}

/** Adds a field or a mapping that declares a variable, at the end of its list; secret if the name sounds so. */
export function declareVariable<Definition extends DestinationDefinition>(
  definition: Definition,
  variable: string,
  as: Declaration,
): Definition {
  const displayName = titleOf(variable);
  if (as === "mapping") {
    const mapping = { ...blankMapping(), variable, displayName, targetName: displayName };
    return { ...definition, mappings: [...definition.mappings, mapping] };
  }
  const field = { ...blankField(as === "select" ? "single_select" : "string"), variable, displayName };
  const secret = as === "text" && looksSecret(variable);
  return { ...definition, fields: [...definition.fields, { ...field, secret }] };
}

/**
 * Takes back the declaration at a path (`["fields", 2, "variable"]` and the like): the field, the mapping, or, where
 * options of a field set the variable, all that they say about it. Any other path changes nothing.
 */
export function removeDeclaration(definition: DestinationDefinition, path: DocumentPath): DestinationDefinition {
  const [list, index, part] = path;
  if (typeof index !== "number") return definition;
  if (list === "mappings") return { ...definition, mappings: definition.mappings.filter((_, at) => at !== index) };
  if (list !== "fields") return definition;
  if (part === "variable") return { ...definition, fields: definition.fields.filter((_, at) => at !== index) };
  const name = getAtPath(definition, path);
  const options = definition.fields[index]?.options ?? [];
  const kept = options.map((option) => ({ ...option, sets: option.sets.filter(({ variable }) => variable !== name) }));
  return setAtPath(definition, ["fields", index, "options"], kept);
}

/** `account_id` → `Account ID`. */
function titleOf(variable: string): string {
  const words = variable.split("_").filter((word) => word !== "");
  const acronyms = new Set(["id", "api", "url", "uri", "sdk"]);
  return words
    .map((word) => (acronyms.has(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");
}

/** Whether a name reads like that of a key, token, secret or password (SPEC 5.2). */
export function looksSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const telling = new Set([
    "key",
    "apikey",
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "credential",
    "credentials",
  ]);
  // A public key, a key's name or an ID of a key is there to be seen.
  const harmless = new Set(["name", "id", "public", "type", "field", "column", "property", "attribute"]);
  return words.some((word) => telling.has(word)) && !words.some((word) => harmless.has(word));
}
