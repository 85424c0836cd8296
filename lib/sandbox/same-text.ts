import { timingSafeEqual } from "node:crypto";

/** Compares a secret without telling by the time it takes how much of it was right. */
export function isSameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
