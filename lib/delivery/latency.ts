/** How long a partner takes to answer: a distribution with a median and a slow end, drawn evenly. */
import { chanceOf } from "./chance";

export interface Latency {
  /** Half of the answers take no longer, in milliseconds. */
  medianMs: number;
  /** 95 of 100 answers take no longer; at or below the median every answer takes the median. */
  p95Ms: number;
}

const draws = 1_024;
/** The 95th percentile of the standard normal distribution. */
const z95 = 1.6448536;

/**
 * 1,024 answer times in whole milliseconds, one for each 1,024th of the distribution (log-normal), in an order that
 * follows from the seed. A run goes round and round in it: the times are random to look at, and their sum over any
 * number of calls is known.
 */
export class LatencyTable {
  readonly times: Float64Array;
  readonly max: number;
  private readonly sums: Float64Array;

  constructor({ medianMs, p95Ms }: Latency, seed: number, timeoutMs: number) {
    const spread = p95Ms > medianMs ? Math.log(p95Ms / medianMs) / z95 : 0;
    this.times = new Float64Array(draws);
    for (let index = 0; index < draws; index += 1) {
      const time = medianMs * Math.exp(spread * normalQuantile((index + 0.5) / draws));
      this.times[index] = Math.min(timeoutMs - 1, Math.max(1, Math.round(time)));
    }
    this.max = this.times[draws - 1] ?? 1;
    shuffle(this.times, chanceOf(seed));
    this.sums = new Float64Array(draws + 1);
    for (let index = 0; index < draws; index += 1) {
      this.sums[index + 1] = (this.sums[index] ?? 0) + (this.times[index] ?? 0);
    }
  }

  at(index: number): number {
    return this.times[index % draws] ?? 1;
  }

  /** The sum of `count` times from `index` on. */
  sum(index: number, count: number): number {
    return this.sumUpTo(index + count) - this.sumUpTo(index);
  }

  private sumUpTo(index: number): number {
    return Math.floor(index / draws) * (this.sums[draws] ?? 0) + (this.sums[index % draws] ?? 0);
  }
}

function shuffle(values: Float64Array, chance: () => number): void {
  for (let index = values.length - 1; index > 0; index -= 1) {
    const other = Math.floor(chance() * (index + 1));
    const value = values[index] ?? 0;
    values[index] = values[other] ?? 0;
    values[other] = value;
  }
}

/** The quantile of the standard normal distribution by bisection of its distribution function: 1,024 of them, once. */
function normalQuantile(share: number): number {
  let [low, high] = [-6, 6];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The standard normal distribution function, by the approximation 26.2.17 of Abramowitz and Stegun (error below 1e-7). */
function normalShare(value: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(value));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return value >= 0 ? 1 - tail : tail;
}
