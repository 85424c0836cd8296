/** What simulators refuse although no template of the gallery would send it: a contract test is only as strict as they are. */
import { describe, expect, onTestFinished, test } from "vitest";
import { send } from "@/lib/server/egress";
import { BrazeAttributesApi } from "./braze-attributes";
import { BrazeCohortsApi } from "./braze-cohorts";
import { CohortWebhookReceiver } from "./cohort-webhook";
import { CordialApi } from "./cordial";
import { CordialIngestApi } from "./cordial-ingest";
import { CustomerIoApi } from "./customer-io";
import { HttpEventsApi } from "./http-events";
import { IterableApi } from "./iterable";
import { emptyReply, type PartnerAnswer, type PartnerCall, startPartnerNetwork } from "./partner-simulator";

/** A call as the network would pass it on. */
function call(target: string, body: unknown, headers: Record<string, string> = {}): PartnerCall {
  const [method = "", url = ""] = target.split(" ");
  const { host, pathname, search, searchParams } = new URL(url);
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return {
    method,
    host,
    segments: pathname.split("/").slice(1).map(decodeURIComponent),
    rawPath: pathname + search,
    query: searchParams,
    headers: { "content-type": "application/json", ...headers },
    body: text,
    bodyBytes: Buffer.byteLength(text),
  };
}

function shown(answer: PartnerAnswer): string {
  return typeof answer === "string" ? answer : `${answer.status} ${answer.body}`;
}

const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });
const many = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);

describe("Iterable", () => {
  const api = new IterableApi({ apiKey: "k" });
  const key = { "api-key": "k" };
  const url = "POST https://api.iterable.com/api/lists";
  test.each([
    ["a key in another header", url, { name: "x" }, { "x-api-key": "k" }, "401 ", "BadApiKey"],
    ["a body that isn't JSON", url, "name=x", key, "400 ", "BadJsonBody"],
    ["an unknown member", url, { name: "x", folder: 1 }, key, "400 ", "BadParams"],
    ["a list ID as text", `${url}/subscribe`, { listId: "12345", subscribers: [] }, key, "400 ", "BadParams"],
    [
      "more than 1,000 people",
      `${url}/subscribe`,
      { listId: 12345, subscribers: many(1_001).map((userId) => ({ userId })) },
      key,
      "400 ",
      "BatchTooLarge",
    ],
    ["a list it doesn't have", `${url}/unsubscribe`, { listId: 1, subscribers: [] }, key, "404 ", "NotFound"],
    ["another resource", "POST https://api.iterable.com/api/users/update", {}, key, "404 ", "NotFound"],
  ])("refuses %s", (_, target, body, headers, status, code) => {
    const answer = shown(api.answer(call(target, body, headers)));
    expect(answer.startsWith(status)).toBe(true);
    expect(answer).toContain(code);
  });

  test("takes people who are invalid as people, not as a mistake of the call", () => {
    api.lists.set("1", { name: "x", members: new Set() });
    const subscribers = [{ email: "no-address" }, { userId: " spaces " }, {}];
    const answer = shown(api.answer(call(`${url}/subscribe`, { listId: 1, subscribers }, key)));
    expect(answer).toContain('"failCount":3');
    expect(api.lists.get("1")?.members.size).toBe(0);
  });
});

describe("Customer.io", () => {
  const api = new CustomerIoApi({ siteId: "s", trackingKey: "t", appKey: "a", people: [] });
  const track = "POST https://track.customer.io/api/v1/segments/7";
  test.each([
    ["the App key at the Track API", `${track}/add_customers`, { ids: ["1"] }, { authorization: "Bearer a" }, "401 "],
    ["the pair at the App API", "POST https://api.customer.io/v1/segments", {}, basic("s:t"), "401 "],
    ["IDs that are numbers", `${track}/add_customers`, { ids: [1] }, basic("s:t"), "400 "],
    ["no IDs", `${track}/add_customers`, { ids: [] }, basic("s:t"), "400 "],
    ["1,001 IDs", `${track}/add_customers`, { ids: many(1_001) }, basic("s:t"), "400 "],
    ["an unknown kind of ID", `${track}/add_customers?id_type=phone`, { ids: ["1"] }, basic("s:t"), "400 "],
    ["a segment it doesn't have", `${track}/remove_customers`, { ids: ["1"] }, basic("s:t"), "404 "],
    ["another verb", `${track}/set_customers`, { ids: ["1"] }, basic("s:t"), "404 "],
    [
      "a segment without a name",
      "POST https://api.customer.io/v1/segments",
      { segment: {} },
      { authorization: "Bearer a" },
      "400 ",
    ],
  ])("refuses %s", (_, target, body, headers, status) => {
    expect(shown(api.answer(call(target, body, headers)))).toMatch(new RegExp(`^${status}`));
  });
});

