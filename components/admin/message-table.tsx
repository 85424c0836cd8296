import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { MessageStatus } from "./message-status";

export interface ShownMessage {
  id: string;
  subject: string;
  recipient: string;
  status: string;
  error: string;
  attempts: number;
  notBefore: Date;
  createdAt: Date;
}

export function MessageTable({ messages }: { messages: readonly ShownMessage[] }) {
  return (
    <Table label="Messages">
      <Thead>
        <Tr>
          <Th>Subject</Th>
          <Th>Status</Th>
          <Th>To</Th>
          <Th>Written</Th>
        </Tr>
      </Thead>
      <Tbody>
        {messages.map((message) => (
          <Tr key={message.id} isInteractive>
            <Td className="min-w-56">
              <Link
                href={`/admin/outbox/${message.id}`}
                className="wrap-anywhere font-medium text-ink after:absolute after:inset-0 hover:underline"
              >
                {message.subject}
              </Link>
              {message.error && (
                <span className="line-clamp-2 wrap-anywhere text-danger-ink text-xs">{message.error}</span>
              )}
            </Td>
            <Td className="whitespace-nowrap">
              <MessageStatus status={message.status} />
              {message.status === "pending" && message.attempts > 0 && (
                <span className="block text-muted text-xs">
                  {message.attempts} {message.attempts === 1 ? "try" : "tries"}, next{" "}
                  <RelativeTime at={message.notBefore} />
                </span>
              )}
            </Td>
            <Td className="min-w-48 break-all text-muted">{message.recipient}</Td>
            <Td className="text-muted">
              <RelativeTime at={message.createdAt} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
