/** How a variable stands, in words, and what puts it right with one press (SPEC 7). */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { declareVariable, removeDeclaration, setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { type Declaration, fittingDeclaration } from "@/lib/destination/fitting-declaration";
import { findPredefined } from "@/lib/destination/predefined-variable";
import { renameVariable } from "@/lib/destination/rename-variable";
import type { VariableRow } from "@/lib/destination/variable";
import { scopeProblem } from "@/lib/destination/variable-scope";
import { declaredVariables, legalName, variableNamePattern, variableUses } from "@/lib/destination/variable-use";
import { freeName } from "./check-new-name";

export interface VariableStatus {
  tone: "success" | "warning" | "danger";
  /** Two or three words: "Not declared". */
  word: string;
  /** What is wrong and what to do. */
  problem?: string;
}

/** One press. `edit` is a step of the history; `rename` opens the dialog, because only a person knows the right name. */
export type VariableFix =
  | {
      type: "edit";
      label: string;
      apply: (definition: DestinationDefinition) => DestinationDefinition;
      /** Where the eye belongs afterwards. */
      focus?: (definition: DestinationDefinition) => DocumentPath;
    }
  | { type: "rename"; label: string; proposed: string };

const words: Record<VariableRow["status"], string> = {
  ok: "In order",
  undeclared: "Not declared",
  unused: "Never used",
  shadowed: "Name taken",
  duplicate: "Declared twice",
};

export function statusOf(row: VariableRow): VariableStatus {
  if (row.isDeclared && !variableNamePattern.test(row.name)) {
    return { tone: "danger", word: "Not a name", problem: illegalProblem(row.name) };
  }
  const word = row.status === "undeclared" && isMisplaced(row) ? "No value there" : words[row.status];
  const tone = row.status === "ok" ? "success" : row.status === "unused" ? "warning" : "danger";
  return { tone, word, ...(row.problem === undefined ? {} : { problem: row.problem }) };
}

export function isInOrder(row: VariableRow): boolean {
  return statusOf(row).tone === "success";
}

/** A variable that exists, in a place where it has no value: nothing is to be declared. */
function isMisplaced({ name, isDeclared }: VariableRow): boolean {
  const predefined = findPredefined(name);
  return isDeclared || (predefined !== undefined && !predefined.isCredential);
}

function illegalProblem(name: string): string {
  const hyphen = name.includes("-") ? "A hyphen ends a variable name. " : "";
  return `“${name}” can't be a variable name. ${hyphen}Use lower-case letters, digits and underscores.`;
}

/** What puts a variable right, the likeliest first; empty where nothing is wrong or only a person can say. */
export function rowFixes(definition: DestinationDefinition, row: VariableRow): VariableFix[] {
  const { name } = row;
  if (row.isDeclared && !variableNamePattern.test(name)) return illegalFixes(definition, name);
  switch (row.status) {
    case "ok":
      return [];
    case "unused":
      return row.declaredAt ? [removal(row.declaredAt)] : [];
    case "shadowed":
      return [{ type: "rename", label: "Rename it", proposed: ownName(definition, row) }];
    case "duplicate":
      return duplicateFixes(definition, name);
    case "undeclared":
      return isMisplaced(row) ? [] : undeclaredFixes(definition, row);
  }
}

/** Where to look: the declaration, or for what has none, the use that has no value. */
export function placeOfRowProblem(
  definition: DestinationDefinition,
  row: VariableRow,
): { path: DocumentPath; range?: { start: number; end: number } } | undefined {
  if (row.status !== "undeclared") return row.declaredAt ? { path: row.declaredAt } : undefined;
  const own = variableUses(definition).filter((use) => use.name === row.name || use.canonical === row.name);
  const use = own.find((each) => scopeProblem(definition, each) !== undefined) ?? own[0];
  return use && { path: use.path, ...(use.range ? { range: use.range } : {}) };
}

function illegalFixes(definition: DestinationDefinition, name: string): VariableFix[] {
  const legal = legalName(name);
  if (legal === undefined) return [{ type: "rename", label: "Rename it", proposed: freeName(definition, "field") }];
  const free = freeName(definition, legal);
  return [{ type: "edit", label: `Change to $${free}`, apply: (document) => renameVariable(document, name, free) }];
}

function removal(path: DocumentPath): VariableFix {
  const [list, , part] = path;
  const what = list === "mappings" ? "mapping field" : part === "variable" ? "custom field" : "extra value";
  return { type: "edit", label: `Delete the ${what}`, apply: (definition) => removeDeclaration(definition, path) };
}

function undeclaredFixes(definition: DestinationDefinition, { name, suggestion }: VariableRow): VariableFix[] {
  const change: VariableFix[] = suggestion
    ? [
        {
          type: "edit",
          label: `Change to $${suggestion}`,
          apply: (document) => renameVariable(document, name, suggestion),
        },
      ]
    : [];
  const fitting = fittingDeclaration(definition, name);
  return fitting ? [...change, declaration(name, fitting)] : change;
}

const declarations: Record<Declaration, string> = {
  text: "Add a custom field",
  select: "Add a field with options",
  mapping: "Add a mapping field",
};

function declaration(name: string, as: Declaration): VariableFix {
  const list = as === "mapping" ? "mappings" : "fields";
  return {
    type: "edit",
    label: declarations[as],
    apply: (definition) => declareVariable(definition, name, as),
    focus: (definition) => [list, definition[list].length - 1, "displayName"],
  };
}

/** The first declaration keeps the name and its uses. */
function duplicateFixes(definition: DestinationDefinition, name: string): VariableFix[] {
  const [, second] = declaredVariables(definition).filter((declared) => declared.name === name);
  if (!second) return [];
  const free = freeName(definition, name);
  return [
    {
      type: "edit",
      label: `Rename the second to $${free}`,
      apply: (document) => setAtPath(document, second.path, free),
      focus: () => second.path,
    },
  ];
}

/** `list_id` of a field “Folder” → `folder`. */
function ownName(definition: DestinationDefinition, { name, displayName }: VariableRow): string {
  const spoken = legalName(displayName ?? "");
  return freeName(definition, spoken && spoken !== name ? spoken : `own_${name}`);
}
