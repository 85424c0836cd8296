/** A plain event API: events in batches, people one by one, and what became of each event inside a 207. */
import { z } from "zod";
import { bearerToken, readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const eventsMax = 100;

export interface HttpEventsOptions {
  token: string;
  host: string;
}

const event = z.strictObject({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  user: z.string().min(1),
  time: z.int(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const batch = z.strictObject({ events: z.array(z.unknown()).min(1) });
const profile = z.strictObject({ traits: z.record(z.string(), z.unknown()) });

export class HttpEventsApi extends PartnerApi {
  readonly name = "HTTP events";
  readonly hosts: readonly string[];
  readonly events: z.infer<typeof event>[] = [];
  /** User → traits. */
  readonly profiles = new Map<string, Record<string, unknown>>();

  constructor(private readonly options: HttpEventsOptions) {
    super();
    this.hosts = [options.host];
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, { error: { code: "rate_limited", message: "Slow down." } }, { "Retry-After": "1" });
  }

  protected respond(call: PartnerCall): PartnerReply {
    if (bearerToken(call) !== this.options.token) return failure(401, "unauthorized", "The token is unknown.");
    const [version, resource, id] = call.segments;
    if (version !== "v1") return failure(404, "not_found", "There is no such resource.");
    if (resource === "status" && call.method === "GET") return emptyReply(204);
    if (resource === "events" && call.method === "POST") return this.receive(call);
    if (resource === "profiles" && call.method === "PUT" && id !== undefined) return this.describe(id, call);
    return failure(404, "not_found", "There is no such resource.");
  }

  private receive(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, batch);
    if (!body.ok) return failure(400, "bad_request", body.message);
    if (body.value.events.length > eventsMax) return failure(413, "too_many_events", `At most ${eventsMax} events.`);
    const results = body.value.events.map((each) => {
      const read = event.safeParse(each);
      if (!read.success) return { status: "refused", reason: read.error.issues[0]?.message ?? "not an event" };
      this.events.push(read.data);
      return { status: "stored" };
    });
    const isWhole = results.every(({ status }) => status === "stored");
    return isWhole ? jsonReply(202, { results }) : jsonReply(207, { results });
  }

  private describe(id: string, call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, profile);
    if (!body.ok) return failure(400, "bad_request", body.message);
    this.profiles.set(id, { ...this.profiles.get(id), ...body.value.traits });
    return emptyReply(204);
  }
}

function failure(status: number, code: string, message: string): PartnerReply {
  return jsonReply(status, { error: { code, message } });
}
