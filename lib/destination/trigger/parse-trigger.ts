/** Trigger text → tree, with every mistake and, where there is one, its repair (SPEC 5.7). */
import { nearestName } from "@/lib/destination/template/nearest-name";
import type { Range, TemplateFix } from "@/lib/destination/template/template";
import { quoted, TriggerReader, type TriggerWord } from "./read-trigger";
import {
  eventMembers,
  eventTypes,
  type Trigger,
  type TriggerFunction,
  type TriggerNode,
  type TriggerProblem,
  type TriggerValue,
  triggerFunctions,
} from "./trigger";

/** Parentheses inside parentheses; more is no condition but an attempt on the stack. */
const depthMax = 50;
const charsMax = 10_000;

/**
 * Parses a trigger. Never throws and reports every mistake it finds. An empty text has no tree and no problem: it matches
 * nothing. `and` binds tighter than `or`; where both stand together without parentheses, a warning offers them.
 */
export function parseTrigger(source: string): Trigger {
  if (source.length > charsMax) {
    const message = `A trigger has at most ${charsMax.toLocaleString("en-US")} characters.`;
    const range = { start: charsMax, end: source.length };
    return { source, problems: [{ code: "too-long", severity: "error", message, range }] };
  }
  const reader = new TriggerReader(source);
  const words = reader.read();
  const parser = new Parser(source, words, reader.problems);
  const root = words.length > 1 ? parser.parse() : undefined;
  const problems = parser.problems.sort((left, right) => left.range.start - right.range.start);
  const isUsable = root && problems.every(({ severity }) => severity !== "error");
  return { source, problems, ...(isUsable ? { root } : {}) };
}

