import { describe, expect, test } from "vitest";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";

const { aWorkspace } = sandboxForTests({
  limits: { eventsPerWorkspace: 150, profilesPerWorkspace: 2, groupsPerWorkspace: 2, eventBytesPerWorkspace: 60_000 },
});
const good = { name: "Order Completed", userId: "u1", timestamp: "2026-03-01T12:00:00Z" };

describe("one event", () => {
  test("is accepted and read back, the newest first", async () => {
    const { call } = aWorkspace();
    const first = await call("POST", "/events", {
      ...good,
      messageId: "m1",
      anonymousId: 7,
      properties: { total: 25.5, coupon: null, nested: { a: [1] } },
      lines: [
        { sku: "A-1", name: "Rope", quantity: 2, price: 10 },
        { sku: "B", quantity: 1, price: 5.5, extra: 1 },
      ],
    });
    expect(first).toMatchObject({ status: 202, body: { accepted: 1 } });
    await call("POST", "/events", { name: "Page Viewed", anonymousId: "a1", timestamp: 1_772_366_400 });
    const { body } = await call("GET", "/events");
    expect(body.total).toBe(2);
    expect(body.events).toEqual([
      {
        number: 2,
        name: "Page Viewed",
        anonymousId: "a1",
        timestamp: "2026-03-01T12:00:00.000Z",
        receivedAt: expect.any(String),
        properties: {},
        lines: [],
      },
      {
        number: 1,
        name: "Order Completed",
        userId: "u1",
        anonymousId: "7",
        messageId: "m1",
        timestamp: "2026-03-01T12:00:00.000Z",
        receivedAt: expect.any(String),
        properties: { total: 25.5, coupon: null, nested: { a: [1] } },
        lines: [
          { sku: "A-1", name: "Rope", quantity: 2, price: 10 },
          { sku: "B", quantity: 1, price: 5.5 },
        ],
      },
    ]);
    expect((await call("GET", "/events?limit=1")).body.events).toMatchObject([{ number: 2 }]);
  });

  test.each(["0", "1001", "x", ""])("limit=%s is 400", async (limit) => {
    expect(await aWorkspace().call("GET", `/events?limit=${limit}`)).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_limit" } },
    });
  });

  test.each<[string, string, object | string | unknown[]]>([
    ["invalid_name", "name: Give the event a name.", { ...good, name: undefined }],
    ["invalid_name", "name: The name is empty.", { ...good, name: " " }],
    ["invalid_name", "name: A name has", { ...good, name: "n".repeat(201) }],
    ["invalid_user", "userId: Send a userId or an anonymousId.", { ...good, userId: undefined }],
    ["invalid_user", "userId: The id is empty.", { ...good, userId: "" }],
    ["invalid_user", "anonymousId: The id is longer", { ...good, anonymousId: "a".repeat(257) }],
    ["invalid_message_id", "messageId: The message ID is not a text.", { ...good, messageId: 1 }],
    ["invalid_message_id", "messageId: The message ID is empty.", { ...good, messageId: "" }],
    ["invalid_timestamp", "timestamp: Send a timestamp", { ...good, timestamp: undefined }],
    ["invalid_timestamp", "timestamp: The timestamp is not ISO 8601", { ...good, timestamp: "2026-03-01" }],
    ["invalid_timestamp", "timestamp: The timestamp is not ISO 8601", { ...good, timestamp: "2026-03-01T12:00:00" }],
    ["invalid_timestamp", "timestamp: The timestamp is not ISO 8601", { ...good, timestamp: "2026-13-01T12:00:00Z" }],
    ["invalid_timestamp", "timestamp: Unix seconds are a number", { ...good, timestamp: "1772366400" }],
    [
      "invalid_timestamp",
      "timestamp: The timestamp looks like milliseconds",
      { ...good, timestamp: 1_772_366_400_000 },
    ],
    ["invalid_timestamp", "timestamp: The timestamp is before 1970", { ...good, timestamp: -1 }],
    ["invalid_timestamp", "timestamp: The timestamp is neither", { ...good, timestamp: null }],
    ["invalid_properties", "properties: The properties are not a JSON object.", { ...good, properties: [] }],
    ["invalid_properties", "properties: The properties are larger", { ...good, properties: { a: "x".repeat(17_000) } }],
    ["invalid_line", "lines: The lines are not an array.", { ...good, lines: {} }],
    ["invalid_line", "lines.1: A line is", { ...good, lines: [{ sku: "A", quantity: 1, price: 1 }, null] }],
    ["invalid_line", "lines.0.sku: Each line", { ...good, lines: [{ quantity: 1, price: 1 }] }],
    [
      "invalid_line",
      "lines.0.quantity: The quantity is less",
      { ...good, lines: [{ sku: "A", quantity: 0, price: 1 }] },
    ],
    [
      "invalid_line",
      "lines.0.quantity: The quantity is not",
      { ...good, lines: [{ sku: "A", quantity: "1", price: 1 }] },
    ],
    [
      "invalid_line",
      "lines.0.price: The price is negative",
      { ...good, lines: [{ sku: "A", quantity: 1, price: -1 }] },
    ],
    [
      "invalid_line",
      "lines: An event has at most",
      { ...good, lines: Array(501).fill({ sku: "A", quantity: 1, price: 1 }) },
    ],
    ["invalid_event", "An event is a JSON object.", []],
    ["invalid_event", "An event is a JSON object.", "null"],
  ])("422 %s: %s", async (code, message, body) => {
    const { call } = aWorkspace();
    expect(await call("POST", "/events", body)).toMatchObject({
      status: 422,
      body: { error: { code, message: expect.stringContaining(message) } },
    });
    expect((await call("GET", "/events")).body).toEqual({ total: 0, events: [] });
  });
});

