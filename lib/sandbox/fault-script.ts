/**
 * Fault scripts: what goes wrong, on which calls, and how often (SPEC 13). A script is an ordered list of rules; each
 * counts the calls that fit it, and the first rule whose turn it is decides the answer.
 */
import { z } from "zod";
import { type ApiName, apiNames, type OperationName, operationNames } from "./partner-operation";

export const rulesMax = 20;
/** No call is held longer than this, in milliseconds. */
export const holdMsMax = 60_000;

// Each message stands behind the path of its field, or below the field in the composer, and so does not name it.
function wholeNumber(min: number, max: number) {
  const message = `A whole number from ${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")} belongs here.`;
  return z.int({ error: message }).min(min, message).max(max, message);
}

function text(max: number) {
  const message = `A text of at most ${max.toLocaleString("en-US")} characters belongs here.`;
  return z.string({ error: message }).max(max, message);
}

/** A text that can stand in a header. */
function headerText(max: number) {
  return text(max).regex(/^[\x20-\x7e]*$/, "A header cannot have these characters. Use ASCII on one line.");
}

function flag() {
  return z.boolean({ error: "true or false belongs here." });
}

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `One of these belongs here: ${values.join(", ")}.` });
}

const status = (min: number, max = 599) => wholeNumber(min, max);
const code = text(100).default("");
const message = text(500).default("");
const milliseconds = (min: number) => wholeNumber(min, holdMsMax);

const effects = [
  z
    .strictObject({
      type: z.literal("status"),
      status: status(400),
      /** How `Retry-After` is sent; a date lies `retryAfterValue` seconds ahead. */
      retryAfter: oneOf(["none", "seconds", "date", "text"]).default("none"),
      retryAfterValue: z
        .union([z.number().transform(String), headerText(100)], {
          error: "A number of seconds or a text belongs here.",
        })
        .default(""),
      /** Instead of the partner's own; empty for its own. */
      code,
      message,
    })
    .refine(
      ({ retryAfter, retryAfterValue }) =>
        !["seconds", "date"].includes(retryAfter) || /^-?\d{1,9}$/.test(retryAfterValue),
      { error: "A whole number of seconds belongs here.", path: ["retryAfterValue"] },
    ),
  z.strictObject({ type: z.literal("slow"), milliseconds: milliseconds(1) }),
  z.strictObject({ type: z.literal("hang"), milliseconds: milliseconds(1).default(holdMsMax) }),
  z.strictObject({
    type: z.literal("cut"),
    at: oneOf(["before_status", "in_body"]).default("before_status"),
    how: oneOf(["close", "reset"]).default("close"),
  }),
  z.strictObject({ type: z.literal("malformed_json") }),
  z.strictObject({ type: z.literal("html_page"), status: status(200).default(200) }),
  z.strictObject({ type: z.literal("error_body"), code, message }),
  z.strictObject({ type: z.literal("reject_half") }),
  z.strictObject({ type: z.literal("list_gone") }),
  z.strictObject({ type: z.literal("huge"), megabytes: wholeNumber(1, 100).default(10) }),
  z.strictObject({
    type: z.literal("content_type"),
    contentType: headerText(200).default("text/plain; charset=utf-8"),
  }),
  z.strictObject({ type: z.literal("empty_body") }),
  /** Compressed although nobody asked; with `megabytes` of padding, a small answer that unfolds to a large one. */
  z.strictObject({ type: z.literal("gzip"), megabytes: wholeNumber(0, 50).default(0) }),
  z.strictObject({
    type: z.literal("redirect"),
    status: z
      .literal([301, 302, 303, 307, 308], { error: "One of these belongs here: 301, 302, 303, 307, 308." })
      .default(302),
    location: headerText(2000).min(1, "An address belongs here, such as /elsewhere."),
  }),
  z.strictObject({ type: z.literal("drip"), milliseconds: milliseconds(1).default(1000) }),
  z.strictObject({ type: z.literal("echo"), status: status(200).default(400) }),
  z.strictObject({
    type: z.literal("broken_http"),
    what: oneOf(["status_line", "chunk", "two_lengths", "large_headers", "many_headers"]),
  }),
  z.strictObject({
    type: z.literal("answer"),
    status: status(200).default(200),
    contentType: headerText(200).default("application/json; charset=utf-8"),
    body: text(4000).default(""),
  }),
] as const;

export type FaultEffect = z.infer<(typeof effects)[number]>;
export type EffectType = FaultEffect["type"];
const effectTypes = effects.map(({ shape }) => shape.type.value);

const faultEffect = z.discriminatedUnion("type", effects, {
  error: () => `The type of an effect is one of ${effectTypes.join(", ")}.`,
});

const anyApi: readonly ["any", ...ApiName[]] = ["any", ...keysOf(apiNames)];
/** `any_batch` is every call that carries a batch of members, users, ids or events. */
const anyOperation: readonly ["any", "any_batch", ...OperationName[]] = ["any", "any_batch", ...keysOf(operationNames)];

function keysOf<T extends string>(names: Readonly<Record<T, unknown>>): T[] {
  const isKey = (key: string): key is T => Object.hasOwn(names, key);
  return Object.keys(names).filter(isKey);
}

const matchedCalls = z
  .strictObject({
    api: oneOf(anyApi).default("any"),
    operation: oneOf(anyOperation).default("any"),
    method: text(20).default("*"),
    path: text(300).default("*"),
    itemsAbove: wholeNumber(0, 100_000).default(0),
  })
  .refine(
    ({ api, operation }) =>
      api === "any" || operation === "any" || operation === "any_batch" || operationNames[operation].api === api,
    { error: "This API has no such operation.", path: ["operation"] },
  )
  .transform((calls) => {
    const { operation } = calls;
    // An operation has its API by itself, so that there is one way to write it.
    return operation === "any" || operation === "any_batch" ? calls : { ...calls, api: operationNames[operation].api };
  });

const faultRule = z.strictObject({
  calls: matchedCalls.prefault({}),
  /** The first call that counts, from 1. */
  from: wholeNumber(1, 1_000_000).default(1),
  /** From there on, every how many-th one. */
  every: wholeNumber(1, 1_000_000).default(1),
  /** And of these, in how many percent of the cases. */
  percent: z
    .number({ error: "A number from 0 to 100 belongs here." })
    .min(0, "A number from 0 to 100 belongs here.")
    .max(100, "A number from 0 to 100 belongs here.")
    .default(100),
  /** How often at most; null for no end. */
  times: wholeNumber(1, 1_000_000).nullable().default(null),
  /** Whether the partner does what was asked before it fails. Effects that change the true answer always do. */
  takesEffect: flag().default(false),
  effect: faultEffect,
});

export const faultScript = z.strictObject({
  name: text(100).default(""),
  seed: wholeNumber(0, 2 ** 32 - 1).default(1),
  rules: z
    .array(faultRule, { error: 'Send {"rules": [{"calls": {…}, "effect": {"type": "…"}}]}.' })
    .min(1, "A script has at least one rule.")
    .max(rulesMax, `A script has at most ${rulesMax} rules.`),
});

export type FaultRule = z.infer<typeof faultRule>;
export type FaultScript = z.infer<typeof faultScript>;
export type FaultScriptInput = z.input<typeof faultScript>;

/** Whether the answer is the true one, changed on its way: then the call has been carried out. */
export function changesTrueAnswer(effect: FaultEffect): boolean {
  if (effect.type === "cut") return effect.at === "in_body";
  return ["slow", "reject_half", "huge", "content_type", "gzip", "drip"].includes(effect.type);
}
