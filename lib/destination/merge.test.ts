import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { blankAuthentication, blankConnectionTest, blankField } from "./blank-definition";
import { changedPlaces } from "./changed-places";
import { type CustomField, destinationDefinition, type ListDefinition, templateCharsMax } from "./definition";
import { setAtPath } from "./edit";
import type { DocumentPath } from "./finding";
import { type Decision, mergeDefinitions } from "./merge";
import { renameVariable } from "./rename-variable";
import { isSameJson } from "./same-json";

type Edit = (definition: ListDefinition) => ListDefinition;

const base: ListDefinition = {
  ...sampleDefinition(),
  headers: ["h1", "h2", "h3"].map((id) => ({ id, name: `X-${id}`, value: id })),
};

const set =
  (path: string, value: unknown): Edit =>
  (definition) =>
    setAtPath(definition, pathOf(path), value);
const all =
  (...edits: Edit[]): Edit =>
  (definition) =>
    edits.reduce((document, edit) => edit(document), definition);
const headers =
  (...ids: string[]): Edit =>
  (definition) => ({
    ...definition,
    headers: ids.map((id) => definition.headers.find((header) => header.id === id) ?? { id, name: id, value: "" }),
  });
const addField =
  (id: string, variable: string): Edit =>
  (definition) =>
    definition.fields.some((field) => field.id === id)
      ? definition
      : { ...definition, fields: [...definition.fields, { ...blankField("string"), id, variable }] };
const dropField =
  (id: string): Edit =>
  (definition) => ({ ...definition, fields: definition.fields.filter((field) => field.id !== id) });
const same: Edit = (definition) => definition;

