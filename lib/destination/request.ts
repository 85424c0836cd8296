/** Definition + values → the HTTP request (SPEC 8). The one function behind preview, test and delivery. */
import { ActionMatcher, actionAnswer } from "./action-call";
import type { DestinationDefinition, Endpoint, ListCreationEndpoint } from "./definition";
import {
  actionAt,
  batchedEndpointAt,
  type EndpointKey,
  endpointName,
  endpointPath,
  endpointsOf,
  listCreationOf,
  mixesDirections,
} from "./endpoints";
import { selectEvents } from "./event-batch";
import type { PartnerRequest } from "./exchange";
import type { DocumentPath } from "./finding";
import type { LosslessNumber } from "./json";
import { type Batch, directionOfUsers, type SkippedEvent, type SkippedUser, selectUsers } from "./request-batch";
import { callLookup } from "./request-body";
import { renderParts } from "./request-parts";
import { type PartProblem, type RequestProblem, requestProblem } from "./request-problem";
import { batchScope, isItemVariable, type RequestValues } from "./request-values";
import type { SampleUser } from "./sample-users";
import { parseTemplate } from "./template/parse";
import { type Fragment, type Lookup, renderText } from "./template/render";
import type { TriggerEvent } from "./trigger/trigger";

export type { SkippedEvent, SkippedUser } from "./request-batch";
export { authorityOf } from "./request-parts";
export type { RequestProblem } from "./request-problem";
export type { RequestValues } from "./request-values";

/** Who or what is in a call, in the order of `$items`, and how much is left for the next ones. */
export interface BuiltBatch {
  /** The JSON each of them became. */
  items: readonly string[];
  users: readonly SampleUser[];
  events: readonly TriggerEvent[];
  /** Where they stand in `values.users` or `values.events`. */
  places: readonly number[];
  /** Which way the users go; undefined where they go both ways, and for events. */
  direction?: SampleUser["operation"];
  waiting: number;
}

/** Where each piece of the request comes from; the pieces of a text cover it without gaps. */
export interface RequestOrigins {
  url: Fragment[];
  body: Fragment[];
  /** One list a header, in the order of the request's. */
  headers: Fragment[][];
  /** Where each header's value is written; undefined for what we send by ourselves. */
  headerPaths: (DocumentPath | undefined)[];
}

export type BuiltRequest =
  | {
      ok: true;
      request: PartnerRequest;
      /** Of List creation, where the request itself says what the list is called. */
      listId?: string | LosslessNumber;
      skipped: SkippedUser[];
      skippedEvents: SkippedEvent[];
      warnings: string[];
      origins: RequestOrigins;
      /** Of calls that send users or events. */
      batch?: BuiltBatch;
    }
  | { ok: false; problems: RequestProblem[]; skipped: SkippedUser[]; skippedEvents: SkippedEvent[] };

/**
 * The request of one call, with every value encoded for the place it stands in, or everything that stands in its way.
 * Of `values.users` and `values.events` the first that the endpoint takes are sent: those of its direction, or those
 * that its action is about. Where one endpoint serves both directions without mixing them, users who enter come first.
 * Pure: the same in, the same out.
 */
export function buildRequest(definition: DestinationDefinition, key: EndpointKey, values: RequestValues): BuiltRequest {
  const endpoint = endpointsOf(definition).find((each) => each.key === key)?.endpoint;
  if (!endpoint) {
    const message = `This destination makes no call for ${endpointName(definition, key)}.`;
    const problems = [{ path: endpointPath(definition, key), message }];
    return { ok: false, problems, skipped: [], skippedEvents: [] };
  }
  const isOneWay = key === "updateUsers" && !mixesDirections(definition, key) && values.operation === undefined;
  if (isOneWay) return buildOneWay(definition, endpoint, values);
  return new RequestBuilder(definition, key, endpoint, values).build();
}

/** A call of users who all go one way: those who enter, and when none of them is left to send, those who leave. */
function buildOneWay(definition: DestinationDefinition, endpoint: Endpoint, values: RequestValues): BuiltRequest {
  const build = (operation: SampleUser["operation"]) => {
    const builder = new RequestBuilder(definition, "updateUsers", endpoint, { ...values, operation });
    return { built: builder.build(), isEmpty: builder.isEmpty };
  };
  const leaving = values.users.filter(({ operation }) => operation === "remove").length;
  if (leaving === values.users.length && leaving > 0) return build("remove").built;
  const { built: entering, isEmpty } = build("add");
  if (leaving === 0) return entering;
  if (isEmpty) {
    const { built } = build("remove");
    return { ...built, skipped: [...entering.skipped, ...built.skipped] };
  }
  if (!entering.ok || !entering.batch) return entering;
  return { ...entering, batch: { ...entering.batch, waiting: entering.batch.waiting + leaving } };
}

