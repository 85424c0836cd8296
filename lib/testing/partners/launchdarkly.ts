/**
 * LaunchDarkly's synced segments, as its integration manifests and the destinations of others show them: one call for
 * both directions, members with a boolean each, an access token without a scheme word, and no body in the answer.
 */
import { z } from "zod";
import { isJsonCall, readJsonBody } from "./partner-checks";
import { emptyReply, jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const membersPerCallMax = 1_000;

const batchInput = z.strictObject({
  environmentId: z.string().min(1),
  batch: z
    .array(
      z.strictObject({
        userId: z.string().min(1),
        cohortId: z.string().min(1),
        cohortName: z.string().min(1),
        cohortUrl: z.url().optional(),
        value: z.boolean(),
      }),
    )
    .min(1)
    .max(membersPerCallMax),
});

export interface SyncedSegment {
  name: string;
  url: string | undefined;
  members: Set<string>;
}

export class LaunchDarklyApi extends PartnerApi {
  readonly name = "LaunchDarkly";
  readonly hosts = ["app.launchdarkly.com", "app.eu.launchdarkly.com", "app.launchdarkly.us"];
  /** By cohort ID. */
  readonly segments = new Map<string, SyncedSegment>();
  private readonly account: { token: string; environmentId: string; host: string };

  constructor(account: { token: string; environmentId: string; host?: string }) {
    super();
    this.account = { host: "app.launchdarkly.com", ...account };
  }

  protected throttled(): PartnerReply {
    return jsonReply(
      429,
      { code: "rate_limited", message: "You've exceeded the API rate limit. Try again later." },
      { "Retry-After": "1", "X-RateLimit-Reset": "1593561600000" },
    );
  }

  protected respond(call: PartnerCall): PartnerReply {
    if (call.host !== this.account.host || call.headers.authorization !== this.account.token) {
      return failure(403, "forbidden", "Invalid access token or insufficient permission");
    }
    // Without the header the token's own default version holds.
    if (!/^(\d{8})?$/.test(call.headers["ld-api-version"] ?? "")) {
      return failure(400, "invalid_request", "LD-API-Version must be a published version such as 20240415");
    }
    const path = call.segments.join("/");
    if (path === "api/v2/caller-identity" && call.method === "GET") return jsonReply(200, { tokenName: "Cohort sync" });
    if (path !== "api/v2/segment-targets/amplitude") return failure(404, "not_found", "Invalid resource identifier");
    return call.method === "POST" ? this.sync(call) : failure(405, "method_not_allowed", "Method not allowed");
  }

  private sync(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, batchInput) : undefined;
    if (!input?.ok) return failure(400, "invalid_request", input?.message ?? "The body must be JSON");
    const { environmentId, batch } = input.value;
    if (environmentId !== this.account.environmentId) {
      return failure(404, "not_found", `Unknown environment ${environmentId}`);
    }
    for (const { userId, cohortId, cohortName, cohortUrl, value } of batch) {
      const segment = this.segments.get(cohortId) ?? { name: "", url: undefined, members: new Set<string>() };
      this.segments.set(cohortId, segment);
      segment.name = readable(cohortName);
      segment.url = cohortUrl;
      if (value) segment.members.add(userId);
      else segment.members.delete(userId);
    }
    return emptyReply(204);
  }
}

/** How a segment's name is shown: `ld_segment_test` → `Ld segment test`. */
function readable(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function failure(status: number, code: string, message: string): PartnerReply {
  return jsonReply(status, { code, message });
}
