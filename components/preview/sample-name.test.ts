import { expect, test } from "vitest";
import type { SampleUser } from "@/lib/destination/sample-users";
import { sampleEventName, sampleUserName } from "./sample-name";

test("a user is named by number, and by who it is", () => {
  const users: SampleUser[] = [
    { operation: "add", properties: { user_id: "u-1" } },
    { operation: "add", properties: { email: "ada@example.com" } },
    { operation: "remove", properties: {} },
  ];
  expect(users.map((user) => sampleUserName(users, user))).toEqual([
    "Sample user 1 of 3: u-1",
    "Sample user 2 of 3: ada@example.com",
    "Sample user 3 of 3",
  ]);
  expect(sampleUserName(users, undefined)).toBe("A sample user");
});

test("an event is named by number, and by what happened; a long name is cut", () => {
  const events = [
    { type: "track", event: "Order Completed" },
    { type: "identify", userId: "u-1" },
    { type: "track", event: "x".repeat(60) },
  ];
  expect(events.map((event) => sampleEventName(events, event))).toEqual([
    "Test event 1 of 3: Order Completed",
    "Test event 2 of 3: Identify of u-1",
    `Test event 3 of 3: ${"x".repeat(40)}…`,
  ]);
  expect(sampleEventName(events, undefined)).toBe("A test event");
});
