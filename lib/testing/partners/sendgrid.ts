/**
 * Lists and contacts of SendGrid's Marketing Campaigns, as their reference describes them: contacts are added by e-mail
 * and removed by SendGrid's own contact IDs in the query, and both are accepted now and done later (202).
 */
import { z } from "zod";
import { bearerToken, isJsonCall, readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const contactsPerCallMax = 30_000;
const jobId = "1a5a8d32-0f0f-4c1e-9d6c-3d6a6b1c5f01";

const listInput = z.strictObject({ name: z.string().min(1).max(100) });
const contactsInput = z.strictObject({
  list_ids: z.array(z.string()).optional(),
  contacts: z
    .array(
      z.object({
        email: z.string(),
        external_id: z.string().optional(),
        first_name: z.string().max(50).optional(),
        last_name: z.string().max(50).optional(),
      }),
    )
    .min(1),
});

export interface SendGridList {
  id: string;
  name: string;
  /** Contact IDs. */
  contacts: Set<string>;
}

export class SendGridApi extends PartnerApi {
  readonly name = "SendGrid";
  readonly hosts = ["api.sendgrid.com", "api.eu.sendgrid.com"];
  readonly lists = new Map<string, SendGridList>();
  /** E-mail → contact ID. */
  readonly contacts = new Map<string, string>();
  private readonly key: string;
  private readonly keysWithoutMarketing: ReadonlySet<string>;
  private readonly host: string;

  constructor(account: { key: string; host?: string; keysWithoutMarketing?: Iterable<string> }) {
    super();
    this.key = account.key;
    this.host = account.host ?? "api.sendgrid.com";
    this.keysWithoutMarketing = new Set(account.keysWithoutMarketing);
  }

  protected throttled(): PartnerReply {
    return failure(429, null, "too many requests", { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1392815263" });
  }

  protected respond(call: PartnerCall): PartnerReply {
    const key = bearerToken(call);
    if (key === undefined) return failure(401, null, "authorization required");
    if (call.host !== this.host || (key !== this.key && !this.keysWithoutMarketing.has(key))) {
      return failure(401, null, "The provided authorization grant is invalid, expired, or revoked");
    }
    const [version, area, collection, id, resource, ...rest] = call.segments;
    if (version !== "v3" || rest.length > 0) return notFound();
    if (area === "scopes" && call.method === "GET") return jsonReply(200, { scopes: ["marketing.read"] });
    if (area !== "marketing") return notFound();
    if (this.keysWithoutMarketing.has(key)) return failure(403, null, "access forbidden");
    if (collection === "contacts" && id === undefined) {
      return call.method === "PUT" ? this.upsert(call) : methodNotAllowed();
    }
    if (collection !== "lists") return notFound();
    if (id === undefined) return call.method === "POST" ? this.create(call) : methodNotAllowed();
    return this.respondToList(call, id, resource);
  }

  private respondToList(call: PartnerCall, id: string, resource: string | undefined): PartnerReply {
    const list = this.lists.get(id);
    if (!list || call.method !== "DELETE") return list ? methodNotAllowed() : notFound();
    if (resource === undefined) {
      this.lists.delete(id);
      return emptyReply(204);
    }
    if (resource !== "contacts") return notFound();
    const ids = (call.query.get("contact_ids") ?? "").split(",").filter((each) => each !== "");
    if (ids.length === 0) return failure(400, "contact_ids", "contact_ids must not be empty");
    for (const each of ids) list.contacts.delete(each);
    return jsonReply(202, { job_id: jobId });
  }

  private create(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, listInput) : undefined;
    if (!input?.ok) return failure(400, "name", input?.message ?? "request body is invalid");
    const { name } = input.value;
    if ([...this.lists.values()].some((list) => list.name === name)) {
      return failure(400, "name", "a list with this name already exists");
    }
    const id = `ca7a5e11-0000-4000-8000-${String(this.lists.size + 1).padStart(12, "0")}`;
    this.lists.set(id, { id, name, contacts: new Set() });
    return jsonReply(201, {
      id,
      name,
      contact_count: 0,
      _metadata: { self: `https://${this.host}/v3/marketing/lists/${id}` },
    });
  }

  /** One bad contact refuses all of them; what is good is promised and done later. */
  private upsert(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, contactsInput) : undefined;
    if (!input?.ok) return failure(400, "contacts", input?.message ?? "request body is invalid");
    const { contacts, list_ids: listIds = [] } = input.value;
    if (contacts.length > contactsPerCallMax) return failure(400, "contacts", "too many contacts");
    const lists = listIds.map((id) => this.lists.get(id));
    if (lists.some((list) => list === undefined)) return failure(404, "list_ids", "list not found");
    const bad = contacts.flatMap(({ email }, index) =>
      /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)
        ? []
        : [{ field: `contacts[${index}].identifier`, message: `email '${email}' is not valid` }],
    );
    if (bad.length > 0) return jsonReply(400, { errors: bad });
    for (const { email } of contacts) {
      const id = this.contactIdOf(email.toLowerCase());
      for (const list of lists) list?.contacts.add(id);
    }
    return jsonReply(202, { job_id: jobId });
  }

  /** The ID of a contact, who is made where nobody has this address. */
  contactIdOf(email: string): string {
    const known = this.contacts.get(email);
    if (known !== undefined) return known;
    const id = `c0117ac7-0000-4000-8000-${String(this.contacts.size + 1).padStart(12, "0")}`;
    this.contacts.set(email, id);
    return id;
  }
}

function failure(
  status: number,
  field: string | null,
  message: string,
  headers: Record<string, string> = {},
): PartnerReply {
  return jsonReply(status, { errors: [{ field, message }] }, headers);
}

function notFound(): PartnerReply {
  return failure(404, null, "not found");
}

function methodNotAllowed(): PartnerReply {
  return failure(405, null, "method not allowed");
}
