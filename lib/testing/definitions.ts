/** Valid definitions and values for tests, and generators of arbitrary ones. The overrides are the test's subject. */
import fc from "fast-check";
import type { DestinationDefinition, ListDefinition } from "@/lib/destination/definition";
import type { Exchange } from "@/lib/destination/exchange";
import type { RequestValues } from "@/lib/destination/request";

export { completeDestination as sampleDefinition } from "@/lib/destination/example/complete-destination";

/** A definition that a test knows to be a list destination. */
export function asList(definition: DestinationDefinition): ListDefinition {
  if (definition.kind !== "list") throw new Error(`This is a definition of the kind ${definition.kind}.`);
  return definition;
}

export function sampleValues(overrides: Partial<RequestValues> = {}): RequestValues {
  return {
    settings: { bearer_token: "s3cret-token", region: "https://eu.api.example.com", workspace: "acme" },
    mappings: { user_id_field: "user_id" },
    cohort: { id: "7khm89cz", name: "Power users", url: "https://app.example.com/cohorts/7khm89cz" },
    project: { id: "378831", name: "Web" },
    listId: "list-1",
    users: [
      { operation: "add", properties: { user_id: "u1", email: "ada@example.com" } },
      { operation: "add", properties: { user_id: "u2", email: "grace@example.com" } },
      { operation: "remove", properties: { user_id: "u3", email: "alan@example.com" } },
    ],
    syncId: "sync-1",
    batchId: "batch-1",
    syncTime: "2026-01-02T03:04:05.000Z",
    ...overrides,
  };
}

/** An exchange that was answered with this status and body. */
export function answered(status: number, body = "", headers: { name: string; value: string }[] = []): Exchange {
  return {
    request: { method: "POST", url: "https://api.example.com/lists", headers: [] },
    response: { status, headers, body, bodyBytes: body.length, isTruncated: false },
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 12,
  };
}

/** An exchange without a response. */
export function unanswered(kind: NonNullable<Exchange["failure"]>["kind"], detail = "It failed."): Exchange {
  return {
    request: { method: "POST", url: "https://api.example.com/lists", headers: [] },
    failure: { kind, detail },
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 12,
  };
}

/** Texts that break careless code: quotes, controls, dollars, lone surrogates, right-to-left marks. */
export const nastyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom('"', "\\", "$", "$$", "\n", "\u0000", "\ud800", "\u202e", "😀", "{}", "%2F", "..", "' or 1=1"),
);

/** Secrets as customers have them and worse: at least four characters, any Unicode that a header can carry. */
export const secretText = fc.oneof(
  fc.string({ unit: "grapheme-ascii", minLength: 4, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."ab/+=%\"\\ &<>'~é$-_.:"), minLength: 4, maxLength: 24 }),
);

/** A variable name of the legal form. */
export const variableName = fc.stringMatching(/^[a-z_][a-z0-9_]{0,20}$/);

/** Any exchange: every kind of failure, every status, any body. */
export const anyExchange: fc.Arbitrary<Exchange> = fc.oneof(
  fc
    .record({ status: fc.integer({ min: 100, max: 599 }), body: fc.oneof(fc.json(), nastyText) })
    .map(({ status, body }) => answered(status, body)),
  fc
    .constantFrom("refused" as const, "timeout" as const, "network" as const, "invalid_response" as const)
    .map((kind) => unanswered(kind)),
  fc.constant(unanswered("cancelled")),
);
