/** Cordial's REST API v2: account lists, and membership as a property of each contact, one call a contact. */
import { z } from "zod";
import { basicCredentials, isJsonCall, readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

export interface CordialOptions {
  apiKey: string;
  host?: "api.cordial.io" | "api.usw2.cordial.io";
  /** Primary keys of the contacts there are, such as `email:ada@example.com` or `customerId:42`. */
  contacts: readonly string[];
}

const creation = z.strictObject({ name: z.string(), enhanced: z.boolean().optional() });
const contactChange = z.record(z.string(), z.unknown());

export class CordialApi extends PartnerApi {
  readonly name = "Cordial";
  readonly hosts = ["api.cordial.io", "api.usw2.cordial.io"];
  /** List ID → name. */
  readonly lists = new Map<number, string>();
  /** List name → primary keys of its contacts. */
  readonly members = new Map<string, Set<string>>();
  /** Keys have a permission for each call. */
  mayWrite = true;
  private nextId = 123;

  constructor(private readonly options: CordialOptions) {
    super();
  }

  protected throttled(): PartnerReply {
    return jsonReply(
      429,
      { error: "Too Many Attempts." },
      { "Retry-After": "1", "X-Rate-Limit-Limit": "10", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "1" },
    );
  }

  protected respond(call: PartnerCall): PartnerReply {
    const given = basicCredentials(call);
    const home = this.options.host ?? "api.cordial.io";
    if (call.host !== home || given?.username !== this.options.apiKey || given.password !== "") {
      return jsonReply(401, { error: "Access Denied: Authentication Failure" });
    }
    const [version, resource, id] = call.segments;
    if (version !== "v2") return failure(404, "RECORD_NOT_FOUND", "record not found");
    if (call.method !== "GET" && !this.mayWrite) {
      return jsonReply(403, { error: true, message: "This API key has no access to this method" });
    }
    if (resource === "accountlists") return this.accountLists(call, id);
    if (resource === "contacts" && call.method === "PUT") return this.updateContact(call, id ?? "");
    return failure(404, "RECORD_NOT_FOUND", "record not found");
  }

  private accountLists(call: PartnerCall, id: string | undefined): PartnerReply {
    if (call.method === "POST" && id === undefined) return this.createList(call);
    if (call.method === "GET" && id === undefined) return this.findLists(call.query.get("name"));
    const name = this.lists.get(Number(id));
    if (name === undefined) return failure(404, "ACCOUNT_LISTS_NOT_FOUND", "List does not exist");
    if (call.method === "DELETE") {
      this.lists.delete(Number(id));
      this.members.delete(name);
      return jsonReply(200, { success: true });
    }
    return jsonReply(200, { id: Number(id), name, enhanced: false });
  }

  private findLists(wanted: string | null): PartnerReply {
    const found = [...this.lists].filter(([, name]) => wanted === null || name === wanted);
    if (found.length === 0) return failure(404, "RECORD_NOT_FOUND", "record not found");
    return jsonReply(
      200,
      found.map(([id, name]) => ({ id, name, enhanced: false })),
    );
  }

  private createList(call: PartnerCall): PartnerReply {
    const body = isJsonCall(call) ? readJsonBody(call, creation) : undefined;
    if (!body?.ok) return generic(body?.message ?? "The body must be JSON");
    const { name } = body.value;
    if (name === "cid") return generic("cid is not allowed for list names.");
    // The underscore is in the documentation's own example, although the message doesn't name it.
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
      return generic("Name must contain only letters, numbers, and dashes. Should not exceed 128 characters");
    }
    if ([...this.lists.values()].includes(name)) return generic("Name must be unique");
    const id = this.nextId;
    this.nextId += 1;
    this.lists.set(id, name);
    this.members.set(name, new Set());
    return jsonReply(200, { success: true, id });
  }

  /** A boolean property named after a list is membership; of other properties only the known are kept. */
  private updateContact(call: PartnerCall, primaryKey: string): PartnerReply {
    const body = isJsonCall(call) ? readJsonBody(call, contactChange) : undefined;
    if (!body?.ok) return generic(body?.message ?? "The body must be JSON");
    if (!this.options.contacts.includes(primaryKey)) return failure(404, "RECORD_NOT_FOUND", "record not found");
    for (const [property, value] of Object.entries(body.value)) {
      const members = this.members.get(property);
      if (!members) continue;
      if (typeof value !== "boolean") return generic(`${property} must be a boolean`);
      if (value) members.add(primaryKey);
      else members.delete(primaryKey);
    }
    return jsonReply(200, { success: true });
  }
}

function failure(status: number, errorKey: string, message: string): PartnerReply {
  return jsonReply(status, { error: true, errorKey, message });
}

/** One machine key for many causes: only the words tell them apart. */
function generic(message: string): PartnerReply {
  return failure(422, "GENERIC_ERROR_KEY", message);
}
