/** What the form of a simulation holds, as it is typed, and what it stands for. Pure. */
import { type Parsed, parseWholeNumber } from "@/components/builder/parse-number";
import { type Fault, type FaultEffect, type FaultEffectType, faultLimits } from "@/lib/delivery/fault";
import type { Cadence } from "@/lib/delivery/simulation-words";
import type { SimulationInput } from "@/lib/delivery/simulate";
import { callTimeoutMs } from "@/lib/delivery/retry";

export interface FaultTexts {
  id: string;
  calls: Fault["calls"];
  from: string;
  every: string;
  percent: string;
  times: string;
  type: FaultEffectType;
  status: string;
  retryAfter: string;
  milliseconds: string;
  body: string;
}

export interface SimulationTexts {
  users: string;
  run: "first" | "later";
  cadence: Cadence;
  /** Percent of the cohort, since the run before. */
  added: string;
  removed: string;
  skipped: string;
  /** Milliseconds. */
  median: string;
  p95: string;
  faults: readonly FaultTexts[];
  seed: number;
}

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

export type ReadTexts =
  | { ok: true; input: Omit<SimulationInput, "definition" | "bytes">; faults: readonly Fault[] }
  | { ok: false; problems: Problems };

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
  if (Object.keys(problems).length > 0) return { ok: false, problems };
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

/** What a tab remembers across a reload; whatever isn't of the form any more is left out. */
export function rememberedTexts(stored: string | null): SimulationTexts {
  if (stored === null) return initialTexts;
  try {
    const parsed: unknown = JSON.parse(stored);
    if (typeof parsed !== "object" || parsed === null) return initialTexts;
    const values = new Map<string, unknown>(Object.entries(parsed));
    const text = (name: "users" | "added" | "removed" | "skipped" | "median" | "p95") => {
      const value = values.get(name);
      return typeof value === "string" ? value : initialTexts[name];
    };
    return {
      ...initialTexts,
      users: text("users"),
      added: text("added"),
      removed: text("removed"),
      skipped: text("skipped"),
      median: text("median"),
      p95: text("p95"),
      run: values.get("run") === "later" ? "later" : "first",
    };
  } catch {
    return initialTexts;
  }
}
