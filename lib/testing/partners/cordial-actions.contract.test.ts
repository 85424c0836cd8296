import { expect, test } from "vitest";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { cordialActions } from "@/lib/destination/gallery/cordial-actions";
import { parseJson } from "@/lib/destination/json";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { openBench, story, unmet } from "./contract-bench";
import { type CordialAction, CordialIngestApi, type CordialIngestOptions } from "./cordial-ingest";
import { jsonReply } from "./partner-simulator";

interface Opened extends Partial<CordialIngestOptions> {
  change?: (definition: DestinationDefinition) => DestinationDefinition;
}

async function open({ change, ...options }: Opened = {}) {
  const api = new CordialIngestApi({ apiKey: "ingest-key-1", ...options });
  const settings = { api_key: "ingest-key-1", segment_id_key: "segment_id" };
  const bench = await openBench({ entry: cordialActions, simulator: api, settings, ...(change && { change }) });
  /** What the service received for an event, action by action. */
  const received = async (event: TriggerEvent, more: Parameters<typeof bench.run>[0] = {}) => {
    const before = api.received.length;
    const sync = await bench.run({ mappings: { contact_key: "context.traits.email" }, ...more, events: [event] });
    return { sync, bodies: api.received.slice(before) };
  };
  return { api, ...bench, received };
}

/** An event as it arrives: numbers keep their digits. */
function event(members: object): TriggerEvent {
  const document = parseJson(JSON.stringify({ ...person, ...members }));
  if (typeof document !== "object" || document === null || Array.isArray(document) || "isLosslessNumber" in document) {
    throw new Error("An event is an object.");
  }
  return document;
}

const person = {
  userId: "abc123",
  anonymousId: "anonId1234",
  timestamp: "2026-03-14T09:26:53.000Z",
  context: { traits: { email: "contact@example.com" } },
};
const identity = {
  segmentIdKey: "segment_id",
  segmentId: "abc123",
  anonymousId: "anonId1234",
  userIdentities: { "channels.email.address": "contact@example.com" },
};
const product = {
  product_id: "51easf12",
  sku: "TEST-SKU",
  quantity: 2,
  category: "51easf12",
  name: "TEST-SKU",
  price: 2.35,
  url: "https://example.com/product1",
  image_url: "https://cdn.example.com/product.jpg",
  brand: "Test brand",
  variant: "black",
  coupon: "APPLY50%",
};
const body = (bodies: { action: CordialAction; body: unknown }[], action: CordialAction) =>
  bodies.find((each) => each.action === action)?.body;

test("the triggers are those of the eight actions, and a Product Added calls two of them", async () => {
  const { definition, network, received } = await open();
  expect(definition.kind === "event" && definition.actions.map(({ trigger }) => trigger)).toEqual([
    'type = "track" or type = "page"',
    'type = "identify"',
    'type = "group"',
    "",
    'type = "track" and event = "Product Added"',
    'type = "track" and event = "Product Removed"',
    'event = "Order Completed" or event = "Order Updated" or event = "Order Refunded" or event = "Order Cancelled"',
    'type = "alias"',
  ]);
  const { sync, bodies } = await received(event({ type: "track", event: "Product Added", properties: product }));
  expect(story(sync).map((line) => line.replace(/^.*: /, ""))).toEqual(["success", "success", "success"]);
  expect(bodies.map(({ action }) => action)).toEqual(["createContactactivity", "addProductToCart"]);
  expect(sync.calls.map(({ exchange }) => exchange.response?.status)).toEqual([200, 200, 202]);
  expect(network.calls.at(-1)?.rawPath).toBe("/api/segment/addProductToCart");
});

test("an addition to the cart has exactly the documented body", async () => {
  const { received } = await open();
  const { bodies } = await received(event({ type: "track", event: "Product Added", properties: product }));
  expect(body(bodies, "addProductToCart")).toEqual({
    ...identity,
    productID: "51easf12",
    sku: "TEST-SKU",
    qty: 2,
    category: "51easf12",
    name: "TEST-SKU",
    itemPrice: 2.35,
    url: "https://example.com/product1",
    imageUrl: "https://cdn.example.com/product.jpg",
    properties: { brand: "Test brand", variant: "black", coupon: "APPLY50%" },
  });
});

test("keys without a value are absent, and an empty object stays", async () => {
  const { received } = await open();
  const { product_id, sku, quantity, category, name } = product;
  const properties = { product_id, sku, quantity, category, name };
  const { bodies } = await received(event({ type: "track", event: "Product Added", properties }), {
    settings: { segment_id_key: "" },
  });
  const { segmentIdKey: _, ...known } = identity;
  expect(body(bodies, "addProductToCart")).toEqual({
    ...known,
    productID: "51easf12",
    sku: "TEST-SKU",
    qty: 2,
    category: "51easf12",
    name: "TEST-SKU",
    properties: {},
  });
});

