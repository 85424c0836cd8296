/**
 * Template + values → text. Every value is encoded once for the place it stands in and never scanned again, so nothing
 * a person types can add a field or a header (SPEC 6 rules 2 to 4, 8 and 9). URLs are rendered in url.ts.
 */
import { hasControlCharacter, hasWideCharacter } from "./character";
import { type CompiledTemplate, compileTemplate, type ListItem, type Step } from "./compile";
import { Evaluator, type Lookup, nameOf, type RenderProblem } from "./evaluate";
import { Output, type Rendered, rendered, templateProblems } from "./output";
import type { Template, Token } from "./template";
import { valueJson, valueText } from "./value-text";

export type { Lookup, RenderProblem } from "./evaluate";
export { lookupIn } from "./evaluate";
export type { Fragment, Rendered } from "./output";

export interface RenderOptions {
  /** The JSON texts of the elements of `$items`, rendered already. */
  items?: readonly string[];
}

/**
 * Renders a payload or item template. The result is JSON by construction; what is literal in the template, also
 * digits and white space, stays as written. An empty template gives an empty text: then there is no body.
 */
export function renderJson(template: Template, lookup: Lookup, options: RenderOptions = {}): Rendered {
  const broken = templateProblems(template, "json");
  if (broken.length > 0) return { ok: false, problems: broken };
  if (template.root === undefined) return { ok: true, text: "", fragments: [], warnings: [] };
  const program = compileTemplate(template);
  return new JsonWriter(program, lookup, options.items).render(program.steps);
}

/** Renders a part of a template's program by itself, such as one object of it. */
export function renderSteps(program: CompiledTemplate, steps: readonly Step[], lookup: Lookup): Rendered {
  return new JsonWriter(program, lookup, undefined).render(steps);
}

/** Renders plain text, such as a list ID or a message: values as they are, missing ones are problems. */
export function renderText(template: Template, lookup: Lookup, options: RenderOptions = {}): Rendered {
  const broken = templateProblems(template, "text");
  if (broken.length > 0) return { ok: false, problems: broken };
  const evaluator = new Evaluator(template, lookup, options.items);
  const output = new Output();
  for (const part of template.parts) {
    if (part.type === "text") output.add(part.text);
    else output.add(plainText(evaluator, part.token), part.token);
  }
  return rendered(output, evaluator.problems, evaluator.warnings);
}

/**
 * Renders the value of a header. Control characters are problems that name the variable, never stripped (SPEC 6
 * rule 8). Characters outside Latin-1 are warnings: the sending side refuses them (SECURITY 3 step 8), but a masked
 * value, which is only ever shown, may hold them.
 */
