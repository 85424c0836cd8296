import { Badge } from "@/components/ui/badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { ErrorEntry } from "@/lib/destination/definition";

/** The error catalog of an endpoint, to read. */
export function ErrorCatalogView({ entries }: { entries: readonly ErrorEntry[] }) {
  if (entries.length === 0) {
    return <p className="text-muted text-sm">The partner has described no error. Customers will see “unclassified”.</p>;
  }
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <Table label="Error catalog" isDense>
        <Thead>
          <Tr>
            <Th>Status</Th>
            <Th>Failure reason</Th>
            <Th>Body contains</Th>
            <Th>What the customer reads</Th>
          </Tr>
        </Thead>
        <Tbody>
          {entries.map((entry) => (
            <Tr key={entry.id}>
              <Td className="whitespace-nowrap font-mono text-xs">{entry.status}</Td>
              <Td>
                {entry.failureReason}
                {entry.meaning === "list_gone" && (
                  <Badge tone="info" className="ms-1.5">
                    The list is gone
                  </Badge>
                )}
              </Td>
              <Td className="break-all font-mono text-xs">{entry.subErrorCode || "–"}</Td>
              <Td className="min-w-64 text-muted">{entry.message}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
