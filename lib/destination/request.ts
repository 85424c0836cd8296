/** Definition + values → the HTTP request (SPEC 8). The one function behind preview, test and delivery. */
import { type DestinationDefinition, type Endpoint, type EndpointKey, endpointNames, endpointsOf } from "./definition";
import type { PartnerRequest } from "./exchange";
import type { DocumentPath } from "./finding";
import type { LosslessNumber } from "./json";
import { type Batch, type SkippedUser, selectBatch } from "./request-batch";
import { bodyTemplate, callLookup, renderBody } from "./request-body";
import { buildHeaders } from "./request-header";
import { type PartProblem, type RequestProblem, renderProblem, requestProblem } from "./request-problem";
import { batchScope, type RequestValues, userScope } from "./request-values";
import type { SampleUser } from "./sample-users";
import { parseTemplate } from "./template/parse";
import { type Fragment, type Lookup, type RenderProblem, renderText } from "./template/render";
import { renderUrl } from "./template/url";

export type { SkippedUser } from "./request-batch";
export type { RequestProblem } from "./request-problem";
export type { RequestValues } from "./request-values";

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
      warnings: string[];
      origins: RequestOrigins;
      /** Of Add users and Remove users: who is in this call, in the order of `$items`, and how many wait for the next. */
      batch?: { users: readonly SampleUser[]; waiting: number };
    }
  | { ok: false; problems: RequestProblem[]; skipped: SkippedUser[] };

/**
 * The request of one call, with every value encoded for the place it stands in, or everything that stands in its way.
 * Of `values.users` the first `batchSize` of the endpoint's direction are sent. Pure: the same in, the same out.
 */
export function buildRequest(definition: DestinationDefinition, key: EndpointKey, values: RequestValues): BuiltRequest {
  const endpoint = endpointsOf(definition).find((each) => each.key === key)?.endpoint;
  if (!endpoint) {
    const message = `This destination makes no call for ${endpointNames[key]}.`;
    return { ok: false, problems: [{ path: ["endpoints", key], message }], skipped: [] };
  }
  return new RequestBuilder(definition, key, endpoint, values).build();
}

