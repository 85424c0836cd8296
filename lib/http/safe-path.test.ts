import { expect, test } from "vitest";
import { safePath } from "./safe-path";

test.each([
  ["/destinations/1?tab=test", "/destinations/1?tab=test"],
  ["/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/a/../..//evil.example", "/"],
  ["", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
])("%j leads to %j", (text, path) => {
  expect(safePath(text)).toBe(path);
});
