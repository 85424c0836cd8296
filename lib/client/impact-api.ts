/** What a draft would do to those who have installed the destination. */
import { queryOptions } from "@tanstack/react-query";
import { versionImpactAnswer } from "@/lib/version-impact-contract";
import { callApi } from "./api";

/** Of the draft as it is stored. Counting takes a while where there are many installations, so it is kept for a minute. */
export function draftImpactQuery(destinationId: string, revision: number) {
  return queryOptions({
    queryKey: ["destinations", destinationId, "impact", revision],
    queryFn: ({ signal }) => callApi(`/destinations/${destinationId}/impact`, { schema: versionImpactAnswer, signal }),
    staleTime: 60_000,
    retry: false,
  });
}
