import { expect, test } from "vitest";
import { z } from "zod";
import { action, type DestinationDefinition } from "@/lib/destination/definition";
import { completeEventDestination, completePropertyDestination } from "@/lib/destination/example/complete-destination";
import { toManifest } from "@/lib/destination/manifest/manifest";
import { manifestToYaml } from "@/lib/destination/manifest/manifest-text";
import { main } from "./main";

const answer = z.looseObject({
  ok: z.boolean(),
  requests: z.array(z.looseObject({ endpoint: z.string(), url: z.string(), body: z.unknown(), batch: z.unknown() })),
  skipped: z.array(z.unknown()),
  actions: z.array(z.looseObject({ name: z.string(), isCalled: z.boolean(), reason: z.string() })),
  warnings: z.array(z.string()),
  propertyKey: z.unknown(),
  classification: z.unknown(),
});
const refusal = z.object({ problems: z.array(z.object({ path: z.array(z.unknown()), message: z.string() })) });

function run(definition: DestinationDefinition, input: unknown) {
  const files: Record<string, string> = {
    m: manifestToYaml(toManifest({ definition })),
    i: typeof input === "string" ? input : JSON.stringify(input),
  };
  let out = "";
  const code = main(["render", "m", "--input", "i"], {
    read: (path) => new TextEncoder().encode(files[path]),
    out: (text) => {
      out += text;
    },
    err: () => undefined,
  });
  return { code, out };
}

function render(definition: DestinationDefinition, input: unknown) {
  const { code, out } = run(definition, input);
  return { code, out, ...answer.parse(JSON.parse(out)) };
}

const values = { bearer_token: "s3cret-token" };
const cohort = { id: "c1", name: "Power users" };

const orders = 'type = "track" and event = "Order Completed"';
const lines = {
  id: "c1",
  variable: "order_lines",
  source: "properties.products",
  template: '{"sku": "${line.sku}", "price": ${line.price?}}',
};

/** One action, which writes the lines of an order one by one. */
function orderOnly() {
  const definition = completeEventDestination();
  const [usual] = definition.actions;
  const payload = '{"person": "$person", "total": ${event.properties.total?}, "lines": ${order_lines?}}';
  const endpoint = { ...usual?.endpoint, url: "https://api.example.com/orders", payload, batchSize: 1 };
  const order = action.parse({
    id: "order",
    name: "Order completed",
    trigger: orders,
    computedValues: [lines],
    endpoint,
  });
  return { ...definition, actions: [order] };
}

/** The same, and an action that any tracked event calls but that is off until it is turned on. */
function shop() {
  const definition = orderOnly();
  const [order] = definition.actions;
  const audit = action.parse({
    ...order,
    id: "audit",
    name: "Audit",
    trigger: 'type = "track"',
    enabledByDefault: false,
    computedValues: [],
    endpoint: { ...order?.endpoint, url: "https://api.example.com/audit", payload: "$event" },
  });
  return { ...definition, actions: [...definition.actions, audit] };
}

const order = {
  type: "track",
  event: "Order Completed",
  userId: "u1",
  properties: { total: 5, products: [{ sku: "a", price: 1 }, { sku: "b" }] },
};

test("an event gives the calls of all actions that it calls, and why the others are silent", () => {
  const { code, requests, actions, warnings } = render(shop(), { values, event: order });
  expect([code, warnings]).toEqual([0, []]);
  expect(requests).toMatchObject([
    {
      endpoint: "action:order",
      url: "https://api.example.com/orders",
      body: { person: "u1", total: 5, lines: [{ sku: "a", price: 1 }, { sku: "b" }] },
      batch: { number: 1, batchId: "batch-1", events: [0] },
    },
  ]);
  expect(actions).toMatchObject([
    {
      event: 0,
      endpoint: "action:order",
      name: "Order completed",
      isCalled: true,
      reason: "Called when a track event named “Order Completed” arrives.",
      trigger: { isTrue: true, parts: [{ condition: 'type = "track"', found: "track" }, { isTrue: true }] },
    },
    {
      endpoint: "action:audit",
      isCalled: false,
      isMatched: true,
      isEnabled: false,
      reason: expect.stringContaining("turned off"),
    },
  ]);
});

test("answers turn actions on and narrow them, under their names or IDs", () => {
  const actions = { Audit: { isEnabled: true, narrowing: "properties.total > 100" } };
  const narrowed = render(shop(), { values, event: order, actions });
  expect(narrowed.requests.map(({ endpoint }) => endpoint)).toEqual(["action:order"]);
  expect(narrowed.actions[1]?.reason).toContain("properties.total > 100 isn't true. It is 5");
  const on = render(shop(), { values, event: order, actions: { audit: { isEnabled: true }, Audti: {} } });
  expect(on.requests.map(({ endpoint }) => endpoint)).toEqual(["action:order", "action:audit"]);
  expect(on.requests.map(({ batch }) => batch)).toMatchObject([{ batchId: "batch-1" }, { batchId: "batch-2" }]);
  expect(on.warnings).toEqual(["Nothing asks for `Audti` in `actions`. Did you mean `Audit`?"]);
});

