/** Tokens and filters as they are made of their notes: the offsets are kept as numbers, a range is made when asked for. */
import type { FilterCall, Range, Token, TokenPlace } from "./template";

const noFilters: readonly FilterCall[] = [];

export class ParsedToken implements Token {
  readonly name: string;

  constructor(
    private readonly start: number,
    private readonly end: number,
    private readonly nameStart: number,
    readonly path: readonly string[],
    readonly place: TokenPlace,
    readonly filters: readonly FilterCall[] = noFilters,
    readonly optional = false,
    readonly spread = false,
  ) {
    this.name = path[0] ?? "";
  }

  get range(): Range {
    return { start: this.start, end: this.end };
  }

  get nameRange(): Range {
    return { start: this.nameStart, end: this.nameStart + this.name.length };
  }
}

/** A filter as it is written; its offsets are from where the filters of its token begin. */
export interface WrittenFilter {
  start: number;
  end: number;
  nameStart: number;
  name: string;
  arguments: FilterCall["arguments"];
}

export class ParsedFilter implements FilterCall {
  readonly name: string;
  readonly arguments: FilterCall["arguments"];

  constructor(
    private readonly from: number,
    private readonly written: WrittenFilter,
  ) {
    this.name = written.name;
    this.arguments = written.arguments;
  }

  get range(): Range {
    return { start: this.from + this.written.start, end: this.from + this.written.end };
  }

  get nameRange(): Range {
    const start = this.from + this.written.nameStart;
    return { start, end: start + this.name.length };
  }
}