function pathOf(text: string): DocumentPath {
  return text.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

const url = "endpoints.addUsers.url";
const payload = "endpoints.addUsers.payload";
const batchSize = "endpoints.addUsers.batchSize";
const multiline = '{\n  "ids": $items,\n  "name": "$cohort_name",\n  "source": "x"\n}';
const limit = (requests: number, per: string) => ({ requests, per });

/** Mine, theirs, and what comes of it: the edits that lead there from the base. */
const clean: [string, Edit, Edit, Edit][] = [
  ["nothing at all", same, same, same],
  ["different members of one endpoint", set(url, "u"), set(batchSize, 5), all(set(url, "u"), set(batchSize, 5))],
  [
    "the same member of different endpoints",
    set(url, "u"),
    set("endpoints.removeUsers.url", "v"),
    all(set(url, "u"), set("endpoints.removeUsers.url", "v")),
  ],
  ["the same change", set(url, "u"), set(url, "u"), set(url, "u")],
  [
    "the same change and another",
    set(url, "u"),
    all(set(url, "u"), set(batchSize, 5)),
    all(set(url, "u"), set(batchSize, 5)),
  ],
  [
    "a switch and a number",
    set("slugifyCohortName", true),
    set("delivery.concurrency", 9),
    all(set("slugifyCohortName", true), set("delivery.concurrency", 9)),
  ],
  ["both switch on", set("slugifyCohortName", true), set("slugifyCohortName", true), set("slugifyCohortName", true)],
  [
    "different members of one field",
    set("fields.1.helpText", "h"),
    set("fields.1.displayName", "R"),
    all(set("fields.1.helpText", "h"), set("fields.1.displayName", "R")),
  ],
  [
    "different fields",
    set("fields.0.helpText", "h"),
    set("fields.2.helpText", "w"),
    all(set("fields.0.helpText", "h"), set("fields.2.helpText", "w")),
  ],
  [
    "the method and a header of another",
    set("authentication.method", "basic"),
    set("authentication.header.name", "X-Key"),
    all(set("authentication.method", "basic"), set("authentication.header.name", "X-Key")),
  ],
  [
    "different options of a field",
    set("fields.1.options.0.label", "USA"),
    set("fields.1.options.1.label", "Europe"),
    all(set("fields.1.options.0.label", "USA"), set("fields.1.options.1.label", "Europe")),
  ],
  [
    "different errors",
    set("endpoints.addUsers.errors.0.message", "m"),
    set("endpoints.addUsers.errors.1.retry", "retry"),
    all(set("endpoints.addUsers.errors.0.message", "m"), set("endpoints.addUsers.errors.1.retry", "retry")),
  ],
  [
    "a header added by one",
    headers("h1", "h2", "h3", "n"),
    set("headers.0.value", "v"),
    all(headers("h1", "h2", "h3", "n"), set("headers.0.value", "v")),
  ],
  [
    "headers added at different places",
    headers("a", "h1", "h2", "h3"),
    headers("h1", "h2", "h3", "z"),
    headers("a", "h1", "h2", "h3", "z"),
  ],
  [
    "headers added at one place",
    headers("h1", "h2", "h3", "b"),
    headers("h1", "h2", "h3", "a"),
    headers("h1", "h2", "h3", "a", "b"),
  ],
  [
    "runs added at one place stay together",
    headers("h1", "b", "a", "h2", "h3"),
    headers("h1", "c", "h2", "h3"),
    headers("h1", "b", "a", "c", "h2", "h3"),
  ],
  [
    "an untouched header deleted",
    headers("h1", "h3"),
    set("headers.0.value", "v"),
    all(set("headers.0.value", "v"), headers("h1", "h3")),
  ],
  ["one header deleted by both", headers("h1", "h3"), headers("h1", "h3"), headers("h1", "h3")],
  ["different headers deleted", headers("h2", "h3"), headers("h1", "h2"), headers("h2")],
  ["all deleted, one added", headers(), headers("h1", "h2", "h3", "n"), headers("n")],
  [
    "moved by one, edited by the other",
    headers("h3", "h1", "h2"),
    set("headers.2.value", "v"),
    all(set("headers.2.value", "v"), headers("h3", "h1", "h2")),
  ],
  [
    "moved by one, added by the other",
    headers("h3", "h1", "h2"),
    headers("h1", "n", "h2", "h3"),
    headers("h3", "h1", "n", "h2"),
  ],
  ["moved by one, deleted by the other", headers("h3", "h1", "h2"), headers("h2", "h3"), headers("h3", "h2")],
  ["moved alike", headers("h2", "h1", "h3"), headers("h2", "h1", "h3"), headers("h2", "h1", "h3")],
  [
    "an addition beside what the other deleted",
    headers("h1", "h2", "n", "h3"),
    headers("h1", "h3"),
    headers("h1", "n", "h3"),
  ],
  [
    "fields added by both",
    addField("f1", "one"),
    addField("f2", "two"),
    all(addField("f1", "one"), addField("f2", "two")),
  ],
  [
    "a field deleted, another edited",
    dropField("workspace"),
    set("fields.1.helpText", "h"),
    all(set("fields.1.helpText", "h"), dropField("workspace")),
  ],
  [
    "success codes",
    set("endpoints.addUsers.successCodes", [200, 202]),
    set("endpoints.addUsers.successCodes", [201]),
    set("endpoints.addUsers.successCodes", [200, 201, 202]),
  ],
  [
    "cadences left out by each",
    set("delivery.cadences", ["one_time", "hourly", "daily"]),
    set("delivery.cadences", ["hourly", "daily", "real_time"]),
    set("delivery.cadences", ["hourly", "daily"]),
  ],
  [
    "hosts",
    set("fields.1.hostPatterns", ["*.a.com"]),
    set("fields.1.hostPatterns", ["*.b.com", "*.a.com"]),
    set("fields.1.hostPatterns", ["*.a.com", "*.b.com"]),
  ],
  [
    "what an option sets",
    set("fields.1.options.0.sets", [{ variable: "a", value: "1" }]),
    set("fields.1.options.0.sets", [{ variable: "b", value: "2" }]),
    set("fields.1.options.0.sets", [
      { variable: "a", value: "1" },
      { variable: "b", value: "2" },
    ]),
  ],
  [
    "both add a connection test, one writes its URL",
    set("endpoints.testConnection", blankConnectionTest()),
    set("endpoints.testConnection", { ...blankConnectionTest(), url: "t" }),
    set("endpoints.testConnection", { ...blankConnectionTest(), url: "t" }),
  ],
  [
    "both add an own authentication",
    set("endpoints.addUsers.authentication", { ...blankAuthentication(), method: "basic" }),
    set("endpoints.addUsers.authentication", { ...blankAuthentication(), bearer: { token: "t" } }),
    set("endpoints.addUsers.authentication", { ...blankAuthentication(), method: "basic", bearer: { token: "t" } }),
  ],
  [
    "a rate limit by one",
    set("delivery.rateLimit", limit(5, "second")),
    set("delivery.concurrency", 2),
    all(set("delivery.rateLimit", limit(5, "second")), set("delivery.concurrency", 2)),
  ],
  [
    "a rename and a new use of the old name: for the rulebook",
    (document) => renameVariable(document, "workspace", "space"),
    set(payload, '{"ids": $items, "w": "$workspace"}'),
    (document) => set(payload, '{"ids": $items, "w": "$workspace"}')(renameVariable(document, "workspace", "space")),
  ],
];

describe("what joins by itself", () => {
  test.each(clean)("%s", (_, mine, theirs, expected) => {
    const joined = mergeDefinitions(base, mine(base), theirs(base));
    expect(joined).toEqual({ merged: expected(base), conflicts: [] });
    expect(mergeDefinitions(base, theirs(base), mine(base))).toEqual(joined);
  });

  test("different lines of a payload", () => {
    const start = set(payload, multiline)(base);
    const [ours, theirs] = [multiline.replace('"x"', '"y"'), multiline.replace('"ids"', '"members"')];
    const { merged, conflicts } = mergeDefinitions(start, set(payload, ours)(start), set(payload, theirs)(start));
    expect(conflicts).toEqual([]);
    expect(asList(merged).endpoints.addUsers.payload).toBe(
      multiline.replace('"x"', '"y"').replace('"ids"', '"members"'),
    );
  });
});

/** Mine, theirs; label, kind and path of the conflict; base, mine and theirs as shown. */
const overlapping: [string, Edit, Edit, [string, string, string], (string | undefined)[]][] = [
  ["one URL", set(url, "m"), set(url, "t"), ["Add users › URL", "text", url], ["$region/lists/$list_id/add", "m", "t"]],
  [
    "one number",
    set(batchSize, 5),
    set(batchSize, 6),
    ["Add users › Batch size", "value", batchSize],
    ["1000", "5", "6"],
  ],
  [
    "one method",
    set("endpoints.addUsers.method", "PUT"),
    set("endpoints.addUsers.method", "PATCH"),
    ["Add users › Method", "value", "endpoints.addUsers.method"],
    ["POST", "PUT", "PATCH"],
  ],
  [
    "one help text",
    set("fields.0.helpText", "m"),
    set("fields.0.helpText", "t"),
    ["Custom field Bearer Token › Help text", "text", "fields.0.helpText"],
    ["", "m", "t"],
  ],
  [
    "one name, which is then shown by mine",
    set("fields.1.displayName", "Mine"),
    set("fields.1.displayName", "Theirs"),
    ["Custom field Mine › Display name", "text", "fields.1.displayName"],
    ["Region", "Mine", "Theirs"],
  ],
  [
    "one type",
    set("fields.2.type", "single_select"),
    set("fields.2.type", "button_group"),
    ["Custom field Workspace › Type", "value", "fields.2.type"],
    ["Text", "Single select", "Button group"],
  ],
  [
    "one maximum",
    set("fields.2.maxLength", 5),
    set("fields.2.maxLength", 6),
    ["Custom field Workspace › Maximum length", "value", "fields.2.maxLength"],
    ["None", "5", "6"],
  ],
  [
    "one option",
    set("fields.1.options.0.value", "m"),
    set("fields.1.options.0.value", "t"),
    ["Custom field Region › Option US › Value", "text", "fields.1.options.0.value"],
    ["https://us.api.example.com", "m", "t"],
  ],
  [
    "one header",
    set("headers.1.value", "m"),
    set("headers.1.value", "t"),
    ["Additional header X-h2 › Value", "text", "headers.1.value"],
    ["h2", "m", "t"],
  ],
  [
    "one error",
    set("endpoints.addUsers.errors.0.message", "m"),
    set("endpoints.addUsers.errors.0.message", "t"),
    ["Add users › Error API key › Error message", "text", "endpoints.addUsers.errors.0.message"],
    ["The token was not accepted.", "m", "t"],
  ],
  [
    "one retry class",
    set("endpoints.addUsers.errors.0.retry", "retry"),
    set("endpoints.addUsers.errors.0.retry", "ignore"),
    ["Add users › Error API key › Then", "value", "endpoints.addUsers.errors.0.retry"],
    ["As usual for its status", "Try again", "Count as success"],
  ],
  [
    "the same token name",
    set("authentication.bearer.token", "m"),
    set("authentication.bearer.token", "t"),
    ["Authentication › Token", "text", "authentication.bearer.token"],
    ["bearer_token", "m", "t"],
  ],
  [
    "a rate limit is one thing",
    set("delivery.rateLimit", limit(5, "second")),
    set("delivery.rateLimit", limit(9, "hour")),
    ["Delivery › Rate limit", "value", "delivery.rateLimit"],
    ["None", "Calls: 5\nPer: second", "Calls: 9\nPer: hour"],
  ],
  [
    "a condition is one thing",
    set("fields.2.visibleWhen", { variable: "region", values: ["a"] }),
    set("fields.2.visibleWhen", { variable: "region", values: ["b"] }),
    ["Custom field Workspace › Shown only when", "value", "fields.2.visibleWhen"],
    ["None", "Variable: region\nValues: a", "Variable: region\nValues: b"],
  ],
  [
    "deleted by me, edited by them",
    headers("h1", "h3"),
    set("headers.1.value", "t"),
    ["Additional header X-h2", "part", "headers.1"],
    ["Name: X-h2\nValue: h2", undefined, "Name: X-h2\nValue: t"],
  ],
  [
    "edited by me, deleted by them",
    set("headers.1.value", "m"),
    headers("h1", "h3"),
    ["Additional header X-h2", "part", "headers.1"],
    ["Name: X-h2\nValue: h2", "Name: X-h2\nValue: m", undefined],
  ],
  [
    "moved by both",
    headers("h3", "h1", "h2"),
    headers("h2", "h1", "h3"),
    ["Additional headers › Order", "order", "headers"],
    ["X-h1\nX-h2\nX-h3", "X-h3\nX-h1\nX-h2", "X-h2\nX-h1\nX-h3"],
  ],
  [
    "JSON that joins into no JSON",
    set(payload, '{"ids": $items,\n"a": 1}'),
    set(payload, '{"ids": $items}\n'),
    ["Add users › Payload", "text", payload],
    ['{"ids": $items}', '{"ids": $items,\n"a": 1}', '{"ids": $items}\n'],
  ],
];

describe("what overlaps", () => {
  test.each(overlapping)("%s", (_, mine, theirs, [label, kind, path], [before, ours, others]) => {
    const { merged, conflicts } = mergeDefinitions(base, mine(base), theirs(base));
    expect(conflicts).toMatchObject([{ label, kind, path: pathOf(path), base: before, mine: ours, theirs: others }]);
    const id = conflicts[0]?.id ?? "";
    const asIs = mergeDefinitions(base, mine(base), theirs(base), new Map([[id, "mine"]]));
    expect(asIs.merged).toEqual(mine(base));
    expect(mergeDefinitions(base, mine(base), theirs(base), new Map([[id, "theirs"]])).merged).toEqual(theirs(base));
    if (kind !== "part") expect(merged).toEqual(mine(base));

    const swapped = mergeDefinitions(base, theirs(base), mine(base));
    expect(swapped.conflicts).toMatchObject([{ id, kind, base: before, mine: others, theirs: ours }]);
  });

  test("a part that one deleted and the other edited is there until somebody decides", () => {
    const [gone, edited] = [headers("h1", "h3")(base), set("headers.1.value", "t")(base)];
    expect(mergeDefinitions(base, gone, edited).merged).toEqual(edited);
    expect(mergeDefinitions(base, edited, gone).merged).toEqual(edited);
  });

  test("a connection test that one removed and the other edited", () => {
    const start = set("endpoints.testConnection", { ...blankConnectionTest(), url: "t" })(base);
    const [gone, edited] = [
      set("endpoints.testConnection", null)(start),
      set("endpoints.testConnection.url", "u")(start),
    ];
    const { merged, conflicts } = mergeDefinitions(start, gone, edited);
    expect(merged).toEqual(edited);
    expect(conflicts).toMatchObject([{ label: "Connection test", kind: "part", mine: "None" }]);
  });

  test("only the lines that both changed are in question; the others are joined whoever wins", () => {
    const start = set(payload, multiline)(base);
    const mine = multiline.replace('"x"', '"mine"').replace("ids", "members");
    const theirs = multiline.replace('"x"', '"theirs"').replace("$cohort_name", "$cohort_id");
    const [ours, others] = [set(payload, mine)(start), set(payload, theirs)(start)];
    const { conflicts } = mergeDefinitions(start, ours, others);
    const id = conflicts[0]?.id ?? "";
    expect(conflicts).toMatchObject([{ kind: "text", mine, theirs }]);
    for (const side of ["mine", "theirs"] as const) {
      const { merged } = mergeDefinitions(start, ours, others, new Map([[id, side]]));
      expect(asList(merged).endpoints.addUsers.payload).toBe(
        multiline.replace('"x"', `"${side}"`).replace("ids", "members").replace("$cohort_name", "$cohort_id"),
      );
    }
    const byHand = mergeDefinitions(start, ours, others, new Map([[id, { text: "{}" }]]));
    expect(asList(byHand.merged).endpoints.addUsers.payload).toBe("{}");
    expect(byHand.conflicts).toEqual(conflicts);
  });

  test("conflicts in one document are listed in its order, each by itself", () => {
    const [mine, theirs] = ["m", "t"].map((text) =>
      all(set(url, text), set("fields.0.helpText", text), set("headers.0.name", text))(base),
    );
    const { conflicts } = mergeDefinitions(base, mine ?? base, theirs ?? base);
    expect(conflicts.map(({ path }) => path.join("."))).toEqual(["fields.0.helpText", "headers.0.name", url]);
    const [first, , last] = conflicts;
    const decisions = new Map<string, Decision>([
      [first?.id ?? "", "theirs"],
      [last?.id ?? "", { text: "by hand" }],
    ]);
    const { merged } = mergeDefinitions(base, mine ?? base, theirs ?? base, decisions);
    expect([merged.fields[0]?.helpText, merged.headers[0]?.name, asList(merged).endpoints.addUsers.url]).toEqual([
      "t",
      "m",
      "by hand",
    ]);
  });

  test("a decision still fits after a part was moved", () => {
    const [mine, theirs] = [
      all(set("headers.0.value", "m"), headers("h3", "h2", "h1"))(base),
      set("headers.0.value", "t")(base),
    ];
    const { conflicts } = mergeDefinitions(base, mine, theirs);
    expect(conflicts[0]?.path).toEqual(["headers", 2, "value"]);
    expect(mergeDefinitions(base, set("headers.0.value", "m")(base), theirs).conflicts[0]?.id).toBe(conflicts[0]?.id);
  });
});

describe("what together is more than the schema lets in", () => {
  const many = (side: string, count: number) =>
    Array.from({ length: count }, (_, index) => addField(`${side}${index}`, "x"));

  test("too many fields: one list or the other, and it says so", () => {
    const [mine, theirs] = [all(...many("m", 100))(base), all(...many("t", 150))(base)];
    const { merged, conflicts } = mergeDefinitions(base, mine, theirs);
    expect(merged).toEqual(mine);
    expect(conflicts).toMatchObject([{ id: "fields", label: "Custom fields" }]);
    expect(mergeDefinitions(base, mine, theirs, new Map([["fields", "theirs"]])).merged).toEqual(theirs);
    expect(mergeDefinitions(base, mine, theirs, new Map([["fields", { text: "no list" }]])).merged).toEqual(mine);
  });

  test("a text longer than fits", () => {
    const long = (word: string) => word.repeat(templateCharsMax * 0.7);
    const start = set(payload, "a\nb\nc")(base);
    const [mine, theirs] = [set(payload, `${long("m")}\nb\nc`)(start), set(payload, `a\nb\n${long("t")}`)(start)];
    const { merged, conflicts } = mergeDefinitions(start, mine, theirs);
    expect(merged).toEqual(mine);
    expect(conflicts).toMatchObject([{ label: "Add users › Payload" }]);
  });

  test("a list in which two parts have one id stays one thing", () => {
    const twice = { ...base, headers: [base.headers[0], base.headers[0]].flatMap((header) => header ?? []) };
    const theirs = set("headers.0.value", "t")(base);
    expect(mergeDefinitions(base, twice, theirs)).toMatchObject({ merged: twice, conflicts: [{ id: "headers" }] });
  });
});

// ------------------------------------------------------------------ properties

/** Single edits of places that don't touch each other, by the place they are about. */
const text = fc.constantFrom("one", "two", "three\nlines\nhere", "$region", "");
const leaf = (path: string, value: fc.Arbitrary<unknown>) =>
  value.map((given) => ({ place: path, edit: set(path, given) }));
const anyEdit: fc.Arbitrary<{ place: string; edit: Edit }> = fc.oneof(
  ...[url, "endpoints.removeUsers.url", "endpoints.addUsers.itemTemplate", "endpoints.listCreation.listIdPath"].map(
    (path) => leaf(path, text),
  ),
  ...["fields.0.helpText", "fields.1.displayName", "fields.2.placeholder", "mappings.0.targetName"].map((path) =>
    leaf(path, text),
  ),
  ...["headers.0.value", "headers.1.name", "authentication.header.name", "fields.1.options.1.label"].map((path) =>
    leaf(path, text),
  ),
  ...["slugifyCohortName", "delivery.idempotencyKey", "fields.2.secret"].map((path) => leaf(path, fc.boolean())),
  ...[batchSize, "delivery.concurrency"].map((path) => leaf(path, fc.integer({ min: 1, max: 16 }))),
  leaf("endpoints.addUsers.method", fc.constantFrom("PUT", "PATCH")),
  leaf("delivery.rateLimit", fc.constantFrom(null, limit(5, "second"), limit(6, "hour"))),
  fc.constantFrom("p", "q", "r").map((id) => ({ place: `new ${id}`, edit: addField(id, id) })),
  fc.constantFrom("token", "region", "workspace").map((id) => ({ place: `fields ${id}`, edit: dropField(id) })),
  fc.shuffledSubarray(["h1", "h2", "h3"], { minLength: 1 }).map((ids) => ({ place: "headers", edit: headers(...ids) })),
);
const anyDocument = fc
  .array(anyEdit, { maxLength: 6 })
  .map((edits) => edits.reduce((document, { edit }) => safely(edit, document), base));

/** A path may lead nowhere after a deletion. */
function safely(edit: Edit, document: ListDefinition): ListDefinition {
  const edited = edit(document);
  return destinationDefinition.safeParse(edited).success ? edited : document;
}

test("a merge with nothing is the edited document, and with itself too", () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, (start, edited) => {
      expect(mergeDefinitions(start, edited, start)).toEqual({ merged: edited, conflicts: [] });
      expect(mergeDefinitions(start, start, edited)).toEqual({ merged: edited, conflicts: [] });
      expect(mergeDefinitions(start, edited, edited)).toEqual({ merged: edited, conflicts: [] });
    }),
  );
});

