/**
 * Tags of Intercom's REST API, as its OpenAPI document describes them: contacts are tagged together by the tag's name and
 * untagged one by one by the tag's ID.
 */
import { z } from "zod";
import { bearerToken, isJsonCall, readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const usersPerCallMax = 50;
/** Without the header the app's own default version holds. */
const supportedVersion = /^(1\.[0-4]|2\.\d+)?$/;

const tagInput = z.object({
  name: z.string().min(1),
  users: z.array(z.object({ id: z.string().min(1) })).optional(),
});

export interface IntercomTag {
  /** Digits, as text. */
  id: string;
  name: string;
  contacts: Set<string>;
}

export class IntercomApi extends PartnerApi {
  readonly name = "Intercom";
  readonly hosts = ["api.intercom.io", "api.eu.intercom.io", "api.au.intercom.io"];
  readonly tags = new Map<string, IntercomTag>();
  private readonly token: string;
  private readonly host: string;
  private readonly contacts: ReadonlySet<string>;

  constructor(account: { token: string; host?: string; contacts: Iterable<string> }) {
    super();
    this.token = account.token;
    this.host = account.host ?? "api.intercom.io";
    this.contacts = new Set(account.contacts);
  }

  protected throttled(): PartnerReply {
    return failure(429, "rate_limit_exceeded", "The rate limit for the App has been exceeded", {
      "X-RateLimit-Limit": "1667",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": "1487332520",
    });
  }

  protected respond(call: PartnerCall): PartnerReply {
    if (bearerToken(call) !== this.token || call.host !== this.host) {
      return failure(401, "unauthorized", "Access Token Invalid");
    }
    if (!supportedVersion.test(call.headers["intercom-version"] ?? "")) {
      return failure(400, "intercom_version_invalid", "The requested version could not be found");
    }
    const [area, id, resource, tagId, ...rest] = call.segments;
    if (area === "me" && id === undefined) return jsonReply(200, { type: "admin", id: "991267459" });
    if (area === "tags" && id === undefined && call.method === "POST") return this.tag(call);
    if (area === "tags" && id !== undefined && call.method === "DELETE") return this.deleteTag(id);
    const isUntag = area === "contacts" && resource === "tags" && rest.length === 0 && call.method === "DELETE";
    return isUntag ? this.untag(id ?? "", tagId ?? "") : failure(404, "not_found", "Resource Not Found");
  }

  /** Names are the same whatever their case; a tag that nobody has yet is made. */
  private tag(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, tagInput) : undefined;
    if (!input?.ok) return failure(400, "parameter_invalid", input?.message ?? "invalid tag parameters");
    const { name, users = [] } = input.value;
    if (users.length > usersPerCallMax) return failure(400, "parameter_invalid", "too many users to tag");
    // One contact who isn't there refuses the whole call.
    if (users.some(({ id }) => !this.contacts.has(id))) return failure(404, "not_found", "User Not Found");
    const known = [...this.tags.values()].find((tag) => tag.name.toLowerCase() === name.toLowerCase());
    const tag = known ?? { id: String(118 + this.tags.size), name, contacts: new Set<string>() };
    this.tags.set(tag.id, tag);
    for (const { id } of users) tag.contacts.add(id);
    return jsonReply(200, { type: "tag", id: tag.id, name: tag.name });
  }

  private untag(contact: string, tagId: string): PartnerReply {
    if (!this.contacts.has(contact)) return failure(404, "not_found", "Contact Not Found");
    const tag = this.tags.get(tagId);
    if (!tag) return failure(404, "not_found", "Resource Not Found");
    tag.contacts.delete(contact);
    return jsonReply(200, { type: "tag", id: tag.id, name: tag.name });
  }

  private deleteTag(id: string): PartnerReply {
    if (!this.tags.delete(id)) return failure(404, "not_found", "Resource Not Found");
    return { status: 200, headers: {}, body: "" };
  }
}

function failure(status: number, code: string, message: string, headers: Record<string, string> = {}): PartnerReply {
  const body = { type: "error.list", request_id: "b3k1f0000000000000a0", errors: [{ code, message }] };
  return jsonReply(status, body, headers);
}
