/** Trigger text → tree, with every mistake and, where there is one, its repair (SPEC 5.7). */
import type { Range } from "@/lib/destination/template/template";
import { warnOfMeaning } from "./check-trigger";
import { parseCall, parseComparison } from "./parse-condition";
import { TriggerReader } from "./read-trigger";
import type { Trigger, TriggerNode } from "./trigger";
import { TriggerCursor } from "./trigger-cursor";

/** Parentheses inside parentheses; more is no condition but an attempt on the stack. */
const depthMax = 50;
export const triggerCharsMax = 10_000;

/**
 * Parses a trigger. Never throws and reports every mistake it finds. An empty text has no tree and no problem: it matches
 * nothing. `and` binds tighter than `or`; where both stand together without parentheses, a warning offers them.
 * `furtherMembers` are names that may begin a path besides those of an event, such as `line` in a computed value.
 */
export function parseTrigger(source: string, furtherMembers: readonly string[] = []): Trigger {
  if (source.length > triggerCharsMax) {
    const message = `A trigger has at most ${triggerCharsMax.toLocaleString("en-US")} characters.`;
    const range = { start: triggerCharsMax, end: source.length };
    return { source, problems: [{ code: "too-long", severity: "error", message, range }] };
  }
  const reader = new TriggerReader(source);
  const words = reader.read();
  const cursor = new TriggerCursor(source, words, reader.problems, furtherMembers);
  const root = words.length > 1 ? new GroupParser(cursor).parse() : undefined;
  if (root) warnOfMeaning(root, cursor);
  const problems = cursor.problems.sort((left, right) => left.range.start - right.range.start);
  const isUsable = root && problems.every(({ severity }) => severity !== "error");
  return { source, problems, ...(isUsable ? { root } : {}) };
}

/** What stands where a condition should: it was reported. */
type Parsed = TriggerNode | undefined;

/** How conditions are put together: and, or, not, parentheses. */
class GroupParser {
  private depth = 0;

  constructor(private readonly cursor: TriggerCursor) {}

  parse(): Parsed {
    const { cursor } = this;
    const root = this.either();
    while (cursor.word.type !== "end") {
      const { range, type } = cursor.word;
      if (type === ")") cursor.error("unbalanced", "This ) closes nothing.", range, "Remove it", [{ range, text: "" }]);
      else if (type !== "junk") {
        cursor.error("unexpected-word", `${cursor.written(range)} doesn't belong here.`, range);
      }
      cursor.next();
    }
    return root;
  }

  private either(): Parsed {
    return this.joined("or", () => this.both());
  }

  private both(): Parsed {
    return this.joined("and", () => this.negated());
  }

  private joined(joint: "and" | "or", operand: () => Parsed): Parsed {
    const { cursor } = this;
    const start = cursor.word.range.start;
    const operands = [operand()];
    while (cursor.word.type === joint || (joint === "and" && this.beginsCondition())) {
      if (cursor.word.type === joint) cursor.next();
      else this.reportMissingWord();
      operands.push(operand());
    }
    const found = operands.filter((each) => each !== undefined);
    const [first] = found;
    if (!first || operands.length === 1) return first;
    return { type: joint, operands: found, range: { start, end: cursor.endOfLast() } };
  }

  /** Two conditions with nothing between them. */
  private beginsCondition(): boolean {
    const { type } = this.cursor.word;
    return !this.cursor.isAtStart && (type === "path" || type === "not" || type === "(") && this.endsCondition();
  }

  private endsCondition(): boolean {
    return ["text", "number", "true", "false", "null", ")"].includes(this.cursor.ahead(-1).type);
  }

  private reportMissingWord(): void {
    const { cursor } = this;
    const range = { start: cursor.endOfLast(), end: cursor.word.range.start };
    const edits = [{ range, text: " and " }];
    cursor.error("missing-and-or", "Between two conditions stands and or or.", cursor.word.range, "Insert and", edits);
  }

  private negated(): Parsed {
    const { cursor } = this;
    const { type, range } = cursor.word;
    if (type !== "not") return this.condition();
    cursor.next();
    if (this.depth >= depthMax) return this.tooDeep(range);
    this.depth++;
    const operand = this.negated();
    this.depth--;
    return operand && { type: "not", operand, range: { start: range.start, end: cursor.endOfLast() } };
  }

  private condition(): Parsed {
    const { cursor } = this;
    const { word } = cursor;
    switch (word.type) {
      case "(":
        return this.group(word.range);
      case "path":
        return cursor.ahead(1).type === "(" ? parseCall(cursor, word) : parseComparison(cursor, word);
      case "end":
        cursor.error(
          "missing-condition",
          'A condition is missing here, such as type = "track".',
          cursor.place(word.range),
        );
        return undefined;
      case "text":
      case "number":
      case "true":
      case "false":
      case "null":
        return this.backwards(word.range);
      case "junk":
        cursor.next();
        return cursor.word.type === "end" ? undefined : this.condition();
      default:
        return this.misplaced(word.range);
    }
  }

  private misplaced(range: Range): Parsed {
    const { cursor } = this;
    const isCloser = cursor.word.type === ")";
    const message = `A condition is missing before ${cursor.written(range)}.`;
    const edits = [{ range, text: "" }];
    cursor.error("missing-condition", message, range, isCloser ? undefined : "Remove it", edits);
    if (cursor.word.type === "operator" || cursor.word.type === ",") cursor.next();
    return undefined;
  }

  private backwards(range: Range): Parsed {
    const { cursor } = this;
    cursor.error(
      "value-first",
      "A condition begins with the name of a part of the event, such as properties.total.",
      range,
    );
    cursor.next();
    if (cursor.word.type === "operator") cursor.next();
    if (cursor.isValue || cursor.word.type === "path") cursor.next();
    return undefined;
  }

  private group(open: Range): Parsed {
    const { cursor } = this;
    cursor.next();
    if (this.depth >= depthMax) return this.tooDeep(open);
    this.depth++;
    const inside = this.either();
    this.depth--;
    if (cursor.word.type === ")") {
      cursor.next();
    } else {
      const at = cursor.endOfLast();
      const edits = [{ range: { start: at, end: at }, text: ")" }];
      cursor.error("unbalanced", "This ( is never closed: a ) is missing.", open, "Insert )", edits);
    }
    // The parentheses belong to what is in them, so that nobody asks for a second pair.
    return inside && { ...inside, range: { start: open.start, end: cursor.endOfLast() } };
  }

  private tooDeep(range: Range): Parsed {
    this.cursor.error("too-deep", `Conditions may be nested ${depthMax} deep at most.`, range);
    this.cursor.skipToEnd();
    return undefined;
  }
}
