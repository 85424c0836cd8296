import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeHeaders, judgeMethod } from "./egress-headers";

const judge = (name: string, value: string): string | undefined => judgeHeaders([{ name, value }])?.detail;

describe("headers that are sent", () => {
  test.each([
    ["Authorization", "Bearer abc.def-ghi_jkl=="],
    ["X-API-Key", ""],
    ["x-tabbed", "a\tb"],
    ["X-Latin", "caf\xe9 \xff\x80"],
    ["!#$%&'*+-.^_`|~09aZ", "token characters"],
    ["X-Long", "a".repeat(8192)],
    ["Idempotency-Key", "batch-1"],
    ["X-Forwarded-By-Us", "fine"],
  ])("%s: %j", (name, value) => expect(judge(name, value)).toBeUndefined());
});

describe("headers that are refused", () => {
  const reserved = ["Host", "HOST", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer"];
  test.each([
    ...reserved,
    ...["Upgrade", "Expect", "Forwarded", "X-Forwarded-For", "Via", "Proxy-Authorization", "proxy-connection"],
  ])("%s belongs to the connection", (name) => expect(judge(name, "x")).toContain("set by the connection"));

  test.each(["", " ", "a b", "a:b", "a\r\nb", "a\0", "é", "日本", "a(b)", "a/b", "[x]", "a".repeat(257)])(
    "the name %j is no token",
    (name) => expect(judge(name, "x")).toBeTypeOf("string"),
  );

  test.each([
    ["line break", "key\n"],
    ["line break", "a\r\nX-Injected: 1"],
    ["line break", "a\rb"],
    ["control character", "a\0b"],
    ["control character", "\x01"],
    ["control character", "a\x1bb"],
    ["control character", "a\x7f"],
    ["U+20AC", "price €"],
    ["U+2028", "a\u2028b"],
    ["U+D83D", "😀"],
    ["U+010A", "\u010a"],
    ["at most 8192", "a".repeat(8193)],
  ])("a value with %s", (words, value) => expect(judge("X-Key", value)).toContain(words));

  test("with words that never quote the value", () => {
    const secret = "sk_live_1234567890";
    expect(judge("Authorization", `Bearer ${secret}\n`)).not.toContain(secret);
    expect(judge("Authorization", `Bearer ${secret}\n`)).toContain("at character 26");
  });

  test("for every value exactly when a character is outside the sendable set", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        (value) => (judge("X-Key", value) === undefined) === /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
      ),
      { numRuns: 2000 },
    );
  });
});

test("methods are the five and nothing else", () => {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) expect(judgeMethod(method)).toBeUndefined();
  for (const method of ["get", "HEAD", "CONNECT", "TRACE", "OPTIONS", "", "GET\r\n", "QUERY", "POST "]) {
    expect(judgeMethod(method)?.rule).toBe("method");
  }
});
