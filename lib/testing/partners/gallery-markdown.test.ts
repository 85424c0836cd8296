import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gallery } from "@/lib/destination/gallery/gallery";
import { featureIds, galleryMarkdown } from "./gallery-markdown";
import { contractFiles, galleryProofs } from "./gallery-proofs";

const folder = "lib/testing/partners";

test("docs/partner-gallery.md is what the gallery says; if it isn't, run `npm run docs`", () => {
  expect(readFileSync("docs/partner-gallery.md", "utf8")).toBe(galleryMarkdown());
});

test("every test that is named exists, in the file of its partner", () => {
  const missing = galleryProofs.filter(({ partner, test: title }) => {
    const file = contractFiles[partner];
    if (file === undefined) return true;
    return !titlesIn(readFileSync(`${folder}/${file}`, "utf8")).has(title);
  });
  expect(missing).toEqual([]);
});

test("every partner has proofs, and no feature is proven twice for one", () => {
  expect(Object.keys(contractFiles).sort()).toEqual(gallery.map(({ id }) => id).sort());
  for (const { id } of gallery) {
    const features = galleryProofs.filter(({ partner }) => partner === id).map(({ feature }) => feature);
    expect(features.length, id).toBeGreaterThan(2);
    expect(new Set(features).size, id).toBe(features.length);
  }
});

test("every contract test belongs to a partner, and every feature is proven by one", () => {
  // The sandbox is no partner: it has a contract test, and examples of its own.
  const files = readdirSync(folder).filter((name) => /^(?!sandbox).*\.contract\.test\.ts$/.test(name));
  expect([...new Set(Object.values(contractFiles))].sort()).toEqual(files.sort());
  const proven = new Set(galleryProofs.map(({ feature }) => feature));
  expect(featureIds().filter((feature) => !proven.has(feature))).toEqual([]);
});

/** The titles of the tests in a file, as they are written. */
function titlesIn(source: string): Set<string> {
  const calls = source.matchAll(/(?:^|\n)\s*test(?:\.each\([\s\S]*?\]\))?\(\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1/g);
  return new Set([...calls].map(([, , title = ""]) => title.replaceAll(/\\(.)/g, "$1")));
}
