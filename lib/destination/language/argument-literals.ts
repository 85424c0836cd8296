/** What may be written as the argument of a filter. */
import type { FilterDefinition } from "@/lib/destination/template/filters";

export interface ArgumentLiteral {
  /** As it is written, quotes included. */
  written: string;
  /** What it stands for, in a few words. */
  says: string;
}

/** The literals that make sense where an argument stands, as JSON would write them. */
const argumentLiterals: Readonly<Record<string, readonly (readonly ArgumentLiteral[])[]>> = {
  date: [
    [
      { written: '"iso"', says: "2026-01-31T12:00:00Z" },
      { written: '"unix"', says: "Unix seconds" },
      { written: '"unix_ms"', says: "Unix milliseconds" },
    ],
  ],
  default: [
    [
      { written: "null", says: "sends null" },
      { written: '""', says: "an empty text" },
      { written: '"unknown"', says: "a text of yours" },
      { written: "0", says: "a number" },
      { written: "true", says: "true" },
      { written: "false", says: "false" },
    ],
  ],
  join: [
    [
      { written: '","', says: "a comma" },
      { written: '", "', says: "a comma and a space" },
      { written: '";"', says: "a semicolon" },
      { written: '"|"', says: "a bar" },
      { written: '"\\n"', says: "a line each" },
    ],
  ],
  replace: [
    [
      { written: '" "', says: "spaces" },
      { written: '"-"', says: "hyphens" },
      { written: '"+"', says: "plus signs" },
    ],
    [
      { written: '"_"', says: "an underscore" },
      { written: '"-"', says: "a hyphen" },
      { written: '""', says: "nothing: removes them" },
    ],
  ],
  truncate: [
    [
      { written: "50", says: "characters" },
      { written: "100", says: "characters" },
      { written: "255", says: "characters" },
    ],
  ],
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
