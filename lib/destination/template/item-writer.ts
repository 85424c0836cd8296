/**
 * A compiled template bound to what is the same for a whole run: those values are part of its literal bytes, and what
 * remains is a column of a row for each slot. It gives up on anything unusual — a missing value, a filter that
 * refuses — and the caller then asks the text renderer, which knows what to say.
 */
import type { JsonValue } from "@/lib/destination/json";
import { type ByteWriter, bytesPerUnitMax, type Literal, literalOf, putEscaped, putLiteral } from "./byte-writer";
import type { CompiledTemplate, ListItem, Step } from "./compile";
import { filterSteps, type Lookup } from "./evaluate";
import { renderSteps } from "./render";
import type { Token } from "./template";
import { valueJson, valueText } from "./value-text";

/** The values of one user, in the order of the renderer's columns. Missing, null and empty are all "not there". */
export type Row = readonly (JsonValue | undefined)[];

/**
 * Where a token has its value: the same for all rows (`constant`), or in the row; `column` is the one place it is read
 * from as it stands, undefined where there are several or steps inside its value.
 */
export type Binding =
  | { type: "constant"; value: JsonValue | undefined }
  | { type: "row"; column: number | undefined; read: (row: Row) => JsonValue | undefined };

export interface ItemBinding {
  bind: (token: Token) => Binding;
  /** All variables of one row, for the parts that only the text renderer can write. */
  lookup: (row: Row) => Lookup;
}

/** Writes the item of a row with a comma after it. False: it could not, and what it wrote is to be discarded. */
export type WriteItem = (row: Row) => boolean;

/**
 * Writes the items of rows one after the other, up to a row that is unusual or the end of a block, and returns how many
 * it wrote.
 */
export type WriteBlock = (rows: readonly Row[], from: number, to: number) => number;

export interface ItemWriter {
  write: WriteItem;
  /** For templates of nothing but text and columns, as nearly all are: several times as fast as row by row. */
  writeBlock: WriteBlock | undefined;
  /** Columns without a value in which no row can be written. */
  needed: readonly number[];
}

/** Three outcomes of a step: written, to be left out with the item around it, or not to be written this way. */
const present = 0;
const absent = 1;
const failed = 2;
type Outcome = typeof present | typeof absent | typeof failed;

type BoundStep =
  | { type: "text"; text: string; literal: Literal }
  | { type: "value" | "part"; isOptional: boolean; column: number | undefined; read: (row: Row) => Value }
  | { type: "list"; items: readonly BoundItem[]; close: Literal }
  | { type: "rendered"; render: (row: Row) => string | undefined }
  | { type: "outcome"; outcome: Outcome };

interface BoundItem {
  before: Literal;
  steps: readonly BoundStep[];
  after: Literal;
}

/** A value after its filters; a filter that refuses gives `refused`. */
type Value = JsonValue | undefined | typeof refused;
const refused = Symbol("refused");

const comma = literalOf(",");
const quote = literalOf('"');

/** The fastest way to write the items of a template: nothing but text values, or any values at all. */
export function itemWriter(program: CompiledTemplate, binding: ItemBinding, writer: ByteWriter): ItemWriter {
  const steps = new Binder(program, binding).steps(program.steps);
  const any = new StepWriter(writer);
  const write: WriteItem = (row) => {
    if (any.run(steps, row) !== present) return false;
    writer.literal(comma);
    return true;
  };
  const plain = plainItem(steps);
  return { write, writeBlock: plain && blockWriter(plain, writer), needed: plain?.columns ?? [] };
}

class Binder {
  constructor(
    private readonly program: CompiledTemplate,
    private readonly binding: ItemBinding,
  ) {}

  steps(steps: readonly Step[]): BoundStep[] {
    const bound: BoundStep[] = [];
    let text = "";
    const flush = () => {
      if (text !== "") bound.push({ type: "text", text, literal: literalOf(text) });
      text = "";
    };
    for (const step of steps) {
      const next = this.step(step);
      if (typeof next === "string") {
        text += next;
        continue;
      }
      flush();
      bound.push(next);
    }
    flush();
    return bound;
  }

  private step(step: Step): BoundStep | string {
    if (step.type === "text") return step.text;
    if (step.type === "list") return step.items.some(({ key }) => key) ? this.rendered(step) : this.list(step);
    const { token, type } = step;
    const binding = this.binding.bind(token);
    const filtered = filteredBy(token);
    if (binding.type === "constant") return constantStep(filtered(binding.value), type, token);
    const { column, read } = binding;
    const isPlain = token.filters.length === 0;
    return {
      type,
      isOptional: token.optional,
      column: isPlain ? column : undefined,
      read: isPlain ? read : (row) => filtered(read(row)),
    };
  }

