import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import type { DestinationDefinition, ListDefinition } from "./definition";
import { setAtPath } from "./edit";
import { fixAll, isSafeFix } from "./fix-all";
import { check } from "./rulebook";

const payload = ["endpoints", "addUsers", "payload"];
const withPayload = (text: string): ListDefinition => setAtPath(sampleDefinition(), payload, text);
const fixed = (text: string) => {
  const { definition, count } = fixAll(withPayload(text), {});
  return [asList(definition).endpoints.addUsers.payload, count];
};

describe("fixAll", () => {
  test.each([
    ['{"items": $items,}', '{"items": $items}', 1],
    ["{'items': $items, \"ok\": True,}", '{"items": $items, "ok": true}', 3],
    ['{"items": $items "a": 1 "b": 2}', '{"items": $items, "a": 1, "b": 2}', 2],
    ['{"items": "$items", "n": [1,2,3,],}', '{"items": $items, "n": [1,2,3]}', 3],
  ])("mends %s", (text, after, count) => {
    expect(fixed(text)).toEqual([after, count]);
  });

  test("leaves alone what is not sure", () => {
    const guess = withPayload('{"items": $items, "region": "$regoin", "folder": "$folder"}');
    expect(check(guess).filter(({ rule }) => rule === "LF001")).toHaveLength(2);
    expect(fixAll(guess, {})).toEqual({ definition: guess, count: 0 });
  });

  test("mends several texts in one go", () => {
    const broken = setAtPath(
      withPayload('{"items": $items,}'),
      ["endpoints", "removeUsers", "payload"],
      "{'a': $items}",
    );
    const { definition, count } = fixAll(broken, {});
    expect(count).toBeGreaterThanOrEqual(2);
    expect(check(definition).filter(isSafeFix)).toEqual([]);
  });

  test("the same document comes back when nothing is to be mended", () => {
    const definition = sampleDefinition();
    expect(fixAll(definition, {}).definition).toBe(definition);
  });

  test("never leaves more errors than there were, and ends", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      "'b'",
      "1",
      "True",
      "$items",
      '"$items"',
      "// c\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const before = withPayload(pieces.join(""));
        const { definition, count } = fixAll(before, {});
        const errors = (each: DestinationDefinition) => check(each).filter(({ severity }) => severity === "error");
        expect(errors(definition).length).toBeLessThanOrEqual(errors(before).length);
        expect(count === 0).toBe(definition === before);
      }),
      { numRuns: 300 },
    );
  });
});
