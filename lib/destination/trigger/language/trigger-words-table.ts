/** The operators and functions of the language in words: what completion and hover say, and docs/trigger-language.md. */

export interface OperatorWords {
  written: string;
  /** A few words, as in "is at most". */
  meaning: string;
  documentation: string;
  /** Whether it needs numbers. */
  isOrder: boolean;
}

export const operatorTable: readonly OperatorWords[] = [
  {
    written: "=",
    meaning: "is",
    documentation: 'The same value of the same type: "5" is not 5, and "Pro" is not "pro".',
    isOrder: false,
  },
  {
    written: "!=",
    meaning: "is not",
    documentation: "Any other value. Holds for an event without it, too.",
    isOrder: false,
  },
  {
    written: "= null",
    meaning: "is missing",
    documentation: "Not there at all, or null. An empty text is there.",
    isOrder: false,
  },
  {
    written: "!= null",
    meaning: "is there",
    documentation: "There, and not null. An empty text is there.",
    isOrder: false,
  },
  { written: ">", meaning: "is more than", documentation: "Numbers only; anything else doesn't match.", isOrder: true },
  { written: ">=", meaning: "is at least", documentation: "Numbers only; anything else doesn't match.", isOrder: true },
  { written: "<", meaning: "is less than", documentation: "Numbers only; anything else doesn't match.", isOrder: true },
  { written: "<=", meaning: "is at most", documentation: "Numbers only; anything else doesn't match.", isOrder: true },
];

export interface FunctionWords {
  name: "contains" | "match";
  usage: string;
  documentation: string;
}

export const functionTable: readonly FunctionWords[] = [
  {
    name: "contains",
    usage: 'contains(name, "text")',
    documentation: "A text that holds the other, or a list with that text as one of its elements. Case counts.",
  },
  {
    name: "match",
    usage: 'match(name, "pat*ern")',
    documentation: "A text that fits a pattern as a whole: * stands for anything, also for nothing. Case counts.",
  },
];
