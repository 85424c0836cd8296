/** What people keep of their tests, as the API takes and gives it. Secrets go in and never come out. */
import { z } from "zod";
import { uuid } from "./contract";

/** The ID of a field or mapping inside a definition. */
const partId = z.string().regex(/^[!-~]{1,40}$/, "This is not the ID of a field.");
const answer = z.string().max(65_536);
const plainValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);

const answersCharsMax = 2_000_000;

/** Everything a test is made with but its secrets. Answers are kept by the ID of their field: so they outlive a rename. */
export const testAnswers = z
  .strictObject({
    projectId: z.union([uuid, z.literal("")]),
    name: z.string().max(300),
    settings: z.record(partId, answer),
    mappings: z.record(partId, z.string().max(300)),
    cohortName: z.string().max(500),
    cohort: z.strictObject({ id: z.string().max(100), name: z.string().max(500) }).optional(),
    nextSuffix: z.string().max(20),
    listId: z.string().max(2_000),
    userCount: z.number().int().min(0).max(1_000),
    users: z
      .array(
        z.strictObject({
          operation: z.enum(["add", "remove"]),
          properties: z.record(z.string().max(300), plainValue),
        }),
      )
      .max(1_000, "Keep at most 1,000 sample users.")
      .optional(),
    events: z
      .array(
        z.strictObject({
          id: z.string().max(60),
          title: z.string().max(300),
          json: z.string().max(262_144),
          draft: z.string().max(262_144).optional(),
        }),
      )
      .max(100, "Keep at most 100 sample events.")
      .optional(),
    eventId: z.string().max(60).default(""),
    actions: z
      .record(z.string().max(40), z.strictObject({ isEnabled: z.boolean(), narrowing: z.string().max(5_000) }))
      .default({}),
    propertyKey: z.string().max(2_000).default(""),
  })
  .refine((answers) => JSON.stringify(answers).length <= answersCharsMax, {
    message: "These test values are too large to be kept. Use fewer sample users or events.",
  });
export type TestAnswers = z.infer<typeof testAnswers>;

export const saveTestValuesBody = z.strictObject({
  answers: testAnswers,
  /** Field ID → a secret to be stored from now on. One that isn't named here stays as it is. */
  secrets: z
    .record(partId, answer.min(1, "A stored secret isn't empty. Delete it instead."))
    .refine((secrets) => Object.keys(secrets).length <= 200, "A destination has at most 200 fields.")
    .default({}),
});
export type SaveTestValuesBody = z.input<typeof saveTestValuesBody>;

/** That there is a secret, and since when. The fingerprint tells whether it is the same one as another time. */
export const storedSecret = z.object({
  fieldId: z.string(),
  storedAt: z.iso.datetime(),
  fingerprint: z.string(),
});
export type StoredSecret = z.infer<typeof storedSecret>;

/** What the server keeps of one person's tests of a destination; `answers` is null while it keeps none. */
export const testValuesAnswer = z.object({
  answers: testAnswers.nullable(),
  updatedAt: z.iso.datetime().nullable(),
  secrets: z.array(storedSecret),
});
export type TestValuesAnswer = z.infer<typeof testValuesAnswer>;

export const testSecretParams = z.object({ destinationId: uuid, fieldId: partId });
