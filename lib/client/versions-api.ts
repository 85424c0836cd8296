/** Typed calls about versions: submit, release, withdraw, deprecate, look back, lend reviewers an account. */
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { type VaultBody, vaultAnswer } from "@/lib/review-vault-contract";
import {
  type DeprecationBody,
  frozenVersion,
  type ReleaseBody,
  type SubmissionBody,
  versionList,
} from "@/lib/submission-contract";
import { callApi } from "./api";

const nothing = z.undefined();
const created = z.object({ id: z.string(), number: z.string() });

export const versionsApi = {
  list: (destinationId: string, signal?: AbortSignal) =>
    callApi(`/destinations/${destinationId}/versions`, { schema: versionList, signal }),

  submit: (destinationId: string, body: SubmissionBody) =>
    callApi(`/destinations/${destinationId}/versions`, { method: "POST", body, schema: created }),

  /** A version for the own organization only. */
  release: (destinationId: string, body: ReleaseBody) =>
    callApi(`/destinations/${destinationId}/releases`, { method: "POST", body, schema: created }),

  read: (versionId: string, signal?: AbortSignal) =>
    callApi(`/versions/${versionId}`, { schema: frozenVersion, signal }),

  withdraw: (versionId: string) => callApi(`/versions/${versionId}/withdrawal`, { method: "POST", schema: nothing }),

  deprecate: (versionId: string, body: DeprecationBody) =>
    callApi(`/versions/${versionId}/deprecation`, { method: "POST", body, schema: nothing }),

  readVault: (versionId: string, signal?: AbortSignal) =>
    callApi(`/versions/${versionId}/vault`, { schema: vaultAnswer, signal }),

  lendAccount: (versionId: string, body: VaultBody) =>
    callApi(`/versions/${versionId}/vault`, { method: "PUT", body, schema: nothing }),

  takeAccountBack: (versionId: string) =>
    callApi(`/versions/${versionId}/vault`, { method: "DELETE", schema: nothing }),
};

/** A destination's versions, newest first: reviewers decide while the builder is open. */
export function versionsQuery(destinationId: string) {
  return queryOptions({
    queryKey: ["destinations", destinationId, "versions"],
    queryFn: async ({ signal }) => (await versionsApi.list(destinationId, signal)).versions,
    staleTime: 30_000,
  });
}

/** What was frozen with a version. It never changes. */
export function frozenVersionQuery(versionId: string) {
  return queryOptions({
    queryKey: ["versions", versionId],
    queryFn: ({ signal }) => versionsApi.read(versionId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The account that reviewers of a version may use, but for its secrets, and what was done with it. */
export function vaultQuery(versionId: string) {
  return queryOptions({
    queryKey: ["versions", versionId, "vault"],
    queryFn: ({ signal }) => versionsApi.readVault(versionId, signal),
    staleTime: 30_000,
  });
}