  private list({ items, close }: Extract<Step, { type: "list" }>): BoundStep {
    const bound = (item: ListItem): BoundItem => ({
      before: literalOf(item.before),
      steps: this.steps(item.steps),
      after: literalOf(item.after),
    });
    return { type: "list", items: items.map(bound), close: literalOf(close) };
  }

  /** Objects whose keys are made of values: which of them are the same is for the text renderer to find out. */
  private rendered(step: Step): BoundStep {
    const { program, binding } = this;
    const render = (row: Row) => {
      const rendered = renderSteps(program, [step], binding.lookup(row));
      return rendered.ok ? rendered.text : undefined;
    };
    return { type: "rendered", render };
  }
}

function filteredBy(token: Token): (value: JsonValue | undefined) => Value {
  const steps = filterSteps(token);
  return (source) => {
    let value = source;
    for (const step of steps) {
      const result = step(value);
      if (!result.ok) return refused;
      value = result.value;
    }
    return value;
  };
}

function constantStep(value: Value, type: "value" | "part", { optional }: Token): BoundStep | string {
  if (value === refused) return { type: "outcome", outcome: failed };
  const text = type === "part" ? valueText(value) : value === undefined ? undefined : valueJson(value);
  if (text === undefined) return { type: "outcome", outcome: optional ? absent : failed };
  return type === "part" ? JSON.stringify(text).slice(1, -1) : text;
}

class StepWriter {
  constructor(private readonly writer: ByteWriter) {}

  run(steps: readonly BoundStep[], row: Row): Outcome {
    for (const step of steps) {
      const outcome = this.step(step, row);
      if (outcome !== present) return outcome;
    }
    return present;
  }

  private step(step: BoundStep, row: Row): Outcome {
    switch (step.type) {
      case "text":
        this.writer.literal(step.literal);
        return present;
      case "value":
        return this.value(step.read(row), step.isOptional);
      case "part":
        return this.part(step.read(row), step.isOptional);
      case "list":
        return this.list(step.items, step.close, row);
      case "rendered": {
        const text = step.render(row);
        if (text === undefined) return failed;
        this.writer.text(text);
        return present;
      }
      case "outcome":
        return step.outcome;
    }
  }

  private value(value: Value, isOptional: boolean): Outcome {
    if (typeof value === "string") {
      this.writer.literal(quote);
      this.writer.escaped(value);
      this.writer.literal(quote);
      return present;
    }
    if (value === refused) return failed;
    if (value === undefined) return isOptional ? absent : failed;
    // No JSON has such a number; what becomes of it is for the text renderer to say.
    if (typeof value === "number" && !Number.isFinite(value)) return failed;
    this.writer.text(valueJson(value));
    return present;
  }

  private part(value: Value, isOptional: boolean): Outcome {
    if (value === refused) return failed;
    const text = valueText(value);
    if (text === undefined) return isOptional ? absent : failed;
    this.writer.escaped(text);
    return present;
  }

  private list(items: readonly BoundItem[], close: Literal, row: Row): Outcome {
    const { writer } = this;
    let isFirst = true;
    for (const { before, steps, after } of items) {
      const mark = writer.position;
      if (!isFirst) writer.literal(comma);
      writer.literal(before);
      const outcome = this.run(steps, row);
      if (outcome === failed) return failed;
      if (outcome === absent) {
        writer.position = mark;
        continue;
      }
      isFirst = false;
      writer.literal(after);
    }
    writer.literal(close);
    return present;
  }
}

/** An item of columns whose values are texts, and of the literal text around them. */
interface PlainItem {
  columns: readonly number[];
  /** Before the first value. */
  before: Literal;
  /** After each value; the last one holds the comma and what stands before the first value of the next item. */
  after: readonly Literal[];
  /** Of the literal text of one item. */
  bytes: number;
}

