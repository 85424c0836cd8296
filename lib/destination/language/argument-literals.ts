/** What may be written as the argument of a filter. */
import type { FilterDefinition } from "@/lib/destination/template/filters";

export interface ArgumentLiteral {
  /** As it is written, quotes included. */
  written: string;
  /** What it stands for, in a few words. */
  says: string;
}

function literals(...pairs: [written: string, says: string][]): ArgumentLiteral[] {
  return pairs.map(([written, says]) => ({ written, says }));
}

/** The literals that make sense where an argument stands, as JSON would write them. */
const argumentLiterals: Readonly<Record<string, readonly (readonly ArgumentLiteral[])[]>> = {
  date: [literals(['"iso"', "2026-01-31T12:00:00Z"], ['"unix"', "Unix seconds"], ['"unix_ms"', "Unix milliseconds"])],
  default: [
    literals(
      ["null", "sends null"],
      ['""', "an empty text"],
      ['"unknown"', "a text of yours"],
      ["0", "a number"],
      ["true", "true"],
      ["false", "false"],
    ),
  ],
  join: [
    literals(
      ['","', "a comma"],
      ['", "', "a comma and a space"],
      ['";"', "a semicolon"],
      ['"|"', "a bar"],
      ['"\\n"', "a line each"],
    ),
  ],
  replace: [
    literals(['" "', "spaces"], ['"-"', "hyphens"], ['"+"', "plus signs"]),
    literals(['"_"', "an underscore"], ['"-"', "a hyphen"], ['""', "nothing: removes them"]),
  ],
  truncate: [literals(["50", "characters"], ["100", "characters"], ["255", "characters"])],
};

/** The literals that make sense as the argument at an index; a parameter with choices has those and no others. */
export function literalsFor(filter: FilterDefinition, index: number): readonly ArgumentLiteral[] {
  const known = Object.hasOwn(argumentLiterals, filter.name) ? argumentLiterals[filter.name]?.[index] : undefined;
  const choices = filter.arguments[index]?.choices;
  if (!choices) return known ?? [];
  return choices.map((choice) => {
    const written = JSON.stringify(choice);
    return known?.find((literal) => literal.written === written) ?? { written, says: "" };
  });
}
