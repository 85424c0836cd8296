/**
 * A partner as the public guide to receiving cohorts describes property-based ones: users are identified in batches, and a
 * trait named after the cohort is true while they are in it. Besides, a tag API, where a tag is set and taken away.
 */
import { z } from "zod";
import { basicCredentials, isJsonCall, readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const usersPerCallMax = 1_000;

const identifyInput = z.strictObject({
  batch: z
    .array(
      z.strictObject({
        type: z.literal("identify"),
        userId: z.string().min(1),
        traits: z.record(z.string(), z.boolean()),
      }),
    )
    .max(usersPerCallMax),
});
const tagInput = z.strictObject({ name: z.string().min(1).max(64) });
const taggedInput = z.strictObject({ users: z.array(z.string().min(1)).max(usersPerCallMax) });

export class ProfilePartnerApi extends PartnerApi {
  readonly name = "Profiles";
  readonly hosts = ["api.example.com"];
  /** User → trait → value. */
  readonly traits = new Map<string, Map<string, boolean>>();
  /** Tag → users. */
  readonly tags = new Map<string, Set<string>>();
  private readonly key: string;
  private readonly users: ReadonlySet<string>;

  constructor(account: { key: string; users: Iterable<string> }) {
    super();
    this.key = account.key;
    this.users = new Set(account.users);
  }

  /** Who has a trait with this value. */
  usersWith(trait: string, value: boolean): string[] {
    return [...this.traits].filter(([, traits]) => traits.get(trait) === value).map(([user]) => user);
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, { error: "rate_limited" }, { "Retry-After": "1" });
  }

  protected respond(call: PartnerCall): PartnerReply {
    const credentials = basicCredentials(call);
    if (credentials?.username !== this.key || credentials.password !== "") {
      return jsonReply(401, { error: "invalid_key" }, { "WWW-Authenticate": "Basic" });
    }
    const [version, area, tag, change, ...rest] = call.segments;
    if (version !== "v1" || rest.length > 0) return jsonReply(404, { error: "not_found" });
    if (area === "ping" && call.method === "GET") return jsonReply(200, { ok: true });
    if (area === "identify" && call.method === "POST") return this.identify(call);
    if (area !== "tags") return jsonReply(404, { error: "not_found" });
    if (tag === undefined && call.method === "POST") return this.createTag(call);
    return this.changeTag(call, tag ?? "", change ?? "");
  }

  /** Whoever isn't known is left out and named by place; the others are done. */
  private identify(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, identifyInput) : undefined;
    if (!input?.ok) return jsonReply(400, { error: "invalid_body", message: input?.message ?? "Send JSON." });
    const rejected: object[] = [];
    for (const [index, { userId, traits }] of input.value.batch.entries()) {
      if (!this.users.has(userId)) {
        rejected.push({ index, code: "unknown_user", message: "Nobody has this ID." });
        continue;
      }
      const known = this.traits.get(userId) ?? new Map<string, boolean>();
      this.traits.set(userId, known);
      for (const [name, value] of Object.entries(traits)) known.set(name, value);
    }
    return jsonReply(200, { accepted: input.value.batch.length - rejected.length, rejected });
  }

  private createTag(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, tagInput) : undefined;
    if (!input?.ok) return jsonReply(400, { error: "invalid_body", message: input?.message ?? "Send JSON." });
    if (this.tags.has(input.value.name)) return jsonReply(409, { error: "tag_exists" });
    this.tags.set(input.value.name, new Set());
    return jsonReply(201, { name: input.value.name });
  }

  private changeTag(call: PartnerCall, tag: string, change: string): PartnerReply {
    const users = this.tags.get(tag);
    if (!users) return jsonReply(404, { error: "tag_not_found" });
    if (call.method !== "POST" || (change !== "set" && change !== "unset"))
      return jsonReply(404, { error: "not_found" });
    const input = isJsonCall(call) ? readJsonBody(call, taggedInput) : undefined;
    if (!input?.ok) return jsonReply(400, { error: "invalid_body", message: input?.message ?? "Send JSON." });
    for (const user of input.value.users) {
      if (change === "set") users.add(user);
      else users.delete(user);
    }
    const unknown = input.value.users.filter((user) => !this.users.has(user));
    for (const user of unknown) users.delete(user);
    return jsonReply(207, { changed: input.value.users.length - unknown.length, unknown });
  }
}
