/** What partners do with versions, as the API takes and gives it: submit, release, deprecate, look back. */
import { z } from "zod";
import { evidenceItem, frozenConnectionInfo, frozenFinding, revision, submitBody, uuid } from "./contract";
import { destinationDefinition } from "./destination/definition";
import { versionStatuses } from "./destination/lifecycle";
import { versionNumberProblem } from "./destination/version-number";
import { vaultBody } from "./review-vault-contract";

/** Whether it is free is the destination's to say. */
const versionNumber = z
  .string()
  .trim()
  .superRefine((number, context) => {
    const message = versionNumberProblem(number, []);
    if (message) context.addIssue({ code: "custom", message });
  });

export const contactCharsMax = 300;

const contact = z.string().trim().max(contactCharsMax, `Shorten the contact to ${contactCharsMax} characters at most.`);

const vault = vaultBody.nullable().default(null);

export const submissionBody = submitBody.extend({
  /** Absent: the next one. */
  number: versionNumber.optional(),
  /** Whom reviewers ask; absent: the person who submits. */
  contact: contact.min(3, "Say whom the reviewers can ask: a name and how to reach them.").optional(),
  /** A test account for the reviewers; null: none. */
  vault,
});
export type SubmissionBody = z.input<typeof submissionBody>;

export const releaseBody = z.strictObject({
  revision,
  releaseNote: submitBody.shape.releaseNote,
  number: versionNumber.optional(),
});
export type ReleaseBody = z.input<typeof releaseBody>;

export const deprecationNoteCharsMax = 2_000;

export const deprecationBody = z.strictObject({
  note: z
    .string()
    .trim()
    .min(3, "Write at least a sentence: nobody should have to ask why.")
    .max(deprecationNoteCharsMax, "Shorten the note to 2,000 characters at most."),
});
export type DeprecationBody = z.infer<typeof deprecationBody>;

/** That a version has a test account for reviewers, and until when. */
export const vaultNotice = z.object({ expiresAt: z.iso.datetime() });

/** One line of a destination's history: what was submitted or released, and what became of it. */
export const versionSummary = z.object({
  id: uuid,
  number: z.string(),
  status: z.enum(versionStatuses),
  audience: z.enum(["catalog", "organization"]),
  releaseNote: z.string(),
  contact: z.string(),
  submittedAt: z.iso.datetime(),
  submittedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  /** What was decided, and so why it has the status that it has. */
  decision: z.string().nullable(),
  decisionNote: z.string(),
  deprecatedAt: z.iso.datetime().nullable(),
  deprecatedBy: z.string().nullable(),
  deprecationNote: z.string(),
  installationCount: z.number().int(),
  /** When a review should be answered; null unless it is in review. */
  dueAt: z.iso.datetime().nullable(),
  vault: vaultNotice.nullable(),
});
export type VersionSummary = z.infer<typeof versionSummary>;

export const versionList = z.object({ versions: z.array(versionSummary) });

/** A version with what was frozen, for its own organization. */
export const frozenVersion = z.object({
  id: uuid,
  number: z.string(),
  definition: destinationDefinition,
  connectionInfo: frozenConnectionInfo,
  findings: z.array(frozenFinding),
  evidence: z.array(evidenceItem),
});
export type FrozenVersion = z.infer<typeof frozenVersion>;
