/** Customer.io: two APIs, two hosts and two kinds of credentials for one segment; one data center for each account. */
import { z } from "zod";
import { basicCredentials, bearerToken, readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const idsMax = 1_000;

export interface CustomerIoOptions {
  siteId: string;
  trackingKey: string;
  appKey: string;
  region?: "us" | "eu";
  /** Who exists: the others are passed over without a word. */
  people: readonly { id: string; email?: string; cio_id?: string }[];
}

export interface ManualSegment {
  id: number;
  name: string;
  description: string;
  /** IDs of people. */
  members: Set<string>;
}

const creation = z.strictObject({
  segment: z.strictObject({ name: z.string().min(1), description: z.string().optional() }),
});
const membership = z.strictObject({ ids: z.array(z.string()) });
const idTypes = ["id", "email", "cio_id"] as const;

export class CustomerIoApi extends PartnerApi {
  readonly name = "Customer.io";
  readonly hosts = ["api.customer.io", "api-eu.customer.io", "track.customer.io", "track-eu.customer.io"];
  readonly segments = new Map<number, ManualSegment>();
  private nextId = 7;

  constructor(private readonly options: CustomerIoOptions) {
    super();
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, { meta: { errors: ["too many requests"] } });
  }

  protected respond(call: PartnerCall): PartnerReply {
    const isEu = call.host.includes("-eu.");
    const home = this.options.region ?? "us";
    if (call.host.startsWith("api")) return this.appApi(call, isEu === (home === "eu"));
    if (!isEu && home === "eu") {
      // The US host passes an EU account on; the EU host knows nothing of the US.
      return emptyReply(301, { Location: `https://track-eu.customer.io${call.rawPath}` });
    }
    return this.trackApi(call, isEu === (home === "eu"));
  }

  private appApi(call: PartnerCall, isHome: boolean): PartnerReply {
    if (bearerToken(call) !== this.options.appKey || !isHome) {
      return jsonReply(401, { errors: [{ detail: "unauthorized", status: "401" }] });
    }
    const [version, resource, id] = call.segments;
    if (version !== "v1" || resource !== "segments") return appError(404, "not found");
    if (call.method === "POST" && id === undefined) return this.create(call);
    if (call.method === "DELETE" && id !== undefined) {
      return this.segments.delete(Number(id)) ? emptyReply(204) : appError(404, "segment not found");
    }
    return appError(405, "method not allowed");
  }

  private create(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, creation);
    if (!body.ok) return appError(400, body.message);
    const { name, description = "" } = body.value.segment;
    const id = this.nextId;
    this.nextId += 1;
    this.segments.set(id, { id, name, description, members: new Set() });
    const segment = {
      id,
      deduplicate_id: `${id}:1492548073`,
      name,
      description,
      state: "events",
      progress: null,
      type: "manual",
      tags: null,
      created_at: 1552341937,
      updated_at: 1552341937,
    };
    return jsonReply(200, { segment });
  }

  private trackApi(call: PartnerCall, isHome: boolean): PartnerReply {
    const given = basicCredentials(call);
    const { siteId, trackingKey, region = "us" } = this.options;
    if (!isHome || given?.username !== siteId || given.password !== trackingKey) {
      return jsonReply(401, { meta: { error: "Unauthorized request" } });
    }
    const [api, version, resource, id, verb] = call.segments;
    if (api !== "api" || version !== "v1") return trackError(404, "not found");
    if (resource === "accounts" && id === "region" && call.method === "GET") {
      return jsonReply(200, { url: call.host, data_center: region, environment_id: 1 });
    }
    if (resource !== "segments" || call.method !== "POST") return trackError(404, "not found");
    if (verb !== "add_customers" && verb !== "remove_customers") return trackError(404, "not found");
    return this.change(call, Number(id), verb === "add_customers");
  }

  private change(call: PartnerCall, id: number, isAdding: boolean): PartnerReply {
    const body = readJsonBody(call, membership);
    if (!body.ok) return trackError(400, body.message);
    const { ids } = body.value;
    if (ids.length === 0) return trackError(400, "ids must not be empty");
    if (ids.length > idsMax) return trackError(400, `only ${idsMax} ids are allowed in a request`);
    const idType = idTypes.find((each) => each === (call.query.get("id_type") ?? "id"));
    if (!idType) return trackError(400, "id_type must be one of id, email, cio_id");
    const segment = this.segments.get(id);
    if (!segment) return trackError(404, "segment not found");
    for (const value of ids) {
      const person = this.options.people.find((each) => each[idType] === value);
      if (!person) continue;
      if (isAdding) segment.members.add(person.id);
      else segment.members.delete(person.id);
    }
    return jsonReply(200, {});
  }
}

function trackError(status: number, message: string): PartnerReply {
  return jsonReply(status, { meta: { errors: [message] } });
}

function appError(status: number, detail: string): PartnerReply {
  return jsonReply(status, { errors: [{ detail, status: String(status) }] });
}
