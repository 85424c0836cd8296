"use client";

import { createContext, use } from "react";
import type { EndpointKey } from "@/lib/destination/definition";

/** The newest test of an endpoint: what it proves, and the status it met. */
export interface LastTest {
  hash: string;
  status: string;
}

interface Tests {
  hashes: Partial<Record<EndpointKey, string>>;
  statuses: Partial<Record<EndpointKey, readonly string[]>>;
}

export function startTests(initial: Partial<Record<EndpointKey, LastTest>>): Tests {
  const entries = Object.entries(initial);
  return {
    hashes: Object.fromEntries(entries.map(([key, test]) => [key, test.hash])),
    statuses: Object.fromEntries(entries.map(([key, test]) => [key, [test.status]])),
  };
}

export function withTest(before: Tests, endpoint: EndpointKey, hash: string, status: string | undefined): Tests {
  const known = before.statuses[endpoint] ?? [];
  return {
    hashes: { ...before.hashes, [endpoint]: hash },
    statuses:
      status === undefined || known.includes(status)
        ? before.statuses
        : { ...before.statuses, [endpoint]: [...known, status] },
  };
}

export const TestedStatusesContext = createContext<Tests["statuses"]>({});
const none: readonly string[] = [];

/** The statuses that tests of an endpoint have met. */
export function useTestedStatuses(endpoint: EndpointKey): readonly string[] {
  return use(TestedStatusesContext)[endpoint] ?? none;
}
