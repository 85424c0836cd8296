import { describe, expect, test } from "vitest";
import { setAtPath } from "@/lib/destination/edit";
import { parseTemplate } from "@/lib/destination/template/parse";
import { variableTable } from "@/lib/destination/variable";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { type TokenInfo, tokenAt, tokenInfoAt } from "./hover";
import { type ScopePlace, variablesInScope } from "./scope";

const mark = "▮";
const userProperties = [{ name: "email", type: "string", example: " Ann@Example.com " }];

function at(
  marked: string,
  place: ScopePlace = { endpoint: "addUsers" },
  values = sampleValues(),
): TokenInfo | undefined {
  const definition = sampleDefinition();
  const variables = variablesInScope(definition, variableTable(definition, values), place, userProperties);
  return tokenInfoAt(marked.replace(mark, ""), marked.indexOf(mark), "json", variables);
}

test("a variable says where it comes from, what it is and what it holds now", () => {
  const info = at('{"a": "$work▮space"}');
  expect(info).toMatchObject({
    range: { start: 7, end: 17 },
    title: "$workspace",
    declaredAt: ["fields", 2, "variable"],
    value: "acme",
  });
  expect(info?.lines[0]).toBe("Custom field, text.");
});

test.each(["▮$workspace", "$▮workspace", "$workspace▮", "${▮workspace}", "${workspace}▮"])(
  "%s is on the token",
  (text) => {
    expect(at(text)?.title).toBe("$workspace");
  },
);

test.each(["▮ $workspace", "$workspace ▮", "$$work▮space", '{"▮a": 1}', "▮"])("%s is on none", (text) => {
  expect(at(text)).toBeUndefined();
});

test("between two tokens the one that begins there is meant", () => {
  expect(at("$region▮$workspace")?.title).toBe("$workspace");
  const template = parseTemplate("$a $b $c", "text");
  expect([0, 1, 3, 4, 6, 8].map((offset) => tokenAt(template, offset)?.name)).toEqual(["a", "a", "b", "b", "c", "c"]);
});

test("a secret never shows, filtered or not", () => {
  const info = at("${bearer_▮token | upper}");
  expect(info?.value).toBe("••••••");
  expect(info?.rendered).toBeUndefined();
  expect(JSON.stringify([info?.lines, at("${bearer_token | up▮per}")?.lines])).not.toContain(
    sampleValues().settings.bearer_token,
  );
  expect(info?.lines[0]).toBe("Custom field, secret text.");
});

test("each filter says what it makes of the value, in turn", () => {
  const info = at('${work▮space | upper | replace: "A", "4"}');
  expect(info?.lines).toEqual(expect.arrayContaining(['| upper: "acme" → "ACME"', '| replace: "ACME" → "4CME"']));
  expect(info?.rendered).toBe("4CME");
  const filter = at('${workspace | upper | rep▮lace: "A", "4"}');
  expect(filter).toMatchObject({ title: "| replace", rendered: "4CME", range: { start: 22, end: 29 } });
  expect(filter?.lines).toEqual([
    "Every occurrence of the first text becomes the second.",
    "Written replace: search, replacement.",
    '| replace: "ACME" → "4CME"',
  ]);
});

test("a filter without a value to try it on shows its example", () => {
  expect(at("${items | js▮on}")?.lines.at(-1)).toBe('Example: ${x | json}: ["a","b"] → "[\\"a\\",\\"b\\"]"');
});

test("a filter that refuses the value says why", () => {
  expect(at("${work▮space | number}")?.lines.at(-1)).toContain("needs digits");
});

test("an unknown filter and an unknown variable say what may have been meant", () => {
  expect(at("${workspace | lo▮wr}")?.lines).toEqual(["There is no filter “lowr”. Did you mean “lower”?"]);
  expect(at("$wrok▮space")?.lines).toEqual([
    "$wrokspace is neither declared nor predefined, so it has no value.",
    "Did you mean $workspace?",
  ]);
  expect(at("$zeb▮ra")?.lines[1]).toContain("Declare it as a custom field");
});

test("a variable without a value here says where it belongs", () => {
  expect(at("$it▮ems", { endpoint: "listCreation" })?.lines.at(-1)).toMatch(/^It has no value here: it belongs in/);
  expect(at("$user_id_f▮ield", { endpoint: "addUsers" })?.lines.at(-1)).toContain("item templates");
  expect(at("$it▮ems")?.lines.join()).not.toContain("no value here");
});

test("an alias says what it stands for", () => {
  expect(at("$coho▮rt_name")?.lines[0]).toBe("Another name of $amplitude_cohort_name.");
});

describe("a user property", () => {
  const inItem: ScopePlace = { endpoint: "addUsers", isItemTemplate: true };

  test("shows the project's example, filtered", () => {
    const info = at("${user.em▮ail | email}", inItem);
    expect(info).toMatchObject({ title: "$user.email", value: " Ann@Example.com ", rendered: "ann@example.com" });
  });

  test("that the project doesn't have is said so", () => {
    expect(at("${user.nick▮name}", inItem)?.lines.join()).toContain("no user property “nickname”");
  });

  test("of a variable that has none is said so", () => {
    expect(at("${region.na▮me}", inItem)?.lines.join()).toContain("$region has no field “name”");
  });
});

test("`?` is explained", () => {
  expect(at("${work▮space?}")?.lines.join()).toContain("left out");
});

test("an option variable and an optional field are told apart from the others", () => {
  const definition = setAtPath(sampleDefinition(), ["fields", 2, "required"], false);
  const found = variablesInScope(definition, [], { endpoint: "addUsers" });
  expect(found.find(({ name }) => name === "workspace")?.description).toContain("Optional");
});
