import "server-only";
import { cohortLimits } from "@/lib/cohort-contract";
import { propertyNameProblem, tooManyProperties } from "./member-row";

/**
 * The properties that a file has so far. A name is the project's user property of the same letters in any case; else it
 * is spelled as it first appeared.
 */
export class PropertyNames {
  readonly #known = new Map<string, string>();
  /** By the name as a line has it: most lines have the same. */
  readonly #resolved = new Map<string, string>();
  readonly #spelling = new Map<string, string>();

  constructor(known: readonly string[]) {
    for (const name of known) this.#known.set(name.toLowerCase(), name);
  }

  /** The property that a column or key stands for, or what is wrong with it. */
  resolve(written: string): { name: string } | { problem: string } {
    const found = this.#resolved.get(written);
    if (found !== undefined) return { name: found };
    const trimmed = written.trim();
    const problem = propertyNameProblem(trimmed);
    if (problem !== undefined) return { problem };
    const folded = trimmed.toLowerCase();
    const name = this.#spelling.get(folded) ?? this.#known.get(folded) ?? trimmed;
    this.#spelling.set(folded, name);
    if (this.#spelling.size > cohortLimits.propertiesMax) return { problem: tooManyProperties };
    // A file that writes one name in ever new ways must not fill the memory.
    if (this.#resolved.size < 4 * cohortLimits.propertiesMax) this.#resolved.set(written, name);
    return { name };
  }

  /** In order of their first appearance. */
  list(): string[] {
    return [...this.#spelling.values()];
  }
}
