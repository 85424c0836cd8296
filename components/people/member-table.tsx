"use client";

import { useRouter } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { Callout } from "@/components/ui/callout";
import { NativeSelect } from "@/components/ui/native-select";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { OrganizationRole } from "@/lib/policy";
import { ConfirmButton } from "./confirm-button";
import { roleLabel, roleOptions } from "./role-options";
import { useSend } from "./use-send";

interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: OrganizationRole;
  since: Date;
}

interface MemberTableProps {
  members: Member[];
  ownUserId: string;
  organizationName: string;
  canManage: boolean;
}

/** The people of an organization. Roles apply at once, at the other person's next request. */
export function MemberTable({ members, ownUserId, organizationName, canManage }: MemberTableProps) {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();

  async function changeRole(member: Member, role: string) {
    await start("PATCH", `/api/v1/organization/members/${member.id}`, { role });
    // Also after a refusal: the row shows what the server holds.
    router.refresh();
  }

  return (
    <>
      {problem && (
        <Callout tone="danger" isLive className="m-3">
          {problem.message}
        </Callout>
      )}
      <Table label="Members">
        <Thead>
          <Tr>
            <Th>Person</Th>
            <Th>Role</Th>
            <Th>Since</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {members.map((member) => (
            <Tr key={member.id}>
              <Td>
                <span className="flex min-w-52 items-center gap-2.5">
                  <Avatar name={member.name} />
                  <span className="min-w-0">
                    <span className="block truncate font-medium text-ink">
                      {member.name}
                      {member.userId === ownUserId && <span className="font-normal text-muted"> (you)</span>}
                    </span>
                    <span className="block truncate text-muted text-xs">{member.email}</span>
                  </span>
                </span>
              </Td>
              <Td>
                {canManage ? (
                  <NativeSelect
                    // Remounted when the server says otherwise, so that a refused choice does not stay on screen.
                    key={`${member.role}${problem ? "!" : ""}`}
                    aria-label={`Role of ${member.name}`}
                    className="w-32"
                    options={roleOptions}
                    defaultValue={member.role}
                    disabled={isBusy}
                    onChange={(event) => changeRole(member, event.currentTarget.value)}
                  />
                ) : (
                  roleLabel(member.role)
                )}
              </Td>
              <Td className="text-muted">
                <RelativeTime at={member.since} />
              </Td>
              <Td className="text-end">
                <RemoveMember {...{ member, ownUserId, organizationName, canManage }} onDone={router.refresh} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

interface RemoveMemberProps extends Omit<MemberTableProps, "members"> {
  member: Member;
  onDone: () => void;
}

function RemoveMember({ member, ownUserId, organizationName, canManage, onDone }: RemoveMemberProps) {
  const url = `/api/v1/organization/members/${member.id}`;
  if (member.userId === ownUserId) {
    return (
      <ConfirmButton
        label="Leave"
        fullLabel={`Leave ${organizationName}`}
        size="sm"
        title={`Leave ${organizationName}?`}
        description="You lose access at once. An owner can invite you again."
        confirmLabel="Leave"
        method="DELETE"
        url={url}
        onDone={() => window.location.assign("/")}
      />
    );
  }
  if (!canManage) return null;
  return (
    <ConfirmButton
      label="Remove"
      fullLabel={`Remove ${member.name}`}
      size="sm"
      title={`Remove ${member.name}?`}
      description={`${member.name} loses access to ${organizationName} at once, and is told by e-mail. What they built stays.`}
      confirmLabel="Remove"
      method="DELETE"
      url={url}
      onDone={onDone}
    />
  );
}
