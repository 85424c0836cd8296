import { UsersRound } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { memberIdProperty } from "@/lib/cohort-contract";

interface MemberTableProps {
  /** As they are in the cohort. */
  properties: readonly string[];
  members: readonly { id: string; properties: Record<string, string> }[];
  /** What was searched for. */
  prefix: string;
}

/** More columns help nobody; the API gives all of them. */
const columnsShown = 12;

/** A page of a cohort's members. */
export function MemberTable({ properties, members, prefix }: MemberTableProps) {
  if (members.length === 0) {
    return prefix === "" ? (
      <EmptyState
        icon={<UsersRound />}
        title="No members"
        description="Load some from a file above."
        headingLevel={3}
      />
    ) : (
      <EmptyState
        icon={<UsersRound />}
        title={`No member's ID begins with “${prefix}”`}
        description="IDs are compared letter by letter, capital letters are not small ones."
        headingLevel={3}
      />
    );
  }
  const columns = properties.slice(0, columnsShown);
  return (
    <Table label="Members">
      <Thead>
        <Tr>
          <Th className="font-mono">{memberIdProperty}</Th>
          {columns.map((name) => (
            <Th key={name} className="font-mono">
              {name}
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {members.map((member) => (
          <Tr key={member.id}>
            <Td className="max-w-72 truncate font-mono text-ink text-xs">{member.id}</Td>
            {columns.map((name) => (
              <Td key={name} className="max-w-72 truncate font-mono text-muted text-xs" dir="auto">
                {Object.hasOwn(member.properties, name) ? (
                  member.properties[name]
                ) : (
                  <span className="text-faint">not set</span>
                )}
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
