/** Every place that names a variable, and the edit that gives it another name there (SPEC 7). */
import type { DestinationDefinition } from "./definition";
import { applyTextEdits, getAtPath, setAtPath } from "./edit";
import { actionsOf, allEndpoints } from "./endpoints";
import type { DocumentPath } from "./finding";
import { placeName } from "./place-name";
import { parseTemplate } from "./template/parse";
import type { Range, TemplateLanguage, TextEdit } from "./template/template";
import { templateSources } from "./template-use";

/** One place that a rename changes: a token of a template, or a part of the document that is a variable's name. */
export interface NamedPlace {
  kind: "declaration" | "token" | "reference";
  path: DocumentPath;
  /** In words: "Add users › URL", "Custom field Region". */
  label: string;
  /** The name inside the text at `path`, in UTF-16 units; absent where the whole value is the name. */
  nameRange?: Range;
}

/** What a token may be called; a declared name has to be stricter, but what was typed must be renamable. */
const tokenName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Every place that names a variable, declarations first, also in templates and methods that are not in use today:
 * exactly the places that `renameVariable` changes.
 */
export function variablePlaces(definition: DestinationDefinition, name: string): NamedPlace[] {
  if (name === "") return [];
  const named = namePlaces(definition).filter(({ path }) => getAtPath(definition, path) === name);
  const tokens = templateSources(definition).flatMap(({ path, text, label, language }) =>
    nameRanges(text, language, name).map((nameRange): NamedPlace => ({ kind: "token", path, label, nameRange })),
  );
  return [
    ...named.filter(({ kind }) => kind === "declaration"),
    ...tokens,
    ...named.filter(({ kind }) => kind === "reference"),
  ];
}

/**
 * Renames a variable everywhere: its declarations, every template (those not in use too), authentication, conditions,
 * and the fields that error entries blame. Renaming to a name nobody uses, and back, restores the document.
 * A name that no token could have changes nothing.
 */
export function renameVariable<Definition extends DestinationDefinition>(
  definition: Definition,
  from: string,
  to: string,
): Definition {
  if (from === to || !tokenName.test(to)) return definition;
  const edits = new Map<string, { path: DocumentPath; edits: TextEdit[] }>();
  let result = definition;
  for (const { path, nameRange } of variablePlaces(definition, from)) {
    if (!nameRange) {
      result = setAtPath(result, path, to);
      continue;
    }
    const key = path.join(".");
    const known = edits.get(key) ?? { path, edits: [] };
    known.edits.push({ range: nameRange, text: to });
    edits.set(key, known);
  }
  for (const { path, edits: own } of edits.values()) {
    const text = getAtPath(definition, path);
    if (typeof text === "string") result = setAtPath(result, path, applyTextEdits(text, own));
  }
  return result;
}

function nameRanges(text: string, language: TemplateLanguage, name: string): Range[] {
  if (!text.includes(name)) return [];
  return parseTemplate(text, language)
    .tokens.filter((token) => token.name === name)
    .map((token) => token.nameRange);
}

/** Every part of the document that is the name of a variable, whichever. */
function namePlaces(definition: DestinationDefinition): NamedPlace[] {
  const declaration = (path: DocumentPath): NamedPlace => {
    // The name of a field stands for the field itself.
    return { kind: "declaration", path, label: placeName(definition, path.slice(0, -1)) };
  };
  const reference = (path: DocumentPath): NamedPlace => {
    return { kind: "reference", path, label: placeName(definition, path) };
  };
  return [
    ...authenticationPaths(["authentication"]).map(reference),
    ...definition.fields.flatMap((field, index) => [
      declaration(["fields", index, "variable"]),
      ...field.options.flatMap((option, optionIndex) =>
        option.sets.map((_, set) => declaration(["fields", index, "options", optionIndex, "sets", set, "variable"])),
      ),
      ...(field.visibleWhen ? [reference(["fields", index, "visibleWhen", "variable"])] : []),
    ]),
    ...definition.mappings.map((_, index) => declaration(["mappings", index, "variable"])),
    ...actionsOf(definition).flatMap(({ computedValues }, index) =>
      computedValues.map((_, at) => declaration(["actions", index, "computedValues", at, "variable"])),
    ),
    ...allEndpoints(definition).flatMap(({ endpoint, path }) => [
      ...(endpoint.authentication ? authenticationPaths([...path, "authentication"]).map(reference) : []),
      ...endpoint.errors.map((_, index) => reference([...path, "errors", index, "field"])),
    ]),
  ];
}

function authenticationPaths(path: DocumentPath): DocumentPath[] {
  return [
    [...path, "basic", "username"],
    [...path, "basic", "password"],
    [...path, "bearer", "token"],
    [...path, "oauth2", "clientId"],
    [...path, "oauth2", "clientSecret"],
  ];
}
