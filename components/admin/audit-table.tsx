import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { auditWords, detailsText } from "./audit-words";

export interface ShownEntry {
  id: string;
  at: Date;
  actorName: string;
  organizationName?: string;
  action: string;
  subject: string;
  details: unknown;
}

export function AuditTable({ entries }: { entries: readonly ShownEntry[] }) {
  return (
    <Table label="Audit log">
      <Thead>
        <Tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th>Details</Th>
          <Th>Subject</Th>
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => (
          <Tr key={entry.id} isInteractive>
            <Td className="text-muted">
              <RelativeTime at={entry.at} />
            </Td>
            <Td className="min-w-40">
              <span className="block break-words font-medium text-ink">{entry.actorName}</span>
              {entry.organizationName && (
                <span className="block break-words text-faint text-xs">{entry.organizationName}</span>
              )}
            </Td>
            <Td className="min-w-48">
              <Link
                href={`/admin/audit/${entry.id}`}
                className={`text-ink after:absolute after:inset-0 hover:underline ${auditWords(entry.action) ? "" : "font-mono text-xs"}`}
              >
                {auditWords(entry.action) ?? entry.action}
              </Link>
              {auditWords(entry.action) && (
                <span className="block break-all font-mono text-faint text-xs">{entry.action}</span>
              )}
            </Td>
            <Td className="min-w-56 max-w-96 break-words text-muted text-xs">
              <span className="line-clamp-2">{detailsText(entry.details)}</span>
            </Td>
            <Td className="max-w-40 truncate font-mono text-faint text-xs">{entry.subject}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
