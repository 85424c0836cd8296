/** Cohorts of a project, as the API takes and gives them (SPEC 16). */
import { z } from "zod";
import { uuid } from "./contract";

/** What a cohort and a file of members may hold. The same figures in the refusals, on the pages and in the docs. */
export const cohortLimits = {
  perProjectMax: 500,
  nameMax: 200,
  membersMax: 10_000_000,
  memberIdMax: 512,
  propertiesMax: 200,
  propertyNameMax: 64,
  /** Of one property of one member, in characters: as much as a test takes. */
  valueMax: 10_000,
  /** Of one line of a file, in bytes. */
  lineBytesMax: 64 * 1024,
  /** Of a whole file, in bytes. */
  fileBytesMax: 8 * 1024 ** 3,
} as const;

/** A member's ID is this property of the user, whatever the file's column was called. */
export const memberIdProperty = "user_id";

/** Which of a file's columns holds the members' IDs: `user_id`, else `id`, in any case; -1 where there is neither. */
export function memberIdColumn(columns: readonly string[]): number {
  const folded = columns.map((column) => column.trim().toLowerCase());
  return folded.includes(memberIdProperty) ? folded.indexOf(memberIdProperty) : folded.indexOf("id");
}

export const noMemberIdColumn = `No column holds the members' IDs. Name that column ${memberIdProperty} or id in the first line.`;

export const cohortName = z
  .string()
  .trim()
  .min(1, "Enter the cohort's name.")
  .max(cohortLimits.nameMax, `Use at most ${cohortLimits.nameMax} characters for the cohort's name.`)
  .regex(/^[^\p{Cc}]*$/u, "Remove line breaks and control characters from the cohort's name.");

export const cohortBody = z.strictObject({ name: cohortName });

export const projectParams = z.object({ projectId: uuid });
export const cohortParams = z.object({ projectId: uuid, cohortId: uuid });

export const cohort = z.object({
  id: uuid,
  projectId: uuid,
  name: z.string(),
  memberCount: z.number().int(),
  /** Besides the ID, in the order in which they came. */
  properties: z.array(z.string()),
  createdAt: z.iso.datetime(),
  /** When members were last loaded; null: never. */
  loadedAt: z.iso.datetime().nullable(),
});
export type Cohort = z.infer<typeof cohort>;
export const cohortList = z.object({ cohorts: z.array(cohort) });
export const createdCohort = z.object({ id: uuid });

// ------------------------------------------------------------------ loading members

export const loadModes = ["replace", "patch"] as const;
export type LoadMode = (typeof loadModes)[number];

export const loadQuery = z.object({
  mode: z.enum(
    loadModes,
    "Add ?mode=replace to replace all members by those of the file, or ?mode=patch to add and remove some.",
  ),
  /** A file without members, by which `replace` takes everybody out, is more often a mistake than meant. */
  allowEmpty: z.enum(["true", "false"], "Write allowEmpty=true or leave it out.").default("false"),
});

/** What a load did. Counts are of members, but for `rows`, which counts the rows of the file. */
export const loadedMembers = z.object({
  rows: z.number().int(),
  /** Rows that a later row of the same member overrode. */
  repeated: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  memberCount: z.number().int(),
  properties: z.array(z.string()),
});
export type LoadedMembers = z.infer<typeof loadedMembers>;

// ------------------------------------------------------------------ reading members

export const membersPerPage = 25;
/** As many as a test takes. */
export const membersPerReadMax = 1_000;

export const membersQuery = z.object({
  limit: z.coerce
    .number("limit must be a number.")
    .int()
    .min(1)
    .max(membersPerReadMax, `Read at most ${membersPerReadMax} members at once.`)
    .default(membersPerPage),
  /** Only members whose IDs come after this one: the next page. */
  after: z.string().max(cohortLimits.memberIdMax).default(""),
  /** Only members whose IDs begin so, letter by letter. */
  prefix: z.string().max(cohortLimits.memberIdMax).default(""),
  /** `random`: any members, in any order, instead of a page. */
  sample: z.enum(["first", "random"]).default("first"),
});
export type MembersQuery = z.infer<typeof membersQuery>;

export const cohortMember = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type CohortMember = z.infer<typeof cohortMember>;
/** `next` is what `after` has to be for the page that follows; null: there is none. */
export const memberPage = z.object({ members: z.array(cohortMember), next: z.string().nullable() });
export type MemberPage = z.infer<typeof memberPage>;
