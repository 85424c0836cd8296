const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });
const sizeUnits = ["B", "KB", "MB", "GB", "TB"];

/** `12000` → `12,000`. */
export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** A share of one: `0.124` → `12.4%`. */
export function formatPercent(share: number): string {
  return percent.format(share);
}

/** Bytes in steps of 1,024: `1536` → `1.5 KB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(sizeUnits.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  return `${step === 0 ? bytes : amount.toFixed(amount < 10 ? 1 : 0)} ${sizeUnits[step] ?? "B"}`;
}

/** Milliseconds in the unit a person would say: `340` → `340 ms`, `15000` → `15 s`, `90000` → `1 min 30 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return join(`${minutes} min`, `${Math.round(seconds) % 60} s`);
  return join(`${Math.floor(minutes / 60)} h`, `${minutes % 60} min`);
}

function join(big: string, small: string): string {
  return small.startsWith("0 ") ? big : `${big} ${small}`;
}

/** `pluralize(2, "user")` → `2 users`; give the plural where an `s` will not do. */
export function pluralize(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
