/** Events to try triggers and payloads with: typical ones, and those that a person pastes (SPEC 5.7). */
import { type JsonValue, LosslessNumber } from "@/lib/destination/json";
import type { TriggerEvent } from "./trigger";

/** An event as a person chooses it from a list. */
export interface SampleEvent {
  id: string;
  title: string;
  event: TriggerEvent;
}

const number = (digits: string): LosslessNumber => new LosslessNumber(digits);

type Members = { [member: string]: JsonValue };

const web: Members = {
  ip: "203.0.113.7",
  locale: "en-US",
  userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
  library: { name: "analytics.js", version: "2.11.1" },
  page: {
    path: "/shop/shirts",
    referrer: "https://search.example.com/",
    title: "Shirts",
    url: "https://shop.example.com/shop/shirts?utm_campaign=spring",
  },
  campaign: { name: "spring", source: "newsletter", medium: "email" },
};

const phone: Members = {
  ip: "203.0.113.24",
  locale: "de-DE",
  app: { name: "Harbour", version: "4.2.0", build: "812" },
  device: { id: "6f1c0c2e-6d1b-4c53-9a55-0d6f5a6c1a11", type: "ios", model: "iPhone15,2", adTrackingEnabled: false },
  os: { name: "iOS", version: "18.1" },
  screen: { width: number("393"), height: number("852"), density: number("3") },
};

/** The members that every event has; each event its own moment and message. */
function sample(id: string, title: string, minute: number, members: Members, context: Members = web): SampleEvent {
  const at = String(minute).padStart(2, "0");
  return {
    id,
    title,
    event: {
      ...members,
      userId: members.userId === undefined ? "u-1001" : members.userId,
      anonymousId: "a7f3c1d0-1c55-4b0e-8f5e-2f6f2b7c9d10",
      messageId: `m-20260314-${at}`,
      timestamp: `2026-03-14T09:${at}:26.535Z`,
      context,
    },
  };
}

const shirt: Members = {
  product_id: "p-507",
  sku: "SHIRT-BLU-M",
  name: "Linen shirt",
  brand: "Harbour & Sons",
  category: "Shirts",
  variant: "blue",
  price: number("49.90"),
  url: "https://shop.example.com/p/507",
  image_url: "https://cdn.example.com/p/507.jpg",
};

const belt: Members = {
  product_id: "p-733",
  sku: "BELT-BRN",
  name: "Belt “Classic”",
  category: "Accessories",
  variant: null,
  price: number("19.50"),
};

const addition: Members = {
  ...shirt,
  cart_id: "c-88",
  quantity: number("2"),
  coupon: "SPRING10",
  position: number("3"),
  currency: "EUR",
};

function order(members: Members): Members {
  return {
    checkout_id: "k-17",
    order_id: "o-20260314-0042",
    affiliation: "Web shop",
    currency: "EUR",
    revenue: number("119.30"),
    shipping: number("4.95"),
    tax: number("19.05"),
    products: [
      { ...shirt, quantity: number("2") },
      { ...belt, quantity: number("1") },
      // A line of a service, without most of what goods have.
      { product_id: "p-9", name: "Gift wrapping", price: number("0"), quantity: number("1") },
    ],
    ...members,
  };
}

/** A typical event of each kind, with what real ones have: lists, numbers, dates, nulls and missing parts. */
export const sampleEvents: readonly SampleEvent[] = [
  sample("product-added", "Product Added", 1, { type: "track", event: "Product Added", properties: addition }),
  sample("product-removed", "Product Removed", 2, {
    type: "track",
    event: "Product Removed",
    properties: { ...belt, cart_id: "c-88", quantity: number("1") },
  }),
  sample(
    "product-viewed",
    "Product Viewed, in an app and before sign-in",
    3,
    { type: "track", event: "Product Viewed", userId: null, properties: { ...shirt, in_stock: true } },
    phone,
  ),
  sample("order-completed", "Order Completed, with a discount", 4, {
    type: "track",
    event: "Order Completed",
    properties: order({ total: number("123.30"), discount: number("11.93"), coupon: "SPRING10" }),
  }),
  sample("order-completed-full-price", "Order Completed, without a discount", 5, {
    type: "track",
    event: "Order Completed",
    properties: order({ total: number("143.30"), discount: number("0"), coupon: null, is_gift: true }),
  }),
  sample("order-refunded", "Order Refunded", 6, {
    type: "track",
    event: "Order Refunded",
    properties: {
      order_id: "o-20260314-0042",
      total: number("49.90"),
      currency: "EUR",
      products: [{ product_id: "p-507", sku: "SHIRT-BLU-M", price: number("49.90"), quantity: number("1") }],
    },
  }),
  sample("signed-up", "Signed Up", 7, {
    type: "track",
    event: "Signed Up",
    properties: { plan: "pro", method: "email", trial_ends_at: "2026-04-13", referrer: null, seats: number("5") },
  }),
  sample("identify", "Identify, with traits", 8, {
    type: "identify",
    traits: {
      email: "ada@example.com",
      first_name: "Ada",
      last_name: "O'Neill-Łukasik",
      phone: "+15551001001",
      created_at: "2025-11-02T08:15:00Z",
      logins: number("42"),
      account_number: number("9007199254740993"),
      is_member: true,
      plan: "pro",
      birthday: null,
      tags: ["newsletter", "beta"],
      address: { street: "12 Harbour Road", city: "Kiel", postal_code: "24103", country: "DE" },
    },
  }),
  sample("identify-new", "Identify, of somebody hardly known", 9, {
    type: "identify",
    traits: { email: "grace@example.com", is_member: false },
  }),
  sample("page", "Page", 10, {
    type: "page",
    name: "Pricing",
    properties: {
      title: "Pricing · Harbour",
      path: "/pricing",
      url: "https://www.example.com/pricing",
      referrer: "https://www.example.com/",
      search: "",
    },
  }),
  sample("screen", "Screen", 11, { type: "screen", name: "Basket", properties: { items: number("2") } }, phone),
  sample("group", "Group", 12, {
    type: "group",
    groupId: "g-42",
    traits: {
      name: "Acme Ltd",
      industry: "Shipping",
      employees: number("120"),
      plan: "enterprise",
      domain: "acme.example",
    },
  }),
  sample("alias", "Alias", 13, { type: "alias", previousId: "a7f3c1d0-1c55-4b0e-8f5e-2f6f2b7c9d10" }),
];
