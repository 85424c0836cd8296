/** Cordial's ingest service: one call for each event or person, accepted first and worked on later. */
import { z } from "zod";
import { readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply, textReply } from "./partner-simulator";

export const cordialIngestHosts = [
  "integrations-ingest-svc.usw1.cordial.com",
  "integrations-ingest-svc.usw2.cordial.com",
  "integrations-ingest-svc.cordial.com",
] as const;

export interface CordialIngestOptions {
  apiKey: string;
  host?: (typeof cordialIngestHosts)[number];
}

const identity = {
  segmentIdKey: z.string().min(1).optional(),
  segmentId: z.string().nullish(),
  anonymousId: z.string().nullish(),
  userIdentities: z.record(z.string(), z.string()),
};
const attributes = z.record(z.string(), z.unknown());
const item = z.strictObject({
  productID: z.string(),
  sku: z.string().nullish(),
  name: z.string().nullish(),
  category: z.string().nullish(),
  manufacturerName: z.string().nullish(),
  itemPrice: z.number().nullish(),
  qty: z.int().nullish(),
  url: z.string().nullish(),
  imageUrl: z.string().nullish(),
  properties: attributes.optional(),
});

/** What each action takes; a key it doesn't know is a mistake of whoever wrote the template. */
const actionBodies = {
  createContactactivity: z.strictObject({
    ...identity,
    action: z.string().min(1),
    time: z.string().optional(),
    properties: attributes.optional(),
    context: attributes.optional(),
  }),
  upsertContact: z.strictObject({ ...identity, attributes: attributes.optional() }),
  addContactToList: z.strictObject({ ...identity, groupId: z.string().min(1), listName: z.string().min(1).optional() }),
  removeContactFromList: z.strictObject({ ...identity, groupId: z.string().min(1) }),
  addProductToCart: z.strictObject({
    ...identity,
    productID: z.string(),
    sku: z.string(),
    qty: z.int(),
    category: z.string(),
    name: z.string(),
    description: z.string().optional(),
    itemPrice: z.number().optional(),
    url: z.string().optional(),
    imageUrl: z.string().optional(),
    properties: attributes.optional(),
  }),
  removeProductFromCart: z.strictObject({ ...identity, productID: z.string(), qty: z.int() }),
  upsertOrder: z.strictObject({
    ...identity,
    orderID: z.string(),
    purchaseDate: z.string(),
    status: z.string(),
    totalAmount: z.number(),
    properties: attributes.optional(),
    items: z.array(item),
    /** Null says that there is no discount; a missing key would leave the old one. */
    discountApplication: z.strictObject({ type: z.literal("fixed"), amount: z.number().positive() }).nullable(),
  }),
  mergeContacts: z.strictObject({
    segmentIdKey: z.string().min(1).optional(),
    segmentId: z.string().nullish(),
    anonymousId: z.string().nullish(),
    previousId: z.string().min(1),
  }),
} as const;

export type CordialAction = keyof typeof actionBodies;

/** The actions that answer 202; the others answer 200 with an empty object. */
const accepted: readonly string[] = ["addProductToCart", "removeProductFromCart", "upsertOrder", "mergeContacts"];

export class CordialIngestApi extends PartnerApi {
  readonly name = "Cordial ingest service";
  readonly hosts = cordialIngestHosts;
  /** What was accepted, in order: the action and its body. */
  readonly received: { action: CordialAction; body: unknown }[] = [];
  /** Group ID → the list made for it. */
  readonly lists = new Map<string, { name: string; members: Set<string> }>();

  constructor(private readonly options: CordialIngestOptions) {
    super();
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, { error: "Too Many Attempts." }, { "Retry-After": "1" });
  }

  protected respond(call: PartnerCall): PartnerReply {
    const home = this.options.host ?? cordialIngestHosts[0];
    if (call.host !== home || call.headers["x-api-key"] !== this.options.apiKey) {
      return jsonReply(401, { error: "Access Denied: Authentication Failure" });
    }
    const [api, area, action = ""] = call.segments;
    if (api !== "api") return jsonReply(404, { error: "Not Found" });
    if (area === "checkAuth" && call.method === "GET") return textReply(200, "Good");
    if (area !== "segment" || call.method !== "POST" || !isAction(action))
      return jsonReply(404, { error: "Not Found" });
    return this.receive(action, call);
  }

  private receive(action: CordialAction, call: PartnerCall): PartnerReply {
    const body = readJsonBody<unknown>(call, actionBodies[action]);
    // What the service answers to a body it can't read is not public; this is a plain refusal.
    if (!body.ok) return jsonReply(400, { error: body.message });
    this.received.push({ action, body: body.value });
    if (action === "addContactToList") this.join(actionBodies.addContactToList.parse(body.value));
    if (action === "removeContactFromList") this.leave(actionBodies.removeContactFromList.parse(body.value));
    return accepted.includes(action) ? jsonReply(202, { success: "success" }) : jsonReply(200, {});
  }

  private join(body: z.infer<typeof actionBodies.addContactToList>): void {
    const { groupId, listName = `segment_${groupId}` } = body;
    const list = this.lists.get(groupId) ?? { name: listName, members: new Set() };
    this.lists.set(groupId, list);
    list.members.add(contactOf(body));
  }

  private leave(body: z.infer<typeof actionBodies.removeContactFromList>): void {
    this.lists.get(body.groupId)?.members.delete(contactOf(body));
  }
}

function isAction(name: string): name is CordialAction {
  return Object.hasOwn(actionBodies, name);
}

interface Identified {
  userIdentities: Record<string, string>;
  segmentId?: string | null | undefined;
}

/** The first identity counts: who isn't found by it is looked for by the next. */
function contactOf({ userIdentities, segmentId }: Identified): string {
  const [first] = Object.entries(userIdentities);
  return first ? `${first[0]}:${first[1]}` : (segmentId ?? "");
}