test("an activity carries the whole properties and context; a page without a name is a pageView", async () => {
  const { received } = await open();
  const track = await received(event({ type: "track", event: "Signed Up", properties: { plan: "pro", seats: 5 } }));
  expect(track.bodies).toEqual([
    {
      action: "createContactactivity",
      body: {
        ...identity,
        action: "Signed Up",
        time: "2026-03-14T09:26:53.000Z",
        properties: { plan: "pro", seats: 5 },
        context: person.context,
      },
    },
  ]);
  const page = await received(event({ type: "page", properties: { path: "/pricing" } }));
  expect(body(page.bodies, "createContactactivity")).toMatchObject({
    action: "pageView",
    properties: { path: "/pricing" },
  });
});

test("a contact is upserted with the traits of an identify event", async () => {
  const { received } = await open();
  const { bodies } = await received(
    event({ type: "identify", traits: { first_name: "Ada", is_member: true, plan: null } }),
  );
  expect(bodies).toEqual([
    {
      action: "upsertContact",
      body: { ...identity, attributes: { first_name: "Ada", is_member: true, plan: null } },
    },
  ]);
});

test("joining a group names its list when the name is known, and the list is made on the fly", async () => {
  const { api, received } = await open();
  const named = await received(event({ type: "group", groupId: "g-42", traits: { name: "Acme Ltd" } }));
  expect(named.bodies).toEqual([
    { action: "addContactToList", body: { ...identity, groupId: "g-42", listName: "Acme Ltd" } },
  ]);
  const unnamed = await received(event({ type: "group", groupId: "g-43", traits: {} }));
  expect(body(unnamed.bodies, "addContactToList")).toEqual({ ...identity, groupId: "g-43" });
  expect([...api.lists.values()].map(({ name }) => name)).toEqual(["Acme Ltd", "segment_g-43"]);
});

test("leaving a group has no trigger, so nothing calls it until somebody writes one", async () => {
  const leave = event({ type: "group", groupId: "g-42", traits: { name: "Acme Ltd", left: true } });
  const silent = await open();
  const first = await silent.received(leave);
  expect(first.bodies.map(({ action }) => action)).toEqual(["addContactToList"]);
  expect(first.sync.matches[0]?.[3]).toMatchObject({ isCalled: false, reason: "Never called: nothing says when." });

  const change = (definition: DestinationDefinition): DestinationDefinition =>
    definition.kind !== "event"
      ? definition
      : {
          ...definition,
          actions: definition.actions.map((action) =>
            action.trigger === ""
              ? { ...action, trigger: 'type = "group" and traits.left = true', enabledByDefault: true }
              : action.trigger === 'type = "group"'
                ? { ...action, trigger: 'type = "group" and traits.left != true' }
                : action,
          ),
        };
  const { api, received } = await open({ change });
  await received(event({ type: "group", groupId: "g-42", traits: { name: "Acme Ltd" } }));
  const left = await received(leave);
  expect(left.bodies).toEqual([{ action: "removeContactFromList", body: { ...identity, groupId: "g-42" } }]);
  expect(api.lists.get("g-42")?.members.size).toBe(0);
});

test("a removal from the cart is the product and how many of it", async () => {
  const { received } = await open();
  const { bodies } = await received(event({ type: "track", event: "Product Removed", properties: product }));
  expect(body(bodies, "removeProductFromCart")).toEqual({ ...identity, productID: "51easf12", qty: 2 });
});

const order = {
  order_id: "test-order",
  total: 546.05,
  affiliation: "Google Store",
  revenue: 25,
  shipping: 3,
  tax: 2,
  discount: 2.5,
  coupon: "hasbros",
  currency: "USD",
  products: [
    {
      product_id: "51easf12",
      sku: "TEST-SKU",
      name: "TEST-SKU",
      brand: "Harbour",
      price: 19,
      quantity: 1,
      category: "Games",
      url: "https://www.example.com/product/path",
      image_url: "https://www.example.com/product/path.jpg",
    },
    { product_id: "gserq3eas", sku: "TEST-SKU2", name: "TEST-SKU2", price: 30.35, quantity: 2, category: "Games" },
  ],
};

test("order lines are renamed one by one, and what a line lacks is absent from that line only", async () => {
  const { received } = await open();
  const { bodies } = await received(event({ type: "track", event: "Order Completed", properties: order }));
  expect(body(bodies, "upsertOrder")).toEqual({
    ...identity,
    orderID: "test-order",
    purchaseDate: "2026-03-14T09:26:53.000Z",
    status: "Order Completed",
    totalAmount: 546.05,
    properties: {
      affiliation: "Google Store",
      revenue: 25,
      shipping: 3,
      tax: 2,
      discount: 2.5,
      coupon: "hasbros",
      currency: "USD",
    },
    items: [
      {
        productID: "51easf12",
        sku: "TEST-SKU",
        category: "Games",
        name: "TEST-SKU",
        manufacturerName: "Harbour",
        itemPrice: 19,
        qty: 1,
        url: "https://www.example.com/product/path",
        imageUrl: "https://www.example.com/product/path.jpg",
        properties: {},
      },
      {
        productID: "gserq3eas",
        sku: "TEST-SKU2",
        category: "Games",
        name: "TEST-SKU2",
        itemPrice: 30.35,
        qty: 2,
        properties: {},
      },
    ],
    discountApplication: { type: "fixed", amount: 2.5 },
  });
});

