import { expect, test } from "vitest";
import { exchangeOfPaste, splitResponse } from "./pasted-response";

test("what curl -i prints comes apart, with either line end", () => {
  const parts = { status: "401", headers: "content-type: application/json\nx-id: 7", body: '{"error": 1}\n\nmore' };
  const text = `HTTP/1.1 401 Unauthorized\n${parts.headers}\n\n${parts.body}`;
  expect(splitResponse(text)).toEqual(parts);
  expect(splitResponse(text.replaceAll("\n", "\r\n"))).toEqual(parts);
});

test("an answer before the answer is left out", () => {
  const text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 429\r\nretry-after: 3\r\n\r\n";
  expect(splitResponse(text)).toEqual({ status: "429", headers: "retry-after: 3", body: "" });
});

test("a response without headers, without a body, or neither", () => {
  expect(splitResponse("HTTP/1.1 204 No Content")).toEqual({ status: "204", headers: "", body: "" });
  expect(splitResponse("HTTP/1.1 500 Oops\n\nbroken")).toEqual({ status: "500", headers: "", body: "broken" });
  expect(splitResponse('{"just": "a body"}')).toBeUndefined();
});

test("a pasted response is an exchange; a failure without a response too", () => {
  const reading = exchangeOfPaste({ status: " 207 ", headers: "Content-Type: a:b\n\n", body: "é" });
  expect(reading).toMatchObject({
    ok: true,
    exchange: { response: { status: 207, headers: [{ name: "Content-Type", value: "a:b" }], bodyBytes: 2 } },
  });
  expect(exchangeOfPaste({ status: "Timeout", headers: "", body: "" })).toMatchObject({
    ok: true,
    exchange: { failure: { kind: "timeout" } },
  });
});

test.each([
  ["", "", "Enter the status"],
  ["600", "", "Enter the status"],
  ["constructor", "", "Enter the status"],
  ["200", "no colon here", "“no colon here” isn't a header"],
])("status %j with headers %j is refused in words", (status, headers, words) => {
  const reading = exchangeOfPaste({ status, headers, body: "" });
  expect(reading.ok ? "" : reading.message).toContain(words);
});