test("whatever is merged satisfies the schema, and deciding for one side in everything and merging again is stable", () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, anyDocument, (start, mine, theirs) => {
      const { merged, conflicts } = mergeDefinitions(start, mine, theirs);
      expect(destinationDefinition.safeParse(merged).success).toBe(true);
      expect(mergeDefinitions(theirs, merged, theirs)).toEqual({ merged, conflicts: [] });
      const decisions = new Map(conflicts.map(({ id }) => [id, "theirs" as const]));
      expect(destinationDefinition.safeParse(mergeDefinitions(start, mine, theirs, decisions).merged).success).toBe(
        true,
      );
    }),
  );
});

test("symmetric up to the sides", () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, (mine, theirs) => {
      const one = mergeDefinitions(base, mine, theirs);
      const other = mergeDefinitions(base, theirs, mine);
      const ids = ({ conflicts }: typeof one) => conflicts.map(({ id, kind }) => `${kind} ${id}`).sort();
      expect(ids(one)).toEqual(ids(other));
      const decide = (merge: typeof one, side: "mine" | "theirs") =>
        new Map(merge.conflicts.map(({ id }) => [id, side]));
      expect(mergeDefinitions(base, mine, theirs, decide(one, "mine")).merged).toEqual(
        mergeDefinitions(base, theirs, mine, decide(other, "theirs")).merged,
      );
    }),
  );
});

