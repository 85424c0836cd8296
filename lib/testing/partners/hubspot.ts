/**
 * HubSpot's lists API, version 3, as its OpenAPI document and reference describe it: manual lists whose memberships are
 * changed by record ID, with a bearer token.
 */
import { z } from "zod";
import { bearerToken, isJsonCall, readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const recordsPerCallMax = 100_000;

const listInput = z.object({
  name: z.string().min(1),
  objectTypeId: z.string().regex(/^\d+-\d+$/),
  processingType: z.enum(["MANUAL", "SNAPSHOT", "DYNAMIC"]),
});
const recordIds = z.array(z.string().regex(/^\d+$/));

export interface HubSpotList {
  listId: string;
  name: string;
  objectTypeId: string;
  members: Set<string>;
}

export class HubSpotApi extends PartnerApi {
  readonly name = "HubSpot";
  readonly hosts = ["api.hubapi.com"];
  readonly lists = new Map<string, HubSpotList>();
  private readonly token: string;
  private readonly records: ReadonlySet<string>;
  /** Tokens that are valid but lack the scope for lists. */
  private readonly tokensWithoutScope: ReadonlySet<string>;

  constructor(account: { token: string; records: Iterable<string>; tokensWithoutScope?: Iterable<string> }) {
    super();
    this.token = account.token;
    this.records = new Set(account.records);
    this.tokensWithoutScope = new Set(account.tokensWithoutScope);
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, {
      status: "error",
      message: "You have reached your ten_secondly_rolling limit.",
      errorType: "RATE_LIMIT",
      correlationId,
      policyName: "TEN_SECONDLY_ROLLING",
    });
  }

  protected respond(call: PartnerCall): PartnerReply {
    const token = bearerToken(call) ?? "";
    const isKnown = token === this.token || this.tokensWithoutScope.has(token);
    if (!isKnown) return failure(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
    const [area, ...rest] = call.segments;
    if (area === "account-info" && rest.join("/") === "v3/details") return jsonReply(200, { portalId: 62515 });
    if (area !== "crm" || rest[0] !== "v3" || rest[1] !== "lists") return failure(404, "OBJECT_NOT_FOUND", "Not found");
    if (this.tokensWithoutScope.has(token)) {
      return failure(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.");
    }
    return this.respondToLists(call, rest.slice(2));
  }

  private respondToLists(call: PartnerCall, [listId, resource, change]: string[]): PartnerReply {
    if (listId === undefined) return call.method === "POST" ? this.create(call) : methodNotAllowed();
    const list = this.lists.get(listId);
    if (!list) return failure(404, "OBJECT_NOT_FOUND", `List does not exist with ID ${listId}.`);
    if (resource === undefined && call.method === "DELETE") {
      this.lists.delete(listId);
      return emptyReply(204);
    }
    if (resource === "memberships" && call.method === "PUT") {
      if (change === "add") return this.changeMembers(call, list, "add");
      if (change === "remove") return this.changeMembers(call, list, "remove");
    }
    return methodNotAllowed();
  }

  private create(call: PartnerCall): PartnerReply {
    if (!isJsonCall(call)) return unsupported();
    const input = readJsonBody(call, listInput);
    if (!input.ok) return failure(400, "VALIDATION_ERROR", `Invalid input JSON: ${input.message}`);
    const { name, objectTypeId } = input.value;
    if ([...this.lists.values()].some((list) => list.name === name && list.objectTypeId === objectTypeId)) {
      return failure(400, "VALIDATION_ERROR", `A list already exists with name '${name}'.`, "ILS.DUPLICATE_LIST_NAMES");
    }
    const list: HubSpotList = { listId: String(this.lists.size + 21), name, objectTypeId, members: new Set() };
    this.lists.set(list.listId, list);
    return jsonReply(200, { list: { ...input.value, listId: list.listId, listVersion: 1, size: 0 } });
  }

  private changeMembers(call: PartnerCall, { members }: HubSpotList, change: "add" | "remove"): PartnerReply {
    if (!isJsonCall(call)) return unsupported();
    const input = readJsonBody(call, recordIds);
    if (!input.ok) return failure(400, "VALIDATION_ERROR", `Invalid input JSON: ${input.message}`);
    if (input.value.length > recordsPerCallMax) {
      return failure(400, "VALIDATION_ERROR", `At most ${recordsPerCallMax} records can be changed at once.`);
    }
    const known = input.value.filter((id) => this.records.has(id));
    const changed = known.filter((id) => members.has(id) === (change === "remove"));
    for (const id of changed) {
      if (change === "add") members.add(id);
      else members.delete(id);
    }
    // One of the three names is spelled differently from the others, and so it is in the specification.
    return jsonReply(200, {
      recordsIdsAdded: change === "add" ? changed : [],
      recordIdsRemoved: change === "remove" ? changed : [],
      recordIdsMissing: input.value.filter((id) => !this.records.has(id)),
    });
  }
}

const correlationId = "5c2b7d5e-8d8f-4f2a-9a57-0c1f6a0f7b11";

function failure(status: number, category: string, message: string, subCategory?: string): PartnerReply {
  return jsonReply(status, { status: "error", message, correlationId, category, ...(subCategory && { subCategory }) });
}

function methodNotAllowed(): PartnerReply {
  return failure(405, "METHOD_NOT_ALLOWED", "Method not allowed");
}

function unsupported(): PartnerReply {
  return failure(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");
}
