/** What changed about how and when users are delivered, and how long that takes. */
import { type cadences, rateLimit } from "@/lib/destination/definition";
import type { SayChange, Sentence, Spot } from "./sentence";
import { andWords, listChange, numberWords, plainWords, timesWords } from "./words";

/** Says what changed about delivery, and how much longer or shorter a run takes. */
export const sayDelivery: SayChange = (spot) => {
  const { old, now } = spot;
  switch (spot.steps[1]) {
    case "rateLimit":
      return rateWords(old, now);
    case "concurrency":
      return typeof old === "number" && typeof now === "number" ? concurrencyWords(old, now) : undefined;
    case "cadences":
      return cadenceWords(spot);
    case "cohortSizeMax":
      return limitWords(spot, "Largest cohort", "users", "Larger cohorts are refused.");
    case "listNameLengthMax":
      return limitWords(spot, "Longest list name", "characters", "The partner may refuse longer names.");
    case "idempotencyKey":
      return now === true
        ? {
            kind: "minor",
            title: "Sends Idempotency-Key",
            effect: "A repeated call can be told from a new one.",
            values: "said",
          }
        : {
            kind: "notable",
            title: "No longer sends Idempotency-Key",
            effect: "A repeated call looks like a new one.",
            values: "said",
          };
    case "fullRefresh":
      return now === true
        ? {
            kind: "notable",
            title: "Every run sends the whole cohort",
            effect: "More calls: not only what has changed.",
            values: "said",
          }
        : {
            kind: "notable",
            title: "Runs send what has changed instead of the whole cohort",
            effect: "Fewer calls.",
            values: "said",
          };
    default:
      return undefined;
  }
};

const secondsOf = { second: 1, minute: 60, hour: 3_600 } as const;

interface Rate {
  words: string;
  perSecond: number;
}

function rateOf(value: unknown): Rate | undefined {
  const { data } = rateLimit.nullable().safeParse(value);
  if (data === undefined) return undefined;
  if (data === null) return { words: "none", perSecond: Number.POSITIVE_INFINITY };
  const calls = `${numberWords(data.requests)} ${data.requests === 1 ? "call" : "calls"}`;
  return {
    words: `${calls} ${data.per === "hour" ? "an" : "a"} ${data.per}`,
    perSecond: data.requests / secondsOf[data.per],
  };
}

function rateWords(old: unknown, now: unknown): Sentence | undefined {
  const [before, after] = [rateOf(old), rateOf(now)];
  if (!before || !after) return undefined;
  const title = `Rate limit ${before.words} → ${after.words}`;
  const isSlower = after.perSecond < before.perSecond;
  const times = timesWords(isSlower ? before.perSecond / after.perSecond : after.perSecond / before.perSecond);
  const effect = times ? `Long runs are up to ${times} ${isSlower ? "slower" : "faster"}.` : undefined;
  const unlimited = before.perSecond === Number.POSITIVE_INFINITY ? "Long runs may take longer." : effect;
  return { kind: "notable", title, values: "said", ...(unlimited !== undefined && { effect: unlimited }) };
}

function concurrencyWords(old: number, now: number): Sentence {
  const times = timesWords(old > now ? old / now : now / old);
  const effect = times && `Up to ${times} ${old > now ? "slower" : "faster"}.`;
  const title = `Concurrent calls ${old} → ${now}`;
  return { kind: "notable", title, values: "said", ...(effect !== undefined && { effect }) };
}

const cadenceNames: Record<(typeof cadences)[number], string> = {
  one_time: "one time",
  hourly: "hourly",
  daily: "daily",
  real_time: "real time",
};

function cadenceWords({ old, now }: Spot): Sentence {
  const { added, removed } = listChange(namesOf(old), namesOf(now));
  if (removed.length > 0) {
    const title = `No longer syncs ${andWords(removed)}${added.length > 0 ? `, but ${andWords(added)}` : ""}`;
    return { kind: "breaking", title, effect: "Syncs at this cadence need another one." };
  }
  if (added.length > 0) return { kind: "minor", title: `Also syncs ${andWords(added)}` };
  return { kind: "minor", title: "The cadences are in another order" };
}

function namesOf(value: unknown): string[] {
  const names: Record<string, string> = cadenceNames;
  return Array.isArray(value) ? value.map((each) => names[plainWords(each)] ?? plainWords(each)) : [];
}

function limitWords({ old, now }: Spot, name: string, unit: string, effect: string): Sentence | undefined {
  const [before, after] = [old, now].map((value) => (typeof value === "number" ? value : undefined));
  const words = (value: number | undefined) => (value === undefined ? "no limit" : `${numberWords(value)} ${unit}`);
  const title = `${name} ${words(before)} → ${words(after)}`;
  const isStricter = (after ?? Number.POSITIVE_INFINITY) < (before ?? Number.POSITIVE_INFINITY);
  return isStricter ? { kind: "breaking", title, effect, values: "said" } : { kind: "minor", title, values: "said" };
}
