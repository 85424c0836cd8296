/** Comments on a version, and a reviewer's own work on it, as the API takes and gives them. */
import { z } from "zod";
import { outcome, uuid } from "./contract";
import { destinationKinds } from "./destination/definition";
import { endpointKey } from "./destination/endpoints";
import { exchange } from "./destination/exchange";
import { runDetails } from "./test-history-contract";

// ------------------------------------------------------------------ comments (SPEC 14)

/** The longest comment. */
export const commentCharsMax = 5_000;
/** For so long its author may change a comment. */
export const commentEditMinutes = 15;
/** So many threads may stand on one destination, and so many comments in one thread. */
export const threadsMax = 1_000;
export const commentsPerThreadMax = 200;
/** And so many on one destination in all: a page shows them together. */
export const commentsMax = 5_000;

/**
 * What a comment is about. `steps` lead through the definition, elements of lists by `#` and their ID, so that a thread
 * stays with its field when the fields are put in another order; under `connectionInfo` they lead through the listing.
 * No steps: the version as a whole. `node` leads on through the JSON of the text that stands there.
 */
export const reviewAnchor = z.strictObject({
  steps: z.array(z.string().min(1).max(300)).max(20),
  node: z.array(z.union([z.string().max(1_000), z.number().int().min(0).max(1_000_000)])).max(60),
});
export type ReviewAnchor = z.infer<typeof reviewAnchor>;

export const wholeVersion: ReviewAnchor = { steps: [], node: [] };

const commentText = z
  .string()
  .trim()
  .min(1, "Write something first.")
  .max(commentCharsMax, "Shorten the comment to 5,000 characters at most.");

/** A new comment; its ID is made by whoever sends it, so that sending it again adds nothing. */
export const beginThreadBody = z.strictObject({ id: uuid, anchor: reviewAnchor, text: commentText });
export type BeginThreadBody = z.infer<typeof beginThreadBody>;

/** An answer; with `resolve` it also closes the thread. An answer to a resolved thread opens it again. */
export const replyBody = z.strictObject({ id: uuid, text: commentText, resolve: z.boolean().default(false) });
export type ReplyBody = z.input<typeof replyBody>;

export const editCommentBody = z.strictObject({ text: commentText });

export const threadStatuses = ["open", "resolved"] as const;
export type ThreadStatus = (typeof threadStatuses)[number];

export const threadStatusBody = z.strictObject({ status: z.enum(threadStatuses) });

export const reviewSides = ["reviewer", "partner"] as const;
export type ReviewSide = (typeof reviewSides)[number];

export const reviewComment = z.object({
  id: uuid,
  author: z.string(),
  side: z.enum(reviewSides),
  /** The number of the version that was looked at. */
  version: z.string(),
  text: z.string(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** Until when the reader may change it; null: it is somebody else's, or too old. */
  editableUntil: z.iso.datetime().nullable(),
});
export type ReviewComment = z.infer<typeof reviewComment>;

export const reviewThread = z.object({
  id: uuid,
  anchor: reviewAnchor,
  /** What stood there when it was begun. */
  quote: z.string(),
  status: z.enum(threadStatuses),
  /** The version that it was begun on. */
  version: z.object({ id: uuid, number: z.string() }),
  createdAt: z.iso.datetime(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  comments: z.array(reviewComment),
});
export type ReviewThread = z.infer<typeof reviewThread>;

export const reviewThreads = z.object({ threads: z.array(reviewThread) });

// ------------------------------------------------------------------ the queue

/** Who a submission is given to; null: nobody. */
export const assignmentBody = z.strictObject({ assigneeId: z.string().min(1).max(100).nullable() });
export type AssignmentBody = z.infer<typeof assignmentBody>;

export const queueTabs = ["waiting", "decided"] as const;
const queryWord = z.string().trim().max(200).catch("").default("");

/** The filters of the queue as they stand in its address; what doesn't fit counts as not given. */
export const queueFilter = z.object({
  tab: z.enum(queueTabs).catch("waiting").default("waiting"),
  /** `mine`, `unassigned`, or the ID of a reviewer; empty: all. */
  assignee: queryWord,
  kind: z
    .enum(["", ...destinationKinds])
    .catch("")
    .default(""),
  category: queryWord,
  /** Its ID. */
  organization: queryWord,
  overdue: z.enum(["", "yes"]).catch("").default(""),
  search: queryWord,
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type QueueFilter = z.infer<typeof queueFilter>;

// ------------------------------------------------------------------ a reviewer's own tests

export const reviewAccounts = ["own", "vault"] as const;
export type ReviewAccount = (typeof reviewAccounts)[number];

const answers = z.record(z.string().max(200), z.string().max(65_536));

/** A test of a frozen version, with the reviewer's own answers or with the partner's test account. */
export const reviewTestBody = z.strictObject({
  endpoint: endpointKey,
  account: z.enum(reviewAccounts),
  /** By variable. With the vault they are added to what is stored there; its secrets are never answered over. */
  settings: answers,
  mappings: z.record(z.string().max(200), z.string().max(300)),
  /** As JSON text, from an earlier test; empty: none. */
  listId: z.string().max(2_000).default(""),
});
export type ReviewTestBody = z.input<typeof reviewTestBody>;

/** A reviewer's test as it is kept, masked. */
export const reviewRun = z.object({
  id: uuid,
  endpoint: endpointKey,
  endpointHash: z.string(),
  account: z.enum(reviewAccounts),
  by: z.string(),
  createdAt: z.iso.datetime(),
  exchange,
  outcome,
  details: runDetails.nullable(),
});
export type ReviewRun = z.infer<typeof reviewRun>;
export const reviewRuns = z.object({ runs: z.array(reviewRun) });

/** The test account that a partner lent for a version, without its secrets: in the words of the setup modal. */
export interface LentAccount {
  note: string;
  expiresAt: string;
  storedAt: string;
  storedBy: string;
  /** Of secrets only that they are there. */
  answers: { name: string; answer: string; isSecret: boolean }[];
}
