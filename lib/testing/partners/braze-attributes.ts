/** Braze's bulk user track endpoint, as far as attributes go: failures by position inside a 201. */
import { z } from "zod";
import { type BrazeHost, brazeHosts } from "./braze-cohorts";
import { bearerToken, readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const attributesMax = 1_000;
const bodyBytesMax = 2_000_000;
const externalIdBytesMax = 997;

export interface BrazeAttributesOptions {
  apiKey: string;
  host?: BrazeHost;
}

const body = z.strictObject({
  attributes: z.array(z.looseObject({ external_id: z.string() })).min(1),
});

export class BrazeAttributesApi extends PartnerApi {
  readonly name = "Braze attributes";
  readonly hosts = brazeHosts;
  /** External ID → custom attributes. */
  readonly profiles = new Map<string, Record<string, unknown>>();
  /** External IDs whose change fails this once, for a passing reason. */
  readonly hiccups = new Set<string>();
  mayTrack = true;

  constructor(private readonly options: BrazeAttributesOptions) {
    super();
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, { message: "Rate limited" });
  }

  protected respond(call: PartnerCall): PartnerReply {
    if (bearerToken(call) !== this.options.apiKey || call.host !== (this.options.host ?? brazeHosts[0])) {
      return jsonReply(401, { message: "Invalid API key" });
    }
    if (call.method !== "POST" || call.segments.join("/") !== "users/track/bulk") {
      return jsonReply(404, { message: "Not found" });
    }
    if (!this.mayTrack) return jsonReply(403, { message: "Access denied" });
    if (call.bodyBytes > bodyBytesMax) return jsonReply(413, { message: "Request body too large" });
    const read = readJsonBody(call, body);
    if (!read.ok) return jsonReply(400, { message: read.message });
    const { attributes } = read.value;
    if (attributes.length > attributesMax) return jsonReply(400, { message: `At most ${attributesMax} attributes` });
    const errors = attributes.flatMap(({ external_id: id, ...rest }, index) => {
      const type = this.problemOf(id);
      if (type) return [{ type, index }];
      this.profiles.set(id, { ...this.profiles.get(id), ...rest });
      return [];
    });
    return jsonReply(201, { message: "success", attributes_processed: attributes.length - errors.length, errors });
  }

  private problemOf(id: string): string | undefined {
    if (id.trim() === "") return "EXTERNAL_USER_ID_BLANK";
    if (Buffer.byteLength(id) > externalIdBytesMax) return "EXTERNAL_USER_ID_TOO_LARGE";
    return this.hiccups.delete(id) ? "TEMPORARY_ERROR" : undefined;
  }
}
