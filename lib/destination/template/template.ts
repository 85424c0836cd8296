/** The parse tree of a template: what every visitor (render, completion, rename, variable table) reads. */

/** Offsets in UTF-16 units; `end` is exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** `json`: payloads and item templates. `text`: URLs, header values, error messages, list IDs. */
export type TemplateLanguage = "json" | "text";

/** Where a token stands: bare where a JSON value may stand, inside a JSON string, in an object key, in plain text. */
export type TokenPlace = "value" | "string" | "key" | "text";

export interface FilterCall {
  name: string;
  nameRange: Range;
  /** Literal arguments: text, number, null or boolean. */
  arguments: readonly (string | number | boolean | null)[];
  range: Range;
}

export interface Token {
  /** The whole token, from the dollar on. */
  range: Range;
  /** The first step of the path: the variable. */
  name: string;
  nameRange: Range;
  /** The whole path: `${event.properties.total}` is ["event", "properties", "total"]. */
  path: readonly string[];
  filters: readonly FilterCall[];
  /** `${email?}`: absent drops the member or element it stands in. */
  optional: boolean;
  /** `${items[]}`: repeated in a query. */
  spread: boolean;
  place: TokenPlace;
}

export interface TextEdit {
  range: Range;
  text: string;
}

export interface TemplateFix {
  label: string;
  edits: TextEdit[];
}

/** What is wrong with the text itself. `code` is stable and kebab-case, such as `trailing-comma`. */
export interface TemplateError {
  code: string;
  message: string;
  range: Range;
  fix?: TemplateFix;
}

/** A node of the JSON tree of a payload; tokens inside strings and keys hang on `parts`. */
export type TemplateNode =
  | { type: "object"; range: Range; members: { key: StringNode; value: TemplateNode; range: Range }[] }
  | { type: "array"; range: Range; elements: TemplateNode[] }
  | StringNode
  | { type: "literal"; range: Range; text: string }
  | { type: "token"; range: Range; token: Token };

export interface StringNode {
  type: "string";
  range: Range;
  /** Raw source pieces (still escaped as written) and tokens, in order. */
  parts: TemplatePart[];
}

/** `text` of a literal part is what it stands for: `$$` is already `$`; JSON escapes stay as written. */
export type TemplatePart = { type: "text"; text: string; range: Range } | { type: "token"; token: Token };

/** The tokens of one name. Made when they are asked for; the counts and first ones cost nothing. */
export interface NamedTokens {
  readonly count: number;
  /** In source order. */
  readonly all: readonly Token[];
  /** Where they stand, in source order. */
  readonly ranges: readonly Range[];
  /** The first of each path. */
  readonly distinct: readonly Token[];
  /** Of those with filters the first of each path and chain of filters. */
  readonly filtered: readonly Token[];
}

/** Shared by all who parse the same text: never to be changed. */
export interface Template {
  readonly language: TemplateLanguage;
  readonly source: string;
  /** In source order, also those inside broken regions. */
  readonly tokens: readonly Token[];
  /** The tokens by name, in the order in which the names first occur. */
  readonly names: ReadonlyMap<string, NamedTokens>;
  readonly errors: readonly TemplateError[];
  /** Language `json`: the root value; undefined where the text is empty or too broken to have one. */
  readonly root?: TemplateNode | undefined;
  /** Language `text`: the whole text. */
  readonly parts: readonly TemplatePart[];
}
