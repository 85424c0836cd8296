import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { VariableRow } from "@/lib/destination/variable";
import { nastyText, sampleDefinition } from "@/lib/testing/definitions";
import { type Completion, completionsAt } from "./complete";
import { type ScopeVariable, variablesInScope } from "./scope";

const mark = "▮";
const userProperties = [
  { name: "email", type: "string", example: "ann@example.com" },
  { name: "plan", type: "string", example: "pro" },
];
const rows: VariableRow[] = [];
const scope = (place = {}): ScopeVariable[] => variablesInScope(sampleDefinition(), rows, place, userProperties);
const inItem = scope({ endpoint: "addUsers", isItemTemplate: true });

function at(marked: string, variables: readonly ScopeVariable[] = inItem, isAsked = false): Completion[] {
  const caret = marked.indexOf(mark);
  return completionsAt(marked.replace(mark, ""), caret, "json", variables, { isAsked });
}

/** The text after taking a completion, with the mark where the caret then stands. */
function taken(marked: string, { replace, insert, caret }: Completion): string {
  const text = marked.replace(mark, "");
  return `${text.slice(0, replace.start)}${insert.slice(0, caret)}${mark}${insert.slice(caret)}${text.slice(replace.end)}`;
}

/** Text with the caret, what the first completion makes of it, and its label. */
const cases: readonly (readonly [text: string, after: string, label: string])[] = [
  // Names without braces.
  ["$▮", "$bearer_token▮", "$bearer_token"],
  ["$r▮", "$region▮", "$region"],
  ["$reg▮", "$region▮", "$region"],
  ["$REG▮", "$region▮", "$region"],
  ["$work▮", "$workspace▮", "$workspace"],
  ["$space▮", "$workspace▮", "$workspace"],
  ["$token▮", "$bearer_token▮", "$bearer_token"],
  ["$btk▮", "$bearer_token▮", "$bearer_token"],
  ["$wrokspace▮", "$workspace▮", "$workspace"],
  ["$cohort_n▮", "$amplitude_cohort_name▮", "$amplitude_cohort_name"],
  ["$listI▮", "$list_id▮", "$list_id"],
  ["$membership▮", "$in_cohort▮", "$in_cohort"],
  // In the middle of a name the whole name goes.
  ["$re▮gion_old", "$region▮", "$region"],
  ["$▮old", "$bearer_token▮", "$bearer_token"],
  // What stands behind stays.
  ["$reg▮-x", "$region▮-x", "$region"],
  ["$reg▮.com", "$region▮.com", "$region"],
  ["$▮5", "${bearer_token}▮5", "$bearer_token"],
  ["a$$b$reg▮", "a$$b$region▮", "$region"],
  ["$$$reg▮", "$$$region▮", "$region"],
  ["$▮$region", "$bearer_token▮$region", "$bearer_token"],
  ["$region$work▮", "$region$workspace▮", "$workspace"],
  // In payloads, whole and broken.
  ['{"id": "$reg▮"}', '{"id": "$region▮"}', "$region"],
  ['{"id": $reg▮}', '{"id": $region▮}', "$region"],
  ['{"id": $reg▮', '{"id": $region▮', "$region"],
  ['{"id": "$reg▮', '{"id": "$region▮', "$region"],
  ['{"$reg▮": 1}', '{"$region▮": 1}', "$region"],
  ["{'id': '$reg▮'}", "{'id': '$region▮'}", "$region"],
  ["{{{ ]] : $reg▮ ,,", "{{{ ]] : $region▮ ,,", "$region"],
  ['{"a": "x",\n  "b": "$reg▮"\n}', '{"a": "x",\n  "b": "$region▮"\n}', "$region"],
  ['{"a": "${region | lower",\n "b": "$reg▮"}', '{"a": "${region | lower",\n "b": "$region▮"}', "$region"],
  ['{"a": "${region", "b": "$reg▮"}', '{"a": "${region", "b": "$region▮"}', "$region"],
  ['{"a": "${region}", "b": "$reg▮"}', '{"a": "${region}", "b": "$region▮"}', "$region"],
  ["// $reg▮", "// $region▮", "$region"],
  ["a\r\n$reg▮\r\nb", "a\r\n$region▮\r\nb", "$region"],
  // Names in braces: the closing one is added where it is missing.
  ["${▮", "${bearer_token}▮", "$bearer_token"],
  ["${▮}", "${bearer_token▮}", "$bearer_token"],
  ["${reg▮", "${region}▮", "$region"],
  ["${reg▮}", "${region▮}", "$region"],
  ["${ reg▮ }", "${ region▮ }", "$region"],
  ["${re▮gon}", "${region▮}", "$region"],
  ["${reg▮?}", "${region▮?}", "$region"],
  ["${reg▮ | lower}", "${region▮ | lower}", "$region"],
  ['${reg▮ | replace: "}", "b"}', '${region▮ | replace: "}", "b"}', "$region"],
  ['{"a": "${reg▮"}', '{"a": "${region}▮"}', "$region"],
  ['{"a": ${reg▮, "b": ${region}}', '{"a": ${region}▮, "b": ${region}}', "$region"],
  ["${reg▮ $workspace}", "${region}▮ $workspace}", "$region"],
  ["${user-id-f▮ld}", "${user_id_field▮}", "$user_id_field"],
  // The user's properties.
  ["$user▮", "${user.▮}", "$user"],
  ["${user▮", "${user.▮}", "$user"],
  ["${user▮}", "${user.▮}", "$user"],
  ["${us▮er.plan}", "${user_id_field▮.plan}", "$user_id_field"],
  ["${user.▮}", "${user.email▮}", "email"],
  ["${user.▮", "${user.email}▮", "email"],
  ["${user.pl▮}", "${user.plan▮}", "plan"],
  ["${user.em▮xyz | lower}", "${user.email▮ | lower}", "email"],
  ['{"e": "${user.em▮"}', '{"e": "${user.email}▮"}', "email"],
  // Filters.
  ["${region | ▮}", "${region | slugify▮}", "slugify"],
  ["${region |▮}", "${region |slugify▮}", "slugify"],
  ["${region | lo▮}", "${region | lower▮}", "lower"],
  ["${region | lo▮", "${region | lower}▮", "lower"],
  ["${region | lo▮ | trim}", "${region | lower▮ | trim}", "lower"],
  ["${region | lower | up▮}", "${region | lower | upper▮}", "upper"],
  ["${region | uper▮}", "${region | upper▮}", "upper"],
  ["${region | repl▮}", '${region | replace: "▮"}', "replace"],
  ["${region | trunc▮}", "${region | truncate: ▮}", "truncate"],
  ['${region | default: "|" | tri▮}', '${region | default: "|" | trim▮}', "trim"],
  ["${region? | lo▮}", "${region? | lower▮}", "lower"],
  ["${items[] | lo▮}", "${items[] | lower▮}", "lower"],
  ["${user.email | em▮}", "${user.email | email▮}", "email"],
  ['{"a": "${region | sha▮"}', '{"a": "${region | sha256}▮"}', "sha256"],
  // Arguments.
  ["${x | date: ▮}", '${x | date: "iso"▮}', '"iso"'],
  ['${x | date: "▮"}', '${x | date: "iso"▮}', '"iso"'],
  ['${x | date: "un▮"}', '${x | date: "unix"▮}', '"unix"'],
  ['${x | date: "un▮}', '${x | date: "unix"▮}', '"unix"'],
  ["${x | default: n▮}", "${x | default: null▮}", "null"],
  ["${x | default: ▮", "${x | default: null▮", "null"],
  ["${x | truncate: 2▮}", "${x | truncate: 255▮}", "255"],
  ['${x | replace: "a", ▮}', '${x | replace: "a", "_"▮}', '"_"'],
  ['${x | replace: "a", "▮"}', '${x | replace: "a", "_"▮}', '"_"'],
  ['${x | join: "▮"}', '${x | join: ","▮}', '","'],
];