class RequestBuilder {
  /** Whether nobody and nothing is left to send, without anything being wrong. */
  isEmpty = false;
  private readonly problems: RequestProblem[] = [];
  private readonly warnings: Set<string>;
  private readonly batchLookup: Lookup;
  private readonly path: DocumentPath;

  constructor(
    private readonly definition: DestinationDefinition,
    private readonly key: EndpointKey,
    private readonly endpoint: Endpoint,
    private readonly values: RequestValues,
  ) {
    const scope = batchScope(definition, key, values);
    this.warnings = scope.warnings;
    this.batchLookup = scope.lookup;
    this.path = endpointPath(definition, key);
  }

  build(): BuiltRequest {
    const batch = this.select();
    const built = this.assemble(batch);
    const listId = this.listId(built.lookup);
    const { skipped = [], skippedEvents = [] } = batch ?? {};
    if (this.problems.length > 0) return { ok: false, problems: this.problems, skipped, skippedEvents };
    const { request, origins } = built;
    return {
      ok: true,
      request,
      origins,
      skipped,
      skippedEvents,
      ...(batch && { batch: builtBatch(batch) }),
      ...(listId === undefined ? {} : { listId }),
      warnings: [...this.warnings],
    };
  }

  private assemble(batch: Batch | undefined) {
    const lookup = this.lookupFor(batch);
    if (this.endpoint.url.trim() === "") {
      const message = `${endpointName(this.definition, this.key)} has no URL yet.`;
      this.problems.push({ path: [...this.path, "url"], message });
    }
    const { url, body, headers, problems, warnings } = this.parts(lookup, batch?.items);
    for (const problem of problems) if (!this.isOfNobody(problem, batch)) this.addProblem(problem);
    for (const warning of warnings) this.warnings.add(warning);
    const request: PartnerRequest = {
      method: this.endpoint.method,
      url: url.text,
      headers: headers.map(({ name, value }) => ({ name, value })),
      ...(body === undefined ? {} : { body: body.text }),
    };
    const origins: RequestOrigins = {
      url: url.fragments,
      body: body?.fragments ?? [],
      headers: headers.map(({ fragments }) => fragments),
      headerPaths: headers.map(({ path }) => path),
    };
    return { request, origins, lookup };
  }

  private parts(lookup: Lookup, items: readonly string[] | undefined) {
    return renderParts(this.definition, this.key, this.endpoint, lookup, items);
  }

  private select(): Batch | undefined {
    const endpoint = batchedEndpointAt(this.definition, this.key);
    if (!endpoint) return undefined;
    const check = endpoint.batchSize === 1 ? (item: string, own: Lookup) => this.missingInCall(item, own) : undefined;
    const action = actionAt(this.definition, this.key);
    const { definition, key, values, batchLookup } = this;
    const batch = action
      ? selectEvents(definition, action, values, batchLookup, check)
      : selectUsers(definition, key, endpoint, values, batchLookup, check);
    for (const problem of batch.problems) this.addProblem(problem);
    this.isEmpty = batch.problems.length === 0 && batch.items.length === 0;
    if (this.isEmpty) this.addEmptyBatch(batch);
    if (action && !actionAnswer(action, values.actions).isEnabled) {
      this.warnings.add(`${endpointName(definition, key)} is turned off with these answers: no event calls it.`);
    }
    return batch;
  }

  /** What the one user or event of a call lacks outside the item: that leaves out this one, and nobody else. */
  private missingInCall(item: string, own: Lookup): string | undefined {
    const { problems } = this.parts(callLookup(1, [item], this.batchLookup, own), [item]);
    const [first] = problems;
    return first && problems.every((problem) => this.isOfItem(problem))
      ? `${capitalized(first.label)}: ${first.message}`
      : undefined;
  }

  private isOfItem({ tokenPath }: PartProblem): boolean {
    return tokenPath !== undefined && isItemVariable(this.definition, this.key, tokenPath);
  }

  /** Where nobody is left for a single call, what only a user or an event could say is missing too, and nobody's fault. */
  private isOfNobody(problem: PartProblem, batch: Batch | undefined): boolean {
    if (!batch || batch.items.length > 0 || !("batchSize" in this.endpoint)) return false;
    return this.endpoint.batchSize === 1 && (problem.tokenPath?.[0] === "item" || this.isOfItem(problem));
  }

