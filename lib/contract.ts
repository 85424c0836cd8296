/** Request and response schemas of the API: both sides of the wire read them here. */
import { z } from "zod";
import { connectionInfoTexts } from "./destination/connection-info";
import { destinationDefinition, destinationKinds } from "./destination/definition";
import { endpointKey } from "./destination/endpoints";
import { exchange } from "./destination/exchange";
import { manifestFormats } from "./destination/manifest/manifest-format";

export const uuid = z.uuid();
export const revision = z.number().int().positive();

// ------------------------------------------------------------------ connection info (SPEC 4)

export const connectionInfoBody = z.strictObject({
  ...connectionInfoTexts,
  categoryId: uuid.nullable(),
  logoId: uuid.nullable(),
});
export type ConnectionInfoBody = z.infer<typeof connectionInfoBody>;

export const updateConnectionInfoBody = connectionInfoBody.extend({ revision });
export type UpdateConnectionInfoBody = z.infer<typeof updateConnectionInfoBody>;

/** Limits of an uploaded logo (SPEC 4). */
export const logoLimits = { bytesMax: 512 * 1024, pixelsMin: 128, pixelsMax: 1024 } as const;

// ------------------------------------------------------------------ drafts

export const createDestinationBody = z.strictObject({
  connectionInfoId: uuid,
  kind: z.enum(destinationKinds),
  /** Where the draft begins: `blank`, `example` (it works against the sandbox partner), or the ID of a template. */
  startFrom: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/),
});
export type CreateDestinationBody = z.infer<typeof createDestinationBody>;

export const manifestQuery = z.object({ format: z.enum(manifestFormats).default("yaml") });

/** Where a new destination is listed: under one of the organization's records, or under a new one. */
const onePlace = "Choose a connection info record, or describe a new one: one of the two.";

/** A destination from a manifest, as it stands in the file. */
export const createFromManifestBody = z
  .strictObject({
    text: z.string().max(2_000_000, "A manifest has at most 2 MB."),
    connectionInfoId: uuid.nullable(),
    connectionInfo: connectionInfoBody.nullable(),
  })
  .refine((body) => (body.connectionInfoId === null) !== (body.connectionInfo === null), {
    path: ["connectionInfoId"],
    message: onePlace,
  });
export type CreateFromManifestBody = z.infer<typeof createFromManifestBody>;

/** A destination made of another one: of its draft, or of one of its versions. */
export const copyDestinationBody = z
  .strictObject({
    versionId: uuid.nullable(),
    connectionInfoId: uuid.nullable(),
    /** Of a new connection info that is otherwise a copy of the original's. */
    displayName: connectionInfoTexts.displayName.nullable(),
  })
  .refine((body) => (body.connectionInfoId === null) !== (body.displayName === null), {
    path: ["connectionInfoId"],
    message: onePlace,
  });
export type CopyDestinationBody = z.infer<typeof copyDestinationBody>;

export const saveDraftBody = z.strictObject({ revision, definition: destinationDefinition });
export type SaveDraftBody = z.infer<typeof saveDraftBody>;

export const draft = z.object({
  id: uuid,
  revision,
  definition: destinationDefinition,
  updatedAt: z.iso.datetime(),
  updatedBy: z.string().nullable(),
});
export type Draft = z.infer<typeof draft>;

export const savedDraft = z.object({ revision, updatedAt: z.iso.datetime() });

// ------------------------------------------------------------------ presence

export const presenceBody = z.strictObject({
  /** Made up by the tab: two tabs of one person are told apart by it, and shown as one person. */
  tabId: uuid,
  /** The section of the builder that has the focus, or is in view. */
  section: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_-]{0,59}$/)
    .nullable(),
  /** Whether the tab goes away. */
  isLeaving: z.boolean().default(false),
});
export type PresenceBody = z.input<typeof presenceBody>;

/** Who else has the draft open, and its newest revision. */
export const presence = z.object({
  revision,
  people: z.array(z.object({ userId: z.string(), name: z.string(), section: z.string().nullable() })),
});
export type Presence = z.infer<typeof presence>;
export type PresentPerson = Presence["people"][number];

// ------------------------------------------------------------------ test runs

const propertyValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);

export const testRunBody = z.strictObject({
  revision,
  endpoint: endpointKey,
  projectId: uuid,
  settings: z.record(z.string().max(200), z.string().max(65_536)),
  mappings: z.record(z.string().max(200), z.string().max(300)),
  cohort: z.strictObject({ id: z.string().min(1).max(100), name: z.string().min(1).max(500) }),
  users: z
    .array(
      z.strictObject({
        operation: z.enum(["add", "remove"]),
        properties: z.record(z.string().max(300), propertyValue),
      }),
    )
    .max(1_000, "Test with at most 1,000 sample users."),
  /** The list ID found by an earlier test, as JSON text so that a number keeps its digits; empty: none yet. */
  listId: z.string().max(2_000),
  /** Of an event destination: sample events, each a JSON text, so that numbers keep their digits. */
  events: z.array(z.string().max(262_144)).max(100, "Test with at most 100 sample events.").default([]),
  /** Action ID → what the setup modal was told about it. */
  actions: z
    .record(z.string().max(40), z.strictObject({ isEnabled: z.boolean(), narrowing: z.string().max(5_000) }))
    .default({}),
  /** The property's name as an earlier test froze it; empty: not yet. */
  propertyKey: z.string().max(2_000).default(""),
  /** IDs of secret fields that are answered with what this person has stored; `settings` has no answer to them. */
  storedSecrets: z
    .array(z.string().regex(/^[!-~]{1,40}$/))
    .max(200)
    .optional(),
});
export type TestRunBody = z.input<typeof testRunBody>;

