"use client";

import { useMemo } from "react";
import { Badge } from "@/components/ui/badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { ErrorEntry } from "@/lib/destination/definition";
import { CommentButton, ThreadsHere, useCommentPlace } from "./commentable";

interface ErrorCatalogViewProps {
  entries: readonly ErrorEntry[];
  /** The place of the catalog in the definition. */
  steps: readonly string[];
}

/** The error catalog of an endpoint, to read; each entry can be commented on. */
export function ErrorCatalogView({ entries, steps }: ErrorCatalogViewProps) {
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
            <Th>
              <span className="sr-only">Comments</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} steps={steps} />
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

function Entry({ entry, steps }: { entry: ErrorEntry; steps: readonly string[] }) {
  const anchor = useMemo(() => ({ steps: [...steps, `#${entry.id}`], node: [] }), [steps, entry.id]);
  const place = useCommentPlace(anchor);
  return (
    <>
      <Tr className="group/place">
        <Td className="whitespace-nowrap font-mono text-xs">{entry.status}</Td>
        <Td className="break-words">
          {entry.failureReason}
          {entry.meaning === "list_gone" && (
            <Badge tone="info" className="ms-1.5">
              The list is gone
            </Badge>
          )}
        </Td>
        <Td className="break-all font-mono text-xs">{entry.subErrorCode || "–"}</Td>
        <Td className="min-w-64 break-words text-muted">{entry.message}</Td>
        <Td className="w-10 text-end">
          <CommentButton {...place} />
        </Td>
      </Tr>
      {(place.threads.length > 0 || place.isComposing) && (
        <Tr className="border-t-0!">
          <Td colSpan={5}>
            <ThreadsHere {...place} anchor={anchor} />
          </Td>
        </Tr>
      )}
    </>
  );
}
