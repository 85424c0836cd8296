/** All calls that a definition makes from one input, in the order of a sync, and what a response to them means. */
import { actionsFor } from "@/lib/destination/action-call";
import { type Call, callAfter, callAt, countToSend, nextBatchId } from "@/lib/destination/calls";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { derivedSecrets } from "@/lib/destination/derived-secrets";
import { setAtPath } from "@/lib/destination/edit";
import {
  batchedEndpointAt,
  type EndpointKey,
  endpointName,
  endpointPath,
  endpointsOf,
  isMembersKey,
  listCreationOf,
} from "@/lib/destination/endpoints";
import { type ClassificationStep, classify, type Outcome, renderErrorMessage } from "@/lib/destination/error-catalog";
import type { PartnerRequest, WireHeader } from "@/lib/destination/exchange";
import { type ItemReading, type ItemVerdict, sentItems } from "@/lib/destination/item-outcome";
import { type JsonValue, type LosslessNumber, parseJson } from "@/lib/destination/json";
import { maskSecrets, secretValues, textMasker } from "@/lib/destination/mask-secrets";
import { propertyKeyOf } from "@/lib/destination/property-key";
import { type BuiltRequest, buildRequest, type RequestProblem, staticListId } from "@/lib/destination/request";
import { isItemVariable, nonSecretLookup, type RequestValues } from "@/lib/destination/request-values";
import { readListId } from "@/lib/destination/response";
import { validateActions, validateSettings } from "@/lib/destination/settings";
import { nearestName } from "@/lib/destination/template/nearest-name";
import { formatTrigger } from "@/lib/destination/trigger/format-trigger";
import type { TriggerTrace } from "@/lib/destination/trigger/match-trigger";
import type { RenderInput } from "./render-input";

export interface RenderedRequest {
  endpoint: EndpointKey;
  method: string;
  url: string;
  headers: WireHeader[];
  /** Of a JSON body its value, else null. */
  body: JsonValue;
  /** As it is sent; null: no body. */
  bodyText: string | null;
  /** Which users or events are in the call, by their index in the input. */
  batch?: {
    number: number;
    batchId: string;
    direction?: "add" | "remove" | "both";
    users?: number[];
    events?: number[];
  };
}

/** A condition of a trigger with what it came to. */
export interface RenderedTrace {
  condition: string;
  isTrue: boolean;
  /** What the event holds there. */
  found?: JsonValue;
  parts?: RenderedTrace[];
}

/** What one event means to one action. */
export interface RenderedAction {
  event: number;
  endpoint: EndpointKey;
  name: string;
  isCalled: boolean;
  isMatched: boolean;
  isEnabled: boolean;
  reason: string;
  trigger?: RenderedTrace;
  narrowing?: RenderedTrace;
}

interface RenderedItem extends ItemVerdict {
  user?: number;
  event?: number;
}

export interface RenderedCalls {
  requests: RenderedRequest[];
  skipped: { user?: number; event?: number; endpoint: EndpointKey; reason: string }[];
  /** Of event destinations: each event with each action. */
  actions: RenderedAction[];
  listId: { value: string | LosslessNumber; from: "input" | "request" | "response" | "definition" } | null;
  /** Of property destinations: what the property is called. */
  propertyKey: { value: string; from: "input" | "definition" } | null;
  classification: {
    endpoint: EndpointKey;
    outcome: Outcome;
    trace: ClassificationStep[];
    /** What the response says of each user or event in the call, where the endpoint knows how to read that: `outcome` has the sum. */
    items?: RenderedItem[];
  } | null;
  warnings: string[];
  problems: RequestProblem[];
}

/** Renders the calls. Secrets are masked unless `showSecrets`; who is in which batch is decided by the real values. */
export function renderCalls(
  definition: DestinationDefinition,
  input: RenderInput,
  showSecrets: boolean,
): RenderedCalls {
  return new CallsRenderer(definition, input, showSecrets).render();
}

type Built = Extract<BuiltRequest, { ok: true }>;

class CallsRenderer {
  private readonly result: RenderedCalls = {
    requests: [],
    skipped: [],
    actions: [],
    listId: null,
    propertyKey: null,
    classification: null,
    warnings: [],
    problems: [],
  };
  private readonly maskText: (text: string) => string;
  /** Where each user and each event stands in the input. */
  private readonly positions: ReadonlyMap<object, number>;
  private readonly knownSkips = new Set<string>();
  private values: RequestValues;
  /** What the one response of the input answers. */
  private readonly answered: EndpointKey | undefined;
  private readonly keys: readonly EndpointKey[];