describe("a batch of events", () => {
  test("is accepted, but for what is wrong with some", async () => {
    const { call } = aWorkspace();
    const answer = await call("POST", "/events/batch", {
      events: [good, { ...good, name: "" }, { ...good, timestamp: 1_772_366_400 }, { ...good, lines: [{}] }],
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: 2,
      duplicates: 0,
      rejected: [
        { index: 1, code: "invalid_name", message: "name: The name is empty." },
        { index: 3, code: "invalid_line", message: expect.stringContaining("lines.0.sku") },
      ],
    });
    expect((await call("GET", "/events")).body.total).toBe(2);
  });

  test("counts a message once, however often it is sent", async () => {
    const { call } = aWorkspace();
    const events = [
      { ...good, messageId: "m1" },
      { ...good, messageId: "m1" },
      { ...good, messageId: "m2" },
      good,
      good,
    ];
    expect((await call("POST", "/events/batch", { events })).body).toEqual({
      accepted: 5,
      duplicates: 1,
      rejected: [],
    });
    expect(await call("POST", "/events", { ...good, messageId: "m2" })).toMatchObject({
      status: 202,
      body: { accepted: 1 },
    });
    expect((await call("GET", "/events")).body.total).toBe(4);
  });

  test("has at most 100 events; the oldest ones make room", async () => {
    const { call } = aWorkspace();
    const events = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...good, messageId: `m${index}` }));
    expect(await call("POST", "/events/batch", { events: events(101) })).toMatchObject({
      status: 413,
      body: { error: { code: "too_many_events" } },
    });
    await call("POST", "/events/batch", { events: events(100) });
    await call("POST", "/events/batch", { events: Array(100).fill(good) });
    const { body } = await call("GET", "/events?limit=1000");
    expect(body.total).toBe(150);
    expect(body.events.at(-1).number).toBe(51);
    // What is no longer kept is no longer known.
    for (const [part, duplicates] of [
      [events(100).slice(50), 50],
      [events(100).slice(0, 50), 0],
    ] as const) {
      expect((await call("POST", "/events/batch", { events: part })).body.duplicates).toBe(duplicates);
    }
  });

  test("is bounded by its size as well", async () => {
    const { call } = aWorkspace();
    const large = { ...good, properties: { note: "x".repeat(10_000) } };
    await call("POST", "/events/batch", { events: Array(8).fill(large) });
    expect((await call("GET", "/events")).body.events.map(({ number }: { number: number }) => number)).toEqual([
      8, 7, 6, 5, 4,
    ]);
  });

  test.each([{}, { events: {} }, []])("%j is 422", async (body) => {
    expect((await aWorkspace().call("POST", "/events/batch", body)).status).toBe(422);
  });
});