/** The plain form of an item, as nearly all are: text and columns only. Quotes around whole values become literal. */
function plainItem(steps: readonly BoundStep[]): PlainItem | undefined {
  const pieces: string[] = [""];
  const columns: number[] = [];
  const append = (text: string) => pieces.push((pieces.pop() ?? "") + text);
  for (const step of steps) {
    if (step.type === "text") {
      append(step.text);
      continue;
    }
    if ((step.type !== "value" && step.type !== "part") || step.column === undefined) return undefined;
    const mark = step.type === "value" ? '"' : "";
    append(mark);
    columns.push(step.column);
    pieces.push(mark);
  }
  const [first = "", ...rest] = pieces;
  if (columns.length === 0) return undefined;
  const before = literalOf(first);
  const after = rest.map((piece, index) => literalOf(index < rest.length - 1 ? piece : `${piece},${first}`));
  return { columns, before, after, bytes: after.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}

/** Rows of a block. Reading some rows ahead of writing them keeps the memory busy that both wait for. */
export const blockRows = 128;

const nothing = literalOf("");

function blockWriter(plain: PlainItem, writer: ByteWriter): WriteBlock {
  if (plain.columns.length === 1) return oneText(plain, writer);
  return plain.columns.length === 2 ? twoTexts(plain, writer) : manyTexts(plain, writer);
}

function oneText({ columns, before, after: [after = nothing], bytes }: PlainItem, writer: ByteWriter): WriteBlock {
  const [column = 0] = columns;
  const texts: string[] = new Array<string>(blockRows).fill("");
  return (rows, from, to) => {
    const end = Math.min(to, from + blockRows);
    let count = 0;
    let units = 0;
    for (let index = from; index < end; index += 1) {
      const text = rows[index]?.[column];
      if (typeof text !== "string" || text === "") break;
      texts[count] = text;
      units += text.length;
      count += 1;
    }
    if (count === 0) return 0;
    writer.reserve(before.bytes.length + bytes * count + units * bytesPerUnitMax);
    let at = putLiteral(writer, writer.position, before);
    for (let index = 0; index < count; index += 1) {
      at = putLiteral(writer, putEscaped(writer, at, texts[index] ?? ""), after);
    }
    writer.position = at - before.bytes.length;
    return count;
  };
}

function twoTexts({ columns, before, after: pieces, bytes }: PlainItem, writer: ByteWriter): WriteBlock {
  const [between = nothing, after = nothing] = pieces;
  const [firstColumn = 0, secondColumn = 0] = columns;
  const firsts: string[] = new Array<string>(blockRows).fill("");
  const seconds: string[] = new Array<string>(blockRows).fill("");
  return (rows, from, to) => {
    const end = Math.min(to, from + blockRows);
    let count = 0;
    let units = 0;
    for (let index = from; index < end; index += 1) {
      const row = rows[index];
      const first = row?.[firstColumn];
      const second = row?.[secondColumn];
      if (typeof first !== "string" || first === "" || typeof second !== "string" || second === "") break;
      firsts[count] = first;
      seconds[count] = second;
      units += first.length + second.length;
      count += 1;
    }
    if (count === 0) return 0;
    writer.reserve(before.bytes.length + bytes * count + units * bytesPerUnitMax);
    let at = putLiteral(writer, writer.position, before);
    for (let index = 0; index < count; index += 1) {
      at = putLiteral(writer, putEscaped(writer, at, firsts[index] ?? ""), between);
      at = putLiteral(writer, putEscaped(writer, at, seconds[index] ?? ""), after);
    }
    writer.position = at - before.bytes.length;
    return count;
  };
}

function manyTexts({ columns, before, after, bytes }: PlainItem, writer: ByteWriter): WriteBlock {
  const texts: string[] = [];
  return (rows, from, to) => {
    const end = Math.min(to, from + blockRows);
    let count = 0;
    let units = 0;
    texts.length = 0;
    for (let index = from; index < end; index += 1) {
      const row = rows[index] ?? [];
      const length = addTexts(texts, row, columns);
      if (length === 0) break;
      units += length;
      count += 1;
    }
    if (count === 0) return 0;
    writer.reserve(before.bytes.length + bytes * count + units * bytesPerUnitMax);
    let at = putLiteral(writer, writer.position, before);
    for (let index = 0; index < count; index += 1) {
      for (let column = 0; column < columns.length; column += 1) {
        at = putEscaped(writer, at, texts[index * columns.length + column] ?? "");
        at = putLiteral(writer, at, after[column] ?? nothing);
      }
    }
    writer.position = at - before.bytes.length;
    return count;
  };
}

/** Adds the texts of a row and returns their length; 0 where one of the values is something else. */
function addTexts(texts: string[], row: Row, columns: readonly number[]): number {
  let units = 0;
  for (const column of columns) {
    const text = row[column];
    if (typeof text !== "string" || text === "") return 0;
    texts.push(text);
    units += text.length;
  }
  return units;
}
