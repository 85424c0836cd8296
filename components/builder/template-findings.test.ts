import { expect, test } from "vitest";
import type { Finding } from "@/lib/destination/finding";
import { variablesInScope } from "@/lib/destination/language/scope";
import { parseTemplate } from "@/lib/destination/template/parse";
import { variableTable } from "@/lib/destination/variable";
import { sampleDefinition } from "@/lib/testing/definitions";
import { templateFindings } from "./template-findings";

const at = { path: ["headers", 0, "value"], place: "Header" };
const definition = sampleDefinition();
const variables = variablesInScope(definition, variableTable(definition), {});

const said = (rule: string, range?: { start: number; end: number }): Finding => {
  return { rule, severity: "error", message: "…", ...at, ...(range ? { range } : {}) };
};
const found = (text: string, rulebook: Finding[] = []) =>
  templateFindings(parseTemplate(text, "text"), variables, rulebook, at).map(({ rule, range }) =>
    range ? `${rule} ${text.slice(range.start, range.end)}` : rule,
  );

test("the text's own mistakes are there before the rulebook speaks, and gone before it does", () => {
  expect(found("$worksapce")).toEqual(["LF001 $worksapce"]);
  expect(found("$workspace", [said("LF001", { start: 0, end: 10 })])).toEqual([]);
  expect(found("${workspace")[0]).toMatch(/^LF010/);
});

test("what only the rulebook knows stays where its token still begins", () => {
  const secret = said("LF007", { start: 2, end: 12 });
  expect(found("a $workspace", [secret, said("LF031")])).toEqual(["LF007 $workspace".slice(0, 16), "LF031"]);
  expect(found("ab $workspace", [secret])).toEqual([]);
});

test("the same is not said twice", () => {
  const misplaced = said("LF006", { start: 0, end: 14 });
  expect(found("$user_id_field", [misplaced])).toEqual(["LF006 $user_id_field"]);
});
