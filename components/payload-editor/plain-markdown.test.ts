import { expect, test } from "vitest";
import { plain } from "./plain-markdown";

test.each([
  ["a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"],
  ["<b>&amp;", "&lt;b\\>&amp;amp;"],
  // Nothing becomes a link by itself, and nothing around it is spoilt.
  ["http://x.example/a_b.", "http&#58;//x.example/a\\_b."],
  ["www.example.com", "www&#46;example.com"],
  ["ann@example.com", "ann&#64;example.com"],
  ["1. first", "1&#46; first"],
  ["# no heading", "\\# no heading"],
  ["two\nlines", "two  \nlines"],
])("%s", (text, markdown) => {
  expect(plain(text)).toBe(markdown);
});
