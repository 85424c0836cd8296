/** What the form of a simulation holds, as it is typed, and what it stands for. Pure. */
import { z } from "zod";
import { type Parsed, parseWholeNumber } from "@/components/builder/parse-number";
import { type Fault, type FaultEffect, faultEffectTypes, faultLimits } from "@/lib/delivery/fault";
import { callTimeoutMs } from "@/lib/delivery/retry";
import type { SimulationInput } from "@/lib/delivery/simulation";
import { cadences } from "@/lib/destination/definition";
import { endpointKey } from "@/lib/destination/endpoints";

const text = z.string().max(2_000);

/** Which calls a fault is about. */
export const faultCalls = z.union([z.literal("any"), z.literal("any_batch"), endpointKey]);

const faultTexts = z.object({
  id: z.string(),
  calls: faultCalls,
  from: text,
  every: text,
  percent: text,
  times: text,
  type: z.enum(faultEffectTypes),
  status: text,
  retryAfter: text,
  milliseconds: text,
  body: text,
});
export type FaultTexts = z.infer<typeof faultTexts>;

const simulationTexts = z.object({
  users: text,
  run: z.enum(["first", "later"]),
  cadence: z.enum(cadences),
  /** Percent of the cohort, since the run before. */
  added: text,
  removed: text,
  skipped: text,
  /** Milliseconds. */
  median: text,
  p95: text,
  faults: z.array(faultTexts).max(20),
  seed: z.int(),
});
export type SimulationTexts = z.infer<typeof simulationTexts>;

export const faultsMax = 20;
export const usersMax = 10_000_000;

export const blankFault: Omit<FaultTexts, "id"> = {
  calls: "any_batch",
  from: "1",
  every: "1",
  percent: "100",
  times: "",
  type: "status",
  status: "500",
  retryAfter: "",
  milliseconds: "5000",
  body: "",
};

export const initialTexts: SimulationTexts = {
  users: "1,000,000",
  run: "first",
  cadence: "daily",
  added: "2",
  removed: "1",
  skipped: "0",
  median: "300",
  p95: "900",
  faults: [],
  seed: 1,
};

/** What is wrong, by the name of the field; of a fault by its ID and the name. */
export type Problems = Readonly<Record<string, string>>;

/** `faults`: those that can be read, whatever else can't. */
export type ReadTexts = { faults: readonly Fault[] } & (
  | { ok: true; input: Omit<SimulationInput, "definition" | "bytes"> }
  | { ok: false; problems: Problems }
);

/** A share in percent, with decimals. */
export function parsePercent(text: string): Parsed<number> {
  const digits = text.trim().replace(/\s*%$/, "").replace(",", ".");
  const value = Number(digits);
  if (digits === "" || !/^\d+(\.\d+)?$/.test(digits) || value > 100) {
    return { ok: false, message: "Give a number from 0 to 100, such as 2.5." };
  }
  return { ok: true, value };
}

/** What the form stands for, or everything in it that stands for nothing. */
export function readTexts(texts: SimulationTexts): ReadTexts {
  const problems: Record<string, string> = {};
  const read = <Value>(name: string, parsed: Parsed<Value>, otherwise: Value): Value => {
    if (parsed.ok) return parsed.value;
    problems[name] = parsed.message;
    return otherwise;
  };
  const users = read("users", parseWholeNumber(texts.users, 0, usersMax), 0);
  const addedShare = read("added", parsePercent(texts.added), 0) / 100;
  const removedShare = read("removed", parsePercent(texts.removed), 0) / 100;
  const skippedShare = read("skipped", parsePercent(texts.skipped), 0) / 100;
  const medianMs = read("median", parseWholeNumber(texts.median, 1, callTimeoutMs - 1), 1);
  const p95Ms = read("p95", parseWholeNumber(texts.p95, 1, callTimeoutMs - 1), 1);
  if (problems.median === undefined && problems.p95 === undefined && p95Ms < medianMs) {
    problems.p95 = "The slow answers take no less time than the usual ones.";
  }
  const faults = texts.faults.map((fault) => readFault(fault, read));
  const wrong = Object.keys(problems);
  if (wrong.length > 0) {
    return { ok: false, problems, faults: faults.filter(({ id }) => !wrong.some((name) => name.startsWith(`${id}.`))) };
  }
  const size = { users, run: texts.run, addedShare, removedShare, skippedShare };
  return { ok: true, input: { size, latency: { medianMs, p95Ms }, faults, seed: texts.seed }, faults };
}

type Read = <Value>(name: string, parsed: Parsed<Value>, otherwise: Value) => Value;

function readFault(texts: FaultTexts, read: Read): Fault {
  const whole = (name: "from" | "every") =>
    read(`${texts.id}.${name}`, parseWholeNumber(texts[name], faultLimits[name].min, faultLimits[name].max), 1);
  const { min, max } = faultLimits.times;
  const times: Parsed<number | null> =
    texts.times.trim() === "" ? { ok: true, value: null } : parseWholeNumber(texts.times, min, max);
  return {
    id: texts.id,
    calls: texts.calls,
    from: whole("from"),
    every: whole("every"),
    percent: read(`${texts.id}.percent`, parsePercent(texts.percent), 100),
    times: read(`${texts.id}.times`, times, null),
    effect: readEffect(texts, read),
  };
}

function readEffect({ id, type, ...texts }: FaultTexts, read: Read): FaultEffect {
  switch (type) {
    case "status": {
      const { status, retryAfterSeconds } = faultLimits;
      const code = read(`${id}.status`, parseWholeNumber(texts.status, status.min, status.max), 500);
      const wait: Parsed<number | null> =
        texts.retryAfter.trim() === ""
          ? { ok: true, value: null }
          : parseWholeNumber(texts.retryAfter, retryAfterSeconds.min, retryAfterSeconds.max);
      return { type, status: code, retryAfterSeconds: read(`${id}.retryAfter`, wait, null), body: texts.body };
    }
    case "slow": {
      const { min, max } = faultLimits.milliseconds;
      return { type, milliseconds: read(`${id}.milliseconds`, parseWholeNumber(texts.milliseconds, min, max), 1) };
    }
    case "error_body":
      return { type, body: texts.body };
    case "html_page":
      return { type, status: 200 };
    default:
      return { type };
  }
}

/** What a tab remembers across a reload; anything that isn't of the form any more is forgotten. */
export function rememberedTexts(stored: string | null): SimulationTexts {
  if (stored === null) return initialTexts;
  try {
    const read = simulationTexts.safeParse(JSON.parse(stored));
    return read.success ? read.data : initialTexts;
  } catch {
    return initialTexts;
  }
}