describe("profiles", () => {
  test("are made, changed and read", async () => {
    const { call } = aWorkspace();
    const made = await call("PUT", "/profiles/u1", {
      traits: { email: "ada@example.com", address: { city: "Paris" } },
    });
    expect(made).toMatchObject({ status: 201, body: { profile: { id: "u1", groups: [] } } });
    const changed = await call("PUT", "/profiles/u1", { traits: { email: null, plan: "gold" } });
    expect(changed.status).toBe(200);
    expect(changed.body.profile.traits).toEqual({ address: { city: "Paris" }, plan: "gold" });
    expect((await call("GET", "/profiles/u1")).body.profile.traits).toEqual({
      address: { city: "Paris" },
      plan: "gold",
    });
    await call("PUT", "/profiles/u2", { traits: {} });
    expect((await call("GET", "/profiles")).body).toMatchObject({ total: 2, profiles: [{ id: "u2" }, { id: "u1" }] });
    expect(await call("PUT", "/profiles/u3", { traits: {} })).toMatchObject({
      status: 422,
      body: { error: { code: "workspace_full" } },
    });
  });

  test.each<[number, string, string, unknown]>([
    [422, "invalid_id", `/profiles/${"a".repeat(257)}`, { traits: {} }],
    [422, "invalid_body", "/profiles/u1", {}],
    [422, "invalid_body", "/profiles/u1", { traits: [] }],
    [422, "invalid_body", "/profiles/u1", { traits: { a: "x".repeat(17_000) } }],
  ])("%i %s", async (status, code, path, body) => {
    expect(await aWorkspace().call("PUT", path, body)).toMatchObject({ status, body: { error: { code } } });
  });

  test("that are unknown are 404", async () => {
    const { call } = aWorkspace();
    expect(await call("GET", "/profiles/u1")).toMatchObject({
      status: 404,
      body: { error: { code: "profile_not_found" } },
    });
  });
});

describe("groups", () => {
  test("are joined", async () => {
    const { call } = aWorkspace();
    const joined = await call("POST", "/groups/Acme%20Inc/members", { ids: ["u1", 2, "u1"], traits: { plan: "team" } });
    expect(joined).toMatchObject({ status: 200, body: { added: 2, group: { name: "Acme Inc", total: 2 } } });
    const again = await call("POST", "/groups/Acme%20Inc/members", {
      ids: ["u1", "u3"],
      traits: { plan: null, seats: 5 },
    });
    expect(again.body).toMatchObject({ added: 1, group: { total: 3, traits: { seats: 5 } } });
    expect((await call("GET", "/groups")).body.groups).toMatchObject([{ name: "Acme Inc", total: 3 }]);
    await call("PUT", "/profiles/u3", { traits: {} });
    expect((await call("GET", "/profiles/u3")).body.profile.groups).toEqual(["Acme Inc"]);
  });

  test.each<[number, string, string, unknown]>([
    [422, "invalid_group", `/groups/${"g".repeat(201)}/members`, { ids: ["u1"] }],
    [422, "invalid_group", "/groups/%20/members", { ids: ["u1"] }],
    [422, "invalid_body", "/groups/g/members", {}],
    [422, "invalid_body", "/groups/g/members", { ids: [] }],
    [422, "invalid_body", "/groups/g/members", { ids: [{}] }],
    [413, "too_many_ids", "/groups/g/members", { ids: Array.from({ length: 1001 }, (_, index) => index) }],
  ])("%i %s", async (status, code, path, body) => {
    expect(await aWorkspace().call("POST", path, body)).toMatchObject({ status, body: { error: { code } } });
  });

  test("are bounded", async () => {
    const { call } = aWorkspace();
    for (const name of ["a", "b"]) await call("POST", `/groups/${name}/members`, { ids: ["u1"] });
    expect(await call("POST", "/groups/c/members", { ids: ["u1"] })).toMatchObject({
      status: 422,
      body: { error: { code: "workspace_full" } },
    });
  });
});

test.each<[string, string, number]>([
  ["PUT", "/events", 405],
  ["GET", "/events/batch", 405],
  ["POST", "/profiles/u1", 405],
  ["POST", "/profiles", 405],
  ["GET", "/groups/a/members", 405],
  ["POST", "/groups", 405],
  ["GET", "/events/1", 404],
  ["GET", "/events/batch/x", 404],
  ["GET", "/profiles/u1/x", 404],
  ["GET", "/groups/a", 404],
  ["GET", "/groups/a/members/b", 404],
])("%s %s is %i", async (method, path, status) => {
  expect((await aWorkspace().call(method, path, method === "GET" ? undefined : {})).status).toBe(status);
});
