/** The input of `landfall render`: what a person writes into it, read and judged. */

import { z } from "zod";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionKey, actionsOf, type EndpointKey, endpointName, endpointsOf } from "@/lib/destination/endpoints";
import type { PartnerResponse, WireHeader } from "@/lib/destination/exchange";
import { isLosslessNumber, type JsonValue, type LosslessNumber, toJson } from "@/lib/destination/json";
import { located, plainNumbers } from "@/lib/destination/manifest/manifest-text";
import { type ShapeProblem, shapeProblems } from "@/lib/destination/manifest/shape-problem";
import { readSource, type SourceProblem } from "@/lib/destination/manifest/source-text";
import { mask, withAccessToken } from "@/lib/destination/mask-secrets";
import type { ActionAnswer, RequestValues } from "@/lib/destination/request-values";
import { textBytes } from "@/lib/destination/text-bytes";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";

const itemsMax = 10_000;

/** An answer or a list ID; a number is taken with the digits that were written. */
const answer = z.custom<string | number | boolean>(
  (value) => ["string", "number", "boolean"].includes(typeof value),
  "It must be a text.",
);

const anEvent = z.record(z.string(), z.unknown());

const commonInput = z.strictObject({
  values: z.record(z.string(), answer).default({}),
  mappings: z.record(z.string(), z.string()).default({}),
  cohort: z.strictObject({ id: z.string(), name: z.string(), url: z.string().default("") }).optional(),
  project: z.strictObject({ id: z.string().default(""), name: z.string().default("") }).prefault({}),
  listId: answer.optional(),
  propertyKey: z.string().optional(),
  accessToken: z.string().optional(),
  users: z
    .array(
      z.strictObject({
        operation: z.enum(["add", "remove"]).optional(),
        properties: z.record(z.string(), z.unknown()),
      }),
    )
    .max(itemsMax)
    .default([]),
  event: anEvent.optional(),
  events: z.array(anEvent).max(itemsMax).default([]),
  actions: z
    .record(z.string(), z.strictObject({ isEnabled: z.boolean().optional(), narrowing: z.string().default("") }))
    .default({}),
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

type CommonInput = z.infer<typeof commonInput>;

export interface RenderInput {
  endpoint: EndpointKey | "all";
  values: RequestValues;
  response?: PartnerResponse;
  /** Names in `actions` that no action has. */
  unknownActions: string[];
}

export type ReadRenderInput = { ok: true; input: RenderInput } | { ok: false; problems: SourceProblem[] };

export function readRenderInput(text: string, definition: DestinationDefinition): ReadRenderInput {
  const source = readSource(text);
  if (!source.ok) return source;
  const value = plainNumbers(source.value);
  const refused = (problems: ShapeProblem[]) => ({ ok: false as const, problems: located(problems, source) });
  const isEvents = definition.kind === "event";
  if (value === null) {
    const wanted = isEvents ? "`values` and `event`" : "`endpoint`, `values`, `cohort` and `users`";
    return refused([whole(`The file is empty. Write at least ${wanted}.`)]);
  }
  const endpoints = namedEndpoints(definition);
  const known = z.enum([...endpoints.keys(), "all"]);
  const schema = commonInput.extend({ endpoint: isEvents ? known.default("all") : known });
  const read = schema.safeParse(value);
  if (!read.success) return refused(shapeProblems(read.error.issues, value, schema));
  const { cohort, response } = read.data;
  const endpoint: EndpointKey | "all" = endpoints.get(read.data.endpoint) ?? "all";
  if (!cohort && endpoint !== "testConnection" && !isEvents) {
    return refused([
      whole("`cohort` is missing. Write its `id` and `name`: every call but the connection test is about one."),
    ]);
  }
  const unknownActions = Object.keys(read.data.actions).filter((name) => !isActionName(definition, name));
  const values = valuesOf(definition, endpoint, read.data, source.value);
  const input = { endpoint, values, unknownActions };
  if (!response) return { ok: true, input };
  const body = bodyText(member(member(source.value, "response"), "body"));
  const headers = headerList(response.headers);
  const answered = { status: response.status, headers, body, bodyBytes: textBytes(body) };
  return { ok: true, input: { ...input, response: { ...answered, isTruncated: false } } };
}

/** What an endpoint may be called in the input: by its key, and an action also by its ID or its name. */
function namedEndpoints(definition: DestinationDefinition): Map<string, EndpointKey> {
  const asked: EndpointKey[] = ["testConnection", ...(definition.kind === "list" ? (["listCreation"] as const) : [])];
  const keys = [...asked, ...endpointsOf(definition).map(({ key }) => key)];
  const named = new Map<string, EndpointKey>(keys.map((key) => [key, key]));
  for (const action of actionsOf(definition)) {
    for (const name of [action.id, endpointName(definition, actionKey(action))]) {
      if (name !== "all" && !named.has(name)) named.set(name, actionKey(action));
    }
  }
  return named;
}

function isActionName(definition: DestinationDefinition, name: string): boolean {
  return actionsOf(definition).some((action) => isNamed(definition, action, name));
}

function isNamed(definition: DestinationDefinition, action: { id: string }, name: string): boolean {
  return [action.id, actionKey(action), endpointName(definition, actionKey(action))].includes(name);
}

/** Whatever may hold numbers is taken from the text as it was written. */
function valuesOf(
  definition: DestinationDefinition,
  endpoint: EndpointKey | "all",
  read: CommonInput,
  source: JsonValue,
): RequestValues {
  const { mappings, cohort, project, syncId, batchId, syncTime, propertyKey, accessToken = mask } = read;
  const listId = member(source, "listId");
  const values: RequestValues = {
    settings: texts(member(source, "values")),
    mappings,
    cohort: cohort ?? { id: "", name: "", url: "" },
    project,
    ...(listId === undefined ? {} : { listId: listIdOf(listId) }),
    ...(propertyKey === undefined ? {} : { propertyKey }),
    users: read.users.map(({ operation }, index) => ({
      operation: operation ?? (endpoint === "removeUsers" ? "remove" : "add"),
      properties: propertiesOf(member(member(member(source, "users"), index), "properties")),
    })),
    events: eventsOf(read, source),
    actions: actionAnswers(definition, read.actions),
    syncId,
    batchId,
    syncTime,
  };
  // Nobody asks a token URL here: the token stands in for what it would give.
  return withAccessToken(definition, values, accessToken);
}

/** `event` alone, or `events`; with both, `event` comes first. */
function eventsOf({ event, events }: CommonInput, source: JsonValue): TriggerEvent[] {
  const one = event ? [propertiesOf(member(source, "event"))] : [];
  return [...one, ...events.map((_, index) => propertiesOf(member(member(source, "events"), index)))];
}

function actionAnswers(definition: DestinationDefinition, given: CommonInput["actions"]): Record<string, ActionAnswer> {
  const answers = actionsOf(definition).flatMap((action): [string, ActionAnswer][] => {
    const [, answer] = Object.entries(given).find(([name]) => isNamed(definition, action, name)) ?? [];
    if (!answer) return [];
    return [[action.id, { isEnabled: answer.isEnabled ?? action.enabledByDefault, narrowing: answer.narrowing }]];
  });
  return Object.fromEntries(answers);
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