class RequestBuilder {
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
    this.path = ["endpoints", key];
  }

  build(): BuiltRequest {
    const batch = this.selectUsers();
    const built = this.assemble(batch);
    const listId = this.listId(this.lookupFor(batch));
    if (this.problems.length > 0) return { ok: false, problems: this.problems, skipped: batch?.skipped ?? [] };
    return { ...built, ok: true, ...(listId === undefined ? {} : { listId }), warnings: [...this.warnings] };
  }

  private assemble(batch: Batch | undefined) {
    const lookup = this.lookupFor(batch);
    const url = this.url(lookup);
    const body = this.body(lookup, batch);
    const { headers, problems } = buildHeaders(this.definition, this.key, this.endpoint, lookup, body !== undefined);
    for (const problem of problems) this.addProblem(problem);
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
    return {
      request,
      origins,
      skipped: batch?.skipped ?? [],
      ...(batch && { batch: { users: batch.users, waiting: batch.waiting } }),
    };
  }

  private selectUsers(): Batch | undefined {
    if (this.key !== "addUsers" && this.key !== "removeUsers") return undefined;
    const batch = selectBatch(this.definition, this.key, this.values, this.batchLookup);
    for (const problem of batch.problems) this.addProblem(problem);
    if (batch.problems.length === 0 && batch.items.length === 0) this.addEmptyBatch(batch);
    return batch;
  }

  private addEmptyBatch({ skipped }: Batch): void {
    const [first] = skipped;
    const verb = this.key === "addUsers" ? "add" : "remove";
    const reason = first
      ? `All ${skipped.length} users to ${verb} are left out. ${first.reason}`
      : `There are no users to ${verb}. Sample users need the operation ${verb}.`;
    this.problems.push({ path: this.path, message: `${endpointNames[this.key]}: no user left to send. ${reason}` });
  }

  private lookupFor(batch: Batch | undefined): Lookup {
    if (!batch || !("batchSize" in this.endpoint)) return this.batchLookup;
    const [user] = batch.users;
    const ofUser = user && userScope(this.definition, this.values, this.batchLookup)(user);
    return callLookup(this.endpoint.batchSize, batch.items, this.batchLookup, ofUser);
  }

  private url(lookup: Lookup): { text: string; fragments: Fragment[] } {
    const path: DocumentPath = [...this.path, "url"];
    if (this.endpoint.url.trim() === "") {
      this.problems.push({ path, message: `${endpointNames[this.key]} has no URL yet.` });
      return { text: "", fragments: [] };
    }
    const rendered = renderUrl(parseTemplate(this.endpoint.url.trim(), "text"), lookup, {
      authority: authorityOf(this.definition),
    });
    if (rendered.ok) {
      for (const { message } of rendered.warnings) this.warnings.add(`${endpointNames[this.key]} URL: ${message}`);
      return rendered;
    }
    this.addRenderProblems(path, "URL", rendered.problems);
    return { text: "", fragments: [] };
  }

  private body(lookup: Lookup, batch: Batch | undefined): { text: string; fragments: Fragment[] } | undefined {
    const template = bodyTemplate(this.endpoint);
    if (!template) return undefined;
    const rendered = renderBody(template, lookup, batch?.items);
    if (rendered.ok) {
      for (const { message } of rendered.warnings) this.warnings.add(`${endpointNames[this.key]} payload: ${message}`);
      return rendered;
    }
    this.addRenderProblems([...this.path, "payload"], "payload", rendered.problems);
    return undefined;
  }

  private listId(lookup: Lookup): string | undefined {
    if (this.key !== "listCreation") return undefined;
    const endpoint = this.definition.endpoints.listCreation;
    if (endpoint.listIdFrom !== "request") return undefined;
    const read = renderListId(this.definition, lookup);
    if (read.ok) return read.listId;
    this.problems.push(...read.problems);
    return undefined;
  }

  private addRenderProblems(path: DocumentPath, label: string, problems: readonly RenderProblem[]): void {
    for (const problem of problems) this.addProblem(renderProblem(path, label, problem));
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

/** Which host a variable may name: any of an option field's reviewed values, or one under a field's host patterns. */
export function authorityOf(
  definition: DestinationDefinition,
): (name: string) => readonly string[] | "option" | undefined {
  const sources = new Map<string, readonly string[] | "option">();
  for (const field of definition.fields) {
    if (field.type === "string") {
      if (field.hostPatterns.length > 0) sources.set(field.variable, field.hostPatterns);
      continue;
    }
    sources.set(field.variable, "option");
    for (const option of field.options) for (const { variable } of option.sets) sources.set(variable, "option");
  }
  return (name) => sources.get(name);
}

export type StaticListId = { ok: true; listId: string | undefined } | { ok: false; problems: RequestProblem[] };

/** The list ID of a destination that makes no creation call; undefined where it needs none (SPEC 5.6). */
export function staticListId(definition: DestinationDefinition, values: RequestValues): StaticListId {
  const endpoint = definition.endpoints.listCreation;
  if (endpoint.listIdFrom !== "none" || endpoint.listIdTemplate.trim() === "") return { ok: true, listId: undefined };
  return renderListId(definition, batchScope(definition, "listCreation", values).lookup);
}

function renderListId(
  definition: DestinationDefinition,
  lookup: Lookup,
): { ok: true; listId: string } | { ok: false; problems: RequestProblem[] } {
  const path: DocumentPath = ["endpoints", "listCreation", "listIdTemplate"];
  const text = definition.endpoints.listCreation.listIdTemplate.trim();
  if (text === "") return { ok: false, problems: [{ path, message: "List ID: write what the list ID is." }] };
  const rendered = renderText(parseTemplate(text, "text"), lookup);
  if (!rendered.ok) {
    return { ok: false, problems: rendered.problems.map(({ message }) => ({ path, message: `List ID: ${message}` })) };
  }
  return { ok: true, listId: rendered.text };
}
