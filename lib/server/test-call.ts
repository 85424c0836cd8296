/** One call of a test: with a token where the partner wants one, sent once, read in full, and shown without secrets. */
import "server-only";
import type { TokenExchange } from "@/lib/contract";
import { declaredHosts } from "@/lib/destination/declared-hosts";
import type { DestinationDefinition, Endpoint } from "@/lib/destination/definition";
import { derivedSecrets } from "@/lib/destination/derived-secrets";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { type Classification, classify, type Outcome } from "@/lib/destination/error-catalog";
import type { Exchange, ExchangeFailure, PartnerRequest, WireHeader } from "@/lib/destination/exchange";
import { hasItemOutcomes, sentItems } from "@/lib/destination/item-outcome";
import { mask, maskSecrets, type SecretText, secretValues, textMasker } from "@/lib/destination/mask-secrets";
import { buildTokenRequest, hidesToken, isTokenRefused, oauth2Of, tokenSecrets } from "@/lib/destination/oauth2";
import { type BuiltRequest, buildRequest, type RequestProblem, type RequestValues } from "@/lib/destination/request";
import type { AccessTokens, ObtainedToken, TokenQuestion } from "./access-token";
import type { send } from "./egress";
import type { EgressPolicy } from "./egress-policy";
import { logRefusal } from "./egress-settings";
import type { SpentCall } from "./rate-limits";

export interface TestCallEffects {
  send: typeof send;
  now: () => Date;
  policy: EgressPolicy;
  signal?: AbortSignal | undefined;
  tokens: AccessTokens;
  /** Takes a call from the person's budget, or throws. */
  spend: (call: SpentCall) => Promise<void>;
}

export interface TestCallSubject {
  destinationId: string;
  definition: DestinationDefinition;
  key: EndpointKey;
  endpoint: Endpoint;
  values: RequestValues;
}

export type Built = Extract<BuiltRequest, { ok: true }>;

export interface TestCall extends Classification {
  built: Built;
  /** What came, secrets included: for reading, never for showing. */
  exchange: Exchange;
  /** What is shown and stored. */
  shown: Exchange;
  /** Masks whatever else is to be shown. */
  maskText: (text: string) => string;
  accessToken: TokenExchange | null;
  warnings: string[];
}

/** What stood in the way of building the request, before anything was sent. */
export type TestCallResult = { ok: true; call: TestCall } | { ok: false; problems: readonly RequestProblem[] };

const timeoutMs = 15_000;
/** A response is stored and shown up to here; one that tells about single items is read further. */
const bodyBytesShown = 64 * 1024;
const bodyBytesRead = 1024 * 1024;

/** Makes the call. Whatever the partner does is in the result; only the budget's refusal is thrown. */
export async function makeTestCall(subject: TestCallSubject, effects: TestCallEffects): Promise<TestCallResult> {
  const question = tokenQuestion(subject);
  if (question && !question.ok) return question;
  // Both are built before a token is asked for: a request that can't be made needs none.
  const planned = build(subject, question && mask);
  if (!planned.ok) return planned;
  const masked = build({ ...subject, values: maskSecrets(subject.definition, subject.values) }, question && mask);
  if (!masked.ok) return masked;
  const maker = new CallMaker(subject, effects, planned, masked.request);
  return question ? maker.callWithToken(question) : maker.call(undefined);
}

function build({ definition, key, values }: TestCallSubject, accessToken: string | undefined): BuiltRequest {
  return buildRequest(definition, key, accessToken === undefined ? values : { ...values, accessToken });
}

interface PreparedQuestion extends TokenQuestion {
  ok: true;
  /** The request as it is shown. */
  shown: PartnerRequest;
}

