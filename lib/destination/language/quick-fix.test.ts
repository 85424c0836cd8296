import { describe, expect, test } from "vitest";
import { applyTextEdits } from "@/lib/destination/edit";
import { parseTemplate } from "@/lib/destination/template/parse";
import { sampleDefinition } from "@/lib/testing/definitions";
import { diagnose } from "./diagnose";
import { highlightsIn } from "./highlight";
import { fixesAt } from "./quick-fix";
import { variablesInScope } from "./scope";

const place = { path: ["endpoints", "addUsers", "payload"], place: "Add users › Payload" };
const variables = variablesInScope(sampleDefinition(), [], { endpoint: "addUsers" });
const diagnosed = (text: string) => diagnose(parseTemplate(text, "json"), variables, place);
const mark = "▮";

/** Each fix at the caret: its label and the text it leaves. */
function fixes(marked: string): (string | undefined)[][] {
  const text = marked.replace(mark, "");
  return fixesAt(diagnosed(text), marked.indexOf(mark), text).map(({ fix }) => [
    fix.label,
    fix.type === "edit_text" ? applyTextEdits(text, fix.edits) : undefined,
  ]);
}

test.each([
  ['{"a": 1,▮}', "Remove the comma", '{"a": 1}'],
  ['{"a": ▮// note\n1}', "Remove the comment", '{"a": \n1}'],
  ["{▮'a': 1}", "Use double quotes", '{"a": 1}'],
  ["{▮a: 1}", "Quote it", '{"a": 1}'],
  ['{"a": ▮True}', "Change to true", '{"a": true}'],
  ['{"a": 1▮ "b": 2}', "Insert the comma", '{"a": 1, "b": 2}'],
  ['{"a": "▮$items"}', "Remove the quotes", '{"a": $items}'],
  ['{"a": "${region | lo▮wr}"}', "Change to lower", '{"a": "${region | lower}"}'],
  ['{"a": "\\▮$5"}', "Write $$", '{"a": "$$5"}'],
])("%s", (text, label, after) => {
  expect(fixes(text)).toContainEqual([label, after]);
});

describe("an undeclared variable", () => {
  test("is declared or written as a dollar", () => {
    expect(fixes('{"a": "$fol▮der"}')).toEqual([
      ["Add a custom field $folder", undefined],
      ["Write a literal dollar: $$", '{"a": "$$folder"}'],
    ]);
  });

  test("with a likely name takes that one first, everywhere in the text", () => {
    expect(fixes('{"a": "$regoin▮", "b": $regoin}')).toEqual([
      ["Change to $region", '{"a": "$region", "b": $region}'],
      ["Add a custom field $regoin", undefined],
      ["Write a literal dollar: $$", '{"a": "$$regoin", "b": $regoin}'],
    ]);
    const [first] = fixesAt(diagnosed('"$regoin"'), 3, '"$regoin"');
    expect(first?.isPreferred).toBe(true);
  });

  test("that a hyphen cut short is made whole", () => {
    expect(fixes('{"a": "$user-id▮"}')).toEqual([]);
    expect(fixes('{"a": "$list▮-id"}')[0]).toEqual(["Change to $list_id", '{"a": "$list_id"}']);
  });

  test("in braces is escaped in braces, and one that no field can have is not declared", () => {
    expect(fixes('"${Fol▮der}"').map(([label]) => label)).toEqual(["Write a literal dollar: $$"]);
    expect(fixes('"${fol▮der}"').at(-1)?.[1]).toBe('"$${folder}"');
  });
});

test("fixes are offered where the finding is, each once", () => {
  const text = '{"a": 1,}';
  expect(fixesAt(diagnosed(text), 2, text)).toEqual([]);
  expect(fixesAt([...diagnosed(text), ...diagnosed(text)], { start: 0, end: 9 }, text)).toHaveLength(1);
});

describe("diagnose", () => {
  test("finds mistakes, undeclared variables and those without a value here, in order", () => {
    const found = diagnosed('{"a": $folder, "b": "$user_id", "c": "$region", "d": "${cohort_name}",}');
    expect(found.map(({ rule, range }) => [rule, range?.start])).toEqual([
      ["LF001", 6],
      ["LF006", 21],
      ["LF010", 69],
    ]);
    expect(found[1]?.message).toMatch(/^\$user_id has no value here: it belongs in/);
  });

  test("finds every use of an undeclared variable", () => {
    expect(diagnosed('["$x1", "$x1"]').map(({ rule }) => rule)).toEqual(["LF001", "LF001"]);
  });

  test("finds nothing in legal text, aliases and targets included", () => {
    expect(diagnosed('{"ids": $items, "list": "${listId}", "a": "$$5 and $$region"}')).toEqual([]);
  });
});

test("highlights tell whose variable a token is", () => {
  const text = '{"a": "$region $list_id $folder $user_id ${region | lower | lowr}"}';
  const template = parseTemplate(text, "json");
  const found = highlightsIn(template, { start: 0, end: text.length }, variables);
  expect(found.map(({ range, kind }) => [text.slice(range.start, range.end), kind])).toEqual([
    ["$region", "own"],
    ["$list_id", "predefined"],
    ["$folder", "undeclared"],
    ["$user_id", "unavailable"],
    ["${region | lower | lowr}", "own"],
    ["lower", "filter"],
  ]);
  expect(highlightsIn(template, { start: 15, end: 20 }, variables)).toHaveLength(1);
});
