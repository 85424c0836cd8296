/**
 * Static lists of Marketo's REST API, as its reference describes them: a token by client credentials in the query, and
 * answers that are 200 whatever happened, with the failure inside, as a text or as a number.
 */
import { z } from "zod";
import { bearerToken, isJsonCall, readJsonBody } from "./partner-checks";
import { jsonReply, type PartnerAnswer, PartnerApi, type PartnerCall, type PartnerReply } from "./partner-simulator";

const leadsPerCallMax = 300;
const requestId = "e42b#14272d07d78";

const folderInput = z.strictObject({ id: z.int(), type: z.enum(["Folder", "Program"]) });
const leadsInput = z.strictObject({ input: z.array(z.strictObject({ id: z.int() })) });

export interface MarketoList {
  id: number;
  name: string;
  leads: Set<string>;
}

export interface MarketoAccount {
  /** Such as `123-abc-456`. */
  munchkinId: string;
  clientId: string;
  clientSecret: string;
  folders: Iterable<number>;
  leads: Iterable<string>;
}

export class MarketoApi extends PartnerApi {
  readonly name = "Marketo";
  readonly hosts: readonly string[];
  readonly lists = new Map<string, MarketoList>();
  /** How many tokens were given out. */
  tokensGiven = 0;
  private readonly account: MarketoAccount;
  private readonly folders: ReadonlySet<number>;
  private readonly leads: ReadonlySet<string>;
  private token: string | undefined;
  private expiredToken: string | undefined;
  private answersOneObject = false;

  constructor(account: MarketoAccount) {
    super();
    this.account = account;
    this.hosts = [`${account.munchkinId}.mktorest.com`];
    this.folders = new Set(account.folders);
    this.leads = new Set(account.leads);
  }

  protected throttled(): PartnerReply {
    return failure("606", "Max rate limit '100' exceeded with in '20' secs");
  }

  /** The token in use is no longer good: the next call says 602, and a new one has to be asked for. */
  expireToken(): void {
    this.expiredToken = this.token;
    this.token = undefined;
  }

  /** Answers to one lead are then an object where an array is documented, as is seen in practice. */
  answerOneObject(): void {
    this.answersOneObject = true;
  }

  /** What is ordered in advance is for the API: tokens come from a service of their own. */
  override answer(call: PartnerCall): PartnerAnswer {
    return call.segments[0] === "identity" ? this.respond(call) : super.answer(call);
  }

  protected respond(call: PartnerCall): PartnerReply {
    const [area, kind, version, ...rest] = call.segments;
    if (area === "identity" && kind === "oauth" && version === "token") return this.giveToken(call);
    const token = bearerToken(call) ?? call.query.get("access_token") ?? undefined;
    if (token === undefined) return failure("600", "Access token not specified");
    if (token === this.expiredToken) return failure("602", "Access token expired");
    if (token !== this.token) return failure("601", "Access token invalid");
    if (area !== "rest") return failure("610", "Requested resource not found");
    if (kind === "asset" && version === "v1") return this.respondToAssets(call, rest);
    if (kind === "v1" && version === "lists.json" && call.method === "GET") return this.browse();
    if (kind === "v1" && version === "lists") return this.respondToMembers(call, rest);
    return failure("610", "Requested resource not found");
  }

  /** The one call whose failures have statuses of their own. */
  private giveToken({ method, query }: PartnerCall): PartnerReply {
    if (method !== "GET" && method !== "POST") return jsonReply(405, { error: "method_not_allowed" });
    if (query.get("grant_type") !== "client_credentials") {
      return jsonReply(400, { error: "invalid_request", error_description: "Missing grant type" });
    }
    const { clientId, clientSecret } = this.account;
    if (query.get("client_id") !== clientId) {
      return jsonReply(401, { error: "unauthorized", error_description: "No client with requested id" });
    }
    if (query.get("client_secret") !== clientSecret) {
      return jsonReply(401, { error: "invalid_client", error_description: "Bad client credentials" });
    }
    this.tokensGiven += 1;
    this.token = `cdf01657-110d-4155-99a7-f986b2ff13a0:${this.tokensGiven}`;
    return jsonReply(200, {
      access_token: this.token,
      token_type: "bearer",
      expires_in: 3599,
      scope: "apis@example.com",
    });
  }

