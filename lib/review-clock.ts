/** How long a submission has waited, in business days. Weekends in UTC; holidays are nobody's business here. Pure. */
import { reviewDueAt } from "./destination/lifecycle";

/** So many business days an answer should take, unless the platform's administrators set another number (SPEC 14). */
export const reviewTargetDaysDefault = 5;

const dayMs = 86_400_000;

/** The whole business days between two moments: from Friday noon to Monday noon is one. */
export function businessDaysBetween(from: Date, to: Date): number {
  if (to <= from) return 0;
  const days = Math.floor((to.getTime() - from.getTime()) / dayMs);
  const weeks = Math.floor(days / 7);
  let count = weeks * 5;
  for (let day = weeks * 7 + 1; day <= days; day += 1) {
    const weekday = new Date(from.getTime() + day * dayMs).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count += 1;
  }
  return count;
}

/** "2 business days". */
export function ageWords(age: number): string {
  if (age === 0) return "Under 1 business day";
  return age === 1 ? "1 business day" : `${age} business days`;
}

export interface ReviewClock {
  /** Whole business days since the submission. */
  age: number;
  dueAt: Date;
  isOverdue: boolean;
}

export function reviewClock(submittedAt: Date, now: Date, targetDays: number): ReviewClock {
  const dueAt = reviewDueAt(submittedAt, targetDays);
  return { age: businessDaysBetween(submittedAt, now), dueAt, isOverdue: dueAt < now };
}