test.each(cases)("%s", (text, after, label) => {
  const [first] = at(text);
  expect(first?.label).toBe(label);
  expect(first && taken(text, first)).toBe(after);
});

test.each([
  "▮",
  "a▮",
  "$$▮",
  "$$region▮",
  "a$$$$▮",
  "$5▮",
  "$ ▮",
  "$▮{region}",
  "${region}▮",
  "$region ▮",
  '{"a": "${region}"▮}',
  "${region | lower ▮}",
  '${x | replace: "a"▮, "b"}',
  '${x | replace:▮ "a", "b"}',
  '${x | replace: "a", "b", ▮}',
  "${region.▮}",
  "${unknown.▮}",
  "${user.email.▮}",
  // What is written already is no news.
  "$region▮",
  "$reg▮ion",
  "${region▮}",
  "${region | lower▮}",
])("nothing is offered at %s", (text) => {
  expect(at(text)).toEqual([]);
});

describe("the list", () => {
  const labels = (text: string, variables?: readonly ScopeVariable[]) => at(text, variables).map(({ label }) => label);

  test("has the partner's own variables first, then ours", () => {
    const found = labels("$▮");
    expect(found.slice(0, 4)).toEqual(["$bearer_token", "$region", "$workspace", "$user_id_field"]);
    expect(found.indexOf("$amplitude_cohort_name")).toBeGreaterThan(3);
  });

  test("has names that begin with what is typed before names that contain it, then those a slip away", () => {
    expect(labels("$user▮")).toEqual(["$user", "$user_id_field", "$user_id"]);
    expect(labels("$id▮").slice(0, 3)).toEqual(["$user_id_field", "$amplitude_cohort_id", "$list_id"]);
  });

  test("has only what has a value in the place", () => {
    expect(labels("$it▮", scope({ endpoint: "addUsers" }))).toContain("$items");
    expect(labels("$it▮")).not.toContain("$items");
    expect(labels("$it▮", scope({ endpoint: "listCreation" }))).not.toContain("$items");
    expect(labels("$user_▮", scope({ endpoint: "addUsers" }))).not.toContain("$user_id");
  });

  test("comes without a dollar only when it is asked for", () => {
    expect(at('{"a": ▮}', inItem, true)[0]).toMatchObject({ label: "$bearer_token", insert: "$bearer_token" });
    expect(at('{"a": ▮}')).toEqual([]);
    expect(at("$reg▮ion", inItem, true)[0]?.label).toBe("$region");
  });

  test("offers to declare a name that nothing begins with, last", () => {
    const [only, ...others] = at("$folder_kind▮");
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      kind: "declare",
      label: "Declare $folder_kind",
      action: { type: "declare_field", variable: "folder_kind" },
    });
    expect(at("${Folder-Kind▮").at(-1)).toMatchObject({ kind: "declare", insert: "folder_kind}" });
    expect(at("$wrokspace▮").map(({ kind }) => kind)).toEqual(["variable", "declare"]);
    expect(at("$reg▮").map(({ kind }) => kind)).not.toContain("declare");
    expect(at("$x▮").map(({ kind }) => kind)).not.toContain("declare");
  });

  test("says type, source, test value and what a filter does", () => {
    const valued = variablesInScope(sampleDefinition(), [rowWith("region", "eu")], { endpoint: "addUsers" });
    expect(at("$reg▮", valued)[0]).toMatchObject({ detail: "choice · custom field", value: "eu" });
    expect(at("$reg▮", valued)[0]?.documentation).toContain("Now: eu");
    const [slug] = at("${region | slug▮}");
    expect(slug?.documentation).toContain('"Saturday\'s cohort & héllo" → "Saturday-s-cohort-he-llo"');
    expect(at("${region | repl▮}")[0]?.detail).toBe("replace: search, replacement");
  });

  test("puts filters for lists first where the variable is one", () => {
    const members = scope({ endpoint: "addUsers" });
    expect(labels("${items | ▮}", members).slice(0, 4)).toEqual(["json", "join", "first", "map"]);
    expect(labels("${region | ▮}", members).slice(-4)).toEqual(["json", "join", "first", "map"]);
  });
});

