import { expect, test } from "vitest";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import { eventPathsFor } from "./event-paths";

const texts = (begun: string, prefersLists?: boolean) =>
  eventPathsFor(sampleEvents, begun, prefersLists).map(({ text }) => text);

test("what begins as written comes before what only holds it", () => {
  const found = texts("traits.");
  expect(found.length).toBeGreaterThan(1);
  expect(found[0]).toMatch(/^traits\./);
  expect(found.findIndex((text) => !text.startsWith("traits.")) < 0).toBe(true);
});

test("case doesn't matter, and nothing is offered for what no event has", () => {
  expect(texts("USERID")).toContain("userId");
  expect(texts("no such part")).toEqual([]);
});

test("lists come first where a value is made of lines", () => {
  const [first] = eventPathsFor(sampleEvents, "", true);
  expect(first?.kinds).toContain("list");
  expect(texts("", true)).toContain("properties.products");
});

test("a path tells what stands there", () => {
  const [user] = eventPathsFor(sampleEvents, "userId");
  expect(user).toMatchObject({ text: "userId", example: "u-1001" });
  expect(user?.kinds).toContain("text");
});
