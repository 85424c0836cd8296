import { expect, test } from "vitest";
import { isLosslessNumber, parseJson, toJson } from "@/lib/destination/json";
import { kindOf, valueAt } from "./event-value";
import { lineEvents } from "./line-events";
import { matchesTrigger } from "./match-trigger";
import { parseTrigger } from "./parse-trigger";
import { sampleEvents } from "./sample-events";
import { eventMembers, eventTypes } from "./trigger";

test("there is one of every type, each with its own ID, title and message", () => {
  expect(new Set(sampleEvents.map(({ event }) => event.type))).toEqual(new Set(eventTypes));
  for (const of of [({ id }) => id, ({ title }) => title, ({ event }) => toJson(event.messageId ?? null)] satisfies ((
    sample: (typeof sampleEvents)[number],
  ) => string)[]) {
    expect(new Set(sampleEvents.map(of)).size).toBe(sampleEvents.length);
  }
});

test("they hold members that events have, and survive being written and read", () => {
  for (const { event } of sampleEvents) {
    expect(eventMembers).toEqual(expect.arrayContaining(Object.keys(event)));
    expect(toJson(parseJson(toJson(event)) ?? null)).toBe(toJson(event));
  }
});

test.each([
  ['event = "Order Completed" and properties.discount > 0', ["order-completed"]],
  ['event = "Order Completed" and not properties.discount > 0', ["order-completed-full-price"]],
  [
    "properties.products.2.sku = null and properties.products.2 != null",
    ["order-completed", "order-completed-full-price"],
  ],
  ['type = "track" and userId = null', ["product-viewed"]],
  ["traits.account_number = 9007199254740993", ["identify"]],
  ['context.device.type = "ios"', ["product-viewed", "screen"]],
  ['type = "alias" and previousId != null', ["alias"]],
])("%s picks %j", (trigger, ids) => {
  const { root } = parseTrigger(trigger);
  expect(sampleEvents.filter(({ event }) => matchesTrigger(root, event)).map(({ id }) => id)).toEqual(ids);
});

test.each([
  ["order-completed", ["properties", "products"], "p-507"],
  ["order-completed", ["properties"], undefined],
  ["identify", ["properties", "products"], undefined],
  ["alias", [], undefined],
])("the line of %s at %j", (id, path, product) => {
  const found = lineEvents(sampleEvents, path).find((each) => each.id === id)?.event ?? {};
  expect(valueAt(found, ["line", "product_id"])).toBe(product);
  expect("line" in found).toBe(id !== "identify");
});

test("numbers keep their digits, and there are lists, nulls, booleans and dates", () => {
  const identify = sampleEvents.find(({ id }) => id === "identify")?.event ?? {};
  const at = (...path: string[]) => valueAt(identify, ["traits", ...path]);
  expect(isLosslessNumber(at("account_number")) && toJson(at("account_number") ?? null)).toBe("9007199254740993");
  expect(["tags", "birthday", "is_member", "address"].map((name) => kindOf(at(name) ?? null))).toEqual([
    "list",
    "null",
    "boolean",
    "object",
  ]);
  expect(at("created_at")).toMatch(/^\d{4}-\d\d-\d\dT/);
});
