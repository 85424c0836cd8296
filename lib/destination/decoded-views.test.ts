import fc from "fast-check";
import { expect, test } from "vitest";
import { viewsOf } from "./decoded-views";
import { TextMasker } from "./text-masker";

const hex = (text: string) => Buffer.from(text).toString("hex");
const html = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** Ways to write a text so that every part of it can still be read. */
const layers: Record<string, (text: string) => string> = {
  percent: encodeURIComponent,
  "percent, every byte": (text) => hex(text).replace(/../g, "%$&"),
  JSON: (text) => JSON.stringify({ echo: text }),
  HTML: (text) => `<p>${html(text)}</p>`,
  "HTML, every character": (text) => [...text].map((each) => `&#x${each.codePointAt(0)?.toString(16)};`).join(""),
  base64: (text) => Buffer.from(`{"body":"${text}"}`).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  hexadecimal: (text) => hex(text).toUpperCase(),
};
const layer = fc.constantFrom(...Object.keys(layers));
const secret = `s3"cr&et/<token>%ä€😀-0123456789`;

/** Whether the secret, or nearly all of it, can be read in a text in any way. */
function isReadable(text: string): boolean {
  const core = "token>%ä€😀-01234";
  return [text, ...viewsOf(text).map((view) => view.text)].some((each) => each.includes(core));
}

test("what was encoded up to four times is read, and every character knows where it came from", () => {
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 4 }), (names) => {
      const text = names.reduce((written, name) => layers[name]?.(written) ?? written, secret);
      expect(isReadable(text), names.join()).toBe(true);
      for (const view of viewsOf(text)) {
        expect(view.starts).toHaveLength(view.text.length);
        expect(view.ends).toHaveLength(view.text.length);
        view.starts.forEach((start, index) => {
          const end = view.ends[index] ?? -1;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        });
      }
    }),
  );
});

test("a masked text shows the secret in no combination of encodings, and keeps what stood around it", () => {
  const masker = new TextMasker([secret], "••••••");
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 4 }), fc.nat(30), (names, length) => {
      const padding = "~".repeat(length);
      const text = names.reduce((written, name) => layers[name]?.(written) ?? written, secret);
      const masked = masker.mask(`${padding} ${text} ${padding}`);
      expect(masked, names.join()).toContain("••••••");
      expect(isReadable(masked), `${names.join()}: ${masked}`).toBe(false);
      expect(masked.startsWith(`${padding} `) && masked.endsWith(` ${padding}`)).toBe(true);
    }),
  );
});

test("one escape is undone at a time, and what is none stays", () => {
  const read = (text: string) => viewsOf(text).map((view) => view.text);
  expect(read("nothing to undo, 100% sure & so on")).toEqual([]);
  expect(read("%2541 &amp;lt; \\\\u0041")).toEqual(["%41 &lt; \\u0041", "A < A"]);
  expect(read("%e2%82%ac%ff%e2")).toEqual(["€ÿâ"]);
  expect(read("&bogus; &#99999999; &#x110000;")).toEqual([]);
});

test("a text that is nothing but escapes and digits takes no longer than others", () => {
  let text = secret;
  for (let layer = 0; layer < 12; layer += 1) text = Buffer.from(text.repeat(2)).toString("base64").slice(0, 65_536);
  const start = performance.now();
  new TextMasker(["another s3cret", "0123456789abcdef"], "••••••").mask(text);
  new TextMasker(["another s3cret"], "••••••").mask("\\\\u005c%2525&amp;amp;#37;".repeat(2_500));
  expect(performance.now() - start).toBeLessThan(10_000);
});
