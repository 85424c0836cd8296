/** Whether a variable can have another name, as it is being typed. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { findPredefined } from "@/lib/destination/predefined-variable";
import { variablePlaces } from "@/lib/destination/rename-variable";
import { declaredVariables, legalName, variableNamePattern } from "@/lib/destination/variable-use";

export interface NameCheck {
  canRename: boolean;
  /** Why it can't. */
  problem?: string;
  /** A name near to what was typed that can. */
  offer?: string;
  /** What the rename brings with it. */
  note?: string;
}

/** Checks a new name for the variable `from`: its form, then whether something else has it (SPEC 5.2, SPEC 7). */
export function checkNewName(definition: DestinationDefinition, from: string, typed: string): NameCheck {
  if (typed === "") return { canRename: false, problem: "Type the new name." };
  if (typed === from) return { canRename: false };
  if (!variableNamePattern.test(typed)) return { canRename: false, ...illegalName(definition, from, typed) };

  const declared = declaredVariables(definition);
  const isDeclared = declared.some(({ name }) => name === from);
  const predefined = findPredefined(typed);
  if (predefined && !predefined.isCredential) {
    return isDeclared
      ? { canRename: false, problem: `$${typed} is predefined: a field of that name would never be heard.` }
      : { canRename: true, note: `$${typed} is predefined. ${predefined.description}` };
  }
  const other = declared.find(({ name }) => name === typed);
  if (other) {
    return isDeclared
      ? { canRename: false, problem: `$${typed} is taken by ${other.displayName || typed}. Choose another name.` }
      : { canRename: true, note: `These uses will take the value of ${other.displayName || typed}.` };
  }
  return { canRename: true, ...adoption(definition, typed) };
}

function illegalName(definition: DestinationDefinition, from: string, typed: string): Omit<NameCheck, "canRename"> {
  const legal = legalName(typed);
  const offer = legal && checkNewName(definition, from, legal).canRename ? { offer: legal } : {};
  if (typed.length > 64)
    return { problem: `A name has at most 64 characters; this one has ${typed.length}.`, ...offer };
  if (typed.includes("-")) return { problem: "A hyphen ends a variable name. Use an underscore.", ...offer };
  return { problem: "Use lower-case letters, digits and underscores, and begin with no digit.", ...offer };
}

/** Uses that wait for a declaration become uses of whatever takes their name. */
function adoption(definition: DestinationDefinition, name: string): Pick<NameCheck, "note"> {
  const count = variablePlaces(definition, name).length;
  if (count === 0) return {};
  const places = count === 1 ? "1 place names" : `${count} places name`;
  return { note: `${places} $${name} already, without a declaration. They will mean this variable.` };
}

/** A legal name that nothing has: `stem` itself, else with the first number that is free. */
export function freeName(definition: DestinationDefinition, stem: string): string {
  const isFree = (name: string) => !findPredefined(name) && variablePlaces(definition, name).length === 0;
  if (isFree(stem)) return stem;
  const base = stem.replace(/_\d+$/, "").slice(0, 60);
  let number = 2;
  while (!isFree(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
