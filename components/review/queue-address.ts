/** The filters of the queue as they stand in its address. */
import { type QueueFilter, queueFilter } from "@/lib/review-contract";

/** The address of the queue with these choices; what is as it is anyway is left out. */
export function queueAddress(filter: Partial<QueueFilter>): string {
  const usual: Record<string, unknown> = queueFilter.parse({});
  const chosen = Object.entries(filter).filter(([key, value]) => value !== usual[key]);
  const query = new URLSearchParams(chosen.map(([key, value]): [string, string] => [key, String(value)]));
  return query.size > 0 ? `/reviews?${query}` : "/reviews";
}

/** Whether anything but the tab was chosen. */
export function isFiltered({ search, assignee, kind, category, organization, overdue }: QueueFilter): boolean {
  return [search, assignee, kind, category, organization, overdue].some((choice) => choice !== "");
}
