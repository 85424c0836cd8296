import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleDefinition } from "@/lib/testing/definitions";
import { isLosslessNumber } from "./json";
import { normalizeListIdPath, readListId } from "./response";

const endpoint = (listIdPath: string) => ({ ...sampleDefinition().endpoints.listCreation, listIdPath });
const messageOf = (path: string, body: string) => {
  const read = readListId(endpoint(path), body);
  return read.ok ? `found ${String(read.listId)}` : read.message;
};

describe("paths", () => {
  test.each([
    ["response.data.id", "$.response.data.id"],
    ["listId", "$.listId"],
    ["data.items[0].id", "$.data.items[0].id"],
    ["[0].id", "$[0].id"],
    ["data.list-id", "$.data['list-id']"],
    ["$['data'].id", "$.data.id"],
  ])("%s is %s", (text, jsonPath) => {
    const read = normalizeListIdPath(text);
    expect(read.ok && read.jsonPath.replaceAll('"', "'")).toBe(jsonPath);
  });

  test.each(["", "$", "$..id", "$.a[*]", "$[?match(@.a,'(a+)+b')]", "a..b", "a b", "data.", "$.a[0,1]", "$.a["])(
    "%s is refused with a reason",
    (text) => {
      const read = normalizeListIdPath(text);
      expect(read.ok ? read.jsonPath : read.message.length > 10).toBe(true);
    },
  );

  test("never fail, whatever is typed", () => {
    fc.assert(fc.property(nastyText, (text) => void normalizeListIdPath(text)));
  });
});

describe("readListId", () => {
  test("finds text, and numbers with every digit", () => {
    expect(messageOf("data.id", '{"data":{"id":"abc"}}')).toBe("found abc");
    const read = readListId(endpoint("id"), '{"id": 9007199254740993123}');
    expect(read.ok && isLosslessNumber(read.listId) && read.listId.value).toBe("9007199254740993123");
    expect(messageOf("$[-1].id", '[{"id":"a"},{"id":"b"}]')).toBe("found b");
  });

  test.each([
    ['{"data":{}}', "data is an empty object"],
    ['{"data":{"ids":1,"name":"x"}}', "Did you mean ids?"],
    ['{"data":{"id":null}}', "stands null"],
    ['{"data":{"id":true}}', "stands true"],
    ['{"data":{"id":[1]}}', "add [0] to the path"],
    ['{"data":{"id":{"value":"x"}}}', "It has value."],
    ['{"data":{"id":"  "}}', "is empty"],
    ['{"data":{"id":"a\\u0000"}}', "control characters"],
    ['{"data":"x"}', "isn't an object"],
    ['{"data":[{"id":1}]}', "Name an element first"],
    ["", "no body"],
    ["<!DOCTYPE html><p>Sign in", "HTML page"],
    ["{oops", "isn't JSON"],
  ])("says what stands there instead: %s", (body, words) => {
    expect(messageOf("data.id", body)).toContain(words);
  });

  test("doesn't find what an object inherits, nor the inside of a number", () => {
    expect(messageOf("constructor", "{}")).toContain("There is no");
    expect(messageOf("id.value", '{"id": 5}')).toContain("There is no");
  });

  test("never fails, and what it finds is never empty", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), nastyText), (body) => {
        const read = readListId(endpoint("$.a"), body);
        if (read.ok) expect(String(read.listId)).not.toBe("");
      }),
    );
  });
});