function tokenQuestion({
  definition,
  destinationId,
  key,
  values,
}: TestCallSubject): PreparedQuestion | { ok: false; problems: RequestProblem[] } | undefined {
  const found = oauth2Of(definition, key);
  const real = buildTokenRequest(definition, key, values);
  const masked = buildTokenRequest(definition, key, maskSecrets(definition, values));
  if (!found || !real || !masked) return undefined;
  if (!real.ok) return real;
  if (!masked.ok) return masked;
  return { ok: true, destinationId, request: real.request, oauth2: found.oauth2, shown: masked.request };
}

class CallMaker {
  private readonly secrets: Set<SecretText>;
  private readonly warnings: string[] = [];
  private tokenCall: { exchange: Exchange; outcome: Outcome } | undefined;

  constructor(
    private readonly subject: TestCallSubject,
    private readonly effects: TestCallEffects,
    private readonly planned: Built,
    private readonly shown: PartnerRequest,
  ) {
    this.secrets = new Set();
    this.keepSecret(subject.values);
  }

  async callWithToken(question: PreparedQuestion): Promise<TestCallResult> {
    const obtained = await this.obtain(question);
    if (!obtained.ok) return this.notSent(obtained.outcome);
    const first = await this.call(obtained.token);
    const wasKnown = obtained.exchange === undefined;
    if (!first.ok || !wasKnown || !isTokenRefused(first.call.exchange, first.call.outcome)) return first;
    this.effects.tokens.forget(question, obtained.token);
    const renewed = await this.obtain(question);
    this.warnings.push(
      renewed.ok
        ? "The partner refused the access token of an earlier test, so a new one was obtained and the call made again."
        : "The partner refused the access token of an earlier test, and a new one could not be obtained.",
    );
    return renewed.ok ? this.call(renewed.token) : this.finish(first.call, first.call.exchange);
  }

  /** Sends the request and reads what comes back. */
  async call(accessToken: string | undefined): Promise<TestCallResult> {
    const { endpoint, key, values } = this.subject;
    const built = build(this.subject, accessToken);
    if (!built.ok) return built;
    this.keepSecret({ ...values, accessToken });
    await this.effects.spend({ url: built.request.url, shownUrl: this.shown.url });
    const readsItems = "itemOutcomes" in endpoint && hasItemOutcomes(endpoint.itemOutcomes);
    const exchange = await this.send(built.request, endpoint.url, readsItems ? bodyBytesRead : bodyBytesShown);
    const sent = built.batch ? sentItems(built.batch) : [];
    return this.finish({ ...classify(exchange, endpoint, key, sent), built }, exchange);
  }

  /** Whatever is secret among these values, and what the templates make of it, is masked from now on. */
  private keepSecret(values: RequestValues): void {
    const { definition } = this.subject;
    for (const secret of secretValues(definition, values)) this.secrets.add(secret);
    for (const secret of derivedSecrets(definition, values)) this.secrets.add(secret);
  }

  private masker(): (text: string) => string {
    return textMasker([...this.secrets]);
  }

  /** The endpoint was not called, because no token was obtained: the outcome says why, in the words of that call. */
  private notSent(outcome: Outcome): TestCallResult {
    const { endpoint, key } = this.subject;
    const failure: ExchangeFailure =
      outcome.status === "cancelled"
        ? { kind: "cancelled", detail: outcome.message }
        : { kind: "refused", rule: "access_token", detail: `Nothing was sent. ${outcome.message}` };
    const startedAt = this.effects.now().toISOString();
    const exchange: Exchange = { request: this.planned.request, failure, startedAt, durationMs: 0 };
    const { trace, outcome: ours } = classify(exchange, endpoint, key);
    // The status is ours: the partner's was that of another call, and describes nothing of this endpoint.
    return this.finish({ outcome: { ...outcome, status: ours.status }, trace, built: this.planned }, exchange);
  }

