/** All calls that a definition makes from one input, in the order of a sync, and what a response to them means. */
import { type Call, callAfter, callAt, nextBatchId } from "@/lib/destination/calls";
import { type DestinationDefinition, type EndpointKey, endpointNames, endpointsOf } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { type ClassificationStep, classify, type Outcome, renderErrorMessage } from "@/lib/destination/error-catalog";
import type { PartnerRequest, WireHeader } from "@/lib/destination/exchange";
import { type JsonValue, type LosslessNumber, parseJson } from "@/lib/destination/json";
import { maskSecrets, secretValues, textMasker } from "@/lib/destination/mask-secrets";
import { type BuiltRequest, buildRequest, type RequestProblem, staticListId } from "@/lib/destination/request";
import { isUserVariable, nonSecretLookup, type RequestValues } from "@/lib/destination/request-values";
import { readListId } from "@/lib/destination/response";
import type { SampleUser } from "@/lib/destination/sample-users";
import { validateSettings } from "@/lib/destination/settings";
import { nearestName } from "@/lib/destination/template/nearest-name";
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
  /** Which users are in the call, by their index in the input. */
  batch?: { number: number; batchId: string; users: number[] };
}

export interface RenderedCalls {
  requests: RenderedRequest[];
  skipped: { user: number; endpoint: EndpointKey; reason: string }[];
  listId: { value: string | LosslessNumber; from: "input" | "request" | "response" | "definition" } | null;
  classification: { endpoint: EndpointKey; outcome: Outcome; trace: ClassificationStep[] } | null;
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
    listId: null,
    classification: null,
    warnings: [],
    problems: [],
  };
  private readonly maskText: (text: string) => string;
  /** Where each user stands in the input. */
  private readonly positions: ReadonlyMap<SampleUser, number>;
  private readonly knownSkips = new Set<string>();
  private values: RequestValues;
  /** What the one response of the input answers. */
  private readonly answered: EndpointKey | undefined;

  constructor(
    private readonly definition: DestinationDefinition,
    private readonly input: RenderInput,
    private readonly showSecrets: boolean,
  ) {
    this.values = input.values;
    this.positions = new Map(input.values.users.map((user, index) => [user, index]));
    this.maskText = showSecrets ? (text) => text : textMasker(secretValues(definition, input.values));
    const { endpoint } = input;
    const first = endpointsOf(definition).find(({ key }) => key !== "testConnection")?.key;
    this.answered = endpoint === "all" ? first : endpoint;
  }

  render(): RenderedCalls {
    const { endpoint } = this.input;
    this.warnAboutAnswers();
    this.takeListId();
    const keys = endpoint === "all" ? endpointsOf(this.definition).map(({ key }) => key) : [endpoint];
    for (const key of keys) {
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

  /** The list ID that is known before any call: given, or named by the definition itself. */
  private takeListId(): void {
    const { endpoint, values } = this.input;
    const { listIdFrom } = this.definition.endpoints.listCreation;
    if (values.listId !== undefined) this.result.listId = { value: values.listId, from: "input" };
    else if (listIdFrom === "none") {
      const named = staticListId(this.definition, values);
      if (!named.ok) this.result.problems.push(...named.problems);
      else if (named.listId !== undefined) this.setListId(named.listId, "definition");
    } else if (listIdFrom === "request" && (endpoint === "addUsers" || endpoint === "removeUsers")) {
      const built = buildRequest(this.definition, "listCreation", values);
      if (built.ok && built.listId !== undefined) this.setListId(built.listId, "request");
    }
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
    const users = built.batch?.users.flatMap((user) => this.positions.get(user) ?? []);
    this.result.requests.push({
      endpoint: key,
      method,
      url,
      headers,
      body: body === undefined ? null : (parseJson(body) ?? null),
      bodyText: body ?? null,
      ...(users && { batch: { number: call.index + 1, batchId: call.values.batchId, users } }),
    });
    for (const warning of built.warnings) this.warn(warning);
  }

  /** The request as it may be printed. */
  private shown(key: EndpointKey, call: Call, built: Built): PartnerRequest {
    if (this.showSecrets) return built.request;
    const users = built.batch?.users ?? call.values.users;
    const masked = buildRequest(
      withoutByteLimit(this.definition, key),
      key,
      maskSecrets(this.definition, { ...call.values, users: [...users] }),
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
    const { outcome, trace } = classify(exchange, endpoint, key);
    const message = renderErrorMessage(outcome.message, nonSecretLookup(this.definition, key, this.values));
    this.result.classification = {
      endpoint: key,
      outcome: { ...outcome, message: this.maskText(message) },
      trace: trace.map((step) => ({ ...step, reason: this.maskText(step.reason) })),
    };
    if (key !== "listCreation" || outcome.kind !== "success" || !("listIdFrom" in endpoint)) return;
    if (endpoint.listIdFrom !== "response") return;
    const read = readListId(endpoint, response.body);
    if (read.ok) this.setListId(read.listId, "response");
    else this.warn(read.message);
  }

  private noteSkipped(key: EndpointKey, { built, values }: Call): void {
    for (const { user: index, reason } of built.skipped) {
      const user = values.users[index];
      const position = user && this.positions.get(user);
      // Who doesn't fit behind the last user of a call is met again in the next one.
      if (position === undefined || this.knownSkips.has(`${key} ${position}`)) continue;
      this.knownSkips.add(`${key} ${position}`);
      this.result.skipped.push({ user: position, endpoint: key, reason: this.maskText(reason) });
    }
  }

  private noteProblems(key: EndpointKey, { built, values }: Call): void {
    if (built.ok) return;
    const direction = key === "addUsers" ? "add" : "remove";
    const waiting = values.users.filter(({ operation }) => operation === direction).length;
    const isNobodyLeft = waiting > 0 && built.skipped.length === waiting;
    for (const problem of built.problems) {
      // When everybody is left out, what only a user could say is missing too; the reasons stand with the users.
      if (isNobodyLeft && this.isAboutUsers(problem)) continue;
      this.result.problems.push({ ...problem, message: this.maskText(`${problem.message}${hint(problem)}`) });
    }
    if (isNobodyLeft && !this.result.requests.some(({ endpoint }) => endpoint === key)) {
      this.warn(`${endpointNames[key]}: every user is left out, so no call is made.`);
    }
  }

  private isAboutUsers({ path, variable }: RequestProblem): boolean {
    if (path.length <= 2) return true;
    return variable !== undefined && (variable === "item" || isUserVariable(this.definition, [variable]));
  }

  private hasNobody(key: EndpointKey): boolean {
    if (key !== "addUsers" && key !== "removeUsers") return false;
    const operation = key === "addUsers" ? "add" : "remove";
    return !this.values.users.some((user) => user.operation === operation);
  }

  /** What the setup modal would refuse, and answers that nothing asks for. */
  private warnAboutAnswers(): void {
    const { definition } = this;
    const { settings, mappings } = this.values;
    for (const { message } of validateSettings(definition, settings, mappings)) this.warn(`Setup modal: ${message}`);
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

/** Masked values have other lengths; who is in the call is known already. */
function withoutByteLimit(definition: DestinationDefinition, key: EndpointKey): DestinationDefinition {
  const hasLimit = key === "addUsers" || key === "removeUsers";
  return hasLimit ? setAtPath(definition, ["endpoints", key, "bodyBytesMax"], null) : definition;
}

function hint({ variable }: RequestProblem): string {
  return variable === "list_id" ? " In the input, that is `listId`, or the `response` of List creation." : "";
}
