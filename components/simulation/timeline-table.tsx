import { formatNumber } from "@/components/ui/format-number";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { durationWords } from "@/lib/delivery/simulation-words";
import { coarser, type Timeline } from "@/lib/delivery/timeline";

const rowsMax = 24;

/** The course of a run in numbers. */
export function TimelineTable({ timeline }: { timeline: Timeline }) {
  const { bucketMs, buckets } = coarser(timeline, rowsMax);
  return (
    <Table label="Course of the run" isDense>
      <Thead>
        <Tr>
          <Th>From</Th>
          <Th isNumeric>Calls</Th>
          <Th isNumeric>Retries</Th>
          <Th isNumeric>Failed</Th>
          <Th isNumeric>Delivered</Th>
        </Tr>
      </Thead>
      <Tbody>
        {buckets.map(({ calls, retries, failed, items }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place in time.
          <Tr key={index}>
            <Th scope="row">{index === 0 ? "Start" : durationWords(index * bucketMs)}</Th>
            <Td isNumeric>{formatNumber(calls)}</Td>
            <Td isNumeric>{formatNumber(retries)}</Td>
            <Td isNumeric>{formatNumber(failed)}</Td>
            <Td isNumeric>{formatNumber(items)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
