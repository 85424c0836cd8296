/**
 * Static segments of Mailchimp's Marketing API 3.0, as its reference describes them: one host for each data center, Basic
 * authentication with any user name, at most 500 e-mails a call, and per-address errors inside 200.
 */
import { z } from "zod";
import { basicCredentials, isJsonCall, readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply, textReply } from "./partner-simulator";

const emailsPerCallMax = 500;

const emails = z.array(z.string());
const segmentInput = z.object({ name: z.string().min(1).max(100), static_segment: emails });
const membersInput = z.object({ members_to_add: emails.optional(), members_to_remove: emails.optional() });

export interface MailchimpSegment {
  id: number;
  name: string;
  members: Set<string>;
}

export interface MailchimpAccount {
  /** Ends with the data center, such as `-us6`. */
  key: string;
  listId: string;
  /** The contacts of the audience. */
  contacts: Iterable<string>;
}

export class MailchimpApi extends PartnerApi {
  readonly name = "Mailchimp";
  readonly hosts: readonly string[];
  readonly segments = new Map<string, MailchimpSegment>();
  private readonly account: MailchimpAccount;
  private readonly contacts: ReadonlySet<string>;

  /** `otherDataCenters`: hosts that exist as well and refuse this account's key. */
  constructor(account: MailchimpAccount, otherDataCenters: readonly string[] = []) {
    super();
    this.account = account;
    this.contacts = new Set([...account.contacts].map((email) => email.toLowerCase()));
    this.hosts = [dataCenterOf(account.key), ...otherDataCenters].map((name) => `${name}.api.mailchimp.com`);
  }

  protected throttled(): PartnerReply {
    return problem(429, "Too Many Requests", "You have exceeded the limit of 10 simultaneous connections.");
  }

  /** What stands in front of the API refuses in its own way: 403, and no JSON. */
  blockNext(): void {
    this.answerNext(textReply(403, "<html><body>Access denied</body></html>", { "Content-Type": "text/html" }));
  }

  protected respond(call: PartnerCall): PartnerReply {
    const credentials = basicCredentials(call);
    if (!credentials) return problem(401, "API Key Missing", "Your request did not include an API key.");
    if (credentials.password !== this.account.key)
      return problem(
        401,
        "API Key Invalid",
        "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
      );
    if (call.host !== `${dataCenterOf(this.account.key)}.api.mailchimp.com`) {
      return problem(403, "Wrong Datacenter", "The API key provided is linked to a different datacenter.");
    }
    const [version, area, listId, resource, segmentId, ...rest] = call.segments;
    if (version !== "3.0" || rest.length > 0) return notFound();
    if (area === "ping") return jsonReply(200, { health_status: "Everything's Chimpy!" });
    if (area !== "lists" || listId !== this.account.listId) return notFound();
    if (resource === undefined) return jsonReply(200, { id: listId, name: "Newsletter" });
    if (resource !== "segments") return notFound();
    if (segmentId === undefined) return call.method === "POST" ? this.create(call) : methodNotAllowed();
    return this.respondToSegment(call, segmentId);
  }

  private respondToSegment(call: PartnerCall, segmentId: string): PartnerReply {
    const segment = this.segments.get(segmentId);
    if (!segment) return notFound();
    if (call.method === "POST") return this.changeMembers(call, segment);
    if (call.method !== "DELETE") return methodNotAllowed();
    this.segments.delete(segmentId);
    return emptyReply(204);
  }

  private create(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, segmentInput) : undefined;
    if (!input?.ok)
      return problem(400, "Invalid Resource", input?.message ?? "The resource submitted could not be validated.");
    const { name, static_segment } = input.value;
    if ([...this.segments.values()].some((segment) => segment.name === name)) {
      return problem(400, "Bad Request", "Sorry, that tag already exists.");
    }
    const segment: MailchimpSegment = { id: 49_377 + this.segments.size, name, members: new Set() };
    this.segments.set(String(segment.id), segment);
    this.add(segment, static_segment);
    return jsonReply(200, {
      id: segment.id,
      name,
      member_count: segment.members.size,
      type: "static",
      list_id: this.account.listId,
    });
  }

  private changeMembers(call: PartnerCall, segment: MailchimpSegment): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, membersInput) : undefined;
    if (!input?.ok)
      return problem(400, "Invalid Resource", input?.message ?? "The resource submitted could not be validated.");
    const { members_to_add: toAdd = [], members_to_remove: toRemove = [] } = input.value;
    if (toAdd.length > emailsPerCallMax || toRemove.length > emailsPerCallMax) {
      return problem(400, "Bad Request", `You can only batch ${emailsPerCallMax} members at a time.`);
    }
    const strangers = [...toAdd, ...toRemove].filter((email) => !this.contacts.has(email.toLowerCase()));
    const added = this.add(segment, toAdd);
    const removed = toRemove.filter((email) => segment.members.delete(email.toLowerCase()));
    return jsonReply(200, {
      members_added: added.map((email_address) => ({ email_address })),
      members_removed: removed.map((email_address) => ({ email_address })),
      errors:
        strangers.length > 0
          ? [{ email_addresses: strangers, error: "Email addresses do not exist in the audience" }]
          : [],
      total_added: added.length,
      total_removed: removed.length,
      error_count: strangers.length,
    });
  }

  private add(segment: MailchimpSegment, candidates: readonly string[]): string[] {
    const added = candidates.filter((email) => this.contacts.has(email.toLowerCase()));
    for (const email of added) segment.members.add(email.toLowerCase());
    return added;
  }
}

function dataCenterOf(key: string): string {
  return key.slice(key.lastIndexOf("-") + 1);
}

function problem(status: number, title: string, detail: string): PartnerReply {
  const type = "https://mailchimp.com/developer/marketing/docs/errors/";
  return jsonReply(
    status,
    { type, title, status, detail, instance: "a1b2c3d4-0000-4000-8000-000000000001" },
    { "Content-Type": "application/problem+json" },
  );
}

function notFound(): PartnerReply {
  return problem(404, "Resource Not Found", "The requested resource could not be found.");
}

function methodNotAllowed(): PartnerReply {
  return problem(405, "Method Not Allowed", "The requested method and resource are not compatible.");
}
