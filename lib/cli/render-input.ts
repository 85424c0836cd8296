/** The input of `landfall render`: what a person writes into it, read and judged. */

import { z } from "zod";
import { endpointKeys } from "@/lib/destination/definition";
import type { PartnerResponse, WireHeader } from "@/lib/destination/exchange";
import { isLosslessNumber, type JsonValue, type LosslessNumber, toJson } from "@/lib/destination/json";
import { located, plainNumbers } from "@/lib/destination/manifest/manifest-text";
import { type ShapeProblem, shapeProblems } from "@/lib/destination/manifest/shape-problem";
import { readSource, type SourceProblem } from "@/lib/destination/manifest/source-text";
import type { RequestValues } from "@/lib/destination/request-values";
import { textBytes } from "@/lib/destination/text-bytes";

const usersMax = 10_000;

/** An answer or a list ID; a number is taken with the digits that were written. */
const answer = z.custom<string | number | boolean>(
  (value) => ["string", "number", "boolean"].includes(typeof value),
  "It must be a text.",
);

const renderInput = z.strictObject({
  endpoint: z.enum([...endpointKeys, "all"]),
  values: z.record(z.string(), answer).default({}),
  mappings: z.record(z.string(), z.string()).default({}),
  cohort: z.strictObject({ id: z.string(), name: z.string(), url: z.string().default("") }).optional(),
  project: z.strictObject({ id: z.string().default(""), name: z.string().default("") }).prefault({}),
  listId: answer.optional(),
  users: z
    .array(
      z.strictObject({
        operation: z.enum(["add", "remove"]).optional(),
        properties: z.record(z.string(), z.unknown()),
      }),
    )
    .max(usersMax)
    .default([]),
  response: z
    .strictObject({
      status: z.number().int().min(100).max(599),
      headers: z
        .union(
          [z.record(z.string(), z.string()), z.array(z.strictObject({ name: z.string(), value: z.string() }))],
          "Write an object of texts, or a list of objects with a name and a value.",
        )
        .default({}),
      body: z.unknown(),
    })
    .optional(),
  syncId: z.string().default("sync-1"),
  batchId: z.string().default("batch-1"),
  syncTime: z.string().default("2026-01-01T00:00:00.000Z"),
});

export interface RenderInput {
  endpoint: z.infer<typeof renderInput>["endpoint"];
  values: RequestValues;
  response?: PartnerResponse;
}

export type ReadRenderInput = { ok: true; input: RenderInput } | { ok: false; problems: SourceProblem[] };

export function readRenderInput(text: string): ReadRenderInput {
  const source = readSource(text);
  if (!source.ok) return source;
  const value = plainNumbers(source.value);
  const refused = (problems: ShapeProblem[]) => ({ ok: false as const, problems: located(problems, source) });
  if (value === null)
    return refused([whole("The file is empty. Write at least `endpoint`, `values`, `cohort` and `users`.")]);
  const read = renderInput.safeParse(value);
  if (!read.success) return refused(shapeProblems(read.error.issues, value, renderInput));
  const { endpoint, mappings, cohort, project, syncId, batchId, syncTime, response } = read.data;
  if (!cohort && endpoint !== "testConnection") {
    return refused([
      whole("`cohort` is missing. Write its `id` and `name`: every call but the connection test is about one."),
    ]);
  }
  // Whatever may hold numbers is taken from the text as it was written.
  const listId = member(source.value, "listId");
  const values: RequestValues = {
    settings: texts(member(source.value, "values")),
    mappings,
    cohort: cohort ?? { id: "", name: "", url: "" },
    project,
    ...(listId === undefined ? {} : { listId: listIdOf(listId) }),
    users: read.data.users.map(({ operation }, index) => ({
      operation: operation ?? (endpoint === "removeUsers" ? "remove" : "add"),
      properties: propertiesOf(member(member(member(source.value, "users"), index), "properties")),
    })),
    syncId,
    batchId,
    syncTime,
  };
  if (!response) return { ok: true, input: { endpoint, values } };
  const body = bodyText(member(member(source.value, "response"), "body"));
  const headers = headerList(response.headers);
  const answered = { status: response.status, headers, body, bodyBytes: textBytes(body) };
  return { ok: true, input: { endpoint, values, response: { ...answered, isTruncated: false } } };
}

function whole(message: string): ShapeProblem {
  return { path: [], message, isName: false };
}

function member(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (value === null || typeof value !== "object" || isLosslessNumber(value)) return undefined;
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return Object.hasOwn(value, step) ? value[step] : undefined;
}

function membersOf(value: JsonValue | undefined): [string, JsonValue][] {
  if (value === undefined || value === null || typeof value !== "object") return [];
  if (Array.isArray(value) || isLosslessNumber(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : [[name, each]]));
}

function texts(value: JsonValue | undefined): Record<string, string> {
  return Object.fromEntries(membersOf(value).map(([name, each]) => [name, textOf(each)]));
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : toJson(value);
}

function listIdOf(value: JsonValue): string | LosslessNumber {
  return isLosslessNumber(value) ? value : textOf(value);
}

function propertiesOf(value: JsonValue | undefined): Record<string, JsonValue> {
  return Object.fromEntries(membersOf(value));
}

/** A text is the body itself; anything else is the body's JSON. */
function bodyText(value: JsonValue | undefined): string {
  return value === undefined || value === null ? "" : textOf(value);
}

function headerList(headers: Record<string, string> | WireHeader[]): WireHeader[] {
  return Array.isArray(headers) ? headers : Object.entries(headers).map(([name, value]) => ({ name, value }));
}
