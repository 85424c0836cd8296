import fc from "fast-check";
import { expect, test } from "vitest";
import {
  commentsDueAt,
  commentsQuietMinutes,
  commentsWaitMinutesMax,
  dailyMailHour,
  nextDailyMail,
} from "./digest-time";

const at = (time: string) => new Date(`2026-03-${time}Z`);

test.each([
  ["01T06:59:59.999", "01T07:00"],
  ["01T07:00", "02T07:00"],
  ["01T23:00", "02T07:00"],
  ["31T07:00:00.001", "31T07:00"],
])("from %s the daily mail is next sent at %s", (now, expected) => {
  const month = now.startsWith("31") ? 86_400_000 : 0;
  expect(nextDailyMail(at(now)).getTime()).toBe(at(expected).getTime() + month);
});

test("the daily mail is always ahead, by a day at most, at the hour", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (now) => {
      const due = nextDailyMail(now);
      expect(due.getTime()).toBeGreaterThan(now.getTime());
      expect(due.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000);
      expect(due.toISOString()).toContain(`T${String(dailyMailHour).padStart(2, "0")}:00:00.000Z`);
    }),
  );
});

test("a lone comment waits for company, and one of many no longer than the first may", () => {
  const first = at("01T10:00");
  const after = (minutes: number) => new Date(first.getTime() + minutes * 60_000);
  expect(commentsDueAt(first, first)).toEqual(after(commentsQuietMinutes));
  expect(commentsDueAt(first, after(5))).toEqual(after(5 + commentsQuietMinutes));
  expect(commentsDueAt(first, after(14))).toEqual(after(commentsWaitMinutesMax));
  expect(commentsDueAt(first, after(40))).toEqual(after(40));
});
