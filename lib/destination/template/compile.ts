/**
 * The tree of a JSON template as a program: literal text joined as far as it goes, slots for values, and lists only
 * where something may be left out. Made once a template; whoever writes text or bytes runs the same program.
 */
import type { StringNode, Template, TemplateNode, Token } from "./template";

/**
 * `value`: a token where a JSON value stands. `part`: a token inside a string, whose quotes are literal text.
 * `list`: members or elements of which some may be left out, or whose keys may turn out to be the same.
 */
export type Step =
  | { type: "text"; text: string }
  | { type: "value" | "part"; token: Token }
  | { type: "list"; items: readonly ListItem[]; close: string };

export interface ListItem {
  /** Between the comma (or bracket) before it and the item: a comma of its own is written only where one is needed. */
  before: string;
  /** Of a member, where the keys of its object must be compared: the key with its quotes. */
  key?: { steps: readonly Step[]; token: Token | undefined };
  /** The item, without the key above. */
  steps: readonly Step[];
  /** Up to the comma that follows. */
  after: string;
}

export interface CompiledTemplate {
  template: Template;
  /** Empty where the template is empty: then there is no body. */
  steps: readonly Step[];
}

const compiled = new WeakMap<Template, CompiledTemplate>();

/** The program of a template without errors, made once for each `Template`. */
export function compileTemplate(template: Template): CompiledTemplate {
  const known = compiled.get(template);
  if (known) return known;
  const made = { template, steps: template.root ? new Compiler(template.source).root(template.root) : [] };
  compiled.set(template, made);
  return made;
}

/** Every token of a program, in order. */
export function tokensOf(steps: readonly Step[]): Token[] {
  return steps.flatMap((step) => {
    if (step.type === "text") return [];
    if (step.type !== "list") return [step.token];
    return step.items.flatMap((item) => [...tokensOf(item.key?.steps ?? []), ...tokensOf(item.steps)]);
  });
}

class Steps {
  readonly all: Step[] = [];
  private literal: { type: "text"; text: string } | undefined;

  text(text: string): void {
    if (text === "") return;
    if (this.literal) {
      this.literal.text += text;
      return;
    }
    this.literal = { type: "text", text };
    this.all.push(this.literal);
  }

  add(step: Step): void {
    this.literal = undefined;
    this.all.push(step);
  }
}

type Container = Extract<TemplateNode, { type: "object" | "array" }>;
type Item = { node: TemplateNode; key?: StringNode; start: number; end: number };

class Compiler {
  constructor(private readonly source: string) {}

  root(root: TemplateNode): Step[] {
    const steps = new Steps();
    steps.text(this.source.slice(0, root.range.start));
    this.node(root, steps);
    steps.text(this.source.slice(root.range.end));
    return steps.all;
  }

  private node(node: TemplateNode, steps: Steps): void {
    switch (node.type) {
      case "object":
      case "array":
        this.container(node, steps);
        break;
      case "string":
        this.string(node, steps);
        break;
      case "token":
        steps.add({ type: "value", token: node.token });
        break;
      case "literal":
        steps.text(node.text);
        break;
    }
  }

  private string(node: StringNode, steps: Steps): void {
    steps.text('"');
    for (const part of node.parts) {
      if (part.type === "text") steps.text(part.text);
      else steps.add({ type: "part", token: part.token });
    }
    steps.text('"');
  }

  private container(node: Container, steps: Steps): void {
    const items = itemsOf(node);
    const hasEqualKeys = items.length > 1 && items.some(({ key }) => key !== undefined && tokenIn(key) !== undefined);
    if (hasEqualKeys || items.some(mayBeAbsent)) {
      steps.text(this.source.charAt(node.range.start));
      steps.add(this.list(node, items, hasEqualKeys));
      return;
    }
    let from = node.range.start;
    for (const item of items) {
      steps.text(this.source.slice(from, item.start));
      this.item(item, steps);
      from = item.end;
    }
    steps.text(this.source.slice(from, node.range.end));
  }

  private list(node: Container, items: readonly Item[], hasEqualKeys: boolean): Step {
    let from = node.range.start + 1;
    const compiledItems = items.map((item, index): ListItem => {
      const isLast = index === items.length - 1;
      // Between an item and its comma there is only white space.
      const comma = isLast ? item.end : this.source.indexOf(",", item.end);
      const before = this.source.slice(from, item.start);
      from = isLast ? item.end : comma + 1;
      const steps = new Steps();
      const after = this.source.slice(item.end, comma);
      if (!hasEqualKeys || !item.key) {
        this.item(item, steps);
        return { before, steps: steps.all, after };
      }
      const key = new Steps();
      this.string(item.key, key);
      steps.text(this.source.slice(item.key.range.end, item.node.range.start));
      this.node(item.node, steps);
      return { before, key: { steps: key.all, token: tokenIn(item.key) }, steps: steps.all, after };
    });
    return { type: "list", items: compiledItems, close: this.source.slice(from, node.range.end) };
  }

  private item({ key, node }: Item, steps: Steps): void {
    if (key) {
      this.string(key, steps);
      steps.text(this.source.slice(key.range.end, node.range.start));
    }
    this.node(node, steps);
  }
}

function itemsOf(node: Container): Item[] {
  return node.type === "object"
    ? node.members.map(({ key, value, range }) => ({ key, node: value, start: range.start, end: range.end }))
    : node.elements.map((element) => ({ node: element, start: element.range.start, end: element.range.end }));
}

/** Whether a missing value leaves the item out; what is optional deeper inside leaves out something smaller. */
function mayBeAbsent({ key, node }: Item): boolean {
  if (key?.parts.some((part) => part.type === "token" && part.token.optional)) return true;
  if (node.type === "token") return node.token.optional;
  return node.type === "string" && node.parts.some((part) => part.type === "token" && part.token.optional);
}

function tokenIn(node: StringNode): Token | undefined {
  for (const part of node.parts) if (part.type === "token") return part.token;
  return undefined;
}