  private async obtain(question: PreparedQuestion): Promise<ObtainedToken> {
    const { now, signal, spend, tokens } = this.effects;
    const send = async (request: PartnerRequest) => {
      await spend({ url: request.url, shownUrl: question.shown.url });
      return this.send(request, question.oauth2.tokenUrl, bodyBytesShown);
    };
    const obtained = await tokens.obtain(question, { send, now, signal });
    const { exchange, outcome } = obtained;
    if (!exchange || !outcome) return obtained;
    for (const secret of tokenSecrets(exchange)) this.secrets.add(secret);
    this.tokenCall = { exchange: withoutHiddenToken({ ...exchange, request: question.shown }), outcome };
    return obtained;
  }

  /** `template`: the URL as the destination writes it, which says the hosts that it may lead to. */
  private send(request: PartnerRequest, template: string, bodyBytesKept: number): Promise<Exchange> {
    const { policy, signal } = this.effects;
    return this.effects.send(request, {
      policy,
      declaredHosts: declaredHosts(this.subject.definition, template),
      onRefusal: (refusal) => logRefusal({ ...refusal, host: this.masker()(refusal.host) }),
      timeoutMs,
      bodyBytesKept,
      ...(signal && { signal }),
    });
  }

  private finish(
    { outcome, trace, items, built }: Pick<TestCall, "outcome" | "trace" | "items" | "built">,
    exchange: Exchange,
  ): TestCallResult {
    const maskText = this.masker();
    const masked = (each: Exchange, request: PartnerRequest) => maskExchange(shortened(each), request, maskText);
    const { tokenCall, warnings, shown } = this;
    const call: TestCall = {
      outcome,
      trace,
      ...(items && { items }),
      built,
      exchange,
      shown: masked(exchange, shown),
      maskText,
      accessToken: tokenCall
        ? {
            exchange: masked(tokenCall.exchange, tokenCall.exchange.request),
            outcome: { ...tokenCall.outcome, message: maskText(tokenCall.outcome.message) },
          }
        : null,
      warnings,
    };
    return { ok: true, call };
  }
}

function withoutHiddenToken(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (!response || !hidesToken(exchange)) return exchange;
  const body = "[not shown: this isn't JSON, and a token may stand anywhere in it]";
  return { ...exchange, response: { ...response, body } };
}

/** The exchange with no more of the body than is stored and shown. */
function shortened(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (!response) return exchange;
  const bytes = Buffer.from(response.body, "utf8");
  if (bytes.byteLength <= bodyBytesShown) return exchange;
  // `stream` leaves out a character that the cut went through.
  const body = new TextDecoder().decode(bytes.subarray(0, bodyBytesShown), { stream: true });
  return { ...exchange, response: { ...response, body, isTruncated: true } };
}

/**
 * The exchange as it is shown and stored. The request was built from masked values, so that a secret shows through no
 * encoding; it is masked by value as well, because somebody may have typed a secret where nobody expects one. So is
 * everything that the partner says.
 */
function maskExchange(exchange: Exchange, request: PartnerRequest, maskText: (text: string) => string): Exchange {
  const { response, failure, tls } = exchange;
  const headers = (each: readonly WireHeader[]) =>
    each.map(({ name, value }) => ({ name: maskText(name), value: maskText(value) }));
  return {
    ...exchange,
    request: {
      ...request,
      url: maskUrl(request.url, maskText),
      headers: headers(request.headers),
      ...(request.body !== undefined && { body: maskText(request.body) }),
    },
    ...(response && {
      response: { ...response, body: maskText(response.body), headers: headers(response.headers) },
    }),
    ...(failure && { failure: { ...failure, detail: maskText(failure.detail) } }),
    ...(tls && { tls: { ...tls, certificateSubject: maskText(tls.certificateSubject) } }),
  };
}

/** The host stays a host: it is one that was reviewed, or was built from a masked value. */
function maskUrl(url: string, maskText: (text: string) => string): string {
  const [origin = ""] = /^https?:\/\/[^/?#]*/i.exec(url) ?? [];
  return `${origin}${maskText(url.slice(origin.length))}`;
}
