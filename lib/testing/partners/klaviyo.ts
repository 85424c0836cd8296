/**
 * Klaviyo's lists, as its OpenAPI document describes them: JSON:API over `application/vnd.api+json`, a dated `revision`
 * in every call, a key behind a scheme word of its own, and members known by Klaviyo's own profile IDs.
 */
import { z } from "zod";
import { readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const profilesPerCallMax = 1_000;

const listInput = z.strictObject({
  data: z.strictObject({
    type: z.literal("list"),
    attributes: z.strictObject({ name: z.string().min(1) }),
  }),
});
const profilesInput = z.strictObject({
  data: z.array(z.strictObject({ type: z.literal("profile"), id: z.string().min(1) })),
});

export interface KlaviyoList {
  id: string;
  name: string;
  profiles: Set<string>;
}

export class KlaviyoApi extends PartnerApi {
  readonly name = "Klaviyo";
  readonly hosts = ["a.klaviyo.com"];
  readonly lists = new Map<string, KlaviyoList>();
  private readonly key: string;
  private readonly profiles: ReadonlySet<string>;

  constructor(account: { key: string; profiles: Iterable<string> }) {
    super();
    this.key = account.key;
    this.profiles = new Set(account.profiles);
  }

  protected throttled(): PartnerReply {
    return failure(
      429,
      "throttled",
      "Request was throttled.",
      "Request was throttled. Expected available in 1 second.",
      {
        "Retry-After": "1",
      },
    );
  }

  protected respond(call: PartnerCall): PartnerReply {
    const { authorization, revision = "" } = call.headers;
    if (authorization === undefined) {
      return failure(
        401,
        "not_authenticated",
        "Authentication credentials were not provided.",
        "Missing or invalid private key.",
      );
    }
    if (authorization !== `Klaviyo-API-Key ${this.key}`) {
      return failure(
        401,
        "authentication_failed",
        "Incorrect authentication credentials.",
        "Incorrect authentication credentials.",
      );
    }
    if (!/^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(revision)) {
      return failure(400, "invalid", "Invalid input.", "A revision header of the form YYYY-MM-DD is required.");
    }
    const [api, area, listId, ...resource] = call.segments;
    if (api === "api" && area === "accounts") return jsonReply(200, { data: [{ type: "account", id: "AbC123" }] });
    if (api !== "api" || area !== "lists") return notFound("The requested resource could not be found.");
    if (listId === undefined) return call.method === "POST" ? this.create(call) : methodNotAllowed(call);
    return this.respondToList(call, listId, resource.join("/"));
  }

  private respondToList(call: PartnerCall, listId: string, resource: string): PartnerReply {
    const list = this.lists.get(listId);
    if (!list) return notFound(`A list with id ${listId} does not exist.`);
    if (resource === "" && call.method === "DELETE") {
      this.lists.delete(listId);
      return emptyReply(204);
    }
    if (resource !== "relationships/profiles") return notFound("The requested resource could not be found.");
    if (call.method !== "POST" && call.method !== "DELETE") return methodNotAllowed(call);
    return this.changeProfiles(call, list);
  }

  private create(call: PartnerCall): PartnerReply {
    const input = jsonApiBody(call, listInput);
    if (!input.ok) return input.reply;
    const { name } = input.value.data.attributes;
    const list: KlaviyoList = { id: `XYZ${String(this.lists.size).padStart(3, "0")}`, name, profiles: new Set() };
    this.lists.set(list.id, list);
    return jsonApi(201, { data: { type: "list", id: list.id, attributes: { name, opt_in_process: "double_opt_in" } } });
  }

  private changeProfiles(call: PartnerCall, list: KlaviyoList): PartnerReply {
    const input = jsonApiBody(call, profilesInput);
    if (!input.ok) return input.reply;
    const ids = input.value.data.map(({ id }) => id);
    if (ids.length > profilesPerCallMax) {
      return failure(
        400,
        "invalid",
        "Invalid input.",
        `At most ${profilesPerCallMax} profiles can be changed at once.`,
      );
    }
    // One profile that isn't there refuses the whole call.
    const unknown = ids.filter((id) => !this.profiles.has(id));
    if (unknown.length > 0) {
      return failure(400, "invalid", "Invalid input.", `Invalid profile IDs: ${unknown.join(", ")}`);
    }
    for (const id of ids) {
      if (call.method === "POST") list.profiles.add(id);
      else list.profiles.delete(id);
    }
    return emptyReply(204);
  }
}

function jsonApi(status: number, body: unknown, headers: Record<string, string> = {}): PartnerReply {
  return jsonReply(status, body, { "Content-Type": "application/vnd.api+json", ...headers });
}

function failure(
  status: number,
  code: string,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): PartnerReply {
  const error = {
    id: "67ed6dbf-1653-499b-a11d-30310aa01ff7",
    status,
    code,
    title,
    detail,
    source: { pointer: "/data/" },
  };
  return jsonApi(status, { errors: [error] }, headers);
}

function notFound(detail: string): PartnerReply {
  return failure(404, "not_found", "Not found.", detail);
}

function methodNotAllowed({ method }: PartnerCall): PartnerReply {
  return failure(405, "method_not_allowed", "Method not allowed.", `Method "${method}" not allowed.`);
}

type JsonApiBody<T> = { ok: true; value: T } | { ok: false; reply: PartnerReply };

function jsonApiBody<T>(call: PartnerCall, schema: z.ZodType<T>): JsonApiBody<T> {
  const contentType = call.headers["content-type"] ?? "";
  if (!/^application\/(vnd\.api\+)?json\b/i.test(contentType)) {
    const detail = `Unsupported media type "${contentType}" in request.`;
    return { ok: false, reply: failure(415, "unsupported_media_type", "Unsupported media type.", detail) };
  }
  const read = readJsonBody(call, schema);
  return read.ok ? read : { ok: false, reply: failure(400, "invalid", "Invalid input.", read.message) };
}