  private addEmptyBatch(batch: Batch): void {
    const name = endpointName(this.definition, this.key);
    if ("matched" in batch) this.problems.push(this.noEvent(name, batch));
    else this.problems.push({ path: this.path, message: `${name}: no user left to send. ${this.whyNobody(batch)}` });
  }

  private whyNobody({ skipped: [first, ...others] }: Batch): string {
    const direction = directionOfUsers(this.definition, this.key, this.values);
    const verb = direction === undefined ? "" : ` to ${direction}`;
    if (first) return `All ${others.length + 1} users${verb} are left out. ${first.reason}`;
    const advice = direction === undefined ? "Add sample users." : `Sample users need the operation ${direction}.`;
    return `There are no users${verb}. ${advice}`;
  }

  private noEvent(name: string, { skippedEvents: [first, ...others] }: Batch): RequestProblem {
    if (first) {
      const many = others.length === 0 ? "The one event" : `All ${others.length + 1} events`;
      const message = `${name}: no event left to send. ${many} that it is about can't be sent. ${first.reason}`;
      return { path: this.path, message };
    }
    const { definition, key, values } = this;
    const path = [...this.path.slice(0, -1), "trigger"];
    const action = actionAt(definition, key);
    const matcher = action && new ActionMatcher(definition, action, values.actions);
    const [event] = values.events ?? [];
    if (!event || !matcher) {
      const when = matcher ? ` It is called ${matcher.condition}.` : "";
      return { path, message: `${name}: there is no event to send.${when}` };
    }
    const { length } = values.events ?? [];
    if (length === 1) return { path, message: `${name}: ${matcher.match(event).reason}` };
    return {
      path,
      message: `${name}: none of the ${length} events is one to send. It is called ${matcher.condition}.`,
    };
  }

  private lookupFor(batch: Batch | undefined): Lookup {
    if (!batch || !("batchSize" in this.endpoint)) return this.batchLookup;
    return callLookup(this.endpoint.batchSize, batch.items, this.batchLookup, batch.lookup);
  }

  private listId(lookup: Lookup): string | undefined {
    if (this.key !== "listCreation") return undefined;
    const endpoint = listCreationOf(this.definition);
    if (endpoint?.listIdFrom !== "request") return undefined;
    const read = renderListId(endpoint, lookup);
    if (read.ok) return read.listId;
    this.problems.push(...read.problems);
    return undefined;
  }

  private addProblem(part: PartProblem): void {
    const problem = requestProblem(this.definition, this.key, this.values, part);
    // A header that the destination and the endpoint both have may be wrong twice in the same way.
    const isKnown = this.problems.some(
      (each) => each.message === problem.message && each.path.join() === problem.path.join(),
    );
    if (!isKnown) this.problems.push(problem);
  }
}

function builtBatch({ items, users, events, places, waiting }: Batch): BuiltBatch {
  const ways = new Set(users.map(({ operation }) => operation));
  const [direction] = ways;
  return { items, users, events, places, waiting, ...(direction && ways.size === 1 && { direction }) };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export type StaticListId = { ok: true; listId: string | undefined } | { ok: false; problems: RequestProblem[] };

/** The list ID of a destination that makes no creation call; undefined where it needs none (SPEC 5.6). */
export function staticListId(definition: DestinationDefinition, values: RequestValues): StaticListId {
  const endpoint = listCreationOf(definition);
  if (endpoint?.listIdFrom !== "none" || endpoint.listIdTemplate.trim() === "") return { ok: true, listId: undefined };
  return renderListId(endpoint, batchScope(definition, "listCreation", values).lookup);
}

function renderListId(
  endpoint: ListCreationEndpoint,
  lookup: Lookup,
): { ok: true; listId: string } | { ok: false; problems: RequestProblem[] } {
  const path: DocumentPath = ["endpoints", "listCreation", "listIdTemplate"];
  const text = endpoint.listIdTemplate.trim();
  if (text === "") return { ok: false, problems: [{ path, message: "List ID: write what the list ID is." }] };
  const rendered = renderText(parseTemplate(text, "text"), lookup);
  if (!rendered.ok) {
    return { ok: false, problems: rendered.problems.map(({ message }) => ({ path, message: `List ID: ${message}` })) };
  }
  return { ok: true, listId: rendered.text };
}
