import { expect, it } from "vitest";
import { formatExact, formatRelative } from "./format-time";

const now = new Date("2026-11-22T12:00:00Z");
const seconds = (amount: number) => new Date(now.getTime() + amount * 1000);

it.each([
  [0, "just now"],
  [-40, "just now"],
  [20, "in a moment"],
  [-50, "1 minute ago"],
  [-170, "3 minutes ago"],
  [-3600, "1 hour ago"],
  [-86_400, "yesterday"],
  [86_400 * 3, "in 3 days"],
  [-86_400 * 14, "2 weeks ago"],
  [-86_400 * 90, "Aug 24, 2026"],
])("%d seconds away reads %s", (amount, text) => expect(formatRelative(seconds(amount), now)).toBe(text));

it("names the zone of an exact time", () => {
  expect(formatExact(now, "UTC")).toBe("Sun, Nov 22, 2026, 12:00:00 UTC");
});
