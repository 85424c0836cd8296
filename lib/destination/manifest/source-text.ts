/** Reads JSON or YAML that people wrote: a plain value, and where in the text each part of it stands. */

import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { DocumentPath } from "@/lib/destination/finding";
import { type JsonValue, LosslessNumber } from "@/lib/destination/json";
import { textBytes } from "@/lib/destination/text-bytes";
import { explains, syntaxProblem } from "./syntax-problem";

/** Bytes of a text in UTF-8, and of everything that its aliases stand for. */
export const sourceBytesMax = 2_000_000;
/** What a part takes in a text besides its own letters, about: a bomb is made of many small ones. */
const partBytes = 10;
/** No document of ours is nested like this; whoever nests deeper wants to exhaust a stack. */
const depthMax = 60;
const problemsMax = 100;

/** Line and column count from 1, the column in UTF-16 units. */
export interface SourcePosition {
  line: number;
  column: number;
}

/** Something wrong with a part of a text: where, what, and what to do. */
export interface SourceProblem extends SourcePosition {
  path: DocumentPath;
  message: string;
}

export interface SourceText {
  /** Numbers keep their digits. */
  value: JsonValue;
  /** Where the part at a path stands, or where its name does; of what isn't there, the nearest part around it. */
  position: (path: DocumentPath, what?: "name" | "value") => SourcePosition;
}

export type ReadSource = ({ ok: true } & SourceText) | { ok: false; problems: SourceProblem[] };

/**
 * JSON or YAML 1.2 as a value. Refused with everything else that is not plain data: tags, directives, several documents,
 * names that are there twice or are `__proto__`, numbers that JSON doesn't know, aliases that make the text explode.
 */
export function readSource(text: string): ReadSource {
  const bytes = textBytes(text);
  if (bytes > sourceBytesMax) {
    const message = `The file has ${bytes} bytes; at most ${sourceBytesMax} are read.`;
    return { ok: false, problems: [{ path: [], message, line: 1, column: 1 }] };
  }
  // Names that are there twice are found below: the library compares every pair of them.
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    resolveKnownTags: false,
    schema: "core",
    version: "1.2",
    logLevel: "error",
  });
  const reader = new SourceReader(document, text);
  const value = reader.read();
  if (reader.problems.length > 0) return { ok: false, problems: inOrder(reader.problems) };
  return { ok: true, value, position: (path, what) => reader.position(path, what) };
}

/** In the order of the text; of very many only the first ones. */
export function inOrder(problems: readonly SourceProblem[]): SourceProblem[] {
  const sorted = [...problems].sort((left, right) => left.line - right.line || left.column - right.column);
  return sorted.slice(0, problemsMax);
}

