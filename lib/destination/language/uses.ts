/** Where a variable is declared and used, as the variable table knows it. */
import type { EndpointKey } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import { canonicalName } from "@/lib/destination/predefined-variable";
import type { Range } from "@/lib/destination/template/template";
import type { VariableRow } from "@/lib/destination/variable";

export interface VariablePlace {
  path: DocumentPath;
  /** In words: "Add users payload". */
  label: string;
  endpoint?: EndpointKey;
  /** Offsets in the text at `path`; absent for a declaration and for a name picked for authentication. */
  range?: Range;
}

/** The row of a variable by its name or an alias of it. */
export function rowOf(rows: readonly VariableRow[], name: string): VariableRow | undefined {
  return rows.find((row) => row.name === name) ?? rows.find((row) => row.name === canonicalName(name));
}

/** Where a variable is declared; undefined for a predefined or an unknown one. */
export function declarationOf(rows: readonly VariableRow[], name: string): DocumentPath | undefined {
  return rowOf(rows, name)?.declaredAt;
}

/** Every use, in document order; the alias of a predefined variable counts as a use of it. */
export function usesOf(rows: readonly VariableRow[], name: string): VariablePlace[] {
  return rowOf(rows, name)?.uses ?? [];
}