test("one action can be asked for by its name", () => {
  const { requests, warnings } = render(shop(), { endpoint: "Audit", values, event: order });
  expect(requests).toMatchObject([{ endpoint: "action:audit", body: order }]);
  expect(warnings).toEqual(["Audit is turned off with these answers: no event calls it."]);
});

test("several events: each in its own call, those that can't be sent with the reason, digits kept", () => {
  const text = `{"values": {"bearer_token": "t0ken"}, "events": [
    {"type": "track", "event": "Order Completed", "userId": "u1", "properties": {"total": 12345678901234567890}},
    {"type": "page", "userId": "u1"},
    {"type": "track", "event": "Order Completed"},
    {"type": "track", "event": "Order Completed", "userId": "u4", "properties": {"products": [{"sku": "a"}, {}]}}
  ]}`;
  const { code, requests, skipped, out } = render(orderOnly(), text);
  expect(code).toBe(0);
  expect(requests.map(({ batch }) => batch)).toEqual([{ number: 1, batchId: "batch-1", events: [0] }]);
  expect(out).toContain('"total": 12345678901234567890');
  expect(skipped).toEqual([
    { event: 2, endpoint: "action:order", reason: "The event has no userId, which is needed for Person ID." },
    {
      event: 3,
      endpoint: "action:order",
      reason: '$order_lines, line 2: $line.sku has no value. It is needed at "sku".',
    },
  ]);
});

test("nothing that is called is said", () => {
  expect(render(shop(), { values, event: { type: "page" } })).toMatchObject({
    code: 0,
    requests: [],
    warnings: ["No action is called by what arrived."],
  });
  expect(render(shop(), { values })).toMatchObject({ requests: [], warnings: ["There is no event."] });
  const lost = render(shop(), { values, event: { ...order, userId: null } });
  expect(lost).toMatchObject({
    code: 0,
    requests: [],
    warnings: ["Order completed: every event is left out, so no call is made."],
  });
});

test("what isn't right about the input is said with the names of this destination", () => {
  const said = (input: unknown) =>
    refusal.parse(JSON.parse(run(shop(), input).out)).problems.map(({ message }) => message);
  expect(said({ endpoint: "Audti", values })[0]).toContain("Did you mean audit?");
  expect(said({ values, event: [] })[0]).toContain("must be an object");
  expect(said("")).toEqual(["The file is empty. Write at least `values` and `event`."]);
  const narrowed = render(shop(), { values, event: order, actions: { order: { narrowing: "total ==" } } });
  expect(narrowed.warnings[0]).toMatch(/^Setup modal: Order completed: the condition can't be read\. /);
});

test("a property gives its calls with everybody who enters and leaves, and the name to keep", () => {
  const users = [
    { operation: "add", properties: { user_id: "u1" } },
    { operation: "remove", properties: { user_id: "u2" } },
  ];
  const given = { endpoint: "all", values, cohort, users };
  const { code, requests, ...rest } = render(completePropertyDestination(), given);
  expect(code).toBe(0);
  expect(rest.propertyKey).toEqual({ value: "[Amplitude] Power users: c1", from: "definition" });
  expect(requests).toMatchObject([
    {
      endpoint: "updateUsers",
      body: {
        users: [
          { id: "u1", properties: { "[Amplitude] Power users: c1": true } },
          { id: "u2", properties: { "[Amplitude] Power users: c1": false } },
        ],
      },
      batch: { direction: "both", users: [0, 1] },
    },
  ]);
  const kept = render(completePropertyDestination(), { ...given, propertyKey: "old" });
  expect(kept).toMatchObject({
    propertyKey: { value: "old", from: "input" },
    requests: [{ body: { users: [{ properties: { old: true } }, {}] } }],
  });
});

test("a response that reports single users is read for each of them", () => {
  const users = ["u1", "u2"].map((user_id) => ({ operation: "add", properties: { user_id } }));
  const response = { status: 200, body: { failed: [{ index: 1, message: "No user with the token s3cret-token" }] } };
  const { out, ...rest } = render(completePropertyDestination(), {
    endpoint: "updateUsers",
    values,
    cohort,
    users,
    response,
  });
  expect(rest.classification).toMatchObject({
    outcome: { kind: "partial", items: { accepted: 1, rejected: 1 } },
    items: [
      { user: 0, result: "accepted" },
      { user: 1, result: "rejected" },
    ],
  });
  expect(out).not.toContain("s3cret");
});
