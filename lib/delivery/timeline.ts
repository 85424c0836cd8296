/** The course of a run: what began when, in buckets of equal width that grow with the run. */
import { type Rate, slotAt, slotsBefore } from "./pacing";

export interface TimelineBucket {
  /** Calls that began in it, retries included. */
  calls: number;
  retries: number;
  /** Of the calls, those that failed. */
  failed: number;
  /** Users or events that were taken. */
  items: number;
}

export interface Timeline {
  bucketMs: number;
  buckets: TimelineBucket[];
}

/** Slots of the pace that calls began at, one after the other: their row, the first of them, and how many. */
export interface SlotRow {
  rate: Rate;
  anchor: number;
  first: number;
  count: number;
}

const bucketsMax = 240;

/** Notes what begins when. When time goes beyond the last bucket, the buckets are joined in pairs. */
export class TimelineWriter {
  private bucketMs = 1;
  private readonly calls = new Float64Array(bucketsMax);
  private readonly retries = new Float64Array(bucketsMax);
  private readonly failed = new Float64Array(bucketsMax);
  private readonly items = new Float64Array(bucketsMax);

  /** A call that began at `start`, in milliseconds. */
  add(start: number, items: number, isRetry = false, isFailed = false): void {
    if (start >= this.bucketMs * bucketsMax) this.widen(start);
    const bucket = Math.floor(start / this.bucketMs);
    this.calls[bucket] = (this.calls[bucket] ?? 0) + 1;
    this.items[bucket] = (this.items[bucket] ?? 0) + items;
    if (isRetry) this.retries[bucket] = (this.retries[bucket] ?? 0) + 1;
    if (isFailed) this.failed[bucket] = (this.failed[bucket] ?? 0) + 1;
  }

  /** Many calls that began at the slots of a pace, with as many items each. */
  addSlots({ rate, anchor, first, count }: SlotRow, items: number): void {
    const last = first + count;
    const lastStart = anchor + slotAt(rate, last - 1);
    if (lastStart >= this.bucketMs * bucketsMax) this.widen(lastStart);
    let done = first;
    for (let bucket = Math.floor((anchor + slotAt(rate, first)) / this.bucketMs); done < last; bucket += 1) {
      const before = Math.min(last, slotsBefore(rate, (bucket + 1) * this.bucketMs - anchor));
      const calls = Math.max(0, before - done);
      this.calls[bucket] = (this.calls[bucket] ?? 0) + calls;
      this.items[bucket] = (this.items[bucket] ?? 0) + calls * items;
      done = Math.max(done, before);
    }
  }

  /** Users or events that were taken at `moment`, of a call that is counted already. */
  addItems(moment: number, items: number): void {
    this.widen(moment);
    const bucket = Math.floor(moment / this.bucketMs);
    this.items[bucket] = (this.items[bucket] ?? 0) + items;
  }

  /** The buckets up to `durationMs`. */
  read(durationMs: number): Timeline {
    this.widen(durationMs - 1);
    const count = Math.min(bucketsMax, Math.floor(Math.max(0, durationMs - 1) / this.bucketMs) + 1);
    const buckets = Array.from({ length: count }, (_, index) => ({
      calls: this.calls[index] ?? 0,
      retries: this.retries[index] ?? 0,
      failed: this.failed[index] ?? 0,
      items: this.items[index] ?? 0,
    }));
    return { bucketMs: this.bucketMs, buckets };
  }

  private widen(start: number): void {
    while (start >= this.bucketMs * bucketsMax) {
      this.bucketMs *= 2;
      for (const values of [this.calls, this.retries, this.failed, this.items]) joinPairs(values);
    }
  }
}

function joinPairs(values: Float64Array): void {
  const half = values.length / 2;
  for (let index = 0; index < half; index += 1) {
    values[index] = (values[2 * index] ?? 0) + (values[2 * index + 1] ?? 0);
  }
  values.fill(0, half);
}

/** The most calls that began in one window of the clock: in a second, or in the window of the declared rate. */
export class PeakCounter {
  private peak = 0;
  private inWindow = 0;
  private windowEnd: number;

  constructor(readonly windowMs: number) {
    this.windowEnd = windowMs;
  }

  add(start: number): void {
    if (start >= this.windowEnd) {
      this.windowEnd = (Math.floor(start / this.windowMs) + 1) * this.windowMs;
      this.inWindow = 0;
    }
    this.inWindow += 1;
    if (this.inWindow > this.peak) this.peak = this.inWindow;
  }

  /** Calls at the slots of a pace whose window is this one: every whole window between the first and the last is alike. */
  addSlots({ rate, anchor, first, count }: SlotRow): void {
    const last = first + count;
    let done = first;
    while (done < last) {
      const start = anchor + slotAt(rate, done);
      const end = (Math.floor(start / this.windowMs) + 1) * this.windowMs;
      const before = Math.min(last, slotsBefore(rate, end - anchor));
      if (end > this.windowEnd) this.inWindow = 0;
      this.windowEnd = Math.max(end, this.windowEnd);
      this.inWindow += before - done;
      if (this.inWindow > this.peak) this.peak = this.inWindow;
      const isWhole = done > first && before < last;
      const perWindow = before - done;
      done = before;
      if (isWhole) done += Math.floor(Math.max(0, last - before - 1) / perWindow) * perWindow;
    }
  }

  read(): number {
    return this.peak;
  }
}

/** The same course in at most so many buckets. */
export function coarser({ bucketMs, buckets }: Timeline, most: number): Timeline {
  const size = Math.max(1, Math.ceil(buckets.length / most));
  const joined: TimelineBucket[] = [];
  for (const [index, bucket] of buckets.entries()) {
    const last = joined.at(-1);
    if (index % size === 0 || !last) joined.push({ ...bucket });
    else {
      last.calls += bucket.calls;
      last.retries += bucket.retries;
      last.failed += bucket.failed;
      last.items += bucket.items;
    }
  }
  return { bucketMs: bucketMs * size, buckets: joined };
}
