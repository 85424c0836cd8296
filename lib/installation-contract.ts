/** What customers install and answer, as the API takes and gives it. Secrets go in and never come out. */
import { z } from "zod";
import { outcome, revision, uuid } from "./contract";
import { languageTag } from "./destination/definition";
import { installationNameProblem } from "./destination/installation-name";

/** The ID of a field, mapping or action inside a definition: so answers outlive a rename of its variable. */
const partId = z.string().regex(/^[!-~]{1,40}$/, "This is not the ID of a field.");

/** The answers to a setup modal but for the secrets; what was never touched is absent and means the default. */
export const installationAnswers = z.strictObject({
  /** Field ID → answer. */
  settings: z.record(partId, z.string().max(65_536)),
  /** Mapping ID → user property, or path of the event. */
  mappings: z.record(partId, z.string().max(300)),
  /** Action ID → whether it is on, and what narrows it. */
  actions: z.record(partId, z.strictObject({ isEnabled: z.boolean(), narrowing: z.string().max(5_000) })),
});
export type InstallationAnswers = z.infer<typeof installationAnswers>;

export const emptyInstallationAnswers: InstallationAnswers = { settings: {}, mappings: {}, actions: {} };

export const installationStatuses = ["active", "paused"] as const;
export type InstallationStatus = (typeof installationStatuses)[number];

const installationName = z
  .string()
  .trim()
  .superRefine((name, context) => {
    const message = installationNameProblem(name);
    if (message) context.addIssue({ code: "custom", message });
  });

/** Field ID → a secret to be stored from now on. One that isn't named here stays as it is. */
const newSecrets = z
  .record(partId, z.string().min(1, "A stored secret isn't empty. Delete it instead.").max(65_536))
  .refine((secrets) => Object.keys(secrets).length <= 200, "A destination has at most 200 fields.")
  .default({});

/** What a form of an installation sends: its answers whole, and of its secrets what changes. */
const filledForm = {
  name: installationName,
  answers: installationAnswers,
  secrets: newSecrets,
  /** Field IDs of secrets that are to be stored no longer. */
  deletedSecrets: z.array(partId).max(200).default([]),
  /** Calls the partner's connection test first, and stores nothing when that fails. */
  isTestedFirst: z.boolean().default(false),
};

export const installBody = z.strictObject({
  ...filledForm,
  projectId: uuid,
  destinationId: uuid,
  /** The version that the questions were of: another one may have come since. */
  versionId: uuid,
});
export type InstallBody = z.input<typeof installBody>;

export const saveInstallationBody = z.strictObject({ ...filledForm, revision });
export type SaveInstallationBody = z.input<typeof saveInstallationBody>;

/** The answers are those of the version that it goes to. */
export const upgradeInstallationBody = z.strictObject({ ...filledForm, revision, versionId: uuid });
export type UpgradeInstallationBody = z.input<typeof upgradeInstallationBody>;

export const installationRevisionBody = z.strictObject({ revision });

export const installationStatusBody = z.strictObject({ status: z.enum(installationStatuses) });

/** What is done with the lists that its syncs made at the partner: they are left as they are. */
export const deleteInstallationQuery = z.strictObject({ lists: z.literal("keep") });

/** That there is a secret, and since when. It is never given back. */
export const storedInstallationSecret = z.object({ fieldId: z.string(), storedAt: z.iso.datetime() });
export type StoredInstallationSecret = z.infer<typeof storedInstallationSecret>;

/** What a connection test said, every secret in it masked. */
export const connectionTestResult = z.object({
  testedAt: z.iso.datetime(),
  durationMs: z.number(),
  outcome,
  /** What the outcome says in the languages that the destination is translated into. */
  translations: z.record(languageTag, outcome.pick({ type: true, message: true })).optional(),
  /** The ID of the field that the outcome blames, where it blames one. */
  fieldId: z.string().optional(),
  /** Whether a call was made at all: some answers make none possible. */
  isSent: z.boolean(),
});
export type ConnectionTestResult = z.infer<typeof connectionTestResult>;

/** What a test said, in a language where it was told in that; otherwise in the original. */
export function outcomeIn({ outcome, translations = {} }: ConnectionTestResult, language: string) {
  return { ...outcome, ...(Object.hasOwn(translations, language) && translations[language]) };
}

/** A test of answers that are not stored: as they stand in the form. */
export const connectionTestBody = z.strictObject({
  projectId: uuid,
  destinationId: uuid,
  versionId: uuid,
  /** Takes the stored secrets of this installation where the form leaves them as they are. */
  installationId: uuid.optional(),
  answers: installationAnswers,
  secrets: newSecrets,
  deletedSecrets: z.array(partId).max(200).default([]),
});
export type ConnectionTestBody = z.input<typeof connectionTestBody>;

/** `not_connected`: the test came first, it failed, and nothing was stored. */
export const savedInstallation = z.discriminatedUnion("result", [
  z.object({ result: z.literal("saved"), id: uuid, revision }),
  z.object({ result: z.literal("not_connected"), test: connectionTestResult }),
]);
export type SavedInstallation = z.infer<typeof savedInstallation>;

/** What a rollback could not give back, in sentences. */
export const rolledBackInstallation = z.object({ revision, notes: z.array(z.string()) });
export type RolledBackInstallation = z.infer<typeof rolledBackInstallation>;

/** A destination that somebody looked for and did not find. */
export const destinationRequestBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(2, "Say which destination you miss.")
    .max(100, "Shorten the name to 100 characters at most."),
  note: z.string().trim().max(1_000, "Shorten this to 1,000 characters at most.").default(""),
});
export type DestinationRequestBody = z.input<typeof destinationRequestBody>;
