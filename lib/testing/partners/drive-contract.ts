/**
 * Plays a whole sync of a destination against simulated partners: the functions of the product build, send, read and
 * classify every call; only the origin of each URL is rewritten to the network of simulators.
 */
import { type ActionMatch, actionsFor } from "@/lib/destination/action-call";
import { type Call, callAfter, callAt } from "@/lib/destination/calls";
import type { DestinationDefinition, Endpoint } from "@/lib/destination/definition";
import { type EndpointKey, endpointsOf, isActionKey, isMembersKey } from "@/lib/destination/endpoints";
import { classify, type Outcome } from "@/lib/destination/error-catalog";
import type { Exchange, PartnerRequest } from "@/lib/destination/exchange";
import { hasItemOutcomes, type ItemVerdict, sentItems } from "@/lib/destination/item-outcome";
import type { LosslessNumber } from "@/lib/destination/json";
import { buildTokenRequest, isTokenRefused, oauth2Of, readTokenAnswer } from "@/lib/destination/oauth2";
import { type BuiltRequest, type RequestProblem, staticListId } from "@/lib/destination/request";
import { directionOfUsers } from "@/lib/destination/request-batch";
import type { RequestValues } from "@/lib/destination/request-values";
import { readListId } from "@/lib/destination/response";
import type { SampleUser } from "@/lib/destination/sample-users";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { send } from "@/lib/server/egress";
import type { PartnerNetwork } from "./partner-simulator";

export interface ContractSync {
  definition: DestinationDefinition;
  /** Users of both directions; the list ID is read as the sync goes. */
  values: RequestValues;
  network: PartnerNetwork;
  /** Only these endpoints, in the order of a sync; default: all of them. */
  only?: readonly EndpointKey[];
  /** How often a call is made again whose outcome says that another try is worth it. Default 0; nothing is waited for. */
  retries?: number;
  /** Of one call; short where a partner is to answer too late. Default 5 s. */
  timeoutMs?: number;
}

/** One call of the sync; a call that was made again is here once for each time. */
export interface DrivenCall {
  key: EndpointKey;
  /** As the partner would get it, with the partner's own URL. */
  request: PartnerRequest;
  exchange: Exchange;
  outcome: Outcome;
  /** What became of each user or event of the call, where the endpoint says how to read that. */
  items: readonly ItemVerdict[];
  users: readonly SampleUser[];
  events: readonly TriggerEvent[];
  /** Why users and events were left out of this call. */
  skipped: readonly { reason: string }[];
}

export interface DrivenSync {
  calls: DrivenCall[];
  /** What stood in the way of building a call; the sync ended there. */
  problems: RequestProblem[];
  /** Each time an access token was asked for. */
  tokens: { exchange: Exchange; outcome: Outcome }[];
  /** Which actions each event called, and why the others stayed silent. */
  matches: ActionMatch[][];
  listId?: string | LosslessNumber;
}

/**
 * Plays the sync until it is through, or until a call fails or can't be built. Users and events whom the partner
 * rejects don't stop it.
 */
export async function driveContract(sync: ContractSync): Promise<DrivenSync> {
  const driver = new Driver(sync);
  await driver.drive();
  return driver.driven;
}

class Driver {
  readonly driven: DrivenSync = { calls: [], problems: [], tokens: [], matches: [] };
  private values: RequestValues;

  constructor(private readonly sync: ContractSync) {
    this.values = sync.values;
  }

  async drive(): Promise<void> {
    const { definition, only } = this.sync;
    const fixed = staticListId(definition, this.values);
    if (!fixed.ok) {
      this.driven.problems.push(...fixed.problems);
      return;
    }
    if (fixed.listId !== undefined) this.setListId(fixed.listId);
    else if (this.values.listId !== undefined) this.driven.listId = this.values.listId;
    for (const { key, endpoint } of endpointsOf(definition)) {
      if (isActionKey(key) || (only && !only.includes(key))) continue;
      if (!(await this.callEndpoint(key, endpoint, this.values))) return;
    }
    await this.callActions();
  }

  /** Each event by itself, as it would arrive: the batches of an action are those of the events it is about. */
  private async callActions(): Promise<void> {
    const { definition } = this.sync;
    const { events = [], actions } = this.values;
    this.driven.matches = events.map((event) => actionsFor(definition, event, actions));
    for (const { key, endpoint } of endpointsOf(definition)) {
      const called = events.filter((_, index) =>
        this.driven.matches[index]?.some((match) => match.key === key && match.isCalled),
      );
      // What goes wrong with one action is no reason not to call the others.
      if (called.length > 0) await this.callEndpoint(key, endpoint, { ...this.values, events: called });
    }
  }

