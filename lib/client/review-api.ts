/** Typed calls about comments on versions, and a reviewer's own work on one. */
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import {
  type AssignmentBody,
  type BeginThreadBody,
  type ReplyBody,
  type ReviewTestBody,
  reviewRun,
  reviewRuns,
  reviewThread,
  reviewThreads,
  type ThreadStatus,
} from "@/lib/review-contract";
import { callApi } from "./api";

/** From where comments are looked at: a reviewer at a version, a partner at their own destination. */
export type CommentPlace = { side: "reviewer"; versionId: string } | { side: "partner"; destinationId: string };

function addressOf(place: CommentPlace): string {
  return place.side === "reviewer" ? `/versions/${place.versionId}` : `/destinations/${place.destinationId}`;
}

export const reviewApi = {
  beginThread: (place: CommentPlace, body: BeginThreadBody) =>
    callApi(`${addressOf(place)}/threads`, { method: "POST", body, schema: reviewThread }),

  reply: (place: CommentPlace, threadId: string, body: ReplyBody) =>
    callApi(`${addressOf(place)}/threads/${threadId}/comments`, { method: "POST", body, schema: reviewThread }),

  setStatus: (place: CommentPlace, threadId: string, status: ThreadStatus) =>
    callApi(`${addressOf(place)}/threads/${threadId}`, { method: "PATCH", body: { status }, schema: reviewThread }),

  editComment: (place: CommentPlace, threadId: string, commentId: string, text: string) =>
    callApi(`${addressOf(place)}/threads/${threadId}/comments/${commentId}`, {
      method: "PATCH",
      body: { text },
      schema: reviewThread,
    }),

  assign: (versionId: string, body: AssignmentBody) =>
    callApi(`/versions/${versionId}/assignee`, { method: "PUT", body, schema: z.undefined() }),

  /** Aborting the signal also ends the call to the partner. */
  test: (versionId: string, body: ReviewTestBody, signal?: AbortSignal) =>
    callApi(`/versions/${versionId}/review-runs`, { method: "POST", body, schema: reviewRun, signal }),
};

/** Every thread that can be read from there. The other side writes while the page is open. */
export function threadsQuery(place: CommentPlace) {
  return queryOptions({
    queryKey: ["threads", addressOf(place)],
    queryFn: async ({ signal }) =>
      (await callApi(`${addressOf(place)}/threads`, { schema: reviewThreads, signal })).threads,
    staleTime: 15_000,
    refetchInterval: 30_000,
  });
}

/** The reviewers' own tests of a version, newest first. */
export function reviewRunsQuery(versionId: string) {
  return queryOptions({
    queryKey: ["versions", versionId, "review-runs"],
    queryFn: async ({ signal }) =>
      (await callApi(`/versions/${versionId}/review-runs`, { schema: reviewRuns, signal })).runs,
    staleTime: 30_000,
  });
}
