import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { customField, type ListDefinition, mappingField } from "./definition";
import { impactWithoutAnswers } from "./impact-without-answers";
import type { InstallationAnswers } from "./installation-answers";
import { planUpgrade } from "./upgrade-plan";
import { ImpactCounter } from "./version-impact";

const sample = () => asList(structuredClone(sampleDefinition()));
function edited(edit: (definition: ListDefinition) => void): ListDefinition {
  const definition = sample();
  edit(definition);
  return definition;
}
const impactOf = (edit: (definition: ListDefinition) => void, count = 7) =>
  impactWithoutAnswers(edited(edit), [{ from: sample(), count }]);
const folder = (parts: Partial<ListDefinition["fields"][number]> = {}) =>
  customField.parse({ id: "folder", type: "string", variable: "folder", displayName: "Folder", ...parts });

describe("what a version asks, as far as it follows from the documents", () => {
  test("nothing where nothing is asked in another way, whatever else changed", () => {
    const impact = impactOf((it) => {
      it.endpoints.addUsers.batchSize = 1;
      for (const field of it.fields) field.helpText = "Where you find it.";
    });
    expect(impact).toEqual({
      ...{ installations: 7, unaffected: 7, needAnswers: 0, depends: 0, broken: 0 },
      ...{ asked: [], dropped: [], breaks: [], isPartial: false, countsAnswers: false },
    });
  });

  test("a new required field is asked of everybody, and counted exactly", () => {
    const impact = impactOf((it) => it.fields.push(folder()));
    expect(impact).toMatchObject({ needAnswers: 7, depends: 0, unaffected: 0 });
    expect(impact.asked).toEqual([{ source: "field", id: "folder", label: "Folder", reason: "new", count: 7 }]);
  });

  test("one that is shown with some answers only may be asked of all of them, however few it is", () => {
    const visibleWhen = { variable: "region", values: ["https://eu.api.example.com"] };
    const impact = impactOf((it) => it.fields.push(folder({ visibleWhen })));
    expect(impact).toMatchObject({ needAnswers: 0, depends: 7, unaffected: 0 });
    expect(impact.asked).toEqual([
      { source: "field", id: "folder", label: "Folder", reason: "new", count: 7, isUpTo: true },
    ]);
  });

  test.each<[string, (definition: ListDefinition) => void, string]>([
    ["a pattern", (it) => Object.assign(it.fields[2] ?? {}, { pattern: "acme.*" }), "no_longer_fits"],
    ["a length", (it) => Object.assign(it.fields[2] ?? {}, { maxLength: 3 }), "no_longer_fits"],
    ["an option that is gone", (it) => it.fields[1]?.options.pop(), "no_longer_fits"],
    ["another type", (it) => Object.assign(it.fields[1] ?? {}, { type: "string" }), "type_changed"],
    [
      "another default property",
      (it) => Object.assign(it.mappings[0] ?? {}, { defaultProperty: "" }),
      "no_longer_fits",
    ],
  ])("%s says the same whatever was answered", (_what, edit, reason) => {
    const impact = impactOf(edit);
    expect(impact).toMatchObject({ needAnswers: 0, depends: 7, unaffected: 0, broken: 0, breaks: [] });
    expect(impact.asked).toMatchObject([{ reason, count: 7, isUpTo: true }]);
  });

  test("what is gone says how many were asked it", () => {
    const impact = impactOf((it) => (it.fields = it.fields.filter(({ id }) => id !== "workspace")));
    expect(impact).toMatchObject({ unaffected: 7, depends: 0 });
    expect(impact.dropped).toEqual([{ source: "field", id: "workspace", count: 7, isUpTo: true }]);
  });

  test("installations of several versions are counted together", () => {
    const to = edited((it) => it.fields.push(folder()));
    const installed = [
      { from: sample(), count: 2 },
      { from: edited((it) => it.fields.push(folder({ required: false }))), count: 3 },
      { from: edited((it) => it.fields.push(folder())), count: 4 },
    ];
    const impact = impactWithoutAnswers(to, installed);
    expect(impact).toMatchObject({ installations: 9, needAnswers: 2, depends: 3, unaffected: 4 });
    expect(impact.asked).toEqual([
      { source: "field", id: "folder", label: "Folder", reason: "new", count: 5, isUpTo: true },
    ]);
  });
});

