/** Iterable's list API: one key for each data center, and per-person outcomes inside a 200. */
import { z } from "zod";
import { readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const subscribersMax = 1_000;
const bodyBytesMax = 4 * 1024 * 1024;

const subscriber = z.strictObject({
  email: z.string().optional(),
  userId: z.string().optional(),
  dataFields: z.record(z.string(), z.unknown()).optional(),
  preferUserId: z.boolean().optional(),
});
const listId = z.union([z.int(), z.bigint()]).transform(String);
const creation = z.strictObject({ name: z.string().min(1), description: z.string().optional() });
const subscription = z.strictObject({
  listId,
  subscribers: z.array(subscriber),
  updateExistingUsersOnly: z.boolean().optional(),
});
const unsubscription = z.strictObject({
  listId,
  subscribers: z.array(subscriber),
  channelUnsubscribe: z.boolean().optional(),
  campaignId: z.int().optional(),
});

export interface IterableOptions {
  apiKey: string;
  /** The data center the project lives in; its key is unknown in the other. */
  host?: "api.iterable.com" | "api.eu.iterable.com";
  /** The ID of the first list. Iterable's are 64-bit integers. */
  firstListId?: bigint;
}

export interface IterableList {
  name: string;
  /** E-mails in lower case, user IDs as they are. */
  members: Set<string>;
}

const emptyFailures = {
  invalidEmails: [],
  invalidUserIds: [],
  notFoundEmails: [],
  notFoundUserIds: [],
  forgottenEmails: [],
  forgottenUserIds: [],
  conflictEmails: [],
  conflictUserIds: [],
  invalidDataEmails: [],
  invalidDataUserIds: [],
};

export class IterableApi extends PartnerApi {
  readonly name = "Iterable";
  readonly hosts = ["api.iterable.com", "api.eu.iterable.com"];
  readonly lists = new Map<string, IterableList>();
  /** Well-formed, and yet nothing Iterable takes. */
  readonly invalid = new Set<string>();
  /** Erased on request: Iterable ignores them from then on. */
  readonly forgotten = new Set<string>();
  /** Known under another identifier than the one sent. */
  readonly conflicting = new Set<string>();
  /** Their stored data contradicts what a list call would change. */
  readonly badData = new Set<string>();
  /** With `updateExistingUsersOnly`, or when leaving: nobody of that name. */
  readonly unknown = new Set<string>();
  /** Lists a running campaign sends to. */
  readonly inUse = new Set<string>();
  mayWrite = true;
  private nextId: bigint;

  constructor(private readonly options: IterableOptions) {
    super();
    this.nextId = options.firstListId ?? 12_345n;
  }

  protected throttled(): PartnerReply {
    return failure(429, "RateLimitExceeded", "Exceeded rate limit for endpoint");
  }

  protected respond(call: PartnerCall): PartnerReply {
    const refusal = this.refuse(call);
    if (refusal) return refusal;
    const [area, resource, id] = call.segments;
    if (area !== "api" || resource !== "lists") return failure(404, "NotFound", "Resource not found");
    const route = `${call.method} ${id ?? ""}`;
    if (route === "GET ") return this.readLists();
    if (!this.mayWrite) return failure(403, "Forbidden", "The API key may not do this");
    if (route === "POST ") return this.create(call);
    if (route === "POST subscribe") return this.subscribe(call);
    if (route === "POST unsubscribe") return this.unsubscribe(call);
    if (call.method === "DELETE" && id !== undefined) return this.delete(id);
    return failure(404, "NotFound", "Resource not found");
  }

  private refuse(call: PartnerCall): PartnerReply | undefined {
    const home = this.options.host ?? "api.iterable.com";
    const key = call.headers["api-key"];
    if (key !== this.options.apiKey || call.host !== home) {
      return jsonReply(401, {
        msg: "Invalid API key",
        code: "BadApiKey",
        params: { ip: "203.0.113.7", endpoint: call.rawPath, apiKeyIdentifier: (key ?? "").slice(0, 4) },
      });
    }
    return undefined;
  }

  private readLists(): PartnerReply {
    const lists = [...this.lists].map(([id, { name }]) => ({ id: Number(id), name, listType: "Standard" }));
    return jsonReply(200, { lists });
  }

  private create(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, creation);
    if (!body.ok) return badBody(body);
    const id = String(this.nextId);
    this.nextId += 1n;
    this.lists.set(id, { name: body.value.name, members: new Set() });
    // Written by hand: a 64-bit integer keeps its digits.
    return { status: 200, headers: { "Content-Type": "application/json" }, body: `{"listId":${id}}` };
  }

  private subscribe(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, subscription);
    if (!body.ok) return badBody(body);
    return this.change(call, body.value, "add");
  }

  private unsubscribe(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, unsubscription);
    if (!body.ok) return badBody(body);
    return this.change(call, body.value, "remove");
  }

  private change(
    call: PartnerCall,
    { listId: id, subscribers }: { listId: string; subscribers: z.infer<typeof subscriber>[] },
    direction: "add" | "remove",
  ): PartnerReply {
    if (subscribers.length > subscribersMax || call.bodyBytes > bodyBytesMax) {
      return failure(400, "BatchTooLarge", `At most ${subscribersMax} subscribers and 4 MB in one request`);
    }
    const list = this.lists.get(id);
    if (!list) return failure(404, "NotFound", `List ${id} not found`);
    const failures: Record<keyof typeof emptyFailures, string[]> = structuredClone(emptyFailures);
    let failed = 0;
    for (const person of subscribers) {
      const kind = this.failureOf(person, list, direction);
      if (kind) {
        failed += 1;
        failures[kind].push(person.email === undefined ? (person.userId ?? "") : person.email.toLowerCase());
      } else if (direction === "add") list.members.add(keyOf(person));
      else list.members.delete(keyOf(person));
    }
    const successCount = subscribers.length - failed;
    return jsonReply(200, {
      successCount,
      failCount: failed,
      failedUpdates: failures,
      createdFields: [],
      filteredOutFields: [],
    });
  }

  private failureOf(
    person: z.infer<typeof subscriber>,
    list: IterableList,
    direction: "add" | "remove",
  ): keyof typeof emptyFailures | undefined {
    const key = keyOf(person);
    const of = (stem: "invalid" | "notFound" | "forgotten" | "conflict" | "invalidData") =>
      person.email === undefined ? (`${stem}UserIds` as const) : (`${stem}Emails` as const);
    if (!isWellFormed(person) || this.invalid.has(key)) return of("invalid");
    if (this.forgotten.has(key)) return of("forgotten");
    if (this.conflicting.has(key)) return of("conflict");
    if (this.badData.has(key)) return of("invalidData");
    if (this.unknown.has(key) || (direction === "remove" && !list.members.has(key))) return of("notFound");
    return undefined;
  }

  private delete(id: string): PartnerReply {
    if (!this.lists.has(id)) return failure(404, "NotFound", `List ${id} not found`);
    if (this.inUse.has(id)) return failure(409, "Conflict", "The list is in use");
    this.lists.delete(id);
    return jsonReply(200, { msg: "List deleted", code: "Success", params: {} });
  }
}

/** E-mails are one person whatever their case; user IDs aren't. */
function keyOf({ email, userId }: z.infer<typeof subscriber>): string {
  return email === undefined ? (userId ?? "") : email.toLowerCase();
}

function isWellFormed({ email, userId }: z.infer<typeof subscriber>): boolean {
  if (email !== undefined) return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return userId !== undefined && userId !== "" && userId.trim() === userId && userId.length <= 52;
}

function failure(status: number, code: string, msg: string): PartnerReply {
  return jsonReply(status, { msg, code, params: {} });
}

function badBody({ isJson, message }: { isJson: boolean; message: string }): PartnerReply {
  return failure(400, isJson ? "BadParams" : "BadJsonBody", message);
}
