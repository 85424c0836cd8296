/**
 * Tokens and filters as the parser makes them, thousands in a large text at each keystroke: the offsets are kept as
 * numbers, and a range is made when it is asked for.
 */
import type { FilterCall, Range, Token, TokenPlace } from "./template";

const noFilters: readonly FilterCall[] = [];

export class ParsedToken implements Token {
  constructor(
    private readonly start: number,
    private readonly end: number,
    private readonly nameStart: number,
    private readonly nameEnd: number,
    readonly name: string,
    readonly path: readonly string[],
    readonly place: TokenPlace,
    readonly filters: readonly FilterCall[] = noFilters,
    readonly optional = false,
    readonly spread = false,
  ) {}

  get range(): Range {
    return { start: this.start, end: this.end };
  }

  get nameRange(): Range {
    return { start: this.nameStart, end: this.nameEnd };
  }
}

export class ParsedFilter implements FilterCall {
  readonly arguments: FilterCall["arguments"];

  constructor(
    private readonly start: number,
    private readonly end: number,
    private readonly nameStart: number,
    readonly name: string,
    args: FilterCall["arguments"],
  ) {
    this.arguments = args;
  }

  get range(): Range {
    return { start: this.start, end: this.end };
  }

  get nameRange(): Range {
    return { start: this.nameStart, end: this.nameStart + this.name.length };
  }
}
