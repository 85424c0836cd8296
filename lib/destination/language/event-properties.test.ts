import { expect, test } from "vitest";
import { completeDestinationOf } from "@/lib/destination/example/complete-destination";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import { variableTable } from "@/lib/destination/variable";
import { completionsAt } from "./complete";
import { eventProperties, lineProperties } from "./event-properties";
import { tokenInfoAt } from "./hover";
import { variablesInScope } from "./scope";

const events = sampleEvents.map(({ event }) => event);

test("the paths of events, each once and with a value where one has it", () => {
  const known = eventProperties([
    { type: "track", properties: { total: null, "two words": 1, lines: [{ sku: "a" }] } },
    { type: "page", properties: { total: 5, flag: true, deep: { er: "x" } } },
  ]);
  expect(known.map(({ name, type, value }) => [name, type, value])).toEqual([
    ["type", "text", "track"],
    ["properties", "object", undefined],
    ["properties.total", "number", "5"],
    ["properties.lines", "list", undefined],
    ["properties.flag", "true or false", "true"],
    ["properties.deep", "object", undefined],
    ["properties.deep.er", "text", "x"],
  ]);
  expect(
    lineProperties([{ properties: { products: [{ sku: "a", size: { eu: 40 } }, { price: 3 }], tags: ["x"] } }]),
  ).toMatchObject([
    { name: "sku", value: "a" },
    { name: "size" },
    { name: "size.eu", value: "40" },
    { name: "price", value: "3" },
  ]);
});

const definition = completeDestinationOf("event");
const variables = (part?: "computed") =>
  variablesInScope(definition, variableTable(definition), { endpoint: "action:order", part }, [], events);
test("they are offered after $event, and further steps after those that are written", () => {
  const at = (text: string, part?: "computed") => {
    const caret = text.indexOf("¦");
    return completionsAt(text.replace("¦", ""), caret, "json", variables(part)).map(({ label }) => label);
  };
  expect(at('{"a": ${event.user¦}}')).toContain("userId");
  expect(at('{"a": ${event.ip¦}}')).toContain("context.ip");
  expect(at('{"a": ${event.properties.tot¦}}')).toContain("total");
  expect(at('{"a": ${event.properties.tot¦}}')).not.toContain("userId");
  expect(at('{"a": ${line.pr¦}}', "computed")).toEqual(expect.arrayContaining(["price", "product_id"]));
});

test("pointing at one shows a value of it, or that no event has it", () => {
  const info = (text: string) => tokenInfoAt(text, text.indexOf("event") + 8, "json", variables());
  expect(info('{"a": ${event.properties.total}}')?.lines.join(" ")).toMatch(/properties\.total: number/);
  expect(info('{"a": ${event.properties.nothing}}')?.lines.join(" ")).toMatch(/None of the test events/);
});
