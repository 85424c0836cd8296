/**
 * The tokens of a text, thousands in a large one at each keystroke: noted down as numbers while they are read, like the
 * nodes of the tree. A token is made of its note when somebody asks for it; which variables there are is known without.
 */
import { ParsedFilter, ParsedToken, type WrittenFilter } from "./parsed-token";
import type { NamedTokens, Range, Token, TokenPlace } from "./template";

/** The filters of a token, the same for every token that has them written in the same way. */
type FilterChain = readonly WrittenFilter[];

/** Numbers a note: start, end, where the name begins, path, where the filters begin, and the details. */
const size = 6;

const places = ["value", "string", "key", "text"] as const satisfies readonly TokenPlace[];

/** Bits of the details: two for the place, one each for `?` and `[]`; the number of the filter chain is above them. */
const optionalBit = 4;
const spreadBit = 8;
const chainShift = 4;

/** What a token has besides its name. */
interface TokenDetails {
  filtersStart: number;
  /** The number of its filters; 0: it has none. */
  chain: number;
  isOptional: boolean;
  isSpread: boolean;
}

const placeCodes = { value: 0, string: 1, key: 2, text: 3 } satisfies Record<TokenPlace, number>;

/** A power of two. */
const slots = 64;

/** The same few names stand in a text again and again: by likeness the path of a name, and where the name stands. */
const nameSlots = new Int32Array(2 * slots);
/** By likeness a filter chain without mistakes, where it stands and how long it is. */
const chainSlots = new Int32Array(3 * slots);

/** Notes being taken. One parse follows the other, so all of them write into the same memory, which only grows. */
export class TokenTaker {
  count = 0;
  private readonly paths: (readonly string[])[] = [];
  private readonly pathNumbers = new Map<string, number>();
  private readonly chains: FilterChain[] = [[]];

  constructor(
    private readonly source: string,
    private readonly units: Int32Array,
  ) {
    nameSlots.fill(0);
    chainSlots.fill(0);
  }

  /** The number of the path that is a name alone, which stands from `start` to `end`. */
  nameNumber(start: number, end: number): number {
    const slot = this.likeness(start, end) * 2;
    const known = nameSlots[slot + 1] ?? 0;
    const path = nameSlots[slot] ?? 0;
    // A name never stands at the very beginning: a dollar is before it.
    if (known > 0 && this.paths[path]?.[0]?.length === end - start && this.isSame(known, start, end - start))
      return path;
    const number = this.pathNumber([this.source.slice(start, end)]);
    nameSlots[slot] = number;
    nameSlots[slot + 1] = start;
    return number;
  }

  pathNumber(path: readonly string[]): number {
    // No step holds a dot.
    const text = path.length === 1 ? (path[0] ?? "") : path.join(".");
    const known = this.pathNumbers.get(text);
    if (known !== undefined) return known;
    this.pathNumbers.set(text, this.paths.length);
    return this.paths.push(path) - 1;
  }

  /** The text of a path from its name on. */
  nameOf(path: number): string {
    return this.paths[path]?.[0] ?? "";
  }

  /** The number of the filters that stand from `start` to `end`; 0 where `keepChain` has not been told of them. */
  chainNumber(start: number, end: number): number {
    const slot = this.likeness(start, end) * 3;
    if (chainSlots[slot + 2] !== end - start || !this.isSame(chainSlots[slot + 1] ?? 0, start, end - start)) return 0;
    return chainSlots[slot] ?? 0;
  }

  addChain(chain: FilterChain): number {
    return chain.length === 0 ? 0 : this.chains.push(chain) - 1;
  }

  /** Remembers that filters without mistakes are written so. */
  keepChain(chain: number, start: number, end: number): void {
    const slot = this.likeness(start, end) * 3;
    chainSlots[slot] = chain;
    chainSlots[slot + 1] = start;
    chainSlots[slot + 2] = end - start;
  }

  /** A number that equal pieces of the text have in common, and different ones most likely have not. */
  private likeness(start: number, end: number): number {
    const { units } = this;
    const middle = units[(start + end) >> 1] ?? 0;
    const last = units[end - 1] ?? 0;
    return (end - start + (units[start] ?? 0) * 7 + middle * 31 + last * 3) & (slots - 1);
  }

  private isSame(left: number, right: number, length: number): boolean {
    const { units } = this;
    for (let at = 0; at < length; at++) if (units[left + at] !== units[right + at]) return false;
    return true;
  }

  add(start: number, end: number, nameStart: number, path: number, place: TokenPlace): void {
    this.note(start, end, nameStart, path, 0, placeCodes[place]);
  }

  addDetailed(
    start: number,
    end: number,
    nameStart: number,
    path: number,
    place: TokenPlace,
    { filtersStart, chain, isOptional, isSpread }: TokenDetails,
  ): void {
    const flags = (isOptional ? optionalBit : 0) | (isSpread ? spreadBit : 0);
    this.note(start, end, nameStart, path, filtersStart, placeCodes[place] | flags | (chain << chainShift));
  }