const leavesOnly = fc.uniqueArray(
  fc.oneof(
    ...[
      url,
      "endpoints.removeUsers.url",
      "fields.0.helpText",
      "fields.1.displayName",
      "headers.0.value",
      "fields.1.options.1.label",
    ].map((path) => leaf(path, fc.constantFrom("one", "two\nlines"))),
    ...[batchSize, "delivery.concurrency"].map((path) => leaf(path, fc.integer({ min: 1, max: 15 }))),
    leaf("slugifyCohortName", fc.constant(true)),
    fc.constantFrom("p", "q", "r").map((id) => ({ place: `new ${id}`, edit: addField(id, id) })),
    fc.constant({ place: "drop", edit: dropField("workspace") }),
    fc.constant({
      place: "move",
      edit: (document: ListDefinition) => ({ ...document, headers: document.headers.toReversed() }),
    }),
  ),
  { selector: ({ place }) => place, maxLength: 10 },
);

/** Without the order of what was added: that may differ from the order in which one person would have added it. */
function sorted(document: ListDefinition) {
  const byId = (one: CustomField, other: CustomField) => (one.id < other.id ? -1 : 1);
  return { ...document, fields: [...document.fields].sort(byId), headers: [] };
}

test("edits that don't overlap all survive, on whichever side and in either order", () => {
  fc.assert(
    fc.property(leavesOnly, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (edits, sides) => {
      const apply = (isWanted: (index: number) => boolean) =>
        edits
          .filter((_, index) => isWanted(index))
          .filter(({ place }) => place !== "move")
          .concat(edits.filter(({ place }, index) => place === "move" && isWanted(index)))
          .reduce((document, { edit }) => edit(document), base);
      const [mine, theirs, both] = [
        apply((index) => sides[index] === true),
        apply((index) => sides[index] === false),
        apply(() => true),
      ];
      const one = mergeDefinitions(base, mine, theirs);
      expect(one.conflicts).toEqual([]);
      expect(sorted(asList(one.merged))).toEqual(sorted(both));
      expect(one.merged.headers).toEqual(both.headers);
      expect(mergeDefinitions(base, theirs, mine)).toEqual(one);
    }),
  );
});

