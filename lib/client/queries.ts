/** Query keys and options, one per noun: the one home of what the server holds. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./api";

/** A destination's versions, newest first: reviewers decide while the builder is open. */
export function versionsQuery(destinationId: string) {
  return queryOptions({
    queryKey: ["destinations", destinationId, "versions"],
    queryFn: async ({ signal }) => (await api.listVersions(destinationId, signal)).versions,
    staleTime: 30_000,
  });
}