const region = customField.parse({
  ...{ id: "region", type: "single_select", variable: "region", displayName: "Region", required: true },
  options: ["eu", "us", "ap"].map((value) => ({ id: value, label: value, value, sets: [] })),
});
const fields = fc
  .tuple(
    fc.record({ defaultValue: fc.constantFrom("", "eu"), keep: fc.constantFrom(1, 2, 3), required: fc.boolean() }),
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("a", "b", "c"),
        type: fc.constantFrom("string" as const, "string" as const, "single_select" as const),
        required: fc.boolean(),
        secret: fc.boolean(),
        perSync: fc.constantFrom(false, false, false, true),
        defaultValue: fc.constantFrom("", "", "x", "xy"),
        pattern: fc.constantFrom("", "", "x+", "y.*"),
        maxLength: fc.constantFrom(null, null, 1),
        visibleWhen: fc.constantFrom(null, null, { variable: "region", values: ["eu"] }),
      }),
      { selector: ({ id }) => id, maxLength: 3 },
    ),
  )
  .map(([{ keep, ...parts }, others]) => [
    { ...region, ...parts, options: region.options.slice(0, keep) },
    ...others.map((other) => {
      const options = other.type === "string" ? [] : [{ id: "x", label: "x", value: "x", sets: [] }];
      const isText = other.type === "string";
      const own = isText ? {} : { secret: false, pattern: "", maxLength: null };
      return customField.parse({ ...other, ...own, options, variable: other.id, displayName: other.id });
    }),
  ]);
const mappings = fc
  .record({ required: fc.boolean(), defaultProperty: fc.constantFrom("", "user_id"), isThere: fc.boolean() })
  .map(({ isThere, ...parts }) =>
    isThere
      ? [mappingField.parse({ id: "m", type: "string", variable: "m", displayName: "M", targetName: "M", ...parts })]
      : [],
  );
const definition = fc.tuple(fields, mappings).map(([own, mapped]): ListDefinition => {
  return { ...sample(), fields: own, mappings: mapped };
});
const answer = fc.constantFrom("x", "xx", "xy", "y", "eu", "us", "ap");
const answers: fc.Arbitrary<InstallationAnswers> = fc.record({
  settings: fc.dictionary(fc.constantFrom("region", "a", "b", "c"), answer),
  mappings: fc.dictionary(fc.constantFrom("m"), fc.constantFrom("user_id", "email")),
  actions: fc.constant({}),
});

test("whatever was answered: what is certain is asked, and what is asked was foreseen", () => {
  let valid = 0;
  fc.assert(
    fc.property(definition, definition, answers, fc.subarray(["a", "b", "c"]), (from, to, given, secretIds) => {
      const sealed = secretIds.filter((id) => from.fields.some((field) => field.id === id && field.secret));
      const settings = Object.fromEntries(Object.entries(given.settings).filter(([id]) => !sealed.includes(id)));
      const own = { ...given, settings };
      // Only what could be installed.
      fc.pre(planUpgrade(from, from, own, sealed).asked.length === 0);
      valid += 1;
      const { asked } = planUpgrade(from, to, own, sealed);
      const foreseen = impactWithoutAnswers(to, [{ from, count: 1 }]);
      const names = asked.map(({ source, id }) => `${source} ${id}`);
      const known = foreseen.asked.map(({ source, id }) => `${source} ${id}`);
      expect(known).toEqual(expect.arrayContaining(names));
      for (const { source, id, isUpTo } of foreseen.asked) if (!isUpTo) expect(names).toContain(`${source} ${id}`);
      const counter = new ImpactCounter(to);
      counter.add({ from, answers: own, secretFieldIds: sealed, properties: new Set(["user_id", "email"]) });
      const exact = counter.result();
      if (foreseen.unaffected === 1) expect(exact.needAnswers).toBe(0);
      if (foreseen.needAnswers === 1) expect(exact.needAnswers).toBe(1);
    }),
    { numRuns: 600 },
  );
  expect(valid).toBe(600);
});