  constructor(
    private readonly definition: DestinationDefinition,
    private readonly input: RenderInput,
    private readonly showSecrets: boolean,
  ) {
    this.values = input.values;
    const { users, events = [] } = input.values;
    this.positions = new Map([...users.entries(), ...events.entries()].map(([index, item]) => [item, index]));
    const secrets = [...secretValues(definition, input.values), ...derivedSecrets(definition, input.values)];
    this.maskText = showSecrets ? (text) => text : textMasker(secrets);
    this.result.actions = events.flatMap((event, index) => this.actionsOf(event, index));
    this.keys = this.keysToRender();
    this.answered = input.endpoint === "all" ? this.keys.find((key) => key !== "testConnection") : input.endpoint;
  }

  render(): RenderedCalls {
    const { endpoint } = this.input;
    this.warnAboutAnswers();
    this.warnAboutItems();
    this.takeListId();
    this.takePropertyKey();
    for (const key of this.keys) {
      if (endpoint === "all" && this.hasNobody(key)) continue;
      this.renderEndpoint(key);
      const { classification } = this.result;
      if (key === "listCreation" && classification?.outcome.kind === "failure" && this.values.listId === undefined) {
        if (endpoint === "all") this.warn("With this response no list is created, so no users are sent after it.");
        break;
      }
    }
    return this.result;
  }

  /** The one endpoint; or those of a sync, which deletes no list; or the actions that the events call. */
  private keysToRender(): EndpointKey[] {
    const { endpoint } = this.input;
    if (endpoint !== "all") return [endpoint];
    const keys = endpointsOf(this.definition).map(({ key }) => key);
    if (this.definition.kind !== "event") return keys.filter((key) => key !== "listDeletion");
    const called = new Set(this.result.actions.flatMap((each) => (each.isCalled ? [each.endpoint] : [])));
    return keys.filter((key) => key === "testConnection" || called.has(key));
  }

  private actionsOf(event: NonNullable<RequestValues["events"]>[number], index: number): RenderedAction[] {
    return actionsFor(this.definition, event, this.input.values.actions).map((match) => ({
      event: index,
      endpoint: match.key,
      name: match.name,
      isCalled: match.isCalled,
      isMatched: match.isMatched,
      isEnabled: match.isEnabled,
      reason: match.reason,
      ...(match.trigger.trace && { trigger: shownTrace(match.trigger.trace) }),
      ...(match.narrowing?.trace && { narrowing: shownTrace(match.narrowing.trace) }),
    }));
  }

  /** The list ID that is known before any call: given, or named by the definition itself. */
  private takeListId(): void {
    const { endpoint, values } = this.input;
    const listIdFrom = listCreationOf(this.definition)?.listIdFrom;
    if (values.listId !== undefined) this.result.listId = { value: values.listId, from: "input" };
    else if (listIdFrom === "none") {
      const named = staticListId(this.definition, values);
      if (!named.ok) this.result.problems.push(...named.problems);
      else if (named.listId !== undefined) this.setListId(named.listId, "definition");
    } else if (listIdFrom === "request" && endpoint !== "all" && endpoint !== "listCreation") {
      const built = buildRequest(this.definition, "listCreation", values);
      if (built.ok && built.listId !== undefined) this.setListId(built.listId, "request");
    }
  }

  /** What the first sync would keep is what all calls are about. */
  private takePropertyKey(): void {
    if (this.definition.kind !== "property") return;
    const from = this.values.propertyKey ? "input" : "definition";
    const named = propertyKeyOf(this.definition, this.values);
    if (named.ok) this.result.propertyKey = { value: this.maskText(named.key), from };
  }

  private setListId(value: string | LosslessNumber, from: "request" | "response" | "definition"): void {
    this.result.listId = { value, from };
    this.values = { ...this.values, listId: value };
  }

  private renderEndpoint(key: EndpointKey): void {
    let call: Call | undefined = callAt(this.definition, key, this.values);
    for (; call; call = callAfter(this.definition, key, call)) {
      this.noteSkipped(key, call);
      if (!call.built.ok) {
        this.noteProblems(key, call);
        return;
      }
      this.noteRequest(key, call, call.built);
      // Every call has a batch ID of its own, those of other endpoints too.
      this.values = { ...this.values, batchId: nextBatchId(call.values.batchId) };
      if (call.index === 0) this.afterFirst(key, call.built);
    }
  }

