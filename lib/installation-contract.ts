/** What customers install and answer, as the API takes and gives it. Secrets go in and never come out. */
import { z } from "zod";

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
