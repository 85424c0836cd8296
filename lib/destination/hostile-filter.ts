/** Whether filters take every value that people may have: judged once for each chain of filters, not for each text. */
import { hostileSamples } from "./hostile-samples";
import { type JsonValue, LosslessNumber } from "./json";
import { filterStep } from "./template/filters";
import type { Token } from "./template/template";

export interface Refusal {
  /** The place of the value among the samples: of several refusals the first is told. */
  sample: number;
  /** The value as it can be shown. */
  shown: string;
  /** What the filter says. */
  message: string;
}

/** Chains remembered; a destination has a handful. */
const chainsMax = 1_000;

const verdicts = new Map<string, Refusal | null>();

/** Null is left out: inside a text it is a missing value, which other rules are about. */
const samples = hostileSamples.map(({ value }) => value).filter((value) => value !== null);

/**
 * The first hostile value that the filters of a token refuse (SPEC 10), or undefined where they take them all. Without
 * filters every value is taken: the renderer encodes it for its place.
 */
export function hostileRefusal({ filters }: Token, source: string): Refusal | undefined {
  const [first] = filters;
  const last = filters.at(-1);
  if (!first || !last) return undefined;
  const chain = source.slice(first.range.start, last.range.end);
  const known = verdicts.get(chain);
  if (known !== undefined) return known ?? undefined;
  const found = judge(filters);
  if (verdicts.size >= chainsMax) verdicts.clear();
  verdicts.set(chain, found ?? null);
  return found;
}

function judge(filters: Token["filters"]): Refusal | undefined {
  const steps = filters.map(filterStep);
  for (const [sample, value] of samples.entries()) {
    let current: JsonValue | undefined = value;
    for (const step of steps) {
      const result = step(current);
      if (!result.ok) return { sample, shown: shown(value), message: result.message };
      current = result.value;
    }
  }
  return undefined;
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value instanceof LosslessNumber ? value.value : value);
  return text.length > 40 ? `a text of ${text.length - 2} characters` : text;
}
