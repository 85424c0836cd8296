import { expect, test } from "vitest";
import { acceptedLanguages } from "./accepted-languages";

const accepted = (header?: string) =>
  acceptedLanguages(new Headers(header === undefined ? {} : { "accept-language": header }));

test("the preferred language comes first, in the order given where two are worth the same", () => {
  expect(accepted("da, en-GB;q=0.8, de;Q=0.9, fr;q=0.8")).toEqual(["da", "de", "en-GB", "fr"]);
});

test("no header, wildcards, refused languages and what is no tag at all say nothing", () => {
  expect(accepted()).toEqual([]);
  expect(accepted("*, de;q=0, <script>, en;q=abc, ;, pt-BR ; q=0.5")).toEqual(["pt-BR"]);
});
