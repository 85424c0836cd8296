/** The coverage of every endpoint's error catalog as one table. Pure. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { type CoverageRow, coverage } from "@/lib/destination/error-coverage";

export interface CoverageColumn {
  key: EndpointKey;
  name: string;
}

export interface CoverageTable {
  columns: CoverageColumn[];
  /** One for each likely failure; its cells are in the order of the columns. */
  rows: { status: string; label: string; cells: CoverageRow[] }[];
  counts: Record<CoverageRow["state"], number> & { tested: number; all: number };
}

export function coverageTable(
  definition: DestinationDefinition,
  tested: Partial<Record<EndpointKey, readonly string[]>>,
): CoverageTable {
  const endpoints = endpointsOf(definition);
  const covered = endpoints.map(({ key, endpoint }) => coverage(endpoint, tested[key] ?? []));
  const rows = (covered[0] ?? []).map(({ status, label }, index) => ({
    status,
    label,
    cells: covered.flatMap((column) => column[index] ?? []),
  }));
  const cells = rows.flatMap((row) => row.cells);
  const count = (state: CoverageRow["state"]) => cells.filter((cell) => cell.state === state).length;
  return {
    columns: endpoints.map(({ key, name }) => ({ key, name })),
    rows,
    counts: {
      covered: count("covered"),
      generic: count("generic"),
      missing: count("missing"),
      tested: cells.filter(({ isTested }) => isTested).length,
      all: cells.length,
    },
  };
}
