/** The test account that a partner lends to the reviewers of one version. Secrets go in and never come out. */
import { z } from "zod";
import { installationAnswers } from "./installation-contract";

/** After so many days the account is deleted, whatever became of the review. */
export const vaultDays = [7, 14, 30, 60] as const;
export const vaultDaysDefault = 30;

/** The longest note about an account. */
export const vaultNoteCharsMax = 1_000;

/** After a decision the account is deleted with the first of its end and so many days. */
export const vaultDaysAfterDecision = 14;

const partId = z.string().regex(/^[!-~]{1,40}$/, "This is not the ID of a field.");

export const vaultBody = z
  .strictObject({
    answers: installationAnswers,
    /** Field ID → a secret as it was typed. */
    secrets: z.record(partId, z.string().min(1, "A stored secret isn't empty.").max(65_536)).default({}),
    /** IDs of secret fields to be filled with what this person tests with: copied on the server. */
    storedSecrets: z.array(partId).max(200).default([]),
    /** IDs of secret fields to be filled with what the version before, or this one, has in its vault. */
    keptSecrets: z.array(partId).max(200).default([]),
    note: z.string().trim().max(vaultNoteCharsMax, "Shorten the note to 1,000 characters at most.").default(""),
    days: z.literal(vaultDays).default(vaultDaysDefault),
  })
  .refine((body) => Object.keys(body.secrets).length <= 200, "A destination has at most 200 fields.");
export type VaultBody = z.input<typeof vaultBody>;

/** One use of the account, or a change of it, as the audit log has it. */
export const vaultUse = z.object({
  action: z.enum(["stored", "replaced", "used", "ended"]),
  at: z.iso.datetime(),
  by: z.string(),
  /** What it was used for, in words. */
  purpose: z.string(),
});
export type VaultUse = z.infer<typeof vaultUse>;

/** What there is to know of a vault: everything but its secrets. */
export const vaultSummary = z.object({
  answers: installationAnswers,
  note: z.string(),
  expiresAt: z.iso.datetime(),
  storedAt: z.iso.datetime(),
  storedBy: z.string(),
  /** Which secrets there are, and since when. */
  secrets: z.array(z.object({ fieldId: z.string(), storedAt: z.iso.datetime() })),
});
export type VaultSummary = z.infer<typeof vaultSummary>;

export const vaultAnswer = z.object({ vault: vaultSummary.nullable(), uses: z.array(vaultUse) });