describe("Cordial", () => {
  const api = new CordialApi({ apiKey: "k", contacts: ["email:a@example.com"] });
  api.members.set("vips", new Set());
  const contact = "PUT https://api.cordial.io/v2/contacts/email:a%40example.com";
  test.each([
    ["a password beside the key", "GET https://api.cordial.io/v2/accountlists", undefined, basic("k:x"), "401 "],
    ["a membership that isn't true or false", contact, { vips: "yes" }, basic("k:"), "422 "],
    [
      "a body without its content type",
      contact,
      { vips: true },
      { ...basic("k:"), "content-type": "text/plain" },
      "422 ",
    ],
    ["a list without a name", "POST https://api.cordial.io/v2/accountlists", {}, basic("k:"), "422 "],
    [
      "a list it doesn't have",
      "GET https://api.cordial.io/v2/accountlists/9",
      undefined,
      basic("k:"),
      "404 .*ACCOUNT_LISTS_NOT_FOUND",
    ],
    ["another resource", "GET https://api.cordial.io/v2/orders", undefined, basic("k:"), "404 "],
    ["the old version", "GET https://api.cordial.io/v1/accountlists", undefined, basic("k:"), "404 "],
  ])("refuses %s", (_, target, body, headers, status) => {
    expect(shown(api.answer(call(target, body, headers)))).toMatch(new RegExp(`^${status}`));
  });

  test("keeps quiet about a list it doesn't know, as for any property", () => {
    expect(shown(api.answer(call(contact, { strangers: true }, basic("k:"))))).toBe('200 {"success":true}');
    expect(api.members.has("strangers")).toBe(false);
  });
});

describe("Cordial's ingest service", () => {
  const api = new CordialIngestApi({ apiKey: "k" });
  const key = { "x-api-key": "k" };
  const url = "POST https://integrations-ingest-svc.usw1.cordial.com/api/segment";
  const who = { segmentId: "u", userIdentities: { "channels.email.address": "a@example.com" } };
  test.each([
    ["a bearer token", `${url}/upsertContact`, who, { authorization: "Bearer k" }, "401 "],
    ["an unknown action", `${url}/deleteContact`, who, key, "404 "],
    ["a list name on removal", `${url}/removeContactFromList`, { ...who, groupId: "g", listName: "x" }, key, "400 "],
    ["a quantity as text", `${url}/removeProductFromCart`, { ...who, productID: "p", qty: "2" }, key, "400 "],
    ["an empty attribute name", `${url}/upsertContact`, { ...who, segmentIdKey: "" }, key, "400 "],
    ["identities in a merge", `${url}/mergeContacts`, { ...who, previousId: "p" }, key, "400 "],
    [
      "an order that says nothing of a discount",
      `${url}/upsertOrder`,
      { ...who, orderID: "o", purchaseDate: "x", status: "s", totalAmount: 1, items: [] },
      key,
      "400 ",
    ],
  ])("refuses %s", (_, target, body, headers, status) => {
    expect(shown(api.answer(call(target, body, headers)))).toMatch(new RegExp(`^${status}`));
    expect(api.received).toEqual([]);
  });
});

