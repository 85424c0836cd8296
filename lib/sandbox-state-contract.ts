/** What tests should have done at the sandbox partner, asked of it, and what it really holds (SPEC 13). */
import { z } from "zod";
import { testRunBody } from "./contract";

export const sandboxKinds = ["list", "property", "tag", "group", "trait", "event"] as const;
export type SandboxKind = (typeof sandboxKinds)[number];

/** So many things are compared in one go, and so many people in each. */
export const sandboxTargetsMax = 20;
export const sandboxMembersMax = 1_000;

const people = z.array(z.string().min(1).max(256)).max(sandboxMembersMax);

/** A list, property and so on, and who should be there in the end. With `absent` others may be there too. */
export const sandboxTarget = z.strictObject({
  kind: z.enum(sandboxKinds),
  name: z.string().min(1).max(256),
  value: z.union([z.boolean(), z.number(), z.string().max(1_000)]).optional(),
  members: people,
  absent: people.optional(),
});
export type SandboxTarget = z.infer<typeof sandboxTarget>;

export const sandboxStateBody = z.strictObject({
  /** Whose answers open the workspace: those of a test. */
  run: testRunBody,
  /** The URL of a call that was made there. */
  url: z.string().max(8_192),
  expected: z.array(sandboxTarget).min(1).max(sandboxTargetsMax),
});
export type SandboxStateBody = z.input<typeof sandboxStateBody>;

const comparedTarget = z.object({
  exists: z.boolean(),
  isMet: z.boolean(),
  actual: z.number().int(),
  missing: z.array(z.string()),
  surplus: z.array(z.string()),
  missingTotal: z.number().int(),
  surplusTotal: z.number().int(),
});
export type ComparedTarget = z.infer<typeof comparedTarget>;

/** How the sandbox answers. */
export const sandboxComparison = z.object({ isMet: z.boolean(), results: z.array(comparedTarget) });

/** `results` in the order of what was expected; or why there are none, for people. */
export const sandboxStateAnswer = z.object({
  workspace: z.string(),
  results: z.array(comparedTarget),
  problem: z.string().optional(),
});
export type SandboxStateAnswer = z.infer<typeof sandboxStateAnswer>;
