const steps = [
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3600 },
  { unit: "day", seconds: 86_400 },
  { unit: "week", seconds: 604_800 },
] as const;

/** The date alone: "22 Dec 2026". */
export function formatDay(at: Date, language = "en"): string {
  return new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(at);
}

/** Minutes to weeks in words, then the date: beyond two months "9 weeks ago" no longer says when. */
export function formatRelative(at: Date, now: Date, language = "en"): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const distance = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });
  if (distance < 45) {
    if (language !== "en") return relative.format(0, "second");
    return seconds > 5 ? "in a moment" : "just now";
  }
  if (distance > 60 * 86_400) return formatDay(at, language);
  const step = steps.findLast((candidate) => distance >= candidate.seconds * 0.95) ?? steps[0];
  return relative.format(Math.sign(seconds) * Math.round(distance / step.seconds), step.unit);
}

/** To the second, with the zone, because two people who compare notes may not share one. */
export function formatExact(at: Date, timeZone?: string, language = "en"): string {
  return new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    timeZone,
  }).format(at);
}
