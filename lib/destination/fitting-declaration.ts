/** How a variable that is used but declared nowhere is best declared, going by where it stands (SPEC 5.2, SPEC 7). */
import type { DestinationDefinition } from "./definition";
import { type VariableUse, variableNamePattern, variableUses } from "./variable-use";

/** A field for a text, a field with options, or a mapping of a user property. */
export type Declaration = "text" | "select" | "mapping";

/**
 * What decides which host is called has to be one of a few reviewed options (SPEC 6 rule 7); what stands only in item
 * templates is a user's; everything else is a text. Undefined where the name can't be declared at all.
 */
export function fittingDeclaration(definition: DestinationDefinition, name: string): Declaration | undefined {
  if (!variableNamePattern.test(name)) return undefined;
  const uses = variableUses(definition).filter((use) => use.name === name);
  if (uses.some(isInHost)) return "select";
  const isOfUsers = uses.length > 0 && uses.every(({ template }) => template?.role === "item_template");
  return isOfUsers ? "mapping" : "text";
}

/** Whether a use decides which host is called. */
export function isInHost({ template, range }: VariableUse): boolean {
  if ((template?.role !== "url" && template?.role !== "token_url") || !range) return false;
  return isHostOfUrl(template.text, range.start);
}

/** Whether a token at this offset of a URL decides which host is called. */
export function isHostOfUrl(url: string, offset: number): boolean {
  return /^\s*(https?:\/\/[^/?#]*)?$/i.test(url.slice(0, offset));
}
