"use client";

import { createContext, use } from "react";
import type { EndpointKey } from "@/lib/destination/endpoints";

/** The newest test of an endpoint: what it proves, and the statuses of the failures that tests up to it have met. */
export interface LastTest {
  hash: string;
  met: readonly string[];
}

interface Tests {
  hashes: Partial<Record<EndpointKey, string>>;
  statuses: Partial<Record<EndpointKey, readonly string[]>>;
}

export function startTests(initial: Partial<Record<EndpointKey, LastTest>>): Tests {
  const entries = Object.entries(initial).flatMap(([key, test]) => (test ? [{ key, ...test }] : []));
  return {
    hashes: Object.fromEntries(entries.map(({ key, hash }) => [key, hash])),
    statuses: Object.fromEntries(entries.map(({ key, met }) => [key, met])),
  };
}

export function withTest(before: Tests, endpoint: EndpointKey, hash: string, met: string | undefined): Tests {
  const known = before.statuses[endpoint] ?? [];
  return {
    hashes: { ...before.hashes, [endpoint]: hash },
    statuses:
      met === undefined || known.includes(met) ? before.statuses : { ...before.statuses, [endpoint]: [...known, met] },
  };
}

/** By endpoint, the statuses of the failures that its tests have met. */
export const TestedStatusesContext = createContext<Tests["statuses"]>({});
const none: readonly string[] = [];

/** The statuses of the failures that tests of an endpoint have met. */
export function useTestedStatuses(endpoint: EndpointKey): readonly string[] {
  return use(TestedStatusesContext)[endpoint] ?? none;
}
