/**
 * Amplitude's Behavioral Cohorts API as a target, as its reference describes it: cohorts are uploaded with at least one
 * ID, and changed by one call at a time.
 */
import { z } from "zod";
import { basicCredentials, isJsonCall, readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const idsPerCallMax = 100_000;

const uploadInput = z.object({
  name: z.string().min(1),
  app_id: z.int(),
  id_type: z.enum(["BY_USER_ID", "BY_AMP_ID"]),
  ids: z.array(z.string()),
  owner: z.email(),
  published: z.boolean(),
});
const membershipInput = z.object({
  cohort_id: z.string().min(1),
  skip_invalid_ids: z.boolean().optional(),
  memberships: z
    .array(
      z.object({
        ids: z.array(z.string().min(1)).max(idsPerCallMax),
        id_type: z.enum(["BY_NAME", "BY_AMP_ID"]),
        operation: z.enum(["ADD", "REMOVE"]),
      }),
    )
    .length(1),
});

export interface AmplitudeCohort {
  id: string;
  name: string;
  members: Set<string>;
}

export interface AmplitudeProject {
  host: string;
  apiKey: string;
  secretKey: string;
  appId: number;
  users: Iterable<string>;
}

export class AmplitudeCohortsApi extends PartnerApi {
  readonly name = "Amplitude";
  readonly hosts = ["amplitude.com", "analytics.eu.amplitude.com"];
  readonly cohorts = new Map<string, AmplitudeCohort>();
  private readonly project: AmplitudeProject;
  private readonly users: ReadonlySet<string>;

  constructor(project: AmplitudeProject) {
    super();
    this.project = project;
    this.users = new Set(project.users);
  }

  /** Also what a second call gets while a first one changes the same cohort. */
  protected throttled(): PartnerReply {
    return failure(429, "TOO_MANY_REQUESTS", "Cohort is being modified by another request");
  }

  protected respond(call: PartnerCall): PartnerReply {
    const { host, apiKey, secretKey } = this.project;
    const credentials = basicCredentials(call);
    if (call.host !== host || credentials?.username !== apiKey || credentials.password !== secretKey) {
      return failure(403, "FORBIDDEN", "Invalid API/Secret Key combination");
    }
    const path = call.segments.join("/");
    if (path === "api/3/cohorts" && call.method === "GET") return jsonReply(200, { cohorts: [] });
    if (path === "api/3/cohorts/upload" && call.method === "POST") return this.upload(call);
    if (path === "api/3/cohorts/membership" && call.method === "POST") return this.changeMembers(call);
    return failure(404, "NOT_FOUND", "Not found");
  }

  private upload(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, uploadInput) : undefined;
    if (!input?.ok) return failure(400, "BAD_REQUEST", input?.message ?? "The body must be JSON");
    const { name, app_id: appId, ids } = input.value;
    if (appId !== this.project.appId) return failure(400, "BAD_REQUEST", "Invalid app ID");
    if (ids.length === 0) return failure(400, "BAD_REQUEST", "ids must not be empty");
    const id = `c${String(this.cohorts.size + 1).padStart(6, "0")}`;
    this.cohorts.set(id, { id, name, members: new Set(ids.filter((each) => this.users.has(each))) });
    return jsonReply(200, { cohortId: id });
  }

  private changeMembers(call: PartnerCall): PartnerReply {
    const input = isJsonCall(call) ? readJsonBody(call, membershipInput) : undefined;
    if (!input?.ok) return failure(400, "BAD_REQUEST", input?.message ?? "The body must be JSON");
    const cohort = this.cohorts.get(input.value.cohort_id);
    if (!cohort) return failure(400, "BAD_REQUEST", "Invalid cohort ID");
    const [change] = input.value.memberships;
    const skipped = (change?.ids ?? []).filter((id) => !this.users.has(id));
    if (skipped.length > 0 && input.value.skip_invalid_ids !== true) {
      return failure(400, "BAD_REQUEST", `Invalid IDs: ${skipped.join(", ")}`);
    }
    for (const id of change?.ids ?? []) {
      if (!this.users.has(id)) continue;
      if (change?.operation === "ADD") cohort.members.add(id);
      else cohort.members.delete(id);
    }
    return jsonReply(200, {
      cohort_id: cohort.id,
      memberships_result: [{ operation: change?.operation, skipped_ids: skipped }],
    });
  }
}

function failure(status: number, error: string, message: string): PartnerReply {
  return jsonReply(status, { error: { error, message } });
}
