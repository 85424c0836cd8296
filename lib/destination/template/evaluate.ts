/** The value of a token: looked up once, put through its filters, never read as template again. */
import { type JsonValue, parseJson } from "@/lib/destination/json";
import { type FilterStep, filterStep, valueAt } from "./filters";
import { placeOf } from "./place";
import type { Template, Token } from "./template";
import { isStructured } from "./value-text";

/** The value of a variable or of a path inside one; undefined where there is none. Only the caller knows aliases. */
export type Lookup = (path: readonly string[]) => JsonValue | undefined;

/** `code` is stable and kebab-case; `token` is the one to blame, where there is one. */
export interface RenderProblem {
  code: string;
  message: string;
  token?: Token;
}

/** A lookup in an object, by own properties only: a variable called `constructor` has no value by accident. */
export function lookupIn(values: { readonly [name: string]: JsonValue | undefined }): Lookup {
  return ([name = "", ...steps]) => (Object.hasOwn(values, name) ? valueAt(values[name], steps) : undefined);
}

const noSteps: readonly FilterStep[] = [];
const stepsOf = new WeakMap<Token, readonly FilterStep[]>();

/** The filters of a token, looked up and checked once. */
export function filterSteps(token: Token): readonly FilterStep[] {
  if (token.filters.length === 0) return noSteps;
  const known = stepsOf.get(token);
  if (known) return known;
  const steps = token.filters.map(filterStep);
  stepsOf.set(token, steps);
  return steps;
}

/** More problems than this tell nobody more. */
const problemsMax = 100;

/** Evaluates the tokens of one template; what goes wrong is collected in `problems`. */
export class Evaluator {
  readonly problems: RenderProblem[] = [];
  readonly warnings: RenderProblem[] = [];
  private readonly refused = new Set<Token>();

  constructor(
    private readonly template: Template,
    private readonly lookup: Lookup,
    /** The JSON texts of `$items`, rendered already; without them `$items` is looked up like any other. */
    readonly items?: readonly string[],
  ) {}

  /** Whether a token is the rendered items themselves, as they are. */
  isItems(token: Token): boolean {
    return this.items !== undefined && token.name === "items" && token.path.length === 1;
  }

  /** The value after all filters; undefined where it is missing or a filter refused it (then there is a problem). */
  value(token: Token): JsonValue | undefined {
    return this.filtered(token, this.source(token));
  }

  /** The elements of a repeated parameter, each after all filters. */
  elements(token: Token): (JsonValue | undefined)[] {
    const source = this.source(token);
    if (source === undefined || source === null) return [];
    if (Array.isArray(source)) return source.map((element) => this.filtered(token, element));
    this.add("not-a-list", token, `$${nameOf(token)} is no list, so it cannot be repeated ${this.place(token)}.`);
    return [];
  }

  /** Notes that a token has no value here; where a filter refused, that has been said already. */
  missing(token: Token): void {
    if (this.isRefused(token) || this.problems.length >= problemsMax) return;
    this.add("missing-value", token, `$${nameOf(token)} has no value. It is needed ${this.place(token)}.`);
  }

  /** Whether a filter refused the token's value: then it is wrong rather than missing. */
  isRefused(token: Token): boolean {
    return this.refused.has(token);
  }

  add(code: string, token: Token, message: string): void {
    if (this.problems.length < problemsMax) this.problems.push({ code, message, token });
  }

  /** A list or an object inside a text is rarely meant (SPEC 6 rule 2). */
  flagStructure(token: Token, value: JsonValue | undefined): void {
    if (!isStructured(value) || this.warnings.length >= problemsMax) return;
    const message = `$${nameOf(token)} is ${Array.isArray(value) ? "a list" : "an object"} and is inserted as JSON text ${this.place(token)}.`;
    this.warnings.push({ code: "structure-in-text", message, token });
  }

  place(token: Token): string {
    return placeOf(this.template, token);
  }

  private source(token: Token): JsonValue | undefined {
    if (!this.isItems(token) || this.items === undefined) return this.lookup(token.path);
    return this.items.map((item) => parseJson(item) ?? null);
  }

  private filtered(token: Token, source: JsonValue | undefined): JsonValue | undefined {
    let value = source;
    for (const step of filterSteps(token)) {
      const result = step(value);
      if (!result.ok) {
        this.refused.add(token);
        this.add("filter-refused", token, `$${nameOf(token)} ${this.place(token)}: ${result.message}`);
        return undefined;
      }
      value = result.value;
    }
    return value;
  }
}

/** `event.properties.total`, as a person wrote it. */
export function nameOf(token: Token): string {
  return token.path.join(".");
}
