/** Named edits of a definition. All are pure: the document that goes in is never changed. */
import {
  type Authentication,
  type AuthenticationMethod,
  activeFields,
  blankAuthentication,
  blankField,
  credentialFields,
  type DestinationDefinition,
  type EndpointKey,
} from "./definition";
import type { DocumentPath, FindingFix } from "./finding";
import { parseTemplate } from "./template/parse";
import type { TemplateLanguage, TextEdit } from "./template/template";
import { templateSources } from "./template-use";

/** The part of a document at a path; undefined where there is none. */
export function getAtPath(document: unknown, path: readonly (string | number)[]): unknown {
  let value = document;
  for (const step of path) value = memberOf(value, step);
  return value;
}

function memberOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return Object.entries(value).find(([key]) => key === step)?.[1];
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
  const before = memberOf(document, step);
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

/** What a token may be called; a declared name has to be stricter, but what was typed must be renamable. */
const tokenName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Renames a variable everywhere: its declarations, every template (those not in use too), authentication, conditions,
 * and the fields that error entries blame. Renaming to a name nobody uses, and back, restores the document.
 * A name that no token could have changes nothing.
 */
export function renameVariable(definition: DestinationDefinition, from: string, to: string): DestinationDefinition {
  if (from === "" || from === to || !tokenName.test(to)) return definition;
  const renamed = (name: string) => (name === from ? to : name);
  let result: DestinationDefinition = definition;
  for (const { path, text, language } of templateSources(definition)) {
    const edited = renameInTemplate(text, language, from, to);
    if (edited !== text) result = setAtPath(result, path, edited);
  }
  for (const path of namePaths(result)) {
    const name = getAtPath(result, path);
    if (typeof name === "string" && name === from) result = setAtPath(result, path, renamed(name));
  }
  return result;
}

function renameInTemplate(text: string, language: TemplateLanguage, from: string, to: string): string {
  if (!text.includes(from)) return text;
  const edits = parseTemplate(text, language)
    .tokens.filter((token) => token.name === from)
    .map((token) => ({ range: token.nameRange, text: to }));
  return applyTextEdits(text, edits);
}

/** Every place outside templates that names a variable. */
function namePaths(definition: DestinationDefinition): DocumentPath[] {
  const endpoints = Object.entries(definition.endpoints);
  return [
    ...authenticationPaths(["authentication"]),
    ...definition.fields.flatMap((field, index): DocumentPath[] => [
      ["fields", index, "variable"],
      ...(field.visibleWhen ? [["fields", index, "visibleWhen", "variable"]] : []),
      ...field.options.flatMap((option, optionIndex) =>
        option.sets.map((_, set) => ["fields", index, "options", optionIndex, "sets", set, "variable"]),
      ),
    ]),
    ...definition.mappings.map((_, index): DocumentPath => ["mappings", index, "variable"]),
    ...endpoints.flatMap(([key, endpoint]): DocumentPath[] =>
      endpoint
        ? [
            ...(endpoint.authentication ? authenticationPaths(["endpoints", key, "authentication"]) : []),
            ...endpoint.errors.map((_, index) => ["endpoints", key, "errors", index, "field"]),
          ]
        : [],
    ),
  ];
}

function authenticationPaths(path: DocumentPath): DocumentPath[] {
  return [
    [...path, "basic", "username"],
    [...path, "basic", "password"],
    [...path, "bearer", "token"],
  ];
}

/**
 * Chooses an authentication method for the destination, or for one endpoint in its place (`endpoint`). The method's
 * credentials are added in front of the other fields unless they are there; nothing typed for another method is lost.
 */
export function setAuthenticationMethod(
  definition: DestinationDefinition,
  method: AuthenticationMethod,
  endpoint?: EndpointKey,
): DestinationDefinition {
  const path: DocumentPath = endpoint ? ["endpoints", endpoint, "authentication"] : ["authentication"];
  const before: Authentication | null | undefined = endpoint
    ? definition.endpoints[endpoint]?.authentication
    : definition.authentication;
  const chosen = setAtPath(definition, path, { ...(before ?? blankAuthentication()), method });
  return withCredentials(chosen, method);
}

function withCredentials(definition: DestinationDefinition, method: AuthenticationMethod): DestinationDefinition {
  if (definition.fields.some((field) => field.credentialOf === method)) return definition;
  // Two methods that both ask for an API key share the question.
  const asked = new Set(activeFields(definition).map(({ variable }) => variable));
  const added = credentialFields(method).filter(({ variable }) => !asked.has(variable));
  return added.length === 0 ? definition : { ...definition, fields: [...added, ...definition.fields] };
}

/** The definition after the one click that a finding offers. */
export function applyFix(definition: DestinationDefinition, fix: FindingFix): DestinationDefinition {
  switch (fix.type) {
    case "set":
      return setAtPath(definition, fix.path, fix.value);
    case "edit_text": {
      const text = getAtPath(definition, fix.path);
      return typeof text === "string" ? setAtPath(definition, fix.path, applyTextEdits(text, fix.edits)) : definition;
    }
    case "declare_field": {
      const field = { ...blankField("string"), variable: fix.variable, displayName: titleOf(fix.variable) };
      return { ...definition, fields: [...definition.fields, { ...field, secret: looksSecret(fix.variable) }] };
    }
  }
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