test("a line without a SKU or a name lacks those keys, and the order is sent all the same", async () => {
  const { received } = await open();
  const properties = { ...order, products: [{ product_id: "p-9", price: 0, quantity: 1, variant: null }] };
  const { bodies } = await received(event({ type: "track", event: "Order Completed", properties }));
  expect(body(bodies, "upsertOrder")).toMatchObject({
    items: [{ productID: "p-9", itemPrice: 0, qty: 1, properties: { variant: null } }],
  });
});

test.each([
  ["no discount", {}],
  ["a discount of zero", { discount: 0 }],
  ["a discount that is null", { discount: null }],
])("an order with %s says so by null, not by a missing key", async (_, discount) => {
  const { received } = await open();
  const { discount: _left, ...rest } = order;
  const properties = { ...rest, ...discount };
  const { bodies } = await received(event({ type: "track", event: "Order Updated", properties }));
  expect(body(bodies, "upsertOrder")).toHaveProperty("discountApplication", null);
});

test("one line that isn't in an array is an order of one line", async () => {
  const { received } = await open();
  const properties = { ...order, products: order.products[1] };
  const { bodies } = await received(event({ type: "track", event: "Order Completed", properties }));
  expect(body(bodies, "upsertOrder")).toMatchObject({ items: [{ productID: "gserq3eas", qty: 2 }] });
});

test("the order trigger asks for no type: an identify event of that name fires it too", async () => {
  const { received } = await open();
  const { bodies } = await received(
    event({ type: "identify", event: "Order Completed", traits: {}, properties: order }),
  );
  expect(bodies.map(({ action }) => action)).toEqual(["upsertContact", "upsertOrder"]);
});

test("a merge names both IDs and no identities, and needs no identifier", async () => {
  const { received } = await open();
  const merge = event({ type: "alias", userId: "507f191e81", previousId: "39239-239239", context: {} });
  expect((await received(merge)).bodies).toEqual([
    {
      action: "mergeContacts",
      body: {
        segmentIdKey: "segment_id",
        segmentId: "507f191e81",
        anonymousId: "anonId1234",
        previousId: "39239-239239",
      },
    },
  ]);
});

test("an event without the identifier is left out where Cordial would ignore it, with the reason", async () => {
  const { api, received } = await open();
  const { sync } = await received(event({ type: "track", event: "Signed Up", context: {} }));
  expect(api.received).toEqual([]);
  expect(sync.problems[0]?.message).toContain("contact_key");
});

test("the customer turns actions off and narrows them", async () => {
  const { definition, received } = await open();
  const ids = definition.kind === "event" ? definition.actions.map(({ id }) => id) : [];
  const added = event({ type: "track", event: "Product Added", properties: product });
  const off = { actions: { [ids[0] ?? ""]: { isEnabled: false, narrowing: "" } } };
  expect((await received(added, { values: off })).bodies.map(({ action }) => action)).toEqual(["addProductToCart"]);
  const narrowed = { actions: { [ids[4] ?? ""]: { isEnabled: true, narrowing: "properties.price > 100" } } };
  expect((await received(added, { values: narrowed })).bodies.map(({ action }) => action)).toEqual([
    "createContactactivity",
  ]);
});

test("every sample event is taken, or left out with a reason", async () => {
  const { api, received } = await open();
  const seen = new Set<string>();
  for (const sample of sampleEvents) {
    const { sync, bodies } = await received(sample.event, { mappings: {}, only: [] });
    for (const { outcome } of sync.calls) expect(outcome.kind, sample.title).toBe("success");
    for (const { action } of bodies) seen.add(action);
  }
  expect(api.received.length).toBeGreaterThan(10);
  expect([...seen].sort()).toEqual([
    "addContactToList",
    "addProductToCart",
    "createContactactivity",
    "mergeContacts",
    "removeProductFromCart",
    "upsertContact",
    "upsertOrder",
  ]);
});

test("a wrong key is told by the connection test; throttled and failed calls in words", async () => {
  const { api, run } = await open();
  const events = [event({ type: "identify", traits: {} })];
  expect(story(await run({ settings: { api_key: "wrong" }, events }))).toEqual(["testConnection: API key"]);
  api.throttleNext();
  const only = [] as const;
  const outcome = async (timeoutMs = 5_000, retries = 0) =>
    (await run({ events, only, timeoutMs, retries })).calls.map(({ outcome: { type } }) => type);
  expect(await outcome(5_000, 1)).toEqual(["Rate limit", "success"]);
  api.answerNext(jsonReply(400, { error: "attributes is required" }));
  expect(await outcome()).toEqual(["Request refused"]);
  api.answerNext(jsonReply(500, {}));
  expect(await outcome()).toEqual(["Cordial unavailable"]);
  api.answerNext("hang");
  expect(await outcome(150)).toEqual(["No answer"]);
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(cordialActions)).toEqual([]);
});