  private noteRequest(key: EndpointKey, call: Call, built: Built): void {
    const { method, url, headers, body } = this.shown(key, call, built);
    this.result.requests.push({
      endpoint: key,
      method,
      url,
      headers,
      body: body === undefined ? null : (parseJson(body) ?? null),
      bodyText: body ?? null,
      ...(built.batch && { batch: this.batchOf(key, call, built.batch) }),
    });
    for (const warning of built.warnings) this.warn(warning);
  }

  private batchOf(
    key: EndpointKey,
    call: Call,
    { users, events, direction }: NonNullable<Built["batch"]>,
  ): RenderedRequest["batch"] {
    const numbered = { number: call.index + 1, batchId: call.values.batchId };
    const placesOf = (items: readonly object[]) => items.flatMap((item) => this.positions.get(item) ?? []);
    if (!isMembersKey(key)) return { ...numbered, events: placesOf(events) };
    return { ...numbered, ...(key === "updateUsers" && { direction: direction ?? "both" }), users: placesOf(users) };
  }

  /** The request as it may be printed. */
  private shown(key: EndpointKey, call: Call, built: Built): PartnerRequest {
    if (this.showSecrets) return built.request;
    const { users = call.values.users, events = call.values.events ?? [] } = built.batch ?? {};
    const masked = buildRequest(
      withoutByteLimit(this.definition, key),
      key,
      maskSecrets(this.definition, { ...call.values, users: [...users], events: [...events] }),
    );
    if (masked.ok) return masked.request;
    const { method, url, headers, body } = built.request;
    return {
      method,
      url: this.maskText(url),
      headers: headers.map(({ name, value }) => ({ name, value: this.maskText(value) })),
      ...(body === undefined ? {} : { body: this.maskText(body) }),
    };
  }

  /** What the request or the response to it says about the list. */
  private afterFirst(key: EndpointKey, built: Built): void {
    if (key === "listCreation" && built.listId !== undefined) this.setListId(built.listId, "request");
    const { response } = this.input;
    const endpoint = endpointsOf(this.definition).find((each) => each.key === key)?.endpoint;
    if (!response || !endpoint || key !== this.answered) return;
    const exchange = { request: built.request, response, startedAt: this.values.syncTime, durationMs: 0 };
    const { outcome, trace, items } = classify(exchange, endpoint, key, built.batch && sentItems(built.batch));
    const message = renderErrorMessage(outcome.message, nonSecretLookup(this.definition, key, this.values));
    this.result.classification = {
      endpoint: key,
      outcome: { ...outcome, message: this.maskText(message) },
      trace: trace.map((step) => ({ ...step, reason: this.maskText(step.reason) })),
      ...(items && { items: this.itemsOf(key, built, items) }),
    };
    if (key !== "listCreation" || outcome.kind !== "success" || !("listIdFrom" in endpoint)) return;
    if (endpoint.listIdFrom !== "response") return;
    const read = readListId(endpoint, response.body);
    if (read.ok) this.setListId(read.listId, "response");
    else this.warn(read.message);
  }

  /** What the response says of each user or event. */
  private itemsOf(key: EndpointKey, { batch }: Built, { items }: ItemReading): RenderedItem[] {
    const noun = isMembersKey(key) ? "user" : "event";
    const sources: readonly object[] = (noun === "user" ? batch?.users : batch?.events) ?? [];
    return items.map((verdict, index) => {
      const source = sources[index];
      const place = source && this.positions.get(source);
      const { message } = verdict;
      return {
        ...(place !== undefined && { [noun]: place }),
        ...verdict,
        ...(message !== undefined && { message: this.maskText(message) }),
      };
    });
  }

  private noteSkipped(key: EndpointKey, { built, values }: Call): void {
    for (const { user, reason } of built.skipped) this.noteSkip(key, "user", values.users[user], reason);
    for (const { event, reason } of built.skippedEvents) this.noteSkip(key, "event", values.events?.[event], reason);
  }