test("there is a conflict exactly where both changed one place and not alike", () => {
  const places = [url, "fields.0.helpText", "headers.1.value", batchSize, "delivery.concurrency", "slugifyCohortName"];
  const value = (place: string): fc.Arbitrary<unknown> =>
    place === "slugifyCohortName"
      ? fc.boolean()
      : place === batchSize || place === "delivery.concurrency"
        ? fc.integer({ min: 1, max: 4 })
        : fc.constantFrom("a", "b", "c");
  const side = fc.record(
    Object.fromEntries(places.map((place) => [place, fc.option(value(place), { nil: undefined })])),
  );
  fc.assert(
    fc.property(side, side, (ours, others) => {
      const apply = (values: Record<string, unknown>) =>
        places.reduce(
          (document, place) => (values[place] === undefined ? document : set(place, values[place])(document)),
          base,
        );
      const [mine, theirs] = [apply(ours), apply(others)];
      const at = (document: ListDefinition, place: string) =>
        changedPlaces(base, document).some(({ path }) => path.join(".") === place);
      const expected = places.filter((place) => at(mine, place) && at(theirs, place) && ours[place] !== others[place]);
      const found = mergeDefinitions(base, mine, theirs).conflicts.map(({ path }) => path.join("."));
      expect(found.sort()).toEqual(expected.sort());
    }),
  );
});