/** What stands where a condition should: it was reported. */
type Parsed = TriggerNode | undefined;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly words: readonly TriggerWord[],
    readonly problems: TriggerProblem[],
  ) {}

  parse(): Parsed {
    const root = this.either();
    while (this.word.type !== "end") {
      const { range, type } = this.word;
      if (type === ")") this.error("unbalanced", "This ) closes nothing.", range, "Remove it", [{ range, text: "" }]);
      else if (type !== "junk") this.error("unexpected-word", `${this.shown(range)} doesn't belong here.`, range);
      this.at++;
    }
    return root;
  }

  private get word(): TriggerWord {
    return this.words[Math.min(this.at, this.words.length - 1)] ?? { type: "end", range: { start: 0, end: 0 } };
  }

  private either(): Parsed {
    return this.joined("or", () => this.both());
  }

  private both(): Parsed {
    return this.joined("and", () => this.negated());
  }

  private joined(word: "and" | "or", operand: () => Parsed): Parsed {
    const start = this.word.range.start;
    const operands = [operand()];
    while (this.word.type === word || (word === "and" && this.beginsCondition())) {
      if (this.word.type === word) this.at++;
      else this.reportMissingWord();
      operands.push(operand());
    }
    const found = operands.filter((each) => each !== undefined);
    const [first] = found;
    if (!first || operands.length === 1) return first;
    const range = { start, end: this.endOfLast() };
    if (word === "or") this.warnOfMixture(found);
    return { type: word, operands: found, range };
  }

  /** Two conditions with nothing between them. */
  private beginsCondition(): boolean {
    const { type } = this.word;
    return this.at > 0 && (type === "path" || type === "not" || type === "(") && this.endsCondition();
  }

  private endsCondition(): boolean {
    const before = this.words[this.at - 1]?.type ?? "end";
    return ["text", "number", "true", "false", "null", ")"].includes(before);
  }

  private reportMissingWord(): void {
    const at = this.endOfLast();
    const range = { start: at, end: this.word.range.start };
    this.error("missing-and-or", "Between two conditions stands and or or.", this.word.range, "Insert and", [
      { range, text: " and " },
    ]);
  }

  private warnOfMixture(operands: readonly TriggerNode[]): void {
    for (const node of operands) {
      if (node.type !== "and" || this.source.charAt(node.range.start) === "(") continue;
      const edits = [
        { range: { start: node.range.start, end: node.range.start }, text: "(" },
        { range: { start: node.range.end, end: node.range.end }, text: ")" },
      ];
      this.problems.push({
        code: "mixed-and-or",
        severity: "warning",
        message: "and binds tighter than or. Put parentheses around this part, so that nobody has to know that.",
        range: node.range,
        fix: { label: "Add the parentheses", edits },
      });
    }
  }

  private negated(): Parsed {
    const { type, range } = this.word;
    if (type !== "not") return this.condition();
    this.at++;
    if (this.depth >= depthMax) return this.tooDeep(range);
    this.depth++;
    const operand = this.negated();
    this.depth--;
    return operand && { type: "not", operand, range: { start: range.start, end: this.endOfLast() } };
  }

  private condition(): Parsed {
    const { word } = this;
    switch (word.type) {
      case "(":
        return this.group(word.range);
      case "path":
        return this.words[this.at + 1]?.type === "(" ? this.call(word) : this.comparison(word);
      case "end":
        this.error("missing-condition", 'A condition is missing here, such as type = "track".', this.place(word.range));
        return undefined;
      case "text":
      case "number":
      case "true":
      case "false":
      case "null":
        return this.backwards(word.range);
      case "junk":
        this.at++;
        return this.word.type === "end" ? undefined : this.condition();
      default:
        return this.misplaced(word.range);
    }
  }

  private misplaced(range: Range): Parsed {
    const edits = [{ range, text: "" }];
    const isCloser = this.word.type === ")";
    const message = `A condition is missing before ${this.shown(range)}.`;
    this.error("missing-condition", message, range, isCloser ? undefined : "Remove it", edits);
    if (this.word.type === "operator" || this.word.type === ",") this.at++;
    return undefined;
  }

  private backwards(range: Range): Parsed {
    this.error(
      "value-first",
      "A condition begins with the name of a part of the event, such as properties.total.",
      range,
    );
    this.at++;
    if (this.word.type === "operator") this.at++;
    if (this.isValue() || this.word.type === "path") this.at++;
    return undefined;
  }

  private group(open: Range): Parsed {
    this.at++;
    if (this.depth >= depthMax) return this.tooDeep(open);
    this.depth++;
    const inside = this.either();
    this.depth--;
    if (this.word.type === ")") {
      this.at++;
    } else {
      const at = this.endOfLast();
      const edits = [{ range: { start: at, end: at }, text: ")" }];
      this.error("unbalanced", "This ( is never closed: a ) is missing.", open, "Insert )", edits);
    }
    // The parentheses belong to what is in them, so that nobody asks for a second pair.
    return inside && { ...inside, range: { start: open.start, end: this.endOfLast() } };
  }

  private tooDeep(range: Range): Parsed {
    this.error("too-deep", `Conditions may be nested ${depthMax} deep at most.`, range);
    this.at = this.words.length - 1;
    return undefined;
  }

  private comparison(word: Extract<TriggerWord, { type: "path" }>): Parsed {
    this.checkPath(word);
    this.at++;
    const next = this.word;
    if (next.type !== "operator") return this.withoutOperator(word);
    this.at++;
    const value = this.value(next.range);
    if (!value) return undefined;
    const range = { start: word.range.start, end: value.range.end };
    const { operator } = next;
    const isOrder = operator !== "=" && operator !== "!=";
    if (isOrder && value.value.type !== "number") {
      const message = `${operator} compares numbers, and ${this.shown(value.range)} is none.`;
      const digits = value.value.type === "text" ? value.value.text.trim() : "";
      const isNumber = /^-?\d+(\.\d+)?$/.test(digits);
      const edits = [{ range: value.range, text: digits }];
      this.error("not-a-number", message, value.range, isNumber ? "Remove the quotes" : undefined, edits);
    }
    this.checkType(word.steps, value.value, value.range);
    return {
      type: "comparison",
      path: word.steps,
      pathRange: word.range,
      operator,
      value: value.value,
      valueRange: value.range,
      range,
    };
  }

  private withoutOperator(word: Extract<TriggerWord, { type: "path" }>): Parsed {
    const isMeant = this.word.type === "path" && ["is", "equals", "eq"].includes(this.word.text.toLowerCase());
    if (isMeant) {
      const { range } = this.word;
      this.error("missing-operator", `${this.shown(range)} is written = here.`, range, "Write =", [
        { range, text: "=" },
      ]);
      this.at++;
      if (this.isValue() || this.word.type === "path") this.at++;
      return undefined;
    }
    const message = `What about ${word.text}? Write what it is compared with: ${word.text} = "…", or ${word.text} != null.`;
    const isJustThere = !this.isValue() && this.word.type !== "path";
    const edits = [{ range: { start: word.range.end, end: word.range.end }, text: " != null" }];
    this.error("missing-operator", message, word.range, isJustThere ? "Ask whether it is there" : undefined, edits);
    if (this.isValue()) this.at++;
    return undefined;
  }

  private value(operator: Range): { value: TriggerValue; range: Range } | undefined {
    const { word } = this;
    const value = literalOf(word);
    if (value) {
      this.at++;
      return { value, range: word.range };
    }
    if (word.type === "path") {
      this.at++;
      const message = `A text stands in quotes: ${quoted(word.text)}.`;
      const edits = [{ range: word.range, text: quoted(word.text) }];
      this.error("unquoted-text", message, word.range, "Put quotes around it", edits);
      return undefined;
    }
    if (word.type === "junk") {
      this.at++;
      return undefined;
    }
    this.error("missing-value", "A value is missing here: a text in quotes, a number, true, false or null.", operator);
    return undefined;
  }

  private call(word: Extract<TriggerWord, { type: "path" }>): Parsed {
    const name = triggerFunctions.find((each) => each === word.text.toLowerCase());
    if (!name) {
      const nearest = nearestName(word.text, triggerFunctions);
      const message = `There is no function ${word.text}. There are contains(name, "text") and match(name, "pat*ern").`;
      const edits = [{ range: word.range, text: nearest ?? "" }];
      this.error("unknown-function", message, word.range, nearest && `Change to ${nearest}`, edits);
    }
    this.at += 2;
    const path = this.argumentPath(word.range);
    this.comma();
    const text = this.argumentText();
    if (this.word.type === ")") this.at++;
    else {
      const at = this.endOfLast();
      const edits = [{ range: { start: at, end: at }, text: ")" }];
      this.error(
        "unbalanced",
        `The parentheses of ${word.text} are never closed: a ) is missing.`,
        word.range,
        "Insert )",
        edits,
      );
    }
    if (!name || !path || text === undefined) return undefined;
    const range = { start: word.range.start, end: this.endOfLast() };
    return this.callNode(name, path, text, range);
  }

  private callNode(name: TriggerFunction, path: Extract<TriggerWord, { type: "path" }>, text: string, range: Range) {
    return { type: "call" as const, name, path: path.steps, pathRange: path.range, argument: text, range };
  }

  private argumentPath(of: Range): Extract<TriggerWord, { type: "path" }> | undefined {
    const { word } = this;
    if (word.type !== "path") {
      this.error("missing-argument", "First comes the name of a part of the event, such as properties.email.", of);
      if (this.isValue()) this.at++;
      return undefined;
    }
    this.checkPath(word);
    this.at++;
    return word;
  }

  private comma(): void {
    if (this.word.type === ",") this.at++;
    else if (this.isValue() || this.word.type === "path") {
      const at = this.endOfLast();
      const edits = [{ range: { start: at, end: at }, text: "," }];
      this.error(
        "missing-comma",
        "A comma stands between the name and the text.",
        this.word.range,
        "Insert the comma",
        edits,
      );
    }
  }

  private argumentText(): string | undefined {
    const { word } = this;
    if (word.type === "text") {
      this.at++;
      return word.text;
    }
    const isBare = word.type === "path" || word.type === "number";
    const written = this.source.slice(word.range.start, word.range.end);
    const edits = [{ range: word.range, text: quoted(written) }];
    const message = "Then comes a text in quotes.";
    this.error("missing-argument", message, this.place(word.range), isBare ? "Put quotes around it" : undefined, edits);
    if (isBare || this.isValue()) this.at++;
    return undefined;
  }

  private checkPath({ steps, range }: Extract<TriggerWord, { type: "path" }>): void {
    const [first = ""] = steps;
    if (eventMembers.some((member) => member === first)) return;
    const nearest = nearestName(first, eventMembers);
    const message = nearest
      ? `An event has no ${first}. Did you mean ${nearest}?`
      : `An event has no ${first}. It has ${eventMembers.slice(0, 4).join(", ")} …, and what is sent with it in properties, traits and context.`;
    const written = { start: range.start, end: range.start + first.length };
    const text = nearest ?? `properties.${first}`;
    this.error("unknown-member", message, range, `Change to ${text}`, [{ range: written, text }]);
  }

  /** The types of events are few and written small: anything else can never arrive. */
  private checkType(path: readonly string[], value: TriggerValue, range: Range): void {
    if (path.length !== 1 || path[0] !== "type" || value.type !== "text") return;
    if (eventTypes.some((type) => type === value.text)) return;
    const nearest = nearestName(value.text, eventTypes);
    this.problems.push({
      code: "unknown-type",
      severity: "warning",
      message: `No event has the type ${quoted(value.text)}. There are ${eventTypes.join(", ")}.`,
      range,
      ...(nearest ? { fix: { label: `Change to ${quoted(nearest)}`, edits: [{ range, text: quoted(nearest) }] } } : {}),
    });
  }

  private isValue(): boolean {
    return literalOf(this.word) !== undefined;
  }

  private endOfLast(): number {
    return this.words[this.at - 1]?.range.end ?? 0;
  }

  /** A range that can be seen: the end of the text is shown on its last character. */
  private place(range: Range): Range {
    return range.end > range.start ? range : { start: Math.max(0, range.start - 1), end: range.end };
  }

  private shown({ start, end }: Range): string {
    return this.source.slice(start, end) || "the end";
  }

  private error(code: string, message: string, range: Range, label?: string, edits: TemplateFix["edits"] = []): void {
    const fix = label === undefined ? {} : { fix: { label, edits } };
    this.problems.push({ code, severity: "error", message, range, ...fix });
  }
}

function literalOf(word: TriggerWord): TriggerValue | undefined {
  switch (word.type) {
    case "text":
      return { type: "text", text: word.text };
    case "number":
      return { type: "number", digits: word.digits };
    case "true":
    case "false":
      return { type: "boolean", value: word.type === "true" };
    case "null":
      return { type: "null" };
    default:
      return undefined;
  }
}