class SourceReader {
  readonly problems: SourceProblem[] = [];
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Alias, Node>();
  /** The parts we are inside of: an alias to one of them would never end. */
  private readonly open = new Set<Node>();
  private size = 0;
  /** The library's own count misses lines in texts that are badly broken. */
  private readonly lineStarts = [0];

  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
  ) {
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) this.lineStarts.push(end + 1);
  }

  read(): JsonValue {
    const { errors, directives, contents } = this.document;
    const exhausted = errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
    const first = exhausted ? [exhausted] : errors.slice(0, problemsMax);
    for (const error of first) {
      // Of several at one place, which all have one cause, the most telling is said.
      const isFollowing = first.some((other) => other !== error && explains(other, error));
      if (!isFollowing) this.add([], syntaxProblem(error), error.pos[0]);
    }
    if (directives.yaml.version !== "1.2" && directives.yaml.explicit) {
      this.add([], "Only YAML 1.2 is read. Remove the line that begins with %YAML.", 0);
    }
    return this.problems.length > 0 ? null : this.value(contents, [], 0);
  }

  position(path: DocumentPath, what: "name" | "value" = "value"): SourcePosition {
    let node: unknown = this.document.contents;
    let offset = offsetOf(node);
    for (const [index, step] of path.entries()) {
      const holder = isAlias(node) ? this.targets.get(node) : node;
      const isLast = index === path.length - 1;
      let next: unknown;
      if (isMap(holder)) {
        const pair = holder.items.find(({ key }) => isScalar(key) && keyText(key) === step);
        next = pair && ((isLast && what === "name") || !pair.value ? pair.key : pair.value);
      } else if (isSeq(holder) && typeof step === "number") next = holder.items[step];
      const found = offsetOf(next);
      if (found === undefined) break;
      offset = found;
      node = next;
    }
    return this.at(offset ?? 0);
  }

  private at(offset: number): SourcePosition {
    // What is missing at the end may be said to be missing behind it.
    const inside = Math.min(offset, this.text.length);
    let line = 0;
    let after = this.lineStarts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= inside) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: inside - (this.lineStarts[line] ?? 0) + 1 };
  }

  private add(path: DocumentPath, message: string, offset: number | undefined): void {
    this.problems.push({ path, message, ...this.at(offset ?? 0) });
  }

  private value(node: unknown, path: DocumentPath, depth: number): JsonValue {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) return this.ofAlias(node, path, depth);
    const offset = offsetOf(node);
    if (depth > depthMax) {
      if (depth === depthMax + 1)
        this.add(path, `This is nested more than ${depthMax} levels deep. Flatten it.`, offset);
      return null;
    }
    this.size += partBytes;
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.tag !== undefined) {
      this.add(path, `The tag ${shortTag(node.tag)} isn't read. Remove it; quotes make a text of anything.`, offset);
      return null;
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isScalar(node)) return this.ofScalar(node.value, node.source ?? "", path, offset);
    this.open.add(node);
    const value = isMap(node)
      ? this.ofMap(node.items, path, depth)
      : node.items.map((item, index) => this.value(item, [...path, index], depth + 1));
    this.open.delete(node);
    return value;
  }

  private ofAlias(alias: Alias, path: DocumentPath, depth: number): JsonValue {
    const target = this.anchors.get(alias.source);
    const offset = offsetOf(alias);
    if (!target) {
      const message = `There is no &${alias.source} before this. Define it above, or put the text in quotes.`;
      this.add(path, message, offset);
      return null;
    }
    if (this.open.has(target)) {
      this.add(path, `*${alias.source} would hold itself. Write the part out.`, offset);
      return null;
    }
    this.targets.set(alias, target);
    if (this.size > sourceBytesMax) return null;
    const value = this.value(target, path, depth);
    if (this.size > sourceBytesMax) {
      const message = `Written out, the aliases make more than ${sourceBytesMax} bytes. Write the parts out instead.`;
      if (!this.problems.some((problem) => problem.message === message)) this.add(path, message, offset);
    }
    return value;
  }

  private ofMap(items: readonly { key: unknown; value: unknown }[], path: DocumentPath, depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    for (const { key, value } of items) {
      const name = keyText(key);
      const own = name === undefined ? path : [...path, name];
      const offset = offsetOf(key) ?? offsetOf(value);
      if (name === undefined) this.add(path, "A name must be a single text, such as endpoints.", offset);
      else if (name === "__proto__") this.add(own, "__proto__ can't be a name here. Choose another one.", offset);
      else if (members.has(name)) {
        this.add(own, `\`${name}\` is here twice. Keep one of them: it isn't clear which one counts.`, offset);
      } else members.set(name, this.value(value, own, depth + 1));
      this.size += name?.length ?? 0;
    }
    return Object.fromEntries(members);
  }

  private ofScalar(value: unknown, source: string, path: DocumentPath, offset: number | undefined): JsonValue {
    this.size += source.length;
    if (value === null || typeof value === "boolean" || typeof value === "string") return value;
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source)) return new LosslessNumber(source);
    this.add(path, `${source} isn't a number that JSON knows. If it is a text, put it in quotes: "${source}".`, offset);
    return null;
  }
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

/** A name as it is written: `401` and `true` are names too. */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.tag !== undefined) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? "");
}

function shortTag(tag: string): string {
  return tag.startsWith("tag:yaml.org,2002:") ? `!!${tag.slice(18)}` : tag;
}
