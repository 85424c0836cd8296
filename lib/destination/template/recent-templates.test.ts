import { expect, test } from "vitest";
import { templateCharsMax } from "@/lib/destination/definition";
import { parseTemplate } from "./parse";

test("every text of a large destination is parsed once, however many there are", () => {
  const sources = Array.from({ length: 1_500 }, (_, index) => `{"id": "$user_id", "index": ${index}}`);
  const first = sources.map((source) => parseTemplate(source, "json"));
  expect(sources.every((source, index) => parseTemplate(source, "json") === first[index])).toBe(true);
});

test("what is in use stays while others come and go; the others are forgotten", () => {
  const used = '{"used": "$user_id"}';
  const kept = parseTemplate(used, "json");
  const large = (index: number) => `"${index} ${"x".repeat(templateCharsMax - 20)}"`;
  const first = parseTemplate(large(0), "json");
  for (let index = 1; index < 20; index++) {
    parseTemplate(large(index), "json");
    expect(parseTemplate(used, "json")).toBe(kept);
  }
  expect(parseTemplate(large(0), "json")).not.toBe(first);
  expect(parseTemplate(large(19), "json")).toBe(parseTemplate(large(19), "json"));
});

test("the languages are kept apart", () => {
  expect(parseTemplate("$name", "text").language).toBe("text");
  expect(parseTemplate("$name", "json").language).toBe("json");
});