describe("Braze", () => {
  const cohorts = new BrazeCohortsApi({ partnerName: "p", partnerApiKey: "k", clientSecret: "s", profiles: [] });
  const attributes = new BrazeAttributesApi({ apiKey: "k" });
  const base = "POST https://rest.iad-01.braze.com";
  const keys = { partner_api_key: "k", client_secret: "s", cohort_id: "c" };
  test.each([
    [
      "a date that isn't ISO 8601",
      "/partners/p/cohorts",
      { ...keys, name: "n", created_at: "today" },
      "400 .*created_at",
    ],
    [
      "a cohort without a name",
      "/partners/p/cohorts",
      { ...keys, name: "", created_at: "2026-01-02T03:04:05Z" },
      "400 .*name",
    ],
    ["changes as text", "/partners/p/cohorts/users", { ...keys, cohort_changes: "[]" }, "400 .*cohort_changes"],
    [
      "1,001 users in several changes",
      "/partners/p/cohorts/users",
      { ...keys, cohort_changes: [{ user_ids: many(600) }, { device_ids: many(401) }] },
      "400 .*1,000",
    ],
    ["a call without keys", "/partners/p/cohorts", { cohort_id: "c" }, "401 "],
    ["another partner's name", "/partners/q/cohorts", keys, "404 "],
  ])("refuses %s", (_, path, body, status) => {
    expect(shown(cohorts.answer(call(base + path, body)))).toMatch(new RegExp(`^${status}`));
  });

  test.each([
    ["1,001 users", { attributes: many(1_001).map((external_id) => ({ external_id })) }, "400 "],
    ["a body of more than 2 MB", { attributes: [{ external_id: "u", note: "x".repeat(2_000_000) }] }, "413 "],
    ["nobody", { attributes: [] }, "400 "],
    ["an ID that is a number", { attributes: [{ external_id: 1 }] }, "400 "],
  ])("refuses attributes of %s", (_, body, status) => {
    const answer = attributes.answer(call(`${base}/users/track/bulk`, body, { authorization: "Bearer k" }));
    expect(shown(answer)).toMatch(new RegExp(`^${status}`));
  });

  test("tells a blank ID by its place", () => {
    const body = { attributes: [{ external_id: "u" }, { external_id: " " }] };
    const answer = attributes.answer(call(`${base}/users/track/bulk`, body, { authorization: "Bearer k" }));
    expect(shown(answer)).toMatch(/^201 .*"errors":\[\{"type":"EXTERNAL_USER_ID_BLANK","index":1\}\]/);
  });
});

describe("the plain ones", () => {
  test("a webhook wants its own shape and nothing beside it", () => {
    const receiver = new CohortWebhookReceiver({ key: "k", host: "hooks.example.com" });
    const set = {
      cohort_id: "c",
      cohort_name: "n",
      in_cohort: "true",
      computed_time: "now",
      message_id: "m",
      users: [],
    };
    const key = { "x-webhook-key": "k" };
    expect(shown(receiver.answer(call("POST https://hooks.example.com/", set, key)))).toMatch(/^400 /);
    expect(shown(receiver.answer(call("GET https://hooks.example.com/", undefined, key)))).toMatch(/^405 /);
  });

  test("an event API refuses more than 100 events, and a time that isn't Unix seconds inside a 207", () => {
    const api = new HttpEventsApi({ token: "t", host: "api.example.com" });
    const post = (events: unknown[]) =>
      shown(api.answer(call("POST https://api.example.com/v1/events", { events }, { authorization: "Bearer t" })));
    expect(post(Array.from({ length: 101 }, () => ({})))).toMatch(/^413 /);
    expect(post([{ name: "x", user: "u", time: "2026-01-02" }])).toMatch(/^207 .*refused/);
    expect(api.events).toEqual([]);
  });
});

describe("the network", () => {
  const open = async () => {
    const network = await startPartnerNetwork([new HttpEventsApi({ token: "t", host: "api.example.com" })]);
    onTestFinished(() => network.close());
    return network;
  };

  test("knows partners by the host of the URL, and answers 421 for any other", async () => {
    const network = await open();
    const url = network.localUrl("https://api.example.org/v1/status");
    const { response } = await send({ method: "GET", url, headers: [] }, { policy: network.policy });
    expect(response).toMatchObject({ status: 421, body: "No partner is simulated at api.example.org." });
  });

  test("takes no call without encryption, and lets the egress guard through to nowhere else", async () => {
    const network = await open();
    expect(() => network.localUrl("http://api.example.com/v1/status")).toThrow("https");
    const elsewhere = await send(
      { method: "GET", url: "http://127.0.0.1:1/", headers: [] },
      { policy: network.policy },
    );
    expect(elsewhere.failure?.kind).toBe("refused");
  });

  test("passes on path, query and body as they were sent", async () => {
    const network = await open();
    const url = network.localUrl("https://api.example.com/a%2Fb/c%20d?x=1&x=%C3%A9");
    await send({ method: "POST", url, headers: [], body: "é" }, { policy: network.policy });
    expect(network.calls[0]).toMatchObject({
      segments: ["a/b", "c d"],
      rawPath: "/a%2Fb/c%20d?x=1&x=%C3%A9",
      body: "é",
      bodyBytes: 2,
    });
    expect(network.calls[0]?.query.getAll("x")).toEqual(["1", "é"]);
  });

  test("ordered answers come first, and then the partner's own", () => {
    const api = new HttpEventsApi({ token: "t", host: "api.example.com" });
    api.answerNext(emptyReply(500), "cut");
    const status = () => shown(api.answer(call("GET https://api.example.com/v1/status", undefined)));
    expect([status(), status(), status().slice(0, 3)]).toEqual(["500 ", "cut", "401"]);
  });
});