  /** Every call of an endpoint, batch after batch. False where the sync can't go on. */
  private async callEndpoint(key: EndpointKey, endpoint: Endpoint, values: RequestValues): Promise<boolean> {
    if (!hasWork(this.sync.definition, key, values)) return true;
    if (!(await this.obtainToken(key, false))) return false;
    let isRenewed = false;
    let call: Call | undefined = callAt(this.sync.definition, key, this.withToken(values));
    while (call) {
      const { built } = call;
      if (!built.ok) {
        this.driven.problems.push(...built.problems);
        return false;
      }
      const outcome = await this.sendUntilSettled(key, endpoint, built);
      const sent = this.driven.calls.at(-1);
      if (sent && !isRenewed && isTokenRefused(sent.exchange, outcome) && oauth2Of(this.sync.definition, key)) {
        isRenewed = true;
        if (!(await this.obtainToken(key, true))) return false;
        call = callAt(this.sync.definition, key, this.withToken(call.values));
        continue;
      }
      if (outcome.kind === "failure" && outcome.type !== "rejected") return false;
      if (key === "listCreation") this.setListId(built.listId ?? this.listIdRead(endpoint));
      call = callAfter(this.sync.definition, key, call);
    }
    return true;
  }

  private async sendUntilSettled(key: EndpointKey, endpoint: Endpoint, built: BuiltCall): Promise<Outcome> {
    const { network, timeoutMs = 5_000, retries = 0 } = this.sync;
    const { request, batch, skipped, skippedEvents } = built;
    for (let attempt = 0; ; attempt += 1) {
      const local: PartnerRequest = { ...request, url: network.localUrl(request.url) };
      // As in a test: an answer that tells about single items is read as far as answers are read at all.
      const readsItems = "itemOutcomes" in endpoint && hasItemOutcomes(endpoint.itemOutcomes);
      const options = { policy: network.policy, timeoutMs, ...(readsItems && { bodyBytesKept: 1024 * 1024 }) };
      const exchange: Exchange = { ...(await send(local, options)), request };
      const { outcome, items } = classify(exchange, endpoint, key, batch && sentItems(batch));
      this.driven.calls.push({
        key,
        request,
        exchange,
        outcome,
        items: items?.items ?? [],
        users: batch?.users ?? [],
        events: batch?.events ?? [],
        skipped: [...skipped, ...skippedEvents],
      });
      if (outcome.kind !== "failure" || !outcome.retry || attempt >= retries) return outcome;
    }
  }

  /** A token is asked for once and kept, until a call says that it is no longer good. False where there is none. */
  private async obtainToken(key: EndpointKey, isRenewal: boolean): Promise<boolean> {
    const { definition, network, timeoutMs = 5_000 } = this.sync;
    const oauth2 = oauth2Of(definition, key)?.oauth2;
    const built = buildTokenRequest(definition, key, this.values);
    if (!oauth2 || !built || (this.values.accessToken !== undefined && !isRenewal)) return true;
    if (!built.ok) {
      this.driven.problems.push(...built.problems);
      return false;
    }
    const { request } = built;
    const local: PartnerRequest = { ...request, url: network.localUrl(request.url) };
    const exchange: Exchange = { ...(await send(local, { policy: network.policy, timeoutMs })), request };
    const { outcome, token } = readTokenAnswer(exchange, oauth2);
    this.driven.tokens.push({ exchange, outcome });
    if (!token) return false;
    this.values = { ...this.values, accessToken: token.value };
    return true;
  }

  private withToken(values: RequestValues): RequestValues {
    const { accessToken } = this.values;
    return accessToken === undefined ? values : { ...values, accessToken };
  }

  private setListId(listId: string | LosslessNumber | undefined): void {
    if (listId === undefined) return;
    this.driven.listId = listId;
    this.values = { ...this.values, listId };
  }

  private listIdRead(endpoint: Endpoint): string | LosslessNumber | undefined {
    const body = this.driven.calls.at(-1)?.exchange.response?.body ?? "";
    if (!("listIdFrom" in endpoint) || endpoint.listIdFrom !== "response") return undefined;
    const read = readListId(endpoint, body);
    return read.ok ? read.listId : undefined;
  }
}

type BuiltCall = Extract<BuiltRequest, { ok: true }>;

/** A sync makes no call for users where none of them goes that way. */
function hasWork(definition: DestinationDefinition, key: EndpointKey, { users }: RequestValues): boolean {
  if (!isMembersKey(key)) return true;
  const direction = directionOfUsers(definition, key, {});
  return users.some(({ operation }) => direction === undefined || key === "updateUsers" || operation === direction);
}
