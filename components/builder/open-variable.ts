/** The variable that is being typed before the caret of a one-line template. */

export interface OpenVariable {
  /** Where its `$` stands. */
  start: number;
  /** What of the name is typed. */
  typed: string;
  isBraced: boolean;
}

/** Undefined where the caret doesn't follow a `$` and the beginning of a name, or where the `$` is a literal `$$`. */
export function openVariableAt(text: string, caret: number): OpenVariable | undefined {
  const before = text.slice(0, caret);
  const match = /(\$+)(\{?)([A-Za-z_][A-Za-z0-9_]*)?$/.exec(before);
  const dollars = match?.[1];
  if (!match || !dollars || dollars.length % 2 === 0) return undefined;
  return { start: match.index + dollars.length - 1, typed: match[3] ?? "", isBraced: match[2] === "{" };
}

/** The text with the chosen variable in place of what was typed of it, and where the caret then stands. */
export function completeVariable(text: string, caret: number, open: OpenVariable, name: string) {
  const rest = text.slice(caret).replace(/^[A-Za-z0-9_]*/, "");
  // A name that runs into the next character would be a longer name.
  const needsBraces = open.isBraced || /^[A-Za-z0-9_]/.test(rest);
  const closed = rest.startsWith("}") ? "" : "}";
  const token = needsBraces ? `\${${name}${closed}` : `$${name}`;
  const head = text.slice(0, open.start) + token;
  const isOverBrace = needsBraces && closed === "";
  return { text: head + rest, caret: head.length + (isOverBrace ? 1 : 0) };
}
