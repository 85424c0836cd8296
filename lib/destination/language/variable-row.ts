import { canonicalName } from "@/lib/destination/predefined-variable";
import type { VariableRow } from "@/lib/destination/variable";

/** The row of the variable table that a variable has, by its name or an alias of it. */
export function variableRow(rows: readonly VariableRow[], name: string): VariableRow | undefined {
  return rows.find((row) => row.name === name) ?? rows.find((row) => row.name === canonicalName(name));
}