  private note(start: number, end: number, nameStart: number, path: number, filters: number, details: number): void {
    const at = this.count * size;
    if (at + size > paper.length) paper = larger(paper);
    paper[at] = start;
    paper[at + 1] = end;
    paper[at + 2] = nameStart;
    paper[at + 3] = path;
    paper[at + 4] = filters;
    paper[at + 5] = details;
    this.count++;
  }

  /** Where the last token ends. */
  get lastEnd(): number {
    return paper[(this.count - 1) * size + 1] ?? 0;
  }

  last(): Token {
    return tokenOf(paper, this.count - 1, this.paths, this.chains);
  }

  /** Forgets the tokens that begin at an offset or after it. */
  dropFrom(offset: number): void {
    while (this.count > 0 && (paper[(this.count - 1) * size] ?? 0) >= offset) this.count--;
  }

  /** The notes as they are now, in memory of their own. */
  copy(): TokenNotes {
    return this.count === 0 ? noTokens : new TokenNotes(paper.slice(0, this.count * size), this.paths, this.chains);
  }
}

let paper = new Int32Array(1_200);

function larger(full: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(full.length * 2);
  more.set(full);
  return more;
}

function tokenOf(
  notes: Int32Array,
  index: number,
  paths: readonly (readonly string[])[],
  chains: readonly FilterChain[],
): Token {
  const at = index * size;
  const path = paths[notes[at + 3] ?? 0] ?? [];
  const filtersStart = notes[at + 4] ?? 0;
  const details = notes[at + 5] ?? 0;
  return new ParsedToken(
    notes[at] ?? 0,
    notes[at + 1] ?? 0,
    notes[at + 2] ?? 0,
    path,
    places[details & 3] ?? "value",
    details >> chainShift === 0
      ? undefined
      : chains[details >> chainShift]?.map((filter) => new ParsedFilter(filtersStart, filter)),
    (details & optionalBit) !== 0,
    (details & spreadBit) !== 0,
  );
}

/** Paths and filter chains of one name beyond these are not told apart: no text has as many, unless to be a nuisance. */
const distinctMax = 100;

/** All tokens of a text, in source order. */
export class TokenNotes {
  private made: readonly Token[] | undefined;
  private named: ReadonlyMap<string, NamedTokens> | undefined;

  constructor(
    private readonly notes: Int32Array,
    private readonly paths: readonly (readonly string[])[],
    private readonly chains: readonly FilterChain[],
  ) {}

  /** Every token, made once. */
  get all(): readonly Token[] {
    this.made ??= Array.from({ length: this.notes.length / size }, (_, index) => this.make(index));
    return this.made;
  }

  /** By name, in the order in which the names first occur. */
  get byName(): ReadonlyMap<string, NamedTokens> {
    this.named ??= this.group();
    return this.named;
  }

  token(index: number): Token {
    return this.made?.[index] ?? this.make(index);
  }

  rangeOf(index: number): Range {
    return { start: this.notes[index * size] ?? 0, end: this.notes[index * size + 1] ?? 0 };
  }

  private make(index: number): Token {
    return tokenOf(this.notes, index, this.paths, this.chains);
  }

  private group(): ReadonlyMap<string, NamedTokens> {
    const { notes, paths } = this;
    const groups = new Map<string, Group>();
    // Most tokens are the same as an earlier one in all but where they stand.
    const byPath: (Group | undefined)[] = new Array(paths.length).fill(undefined);
    const filtered = new Set<number>();
    for (let at = 0; at < notes.length; at += size) {
      const path = notes[at + 3] ?? 0;
      const chain = (notes[at + 5] ?? 0) >> chainShift;
      let group = byPath[path];
      if (!group) {
        const name = paths[path]?.[0] ?? "";
        group = groups.get(name) ?? new Group(this);
        groups.set(name, group);
        byPath[path] = group;
        if (group.firstOfPath.length < distinctMax) group.firstOfPath.push(at / size);
      }
      group.indexes.push(at / size);
      if (chain === 0 || group.firstOfChain.length >= distinctMax) continue;
      const use = chain * paths.length + path;
      if (filtered.has(use)) continue;
      filtered.add(use);
      group.firstOfChain.push(at / size);
    }
    return groups;
  }
}

class Group implements NamedTokens {
  /** Where the tokens stand among all. */
  readonly indexes: number[] = [];
  readonly firstOfPath: number[] = [];
  readonly firstOfChain: number[] = [];
  private made: { distinct?: Token[]; filtered?: Token[]; all?: Token[]; ranges?: Range[] } = {};

  constructor(private readonly tokens: TokenNotes) {}

  get count(): number {
    return this.indexes.length;
  }

  get distinct(): readonly Token[] {
    this.made.distinct ??= this.firstOfPath.map((index) => this.tokens.token(index));
    return this.made.distinct;
  }

  get filtered(): readonly Token[] {
    this.made.filtered ??= this.firstOfChain.map((index) => this.tokens.token(index));
    return this.made.filtered;
  }

  get all(): readonly Token[] {
    this.made.all ??= this.indexes.map((index) => this.tokens.token(index));
    return this.made.all;
  }

  get ranges(): readonly Range[] {
    this.made.ranges ??= this.indexes.map((index) => this.tokens.rangeOf(index));
    return this.made.ranges;
  }
}

const noTokens = new TokenNotes(new Int32Array(0), [], []);