  private noteSkip(key: EndpointKey, noun: "user" | "event", item: object | undefined, reason: string): void {
    const position = item && this.positions.get(item);
    // Who doesn't fit behind the last user of a call is met again in the next one.
    if (position === undefined || this.knownSkips.has(`${key} ${position}`)) return;
    this.knownSkips.add(`${key} ${position}`);
    this.result.skipped.push({ [noun]: position, endpoint: key, reason: this.maskText(reason) });
  }

  private noteProblems(key: EndpointKey, { built, values }: Call): void {
    if (built.ok) return;
    const waiting = countToSend(this.definition, key, values);
    const isNobodyLeft = waiting > 0 && built.skipped.length + built.skippedEvents.length === waiting;
    for (const problem of built.problems) {
      // When everybody is left out, what only a user could say is missing too; the reasons stand with the users.
      if (isNobodyLeft && this.isAboutItems(key, problem)) continue;
      this.result.problems.push({ ...problem, message: this.maskText(`${problem.message}${hint(problem)}`) });
    }
    if (isNobodyLeft && !this.result.requests.some(({ endpoint }) => endpoint === key)) {
      const noun = isMembersKey(key) ? "user" : "event";
      this.warn(`${endpointName(this.definition, key)}: every ${noun} is left out, so no call is made.`);
    }
  }

  private isAboutItems(key: EndpointKey, { path, variable }: RequestProblem): boolean {
    if (path.length === endpointPath(this.definition, key).length) return true;
    return variable !== undefined && (variable === "item" || isItemVariable(this.definition, key, [variable]));
  }

  private hasNobody(key: EndpointKey): boolean {
    return isMembersKey(key) && countToSend(this.definition, key, this.values) === 0;
  }

  /** Users that no endpoint takes, events that no action is about. */
  private warnAboutItems(): void {
    const { users, events = [] } = this.values;
    const isEvents = this.definition.kind === "event";
    if (isEvents && users.length > 0) this.warn("An event destination sends no users: write `event` or `events`.");
    if (!isEvents && events.length > 0) this.warn("Only event destinations receive events: write `users`.");
    if (isEvents && this.input.endpoint === "all" && !this.result.actions.some(({ isCalled }) => isCalled)) {
      this.warn(events.length === 0 ? "There is no event." : "No action is called by what arrived.");
    }
    const names = this.definition.kind === "event" ? this.definition.actions.map(({ name }) => name) : [];
    this.warnAboutNames("actions", this.input.unknownActions, new Set(names));
  }

  /** What the setup modal would refuse, and answers that nothing asks for. */
  private warnAboutAnswers(): void {
    const { definition } = this;
    const { settings, mappings } = this.values;
    for (const { message } of validateSettings(definition, settings, mappings)) this.warn(`Setup modal: ${message}`);
    for (const { message } of validateActions(definition, this.values.actions ?? {})) {
      this.warn(`Setup modal: ${message}`);
    }
    const asked = new Set([...definition.fields, ...definition.mappings].map(({ variable }) => variable));
    const mapped = new Set(definition.mappings.map(({ variable }) => variable));
    this.warnAboutNames("values", Object.keys(settings), asked);
    this.warnAboutNames("mappings", Object.keys(mappings), mapped);
  }

  private warnAboutNames(place: string, names: readonly string[], known: ReadonlySet<string>): void {
    for (const name of names) {
      if (known.has(name)) continue;
      const near = nearestName(name, known);
      const suggestion = near === undefined ? "" : ` Did you mean \`${near}\`?`;
      this.warn(`Nothing asks for \`${name}\` in \`${place}\`.${suggestion}`);
    }
  }

  private warn(message: string): void {
    const masked = this.maskText(message);
    if (!this.result.warnings.includes(masked)) this.result.warnings.push(masked);
  }
}

function shownTrace({ node, isTrue, found, parts }: TriggerTrace): RenderedTrace {
  return {
    condition: formatTrigger(node),
    isTrue,
    ...(found !== undefined && { found }),
    ...(parts.length > 0 && { parts: parts.map(shownTrace) }),
  };
}

/** Masked values have other lengths; who is in the call is known already. */
function withoutByteLimit(definition: DestinationDefinition, key: EndpointKey): DestinationDefinition {
  if (!batchedEndpointAt(definition, key)) return definition;
  return setAtPath(definition, [...endpointPath(definition, key), "bodyBytesMax"], null);
}

function hint({ variable }: RequestProblem): string {
  return variable === "list_id" ? " In the input, that is `listId`, or the `response` of List creation." : "";
}
