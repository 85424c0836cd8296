/** Where in a template something stands, in words (SPEC 6 rule 9: a problem names the variable and the place). */
import type { StringNode, Template, TemplateNode, Token } from "./template";

/** `at "users[0].email"` in a payload, `at character 24` in a text, `at the top` for a whole payload. */
export function placeOf(template: Template, token: Token): string {
  if (template.root === undefined) return `at character ${token.range.start + 1}`;
  const path = pathTo(template.root, token, "");
  return path === "" ? "at the top" : `at "${path}"`;
}

/** `line 3, column 5` of an offset, both from 1. */
export function lineOf(source: string, offset: number): string {
  const before = source.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

function pathTo(node: TemplateNode, token: Token, path: string): string {
  const holds = (candidate: { range: { start: number; end: number } }) =>
    candidate.range.start <= token.range.start && token.range.end <= candidate.range.end;
  if (node.type === "object") {
    const member = node.members.find(holds);
    if (!member) return path;
    const step = `${path === "" ? "" : `${path}.`}${textOf(member.key)}`;
    return holds(member.key) ? step : pathTo(member.value, token, step);
  }
  if (node.type === "array") {
    const index = node.elements.findIndex(holds);
    const element = node.elements[index];
    return element ? pathTo(element, token, `${path}[${index}]`) : path;
  }
  return path;
}

function textOf(key: StringNode): string {
  return key.parts.map((part) => (part.type === "text" ? part.text : `$${part.token.path.join(".")}`)).join("");
}
