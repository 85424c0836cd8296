/**
 * Tree + values → text. Every value is encoded once for the place it stands in and never scanned again, so nothing
 * a person types can add a field or a header (SPEC 6 rules 2 to 4, 8 and 9). URLs are rendered in url.ts.
 */
import { hasControlCharacter, hasWideCharacter } from "./character";
import { Evaluator, type Lookup, nameOf, type RenderProblem } from "./evaluate";
import { Output, type Rendered, rendered, templateProblems } from "./output";
import type { StringNode, Template, TemplateNode, Token } from "./template";
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
  const writer = new JsonWriter(template, lookup, options.items);
  return writer.render(template.root);
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

/** `absent`: an optional value in the node is missing, so the member or element around it is left out. */
type Presence = "present" | "absent";

class JsonWriter {
  private readonly output = new Output();
  private readonly evaluator: Evaluator;

  constructor(
    private readonly template: Template,
    lookup: Lookup,
    items: readonly string[] | undefined,
  ) {
    this.evaluator = new Evaluator(template, lookup, items);
  }

  render(root: TemplateNode): Rendered {
    this.copy(0, root.range.start);
    if (this.node(root) === "absent") {
      // There is nothing around the root that could be left out.
      for (const token of this.template.tokens) if (token.optional) this.evaluator.missing(token);
    }
    this.copy(root.range.end, this.template.source.length);
    return rendered(this.output, this.evaluator.problems, this.evaluator.warnings);
  }

  private node(node: TemplateNode): Presence {
    switch (node.type) {
      case "object":
        return this.object(node);
      case "array":
        return this.list(node, node.elements, (element) => this.node(element));
      case "string":
        return this.string(node);
      case "token":
        return this.bare(node.token);
      case "literal":
        this.output.add(node.text);
        return "present";
    }
  }

  private object(node: Extract<TemplateNode, { type: "object" }>): Presence {
    const hasTokenKey = node.members.some(({ key }) => key.parts.some((part) => part.type === "token"));
    const keys = hasTokenKey ? new Set<string>() : undefined;
    return this.list(node, node.members, ({ key, value }) => {
      const start = this.output.text.length;
      if (this.string(key) === "absent") return "absent";
      const name = keys ? this.output.text.slice(start) : "";
      this.copy(key.range.end, value.range.start);
      const presence = this.node(value);
      if (keys && presence === "present") this.claimKey(keys, name, key);
      return presence;
    });
  }

  /** A key made of a value must not take the place of another one: that would change the payload's shape. */
  private claimKey(keys: Set<string>, written: string, key: StringNode): void {
    // A key whose value was refused may be cut short; then there is a problem already.
    if (this.output.isTooLong) return;
    const name: unknown = JSON.parse(written);
    if (typeof name === "string" && keys.has(name)) {
      const part = key.parts.find(({ type }) => type === "token");
      this.evaluator.problems.push({
        code: "duplicate-key",
        message: `Two keys of the same object would both be ${written}. Use different keys.`,
        ...(part?.type === "token" && { token: part.token }),
      });
    }
    keys.add(String(name));
  }

  /** Brackets, items and the commas between those that are present; white space as written. */
  private list<Item extends { range: { start: number; end: number } }>(
    node: { range: { start: number; end: number } },
    items: readonly Item[],
    write: (item: Item) => Presence,
  ): Presence {
    const { source } = this.template;
    const { problems, warnings } = this.evaluator;
    let from = node.range.start + 1;
    let isFirst = true;
    this.copy(node.range.start, from);
    for (const [index, item] of items.entries()) {
      const mark = this.output.mark();
      const problemCount = problems.length;
      const warningCount = warnings.length;
      if (!isFirst) this.output.add(",");
      this.copy(from, item.range.start);
      const isLast = index === items.length - 1;
      const comma = isLast ? item.range.end : source.indexOf(",", item.range.end);
      if (write(item) === "present") {
        isFirst = false;
        this.copy(item.range.end, comma);
      } else {
        this.output.restore(mark);
        problems.length = problemCount;
        warnings.length = warningCount;
      }
      from = isLast ? item.range.end : comma + 1;
    }
    this.copy(from, node.range.end);
    return "present";
  }

  private string(node: StringNode): Presence {
    this.output.add('"');
    for (const part of node.parts) {
      if (part.type === "text") {
        this.output.add(part.text);
        continue;
      }
      const value = this.evaluator.value(part.token);
      const text = valueText(value);
      if (text === undefined) {
        if (this.isLeftOut(part.token)) return "absent";
        this.evaluator.missing(part.token);
      }
      this.evaluator.flagStructure(part.token, value);
      this.output.add(JSON.stringify(text ?? "").slice(1, -1), part.token);
    }
    this.output.add('"');
    return "present";
  }

  private bare(token: Token): Presence {
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

  private copy(start: number, end: number): void {
    if (end > start) this.output.add(this.template.source.slice(start, end));
  }
}
