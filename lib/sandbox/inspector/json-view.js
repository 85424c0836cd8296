// @ts-check
import { make } from "./element.js";

/**
 * JSON with line breaks and colours, token by token, so that numbers keep every digit. Other text as it is.
 * @param {string} text
 * @returns {(string | Node)[]}
 */
export function pretty(text) {
  try {
    JSON.parse(text);
  } catch {
    return [text];
  }
  /** @type {(string | Node)[]} */
  const parts = [];
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  tokens.forEach((token, index) => {
    const line = () => parts.push(`\n${"  ".repeat(depth)}`);
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      depth += 1;
      parts.push(token);
      if (next !== "}" && next !== "]") line();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (tokens[index - 1] !== "{" && tokens[index - 1] !== "[") line();
      parts.push(token);
    } else if (token === ",") {
      parts.push(token);
      line();
    } else if (token === ":") parts.push(": ");
    else parts.push(make("span", tokenClass(token, next), token));
  });
  return parts;
}

/** @param {string} token @param {string | undefined} next */
function tokenClass(token, next) {
  if (token.startsWith('"')) return next === ":" ? "k" : "s";
  return /^[-\d]/.test(token) ? "n" : "w";
}