function rowWith(name: string, value: string): VariableRow {
  return { name, isDeclared: true, uses: [], usesCount: 0, isPredefined: false, status: "ok", value, secret: false };
}

test("any text at any caret gives completions that can be taken", () => {
  const piece = fc.oneof(
    nastyText,
    fc.constantFrom("$", "${", "}", "|", ":", ",", '"', "region", "user.", "lower", "replace", " ", "\n", "[]", "?"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(60), fc.boolean(), (pieces, offset, isAsked) => {
      const text = pieces.join("");
      const caret = Math.min(offset, text.length);
      for (const { replace, insert, caret: inside } of completionsAt(text, caret, "json", inItem, { isAsked })) {
        expect(replace.start).toBeLessThanOrEqual(caret);
        expect(replace.end).toBeGreaterThanOrEqual(caret);
        expect(replace.end).toBeLessThanOrEqual(text.length);
        expect(text.slice(replace.start, replace.end)).not.toMatch(/[\r\n]/);
        expect(inside).toBeLessThanOrEqual(insert.length);
        expect(insert).not.toMatch(/[\r\n]/);
      }
    }),
    { numRuns: 500 },
  );
});

test("a long line costs nothing to speak of", () => {
  const text = `{"a": [${'"${region | lower}", '.repeat(50_000)}"$reg`;
  const start = performance.now();
  expect(completionsAt(text, text.length, "json", inItem)[0]?.label).toBe("$region");
  expect(performance.now() - start).toBeLessThan(1_000);
});
