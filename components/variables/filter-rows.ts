/** Which rows of the variable table show, and how many there are of each kind. */
import type { VariableRow } from "@/lib/destination/variable";
import { isInOrder } from "./variable-status";

export interface RowFilter {
  /** Part of a name, of a display name or of a place; a leading dollar counts for nothing. */
  search: string;
  onlyProblems: boolean;
}

export function filterRows(rows: readonly VariableRow[], { search, onlyProblems }: RowFilter): VariableRow[] {
  const wanted = search
    .trim()
    .replace(/^\$\{?/, "")
    .toLowerCase();
  return rows.filter((row) => (!onlyProblems || !isInOrder(row)) && (wanted === "" || holds(row, wanted)));
}

function holds({ name, displayName = "", uses }: VariableRow, wanted: string): boolean {
  return [name, displayName, ...uses.map(({ label }) => label)].some((text) =>
    plain(text.toLowerCase()).includes(plain(wanted)),
  );
}

/** "Add users url" is what people type for "Add users › URL". */
function plain(text: string): string {
  return text.replaceAll(" ›", "");
}

export interface RowCounts {
  all: number;
  declared: number;
  used: number;
  predefined: number;
  problems: number;
}

export function countRows(rows: readonly VariableRow[]): RowCounts {
  const count = (fits: (row: VariableRow) => boolean) => rows.filter(fits).length;
  return {
    all: rows.length,
    declared: count(({ isDeclared }) => isDeclared),
    used: count(({ uses }) => uses.length > 0),
    predefined: count(({ isPredefined }) => isPredefined),
    problems: count((row) => !isInOrder(row)),
  };
}
