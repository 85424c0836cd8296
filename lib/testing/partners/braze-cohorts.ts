/** Braze's cohort import for partners: both keys in the body, and the sender names the cohort. */
import { z } from "zod";
import { readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

/** Instances and their hosts; an account lives at one of them. */
export const brazeHosts = [
  "rest.iad-01.braze.com",
  "rest.iad-02.braze.com",
  "rest.iad-03.braze.com",
  "rest.iad-04.braze.com",
  "rest.iad-05.braze.com",
  "rest.iad-06.braze.com",
  "rest.iad-07.braze.com",
  "rest.iad-08.braze.com",
  "rest.fra-01.braze.eu",
  "rest.fra-02.braze.eu",
  "rest.au-01.braze.com",
] as const;
export type BrazeHost = (typeof brazeHosts)[number];

const identifiersMax = 1_000;

export interface BrazeCohortsOptions {
  partnerName: string;
  partnerApiKey: string;
  clientSecret: string;
  host?: BrazeHost;
  /** External IDs that have a profile: the others are left out without a word. */
  profiles: readonly string[];
}

const keys = z.looseObject({ partner_api_key: z.string(), client_secret: z.string() });
const change = z.strictObject({
  user_ids: z.array(z.string()).optional(),
  device_ids: z.array(z.string()).optional(),
  aliases: z.looseObject({}).optional(),
  should_remove: z.boolean().optional(),
});
const naming = z.strictObject({
  partner_api_key: z.string(),
  client_secret: z.string(),
  cohort_id: z.string({ error: "cohort_id must be a valid string" }).min(1, "cohort_id must be a valid string"),
  name: z.string({ error: "name must be a non-empty string" }).min(1, "name must be a non-empty string"),
  created_at: z.iso.datetime({
    offset: true,
    error: "created_at must be a valid time as an ISO-8601 string",
  }),
});
const changesMessage =
  "cohort_changes must be an array of objects each with key user_ids and/or device_ids mapping to an array of strings, or an aliases object";
const membership = z.strictObject({
  partner_api_key: z.string(),
  client_secret: z.string(),
  cohort_id: z.string({ error: "cohort_id must be a valid string" }).min(1, "cohort_id must be a valid string"),
  cohort_changes: z.array(change, { error: changesMessage }),
});

export class BrazeCohortsApi extends PartnerApi {
  readonly name = "Braze cohort import";
  readonly hosts = brazeHosts;
  readonly cohorts = new Map<string, { name: string; createdAt: string; members: Set<string> }>();
  isPartnerEnabled = true;

  constructor(private readonly options: BrazeCohortsOptions) {
    super();
  }

  protected throttled(): PartnerReply {
    return refusal(429, "Rate limited");
  }

  protected respond(call: PartnerCall): PartnerReply {
    const { partnerName, host = brazeHosts[0] } = this.options;
    const [partners, partner, resource, users] = call.segments;
    if (call.method !== "POST" || partners !== "partners" || partner !== partnerName || resource !== "cohorts") {
      return refusal(404, "Not found");
    }
    const given = readJsonBody(call, keys);
    if (!given.ok) return refusal(given.isJson ? 401 : 400, given.isJson ? "Invalid Partner API key" : "Invalid JSON");
    const { partner_api_key: partnerKey, client_secret: secret } = given.value;
    if (partnerKey !== this.options.partnerApiKey || call.host !== host) return refusal(401, "Invalid Partner API key");
    if (secret !== this.options.clientSecret) return refusal(401, "Invalid client secret");
    if (!this.isPartnerEnabled) return refusal(401, `Partner not enabled for client with client secret: ${secret}`);
    return users === "users" ? this.change(call) : this.describe(call);
  }

  private describe(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, naming);
    if (!body.ok) return refusal(400, body.message.replace(/^[\w.]+: /, ""));
    const { cohort_id: id, name, created_at: createdAt } = body.value;
    const members = this.cohorts.get(id)?.members ?? new Set<string>();
    this.cohorts.set(id, { name, createdAt, members });
    return jsonReply(201, {});
  }

  private change(call: PartnerCall): PartnerReply {
    const body = readJsonBody(call, membership);
    if (!body.ok) return refusal(400, body.message.replace(/^[\w.]+: /, ""));
    const { cohort_id: id, cohort_changes: changes } = body.value;
    const count = changes.reduce(
      (sum, { user_ids = [], device_ids = [] }) => sum + user_ids.length + device_ids.length,
      0,
    );
    if (count > identifiersMax) {
      return refusal(400, "Only 1,000 user_ids, device_ids, and aliases are allowed per request");
    }
    const cohort = this.cohorts.get(id) ?? { name: id, createdAt: "", members: new Set<string>() };
    this.cohorts.set(id, cohort);
    for (const { user_ids: ids = [], should_remove: shouldRemove = false } of changes) {
      for (const user of ids.filter((each) => this.options.profiles.includes(each))) {
        if (shouldRemove) cohort.members.delete(user);
        else cohort.members.add(user);
      }
    }
    return jsonReply(201, {});
  }
}

function refusal(status: number, message: string): PartnerReply {
  return jsonReply(status, { message });
}