/** How the single users or events of a call fared; `kind` is what the call as a whole counts as. */
export const itemSummary = z.object({
  kind: z.enum(["success", "partial", "failure"]),
  total: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  done: z.number().int(),
  retry: z.number().int(),
  failed: z.number().int(),
  unmatched: z.number().int(),
});

export const outcome = z.object({
  kind: z.enum(["success", "partial", "failure"]),
  type: z.string(),
  entryId: z.string().optional(),
  message: z.string(),
  fixUrl: z.string().optional(),
  field: z.string().optional(),
  retry: z.boolean(),
  status: z.string(),
  meaning: z.enum(["list_gone"]).optional(),
  items: itemSummary.optional(),
});

export const classificationStep = z.object({
  entryId: z.string(),
  label: z.string(),
  result: z.enum(["matched", "outranked", "not_matched"]),
  reason: z.string(),
});

/** What was found at the path to the list ID; `value` is JSON text. */
export const listIdReading = z.object({
  value: z.string().optional(),
  path: z.string().optional(),
  message: z.string().optional(),
});

/** So many items are listed one by one; the outcome counts all of them. */
export const itemsListedMax = 100;

const itemReport = {
  /** The rule of the endpoint that said so. */
  ruleId: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
};

/** What a response says about single users or events: those with something to say first in being listed. */
export const itemResults = z.object({
  listed: z
    .array(
      z.object({
        /** The place in the test's users or events. */
        place: z.number().int(),
        result: z.enum(["accepted", "rejected", "done", "retry", "failed"]),
        ...itemReport,
      }),
    )
    .max(itemsListedMax),
  /** Reports that fit nobody in the request. */
  unmatched: z.array(z.object({ reason: z.string(), ...itemReport })).max(itemsListedMax),
  /** What couldn't be read, in words. */
  problems: z.array(z.string()),
});
export type ItemResults = z.infer<typeof itemResults>;

/** A call of its own before the partner's endpoint: the one to the token URL. */
export const tokenExchange = z.object({ exchange, outcome });
export type TokenExchange = z.infer<typeof tokenExchange>;

export const testRun = z.object({
  id: uuid,
  endpoint: endpointKey,
  revision,
  endpointHash: z.string(),
  createdAt: z.iso.datetime(),
  by: z.string(),
  exchange,
  outcome,
  trace: z.array(classificationStep),
  listId: listIdReading.nullable(),
  /** Sample users left out of the request, by their place in the list, and why. */
  skipped: z.array(z.object({ user: z.number().int(), reason: z.string() })),
  /** Sample events left out although the action is about them. */
  skippedEvents: z.array(z.object({ event: z.number().int(), reason: z.string() })),
  /** Where the endpoint says how to read what became of single users or events. */
  items: itemResults.nullable(),
  /** The call for the access token, where this test made one. */
  accessToken: tokenExchange.nullable(),
  warnings: z.array(z.string()),
});
export type TestRun = z.infer<typeof testRun>;

// ------------------------------------------------------------------ versions and review

export const waiver = z.strictObject({
  rule: z.string().max(20),
  path: z.string().max(300),
  reason: z
    .string()
    .trim()
    .min(3, "Say in a few words why this is all right.")
    .max(500, "Shorten the reason to 500 characters at most."),
});
export type Waiver = z.infer<typeof waiver>;

export const submitBody = z.strictObject({
  revision,
  releaseNote: z
    .string()
    .trim()
    .min(1, "Write a release note: what does this version do, or what has changed?")
    .max(2_000, "Shorten the release note to 2,000 characters at most."),
  waivers: z.array(waiver).max(200),
});
export type SubmitBody = z.infer<typeof submitBody>;

export const decisionBody = z
  .strictObject({
    decision: z.enum(["approve", "request_changes", "reject"]),
    note: z.string().trim().max(5_000, "Shorten the summary to 5,000 characters at most."),
  })
  .refine((body) => body.decision === "approve" || body.note.length > 0, {
    path: ["note"],
    message: "Tell the partner what has to change, or why: they see exactly this text.",
  });
export type DecisionBody = z.infer<typeof decisionBody>;

/** What a version keeps of its connection info: the words and the logo that were reviewed. */
export const frozenConnectionInfo = z.object({
  displayName: z.string(),
  category: z.string(),
  summary: z.string(),
  fullDescription: z.string(),
  documentation: z.string(),
  support: z.string(),
  versionLabel: z.string(),
  logoId: uuid.nullable(),
});
export type FrozenConnectionInfo = z.infer<typeof frozenConnectionInfo>;

/** The newest masked exchange of an endpoint, with the hash of what it proves. */
export const evidenceItem = z.object({
  endpoint: endpointKey,
  endpointHash: z.string(),
  isCurrent: z.boolean(),
  testedAt: z.iso.datetime(),
  exchange,
  outcome,
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

/** A finding as it is frozen with a version: shown, never run again. */
export const frozenFinding = z.object({
  rule: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  /** Where it is, in words; empty in what was submitted while messages still named the place themselves. */
  place: z.string().default(""),
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
  waiver: z.string().optional(),
});
export type FrozenFinding = z.infer<typeof frozenFinding>;
