import { formatNumber } from "@/components/ui/format-number";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { FailureRow } from "@/lib/delivery/run-counts";
import { durationWords } from "@/lib/delivery/simulation-words";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointName } from "@/lib/destination/endpoints";

interface FailureTableProps {
  definition: DestinationDefinition;
  failures: readonly FailureRow[];
}

/** The failures of a run, as the error catalogs of its endpoints name them. */
export function FailureTable({ definition, failures }: FailureTableProps) {
  const rows = failures.toSorted((one, other) => other.batches - one.batches || other.calls - one.calls);
  return (
    <section aria-label="Failures">
      <h3 className="mb-2 font-semibold text-sm">Failures, as your error catalogs name them</h3>
      <div className="overflow-hidden rounded-md border">
        <Table label="Failures" isDense>
          <Thead>
            <Tr>
              <Th>Failure</Th>
              <Th>Status</Th>
              <Th isNumeric>Calls</Th>
              <Th isNumeric>Batches lost</Th>
              <Th isNumeric>First at</Th>
            </Tr>
          </Thead>
          <Tbody>
            {rows.map((row) => (
              <Tr key={`${row.endpoint} ${row.entryId ?? ""} ${row.status} ${row.name}`}>
                <Td>
                  <span className="font-medium">{row.name === "unclassified" ? "Not described yet" : row.name}</span>
                  <span className="block text-muted text-xs">{endpointName(definition, row.endpoint)}</span>
                </Td>
                <Td className="font-mono text-xs">{row.status}</Td>
                <Td isNumeric>{formatNumber(row.calls)}</Td>
                <Td isNumeric>{formatNumber(row.batches)}</Td>
                <Td isNumeric>{durationWords(row.firstMs)}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </div>
    </section>
  );
}
