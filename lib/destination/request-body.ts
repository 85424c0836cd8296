/** The body of a call: what its template may use, what it becomes, and how many items fit into it (SPEC 5.6, SPEC 8). */
import type { Endpoint } from "./definition";
import { type JsonValue, parseJson } from "./json";
import { parseTemplate } from "./template/parse";
import { type Lookup, type Rendered, renderJson } from "./template/render";
import type { Template } from "./template/template";
import { renderForm } from "./template/url";
import { payloadLanguage } from "./template-use";
import { textBytes } from "./text-bytes";

/** The template of the body; undefined where the call has none. */
export function bodyTemplate(endpoint: Endpoint): Template | undefined {
  return endpoint.payload.trim() === "" ? undefined : parseTemplate(endpoint.payload, payloadLanguage(endpoint));
}

export function renderBody(template: Template, lookup: Lookup, items: readonly string[] | undefined): Rendered {
  return template.language === "text" ? renderForm(template, lookup) : renderJson(template, lookup, { items });
}

/**
 * What a call of these items may use outside item templates: `$items`, and in a call of one user or event also `$item`
 * and that one's own variables (SPEC 5.6).
 */
export function callLookup(
  batchSize: number,
  items: readonly string[],
  batch: Lookup,
  single: Lookup | undefined,
): Lookup {
  if (batchSize === 1 && single) return withItems(single, items);
  const lookup = withItems(batch, items);
  return (path) => (path[0] === "item" ? undefined : lookup(path));
}

/** What `$items` and `$item` are outside item templates. Parsed only when a template asks. */
function withItems(lookup: Lookup, items: readonly string[]): Lookup {
  let parsed: JsonValue[] | undefined;
  return (path) => {
    if (path.length === 1 && (path[0] === "items" || path[0] === "item")) {
      parsed ??= items.map((item) => parseJson(item) ?? null);
      return path[0] === "items" ? parsed : items.length === 1 ? parsed[0] : undefined;
    }
    return lookup(path);
  };
}

/** What stands before the first item and after the last one in every body of a run. */
export interface BodyFrame {
  before: string;
  after: string;
  warnings: string[];
}

/**
 * The frame of bodies in which the items stand once and as they are; undefined where they stand otherwise, or where
 * something is wrong with the template: then only rendering the whole body tells.
 */
export function bodyFrame(template: Template, batchSize: number, batch: Lookup): BodyFrame | undefined {
  if (batchSize === 1 || template.language !== "json") return undefined;
  const uses = template.tokens.filter(({ name }) => name === "items" || name === "item");
  const [use] = uses;
  if (!use || uses.length > 1 || use.name !== "items" || use.place !== "value") return undefined;
  if (use.path.length > 1 || use.filters.length > 0 || use.spread) return undefined;
  const rendered = renderBody(template, callLookup(batchSize, [], batch, undefined), []);
  if (!rendered.ok) return undefined;
  const items = rendered.fragments.find(({ token }) => token === use);
  if (!items) return undefined;
  return {
    before: `${rendered.text.slice(0, items.start)}[`,
    after: `]${rendered.text.slice(items.end)}`,
    warnings: rendered.warnings.map(({ message }) => message),
  };
}

/** How many users fit into a body of at most `limit` bytes; who doesn't even fit alone is left out before. */
export class BodyLimit {
  private readonly frameBytes: number | undefined;

  constructor(
    private readonly template: Template,
    /** The most bytes of a body. */
    readonly limit: number,
    private readonly batchSize: number,
    private readonly batch: Lookup,
  ) {
    const frame = bodyFrame(template, batchSize, batch);
    this.frameBytes = frame && textBytes(frame.before) + textBytes(frame.after);
  }

  /** Whether a body with this item alone stays within the limit. */
  takes(item: string, user: Lookup | undefined): boolean {
    const bytes = this.frameBytes === undefined ? this.rendered([item], user) : this.frameBytes + textBytes(item);
    return bytes <= this.limit;
  }

  /** How many of the items, from the first one on, fit into one body. */
  count(items: readonly string[], user: Lookup | undefined): number {
    return this.frameBytes === undefined ? this.bisect(items, user) : this.add(items, this.frameBytes);
  }

  private add(items: readonly string[], frameBytes: number): number {
    let bytes = frameBytes - 1;
    for (const [index, item] of items.entries()) {
      bytes += textBytes(item) + 1;
      if (bytes > this.limit) return index;
    }
    return items.length;
  }

  private bisect(items: readonly string[], user: Lookup | undefined): number {
    const fits = (count: number) => this.rendered(items.slice(0, count), user) <= this.limit;
    if (fits(items.length)) return items.length;
    let most = 0;
    let tooMany = items.length;
    while (tooMany - most > 1) {
      const middle = Math.floor((most + tooMany) / 2);
      if (fits(middle)) most = middle;
      else tooMany = middle;
    }
    return most;
  }

  /** A body that can't be rendered is no larger than allowed: what is wrong with it is said elsewhere. */
  private rendered(items: readonly string[], user: Lookup | undefined): number {
    const body = renderBody(this.template, callLookup(this.batchSize, items, this.batch, user), items);
    return body.ok ? textBytes(body.text) : 0;
  }
}

/** Why a user or an event is left out whose item is too large for any body. */
export function tooLargeReason(limit: number, noun: "user" | "event" = "user"): string {
  return `A body with this ${noun} alone would be larger than the ${limit} bytes that the partner takes.`;
}
