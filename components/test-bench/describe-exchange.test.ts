import { describe, expect, test } from "vitest";
import type { Outcome } from "@/lib/destination/error-catalog";
import type { Exchange, ExchangeFailure, PartnerResponse } from "@/lib/destination/exchange";
import { headlineOf, notesOf } from "./describe-exchange";

function anExchange(overrides: { response?: Partial<PartnerResponse>; failure?: ExchangeFailure }): Exchange {
  const { response, failure } = overrides;
  return {
    request: { method: "POST", url: "https://api.example.com/lists", headers: [] },
    ...(response && {
      response: { status: 200, headers: [], body: "{}", bodyBytes: 2, isTruncated: false, ...response },
    }),
    ...(failure && { failure }),
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 120,
  };
}

const success: Outcome = { kind: "success", type: "success", message: "", retry: false, status: "200" };
const failed: Outcome = { kind: "failure", type: "unclassified", message: "", retry: false, status: "500" };
const titles = (exchange: Exchange) => notesOf(exchange).map(({ title }) => title);
const json = [{ name: "content-type", value: "application/json" }];

describe("headlineOf", () => {
  test("a plain answer is its status and the verdict", () => {
    expect(headlineOf(anExchange({ response: { status: 201 } }), success)).toEqual({
      tone: "success",
      status: "201 Created",
      verdict: "Success",
    });
  });

  test("what we refused is not the partner's failure", () => {
    const refused = anExchange({ failure: { kind: "refused", rule: "private_address", detail: "…" } });
    expect(headlineOf(refused, { ...failed, type: "refused" })).toMatchObject({
      tone: "warning",
      verdict: "Refused by us",
    });
    const [note] = notesOf(refused);
    expect(note).toMatchObject({ title: "We refused to send this request", rule: "public addresses only" });
    expect(note?.why).toContain("somebody's own network");
  });

  test("a call of which not everything was taken is no success", () => {
    const answered = anExchange({ response: { status: 207 } });
    const partial: Outcome = { ...success, kind: "partial", type: "partial", status: "207" };
    expect(headlineOf(answered, partial)).toEqual({
      tone: "warning",
      status: "207 Multi-Status",
      verdict: "Partly accepted",
    });
    const rejected: Outcome = { ...failed, type: "rejected", status: "200" };
    expect(headlineOf(anExchange({ response: { status: 200 } }), rejected)).toMatchObject({
      tone: "danger",
      verdict: "Nothing was accepted",
    });
  });

  test("without an access token nothing was sent, and that is the partner's doing rather than ours", () => {
    const unsent = anExchange({ failure: { kind: "refused", rule: "access_token", detail: "Nothing was sent." } });
    expect(headlineOf(unsent, { ...failed, type: "Access token", status: "refused" })).toEqual({
      tone: "danger",
      status: "Not sent",
      verdict: "No access token",
    });
  });

  test("a failure nobody described says so", () => {
    expect(headlineOf(anExchange({ response: { status: 500 } }), failed).verdict).toBe(
      "Failure, not in the error catalog",
    );
  });
});

describe("notesOf", () => {
  test("nothing stands out in plain JSON or in an empty body", () => {
    expect(notesOf(anExchange({ response: { headers: json } }))).toEqual([]);
    expect(notesOf(anExchange({ response: { status: 204, headers: json, body: "" } }))).toEqual([]);
  });

  test("a redirect names where it points", () => {
    const [note] = notesOf(
      anExchange({ response: { status: 302, body: "", headers: [{ name: "Location", value: "https://x.example/" }] } }),
    );
    expect(note?.title).toBe("Redirect not followed");
    expect(note?.text).toContain("https://x.example/");
  });

  test("a web page, broken JSON and a compressed body are told apart", () => {
    expect(titles(anExchange({ response: { headers: json, body: "<!doctype html><p>Sign in</p>" } }))).toEqual([
      "An HTML page instead of JSON",
    ]);
    expect(titles(anExchange({ response: { headers: json, body: '{"a":' } }))).toEqual(["The body is not valid JSON"]);
    expect(
      titles(
        anExchange({ response: { headers: [...json, { name: "Content-Encoding", value: "gzip" }], body: "[gzip" } }),
      ),
    ).toEqual(["Compressed answer (gzip)"]);
    expect(titles(anExchange({ response: { body: "<?xml version='1.0'?><ok/>" } }))).toEqual([]);
  });

  test("JSON that was cut off is not called broken", () => {
    expect(notesOf(anExchange({ response: { headers: json, body: '{"a":', isTruncated: true } }))).toEqual([]);
  });

  test("a cut connection keeps what had come", () => {
    const exchange = anExchange({
      response: { headers: json, body: '{"a":1}' },
      failure: { kind: "network", detail: "The partner closed the connection." },
    });
    expect(titles(exchange)).toEqual(["The connection failed"]);
    expect(headlineOf(exchange, failed).status).toBe("Connection failed");
  });
});
