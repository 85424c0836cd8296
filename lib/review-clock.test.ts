import fc from "fast-check";
import { expect, test } from "vitest";
import { businessDaysBetween, reviewClock } from "./review-clock";

const at = (text: string) => new Date(`${text}Z`);

test.each([
  ["Monday morning", "2026-01-05T09:00", "the same day", "2026-01-05T17:00", 0],
  ["Monday morning", "2026-01-05T09:00", "Tuesday, an hour earlier", "2026-01-06T08:00", 0],
  ["Monday morning", "2026-01-05T09:00", "Tuesday", "2026-01-06T09:00", 1],
  ["Friday noon", "2026-01-09T12:00", "Sunday", "2026-01-11T12:00", 0],
  ["Friday noon", "2026-01-09T12:00", "Monday noon", "2026-01-12T12:00", 1],
  ["Saturday", "2026-01-10T12:00", "Monday noon", "2026-01-12T12:00", 1],
  ["Monday", "2026-01-05T09:00", "a week later", "2026-01-12T09:00", 5],
  ["a later moment", "2026-01-12T09:00", "an earlier one", "2026-01-05T09:00", 0],
])("from %s (%s) to %s (%s): %i", (_from, from, _to, to, days) => {
  expect(businessDaysBetween(at(from), at(to))).toBe(days);
});

const moment = fc.date({ min: at("2020-01-01T00:00"), max: at("2030-01-01T00:00"), noInvalidDate: true });

test("what is due in so many business days is so many old when it is due, and overdue right after", () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 30 }), (submittedAt, days) => {
      const { dueAt } = reviewClock(submittedAt, submittedAt, days);
      expect(reviewClock(submittedAt, dueAt, days)).toMatchObject({ age: days, isOverdue: false });
      expect(reviewClock(submittedAt, new Date(dueAt.getTime() + 1), days).isOverdue).toBe(true);
    }),
  );
});
