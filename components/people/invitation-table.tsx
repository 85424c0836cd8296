"use client";

import { useRouter } from "next/navigation";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { OrganizationRole } from "@/lib/policy";
import { ConfirmButton } from "./confirm-button";
import { roleLabel } from "./role-options";

interface OpenInvitation {
  id: string;
  email: string;
  role: OrganizationRole;
  inviterName: string;
  expiresAt: Date;
}

/** Invitations that wait to be accepted. The link alone is not enough: its reader has to own the address. */
export function InvitationTable({ invitations }: { invitations: OpenInvitation[] }) {
  const router = useRouter();
  return (
    <Table label="Open invitations">
      <Thead>
        <Tr>
          <Th>Invited</Th>
          <Th>Role</Th>
          <Th>By</Th>
          <Th>Open until</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {invitations.map((invitation) => (
          <Tr key={invitation.id}>
            <Td className="font-medium text-ink">{invitation.email}</Td>
            <Td>{roleLabel(invitation.role)}</Td>
            <Td className="text-muted">{invitation.inviterName}</Td>
            <Td className="text-muted">
              <RelativeTime at={invitation.expiresAt} />
            </Td>
            <Td>
              <span className="flex justify-end gap-1.5">
                <CopyButton
                  text={() => `${window.location.origin}/invitations/${invitation.id}`}
                  label="Copy link"
                  variant="secondary"
                />
                <ConfirmButton
                  label="Cancel"
                  fullLabel={`Cancel the invitation of ${invitation.email}`}
                  size="sm"
                  title="Cancel this invitation?"
                  description={`The link that ${invitation.email} received stops working.`}
                  confirmLabel="Cancel invitation"
                  method="DELETE"
                  url={`/api/v1/invitations/${invitation.id}`}
                  onDone={router.refresh}
                />
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
