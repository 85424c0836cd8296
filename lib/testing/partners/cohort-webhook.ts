/** A receiver of cohort webhooks: a POST for each change set, which may come twice and counts once. */
import { z } from "zod";
import { readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

export interface CohortWebhookOptions {
  key: string;
  host: string;
}

const changeSet = z.strictObject({
  cohort_id: z.string().min(1),
  cohort_name: z.string().min(1),
  in_cohort: z.boolean(),
  computed_time: z.iso.datetime(),
  message_id: z.string().min(1),
  users: z.array(z.looseObject({ user_id: z.string().min(1) })).min(1),
});

export class CohortWebhookReceiver extends PartnerApi {
  readonly name = "Cohort webhook";
  readonly hosts: readonly string[];
  /** Cohort ID → its members. */
  readonly cohorts = new Map<string, Set<string>>();
  readonly messages = new Set<string>();
  /** Change sets that came again. */
  repeated = 0;

  constructor(private readonly options: CohortWebhookOptions) {
    super();
    this.hosts = [options.host];
  }

  protected throttled(): PartnerReply {
    return jsonReply(429, { error: "too many requests" }, { "Retry-After": "1" });
  }

  protected respond(call: PartnerCall): PartnerReply {
    if (call.method !== "POST") return jsonReply(405, { error: "send a POST" });
    if (call.headers["x-webhook-key"] !== this.options.key) return jsonReply(401, { error: "unknown key" });
    const body = readJsonBody(call, changeSet);
    if (!body.ok) return jsonReply(400, { error: body.message });
    const { cohort_id: id, in_cohort: isIn, message_id: message, users } = body.value;
    if (this.messages.has(message)) {
      this.repeated += 1;
      return jsonReply(200, { accepted: 0 });
    }
    this.messages.add(message);
    const members = this.cohorts.get(id) ?? new Set();
    this.cohorts.set(id, members);
    for (const { user_id: user } of users) {
      if (isIn) members.add(user);
      else members.delete(user);
    }
    return jsonReply(200, { accepted: users.length });
  }
}