export function renderHeaderValue(template: Template, lookup: Lookup, options: RenderOptions = {}): Rendered {
  const result = renderText(template, lookup, options);
  if (!result.ok) return result;
  const problems: RenderProblem[] = [];
  const warnings = [...result.warnings];
  for (const { start, end, token } of result.fragments) {
    const text = result.text.slice(start, end);
    const subject = token ? `The value of $${nameOf(token)}` : "This header value";
    if (hasControlCharacter(text)) {
      const message = `${subject} holds a line break or another control character, which a header cannot carry. Remove it.`;
      problems.push({ code: "control-character", message, ...(token && { token }) });
    } else if (hasWideCharacter(text)) {
      const message = `${subject} holds a character that a header cannot carry. Add | url_encode or | base64, as the partner expects.`;
      warnings.push({ code: "header-character", message, ...(token && { token }) });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ...result, warnings };
}

function plainText(evaluator: Evaluator, token: Token): string {
  if (token.spread) {
    evaluator.add("spread-place", token, `\${${token.name}[]} can only be the value of a query parameter in a URL.`);
    return "";
  }
  const value = evaluator.value(token);
  const text = valueText(value);
  if (text === undefined) evaluator.missing(token);
  evaluator.flagStructure(token, value);
  return text ?? "";
}

/** `absent`: an optional value is missing, so the member or element it stands in is left out. */
type Presence = "present" | "absent";

class JsonWriter {
  private readonly output = new Output();
  private readonly evaluator: Evaluator;

  constructor(
    private readonly program: CompiledTemplate,
    lookup: Lookup,
    items: readonly string[] | undefined,
  ) {
    this.evaluator = new Evaluator(program.template, lookup, items);
  }

  render(steps: readonly Step[]): Rendered {
    if (this.run(steps) === "absent") {
      // There is nothing around the root that could be left out.
      for (const token of this.program.template.tokens) if (token.optional) this.evaluator.missing(token);
    }
    return rendered(this.output, this.evaluator.problems, this.evaluator.warnings);
  }

  private run(steps: readonly Step[]): Presence {
    for (const step of steps) if (this.step(step) === "absent") return "absent";
    return "present";
  }

  private step(step: Step): Presence {
    switch (step.type) {
      case "text":
        this.output.add(step.text);
        return "present";
      case "part":
        return this.part(step.token);
      case "value":
        return this.value(step.token);
      case "list":
        this.list(step);
        return "present";
    }
  }

  /** The items that are present with commas between them, and the closing bracket; white space as written. */
  private list({ items, close }: Extract<Step, { type: "list" }>): void {
    const { problems, warnings } = this.evaluator;
    const keys = new Set<string>();
    let isFirst = true;
    for (const item of items) {
      const mark = this.output.mark();
      const problemCount = problems.length;
      const warningCount = warnings.length;
      if (!isFirst) this.output.add(",");
      this.output.add(item.before);
      if (this.item(item, keys) === "present") {
        isFirst = false;
        this.output.add(item.after);
      } else {
        this.output.restore(mark);
        problems.length = problemCount;
        warnings.length = warningCount;
      }
    }
    this.output.add(close);
  }

  private item({ key, steps }: ListItem, keys: Set<string>): Presence {
    if (!key) return this.run(steps);
    const start = this.output.text.length;
    if (this.run(key.steps) === "absent") return "absent";
    const name = this.output.text.slice(start);
    if (this.run(steps) === "absent") return "absent";
    this.claimKey(keys, name, key.token);
    return "present";
  }

  /** A key made of a value must not take the place of another one: that would change the payload's shape. */
  private claimKey(keys: Set<string>, written: string, token: Token | undefined): void {
    // A key whose value was refused may be cut short; then there is a problem already.
    if (this.output.isTooLong) return;
    const name: unknown = JSON.parse(written);
    if (typeof name === "string" && keys.has(name)) {
      this.evaluator.problems.push({
        code: "duplicate-key",
        message: `Two keys of the same object would both be ${written}. Use different keys.`,
        ...(token && { token }),
      });
    }
    keys.add(String(name));
  }

  private part(token: Token): Presence {
    const value = this.evaluator.value(token);
    const text = valueText(value);
    if (text === undefined) {
      if (this.isLeftOut(token)) return "absent";
      this.evaluator.missing(token);
    }
    this.evaluator.flagStructure(token, value);
    this.output.add(JSON.stringify(text ?? "").slice(1, -1), token);
    return "present";
  }

  private value(token: Token): Presence {
    if (this.evaluator.isItems(token) && token.filters.length === 0) {
      this.output.add(`[${this.evaluator.items?.join(",") ?? ""}]`, token);
      return "present";
    }
    const value = this.evaluator.value(token);
    if (value === undefined) {
      if (this.isLeftOut(token)) return "absent";
      this.evaluator.missing(token);
      this.output.add("null", token);
      return "present";
    }
    this.output.add(valueJson(value), token);
    return "present";
  }

  /** A value that a filter refused is not missing: it is wrong, and that must be said. */
  private isLeftOut(token: Token): boolean {
    return token.optional && !this.evaluator.isRefused(token);
  }
}
