import { UsersRound } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { Cohort } from "@/lib/cohort-contract";

/** The cohorts of a project. */
export function CohortTable({ projectId, cohorts }: { projectId: string; cohorts: readonly Cohort[] }) {
  if (cohorts.length === 0) {
    return (
      <EmptyState
        icon={<UsersRound />}
        title="No cohort yet"
        description="A cohort is a set of users that is kept in step at partners. Load one from a CSV or NDJSON file, or from your own systems."
        actions={<ButtonLink href={`/projects/${projectId}/cohorts/new`}>New cohort</ButtonLink>}
        headingLevel={3}
      />
    );
  }
  return (
    <Table label="Cohorts">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th isNumeric>Members</Th>
          <Th>Properties</Th>
          <Th>Loaded</Th>
        </Tr>
      </Thead>
      <Tbody>
        {cohorts.map((cohort) => (
          <Tr key={cohort.id} isInteractive>
            <Td className="min-w-44 max-w-96">
              <Link
                href={`/projects/${projectId}/cohorts/${cohort.id}`}
                dir="auto"
                className="line-clamp-2 break-words font-medium text-ink after:absolute after:inset-0 hover:underline"
              >
                {cohort.name}
              </Link>
            </Td>
            <Td isNumeric>{formatNumber(cohort.memberCount)}</Td>
            <Td className="max-w-72 truncate font-mono text-muted text-xs">{cohort.properties.join(", ") || "none"}</Td>
            <Td className="text-muted">{cohort.loadedAt ? <RelativeTime at={cohort.loadedAt} /> : "never"}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