  private browse(): PartnerReply {
    return success([...this.lists.values()].map(({ id, name }) => ({ id, name })));
  }

  private respondToAssets(call: PartnerCall, [resource = "", id = "", verb]: string[]): PartnerReply {
    if (resource === "staticLists.json" && call.method === "POST") return this.create(call);
    if (resource === "staticList" && verb === "delete.json" && call.method === "POST") {
      return this.lists.delete(id) ? success([{ id: Number(id) }]) : failure("702", "Static list not found");
    }
    return failure("610", "Requested resource not found");
  }

  private create(call: PartnerCall): PartnerReply {
    if (!/^application\/x-www-form-urlencoded\b/i.test(call.headers["content-type"] ?? "")) {
      return failure("612", "Invalid Content Type");
    }
    const form = new URLSearchParams(call.body);
    const folder = readFolder(form.get("folder") ?? "");
    if (!folder) return failure("1001", "Invalid value for folder. Required of type 'FolderId'");
    if (!this.folders.has(folder.id)) return failure("711", "Folder not found");
    const name = form.get("name") ?? "";
    if (name === "") return failure("701", "name cannot be blank");
    if ([...this.lists.values()].some((list) => list.name === name)) {
      return failure("709", `Static List named '${name}' already exists`);
    }
    const list: MarketoList = { id: 1_021 + this.lists.size, name, leads: new Set() };
    this.lists.set(String(list.id), list);
    return success([{ id: list.id, name, folder }]);
  }

  private respondToMembers(call: PartnerCall, [listId = "", resource]: string[]): PartnerReply {
    if (resource !== "leads.json") return failure("610", "Requested resource not found");
    const list = this.lists.get(listId);
    // This one code is a number where all the others are texts.
    if (!list) return failure(1013, `List ID '${listId}' not found`);
    const ids = readLeadIds(call);
    if (!ids) return failure("609", "Invalid JSON");
    if (ids.length > leadsPerCallMax) return failure("1003", `Too many leads: at most ${leadsPerCallMax}`);
    if (call.method === "POST") return this.results(ids.map((id) => this.add(list, id)));
    if (call.method === "DELETE") return this.results(ids.map((id) => this.remove(list, id)));
    return failure("610", "Requested resource not found");
  }

  private add(list: MarketoList, id: string): object {
    if (!this.leads.has(id)) return skipped(id, "1004", "Lead not found");
    list.leads.add(id);
    return { id: Number(id), status: "added" };
  }

  private remove(list: MarketoList, id: string): object {
    if (!this.leads.has(id)) return skipped(id, "1004", "Lead not found");
    if (!list.leads.delete(id)) return skipped(id, "1015", "Lead not in list");
    return { id: Number(id), status: "removed" };
  }

  private results(results: readonly object[]): PartnerReply {
    const [only] = results;
    return success(this.answersOneObject && results.length === 1 ? only : results);
  }
}

function skipped(id: string, code: string, message: string): object {
  return { id: Number(id), status: "skipped", reasons: [{ code, message }] };
}

/** From the query, `id=1&id=2`, or from the body, `{"input": [{"id": 1}]}`. */
function readLeadIds(call: PartnerCall): string[] | undefined {
  const fromQuery = call.query.getAll("id");
  if (fromQuery.length > 0) return fromQuery.every((id) => /^\d+$/.test(id)) ? fromQuery : undefined;
  if (!isJsonCall(call)) return undefined;
  const body = readJsonBody(call, leadsInput);
  return body.ok ? body.value.input.map(({ id }) => String(id)) : undefined;
}

function readFolder(text: string): z.infer<typeof folderInput> | undefined {
  if (/^\d+$/.test(text)) return { id: Number(text), type: "Folder" };
  try {
    return folderInput.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function success(result: unknown): PartnerReply {
  return jsonReply(200, { requestId, success: true, errors: [], result });
}

function failure(code: string | number, message: string): PartnerReply {
  return jsonReply(200, { requestId, success: false, errors: [{ code, message }] });
}