test("no part is invented or lost", () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, (mine, theirs) => {
      const { merged } = mergeDefinitions(base, mine, theirs);
      for (const list of ["fields", "headers", "mappings"] as const) {
        const ids = (document: ListDefinition) => document[list].map(({ id }) => id);
        const [start, ours, others] = [ids(base), ids(mine), ids(theirs)];
        const untouched = (id: string, document: ListDefinition) =>
          isSameJson(
            base[list].find((part) => part.id === id),
            document[list].find((part) => part.id === id),
          );
        const expected = [...new Set([...ours, ...others])].filter((id) => {
          if (!start.includes(id) || (ours.includes(id) && others.includes(id))) return true;
          return ours.includes(id) ? !untouched(id, mine) : !untouched(id, theirs);
        });
        expect(ids(asList(merged)).sort()).toEqual(expected.sort());
      }
    }),
  );
});

// ------------------------------------------------------------------ changes in words

test("what somebody changed, place by place", () => {
  const after = all(
    set(url, "u"),
    set("fields.1.options.0.label", "USA"),
    headers("h3", "h1", "n"),
    addField("f", "new_one"),
    set("endpoints.testConnection", blankConnectionTest()),
    set("delivery.cadences", ["daily"]),
  )(base);
  expect(changedPlaces(base, after).map(({ label, kind }) => `${label}: ${kind}`)).toEqual([
    "Custom field Region › Option USA › Label: changed",
    "Custom field $new_one: added",
    "Additional header n: added",
    "Additional header X-h2: removed",
    "Additional headers: moved",
    "Delivery › Cadences: changed",
    "Connection test: added",
    "Add users › URL: changed",
  ]);
});

test("there are changes exactly when the documents differ", () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, (before, after) => {
      expect(changedPlaces(before, after).length === 0).toBe(isSameJson(before, after));
    }),
  );
});
