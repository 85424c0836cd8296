/**
 * MoEngage's cohort sync, as its OpenAPI document describes it: one URL whose body says what to do with the members, Basic
 * authentication and the same workspace in a header, 128 KB a call, and 200 for what will be done later.
 */
import { z } from "zod";
import { basicCredentials, isJsonCall, readJsonBody } from "./partner-checks";
import { jsonReply, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const bodyBytesMax = 128 * 1024;
/** What a cohort's name may not hold, and with what it may not begin. */
const forbiddenName = /^\.|[|*?\\:<>=$"]/;

const syncInput = z.object({
  action: z.enum(["add_members", "remove_members"]),
  partner: z.string().min(1),
  parameters: z.object({
    cohort_name: z.string().min(1),
    cohort_id: z.string().min(1),
    cohort_description: z.string().optional(),
    members: z.array(z.object({ uid: z.string().min(1) })),
  }),
});

export interface MoEngageCohort {
  name: string;
  members: Set<string>;
}

export interface MoEngageAccount {
  /** `01` to `06`, or `101`. */
  dataCenter: string;
  workspaceId: string;
  dataKey: string;
  /** Who is known; others are left out without a word. */
  users: Iterable<string>;
}

export class MoEngageApi extends PartnerApi {
  readonly name = "MoEngage";
  readonly hosts: readonly string[];
  /** By cohort ID. */
  readonly cohorts = new Map<string, MoEngageCohort>();
  private readonly account: MoEngageAccount;
  private readonly users: ReadonlySet<string>;
  private isSuspended = false;

  constructor(account: MoEngageAccount) {
    super();
    this.account = account;
    this.hosts = [`api-${account.dataCenter}.moengage.com`];
    this.users = new Set(account.users);
  }

  suspend(): void {
    this.isSuspended = true;
  }

  protected throttled(): PartnerReply {
    return failure(429, "Rate Limits Exceeded", "Rate limits for customers exceeded. Please Try After Some Time");
  }

  protected respond(call: PartnerCall): PartnerReply {
    if (call.segments.join("/") !== "v1/integrations/cohortsync" || call.method !== "POST") {
      return failure(404, "Not Found", "The requested resource does not exist");
    }
    return this.authenticationProblem(call) ?? this.contentProblem(call) ?? this.sync(call);
  }

  private authenticationProblem(call: PartnerCall): PartnerReply | undefined {
    const credentials = basicCredentials(call);
    if (!credentials) return failure(401, "Authentication required", "Authentication Header Required");
    if (credentials.username !== call.headers["moe-appkey"]) {
      return failure(401, "Authentication Mismatch", "App key mismatch in params and authentication");
    }
    const { workspaceId, dataKey } = this.account;
    if (credentials.username !== workspaceId || credentials.password !== dataKey) {
      return failure(
        401,
        "Authentication required",
        "App Secret key mismatch. Please login to the dashboard to verify key",
      );
    }
    if (!this.isSuspended) return undefined;
    return failure(403, "Account Suspended", "Your account is suspended. Please contact MoEngage team.");
  }

  private contentProblem(call: PartnerCall): PartnerReply | undefined {
    if (!isJsonCall(call)) return failure(415, "Unsupported media type", "Content type is not supported");
    if (call.bodyBytes > bodyBytesMax) return failure(413, "Payload too large", "Payload can not exceed 128KB");
    return undefined;
  }

  private sync(call: PartnerCall): PartnerReply {
    const input = readJsonBody(call, syncInput);
    if (!input.ok && !input.isJson) {
      const message = "Could not decode the request body. The JSON was incorrect or not encoded as UTF-8.";
      return failure(400, "Malformed JSON", message);
    }
    if (!input.ok) {
      const attribute = input.message.split(":", 1)[0];
      return failure(400, "MissingAttributeError", `${attribute} is not found in the payload`, attribute);
    }
    const { action, parameters } = input.value;
    // That such a name is refused is documented, the type of the error isn't.
    if (forbiddenName.test(parameters.cohort_name)) {
      return failure(400, "InvalidAttributeError", "cohort_name has restricted characters", "cohort_name");
    }
    const cohort = this.cohorts.get(parameters.cohort_id) ?? { name: "", members: new Set<string>() };
    cohort.name = parameters.cohort_name;
    this.cohorts.set(parameters.cohort_id, cohort);
    for (const { uid } of parameters.members) {
      if (!this.users.has(uid)) continue;
      if (action === "add_members") cohort.members.add(uid);
      else cohort.members.delete(uid);
    }
    return jsonReply(200, {
      status: "success",
      message: "Your request has been accepted and will be processed soon.",
    });
  }
}

function failure(status: number, type: string, message: string, attribute?: string): PartnerReply {
  const error = { ...(attribute && { attribute }), message, type, request_id: "UkBwaUmU" };
  return jsonReply(status, { status: "fail", error });
}
