import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { type BatchRenderer, batchColumns, compileBatch, type RenderedBatch, userRows } from "./batch-renderer";
import { type ListDefinition, type MappingField, type MembersEndpoint, mappingField } from "./definition";
import { hostileSamples } from "./hostile-samples";
import { type JsonValue, LosslessNumber, parseJson, toJson } from "./json";
import { buildRequest, type RequestValues } from "./request";
import type { SampleUser } from "./sample-users";

const decoder = new TextDecoder("utf-8", { fatal: true });

function define(endpoint: Partial<MembersEndpoint>, mapping: Partial<MappingField> = {}): ListDefinition {
  const definition = sampleDefinition();
  const { addUsers } = definition.endpoints;
  return {
    ...definition,
    mappings: definition.mappings.map((each) => mappingField.parse({ ...each, ...mapping })),
    endpoints: { ...definition.endpoints, addUsers: { ...addUsers, ...endpoint } },
  };
}

const added = (...all: Record<string, JsonValue>[]): SampleUser[] =>
  all.map((properties) => ({ operation: "add", properties }));

function rendererFor(definition: ListDefinition, values: RequestValues): BatchRenderer {
  return compileBatch(definition, "addUsers", values);
}

function first(definition: ListDefinition, values: RequestValues): RenderedBatch {
  const renderer = rendererFor(definition, values);
  return renderer.render(userRows(values.users, renderer.columns));
}

/** The body as text, or what is wrong. */
function bodyOf(batch: RenderedBatch): string | string[] | undefined {
  if (!batch.ok) return batch.problems.map(({ message }) => message);
  return batch.body && decoder.decode(batch.body);
}

function textOf(endpoint: Partial<MembersEndpoint>, users: SampleUser[], mapping: Partial<MappingField> = {}) {
  return bodyOf(first(define(endpoint, mapping), sampleValues({ users })));
}

const ann = added({ user_id: "u1", email: "ann@example.com", age: new LosslessNumber("12345678901234567890") });

test.each<[string, Partial<MembersEndpoint>, string]>([
  ["a whole text", {}, '{"ids": [{"id": "u1"}]}'],
  ["a bare text", { itemTemplate: "$user_id_field" }, '{"ids": ["u1"]}'],
  ["a part of a text", { itemTemplate: '"id-$user_id_field!"' }, '{"ids": ["id-u1!"]}'],
  [
    "three texts",
    { itemTemplate: '["$user_id", "${user.email}", "$user_id"]' },
    '{"ids": [["u1", "ann@example.com", "u1"]]}',
  ],
  ["a number bare", { itemTemplate: "[${user.age}]" }, '{"ids": [[12345678901234567890]]}'],
  ["a number in a text", { itemTemplate: '"${user.age}"' }, '{"ids": ["12345678901234567890"]}'],
  ["a filter", { itemTemplate: '"${user.email | upper}"' }, '{"ids": ["ANN@EXAMPLE.COM"]}'],
  [
    "what is the same for all",
    { itemTemplate: '["$list_id", "$user_id", $in_cohort]' },
    '{"ids": [["list-1", "u1", true]]}',
  ],
  ["nothing of the user", { itemTemplate: '"$cohort_name"' }, '{"ids": ["Power users"]}'],
  ["an optional member", { itemTemplate: '{"a": "${user.phone?}", "b": "$user_id"}' }, '{"ids": [{ "b": "u1"}]}'],
  ["a default", { itemTemplate: "${user.phone | default: null}" }, '{"ids": [null]}'],
  [
    "a key of a value",
    { itemTemplate: '{"$user_id": 1, "${user.email}": 2}' },
    '{"ids": [{"u1": 1, "ann@example.com": 2}]}',
  ],
  ["a body that is the items", { payload: "$items" }, '[{"id": "u1"}]'],
  ["the items twice", { payload: "[$items, $items]" }, '[[{"id": "u1"}], [{"id": "u1"}]]'],
  ["the items in a text", { payload: '{"ids": "${items | join}"}', itemTemplate: '"$user_id"' }, '{"ids": "u1"}'],
  [
    "a form",
    {
      contentType: "application/x-www-form-urlencoded",
      payload: "l=$list_id&id=${items[]}",
      itemTemplate: '"$user_id"',
    },
    "l=list-1&id=u1",
  ],
  [
    "a call of one user",
    { batchSize: 1, payload: '{"u": $item, "m": "${user.email}"}' },
    '{"u": {"id":"u1"}, "m": "ann@example.com"}',
  ],
  ["a call without an item template", { batchSize: 1, itemTemplate: "", payload: '"$user_id"' }, '"u1"'],
])("%s", (_, endpoint, body) => {
  expect(textOf(endpoint, ann)).toBe(body);
  const built = buildRequest(define(endpoint), "addUsers", sampleValues({ users: ann }));
  expect(built.ok && built.request.body).toBe(body);
});

test("a call without a body still counts its users", () => {
  expect(first(define({ payload: "" }), sampleValues({ users: ann }))).toMatchObject({
    ok: true,
    count: 1,
    body: undefined,
  });
});

describe("users who are left out", () => {
  const users = added({ user_id: "u1" }, { email: "a@b.co" }, { user_id: "" }, { user_id: null }, { user_id: "u2" });

  test("are named with the reason, and the others are sent", () => {
    const batch = first(define({}), sampleValues({ users }));
    expect(batch).toMatchObject({ ok: true, count: 2, taken: 5 });
    expect(batch.ok && batch.skipped.map(({ user }) => user)).toEqual([1, 2, 3]);
    expect(batch.ok && batch.skipped[0]?.reason).toBe("The user has no user_id, which is needed for User ID.");
    expect(bodyOf(batch)).toBe('{"ids": [{"id": "u1"},{"id": "u2"}]}');
  });

  test("also for a value of another form, or one only the item needs", () => {
    expect(textOf({}, added({ user_id: "no" }, { user_id: "a@b.co" }), { format: "email" })).toContain(
      '[{"id": "a@b.co"}]',
    );
    const batch = first(define({ itemTemplate: '"${user.phone}"' }), sampleValues({ users: ann }));
    expect(batch).toMatchObject({ ok: true, count: 0, body: undefined });
    expect(batch.ok && batch.skipped[0]?.reason).toBe("$user.phone has no value. It is needed at the top.");
  });

  test("and a mistake in a template is no reason to leave anybody out", () => {
    expect(textOf({ itemTemplate: '"$nothing"' }, ann)).toEqual([
      "Add users item template: $nothing isn't declared. Add a custom field for it.",
    ]);
    expect(textOf({ payload: "[$items, $nothing]" }, ann)).toHaveLength(1);
    expect(textOf({ itemTemplate: "" }, ann)).toHaveLength(1);
    expect(textOf({ itemTemplate: "[" }, ann)).toHaveLength(1);
    const unmapped = sampleValues({ users: ann, mappings: {} });
    expect(bodyOf(first(define({}, { defaultProperty: "" }), unmapped))).toEqual([
      "Add users mapping: Choose the user property for User ID Mapping ($user_id_field).",
    ]);
  });
});

test("a batch ID may change with each batch", () => {
  const values = sampleValues({ users: ann });
  const renderer = rendererFor(define({ payload: '{"b": "$batch_id", "i": $items}' }), values);
  const rows = userRows(ann, renderer.columns);
  expect(bodyOf(renderer.render(rows))).toBe('{"b": "batch-1", "i": [{"id": "u1"}]}');
  expect(bodyOf(renderer.render(rows, { batchId: "batch-2" }))).toBe('{"b": "batch-2", "i": [{"id": "u1"}]}');
});

test("a body stays as it is until its buffer is given back", () => {
  const values = sampleValues({ users: added({ user_id: "u1" }, { user_id: "u2" }, { user_id: "u3" }) });
  const renderer = rendererFor(define({ batchSize: 1, payload: "$items" }), values);
  const framed = rendererFor(define({ batchSize: 2 }), values);
  for (const each of [renderer, framed]) {
    const rows = userRows(values.users, each.columns);
    const [one, two] = [each.render(rows), each.render(rows, { from: 1 })];
    expect(bodyOf(one)).toContain("u1");
    expect(bodyOf(two)).not.toContain("u1");
    if (one.ok && one.body) each.release(one.body);
    expect(bodyOf(each.render(rows, { from: 2 }))).toContain("u3");
    expect(bodyOf(two)).toContain("u2");
  }
});

test("the columns are the properties that a run reads", () => {
  const definition = define({ itemTemplate: '["$user_id_field", "${user.address.city}", "$device_id"]' });
  const values = sampleValues({ mappings: { user_id_field: "ids.crm" } });
  expect(batchColumns(definition, "addUsers", values)).toEqual([
    "ids.crm",
    "ids",
    "user_id_field",
    "address",
    "device_id",
  ]);
});

/** A batch of everything: every call of a run, until all rows are done. */
function runAll(renderer: BatchRenderer, users: readonly SampleUser[]) {
  const rows = userRows(users, renderer.columns);
  const bodies: string[] = [];
  const sent: number[] = [];
  const skipped: number[] = [];
  for (let from = 0; from < rows.length; ) {
    const batch = renderer.render(rows, { from });
    if (!batch.ok) throw new Error(batch.problems[0]?.message);
    expect(batch.taken).toBeGreaterThan(0);
    const left = new Set(batch.skipped.map(({ user }) => user));
    for (let row = from; row < from + batch.taken; row += 1) (left.has(row) ? skipped : sent).push(row);
    expect(batch.count).toBe(batch.taken - left.size);
    if (batch.body) bodies.push(decoder.decode(batch.body));
    else expect(batch.count).toBe(0);
    from += batch.taken;
  }
  return { bodies, sent, skipped };
}

const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(
  { arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 12 }), weight: 4 },
  { arbitrary: nastyText, weight: 3 },
  fc.constantFrom<JsonValue>(...hostileSamples.map(({ value }) => value)),
  fc.constantFrom<JsonValue>("$api_key", "${api_key}", "{{api_key}}", "$&", "$$", "${workspace}", "$bearer_token"),
  fc.bigInt().map((digits) => new LosslessNumber(String(digits))),
  fc.boolean(),
  fc.constantFrom<JsonValue>(null, "", "a@b.co", ["x", 1], []),
  fc.json({ maxDepth: 2 }).map((text) => parseJson(text) ?? null),
);

const propertyNames = ["user_id", "email", "__proto__", "plan", "a.b", "user_id_field"] as const;
const anyUser: fc.Arbitrary<SampleUser> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...propertyNames), anyValue), { maxLength: 5, selector: ([name]) => name })
  .map((entries) => ({ operation: "add", properties: Object.fromEntries(entries) }));

const slots = [
  "$user_id_field",
  "$user_id",
  "${user.email?}",
  "${user.plan}",
  "${user.__proto__?}",
  "${user.plan | default: null}",
  "${user.email | upper}",
  "${user_id_field | sha256}",
  "${user.plan? | json}",
  "$cohort_name",
  "$list_id",
  "$in_cohort",
  "$workspace",
  "$batch_id",
];
const slot = fc.constantFrom(...slots);
const literal = fc.constantFrom("", "x", " $$5 ", "é", "😀", "\\n", "\\ud83d", '\\"', "a.b");
const inText = fc.tuple(literal, slot, literal).map(([before, token, after]) => `"${before}${braced(token)}${after}"`);

/** `$name` directly before a letter would be another variable. */
function braced(token: string): string {
  return token.startsWith("${") ? token : `\${${token.slice(1)}}`;
}

/** Item templates of any shape: bare slots, texts, keys that are values, lists and objects within each other. */
const anyItem: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    slot,
    inText,
    fc.constantFrom("1", "null", '"text"'),
    fc.array(tie("node"), { maxLength: 4 }).map((nodes) => `[ ${nodes.join(" ,\n")} ]`),
    fc
      .uniqueArray(fc.tuple(fc.oneof(fc.constantFrom('"k"', '"__proto__"', '"a.b"', '"$$"'), inText), tie("node")), {
        maxLength: 4,
        selector: ([key]) => key,
      })
      .map((members) => `{${members.map(([key, value]) => `${key}: ${value}`).join(", ")}}`),
  ),
})).node;

const anyPayload = fc.constantFrom(
  "$items",
  '{"users": $items, "list": "$list_id"}',
  '{"n": "$cohort_name", "users": ${items?}, "b": "$batch_id", "o": ${listId?}}',
  '{"x": {"${cohort_name}": 1, "y": $items}}',
  "[$items, $items]",
  '{"ids": "${items | join: ";"}"}',
  '{"first": ${items | first}}',
);

const anyMembers: fc.Arbitrary<Partial<MembersEndpoint>> = fc.record({
  itemTemplate: anyItem,
  payload: anyPayload,
  batchSize: fc.constantFrom(1, 2, 3, 50, 10_000),
  bodyBytesMax: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 400 })),
});

const anyMapping: fc.Arbitrary<Partial<MappingField>> = fc.record({
  required: fc.boolean(),
  format: fc.constantFrom("any", "any", "email", "number"),
});

const anyChoice = fc.record({ user_id_field: fc.constantFrom("user_id", "email", "a.b", "user_id_field") });

test("the bytes of a batch are those of the request that is previewed and tested", () => {
  let bodies = 0;
  fc.assert(
    fc.property(
      anyMembers,
      anyMapping,
      anyChoice,
      fc.array(anyUser, { maxLength: 6 }),
      nastyText,
      (endpoint, mapping, mappings, users, name) => {
        const definition = define(endpoint, mapping);
        const values = sampleValues({ users, mappings, cohort: { id: "c1", name, url: "" } });
        const built = buildRequest(definition, "addUsers", values);
        const batch = first(definition, values);
        // Nobody to send is a problem of a request and none of a run; what is wrong with URLs is not a body's business.
        if (!built.ok) {
          if (batch.ok) expect(batch.body).toBeUndefined();
          return;
        }
        bodies += 1;
        expect(bodyOf(batch)).toBe(wellFormed(built.request.body ?? ""));
        expect(batch.ok && batch.count).toBe(built.batch?.users.length);
      },
    ),
    { numRuns: 3_000 },
  );
  expect(bodies).toBeGreaterThan(300);
});

/** As it is sent: half a character of a template's own text becomes U+FFFD. */
function wellFormed(text: string): string {
  return decoder.decode(new TextEncoder().encode(text));
}

test("calls of any size send every user once, stay within the bytes, and are JSON", () => {
  fc.assert(
    fc.property(
      fc.array(anyUser, { maxLength: 90 }),
      fc.constantFrom(2, 7, 33, 10_000),
      fc.oneof(fc.constant(null), fc.integer({ min: 60, max: 4_000 })),
      (users, batchSize, bodyBytesMax) => {
        const definition = define({ batchSize, bodyBytesMax, itemTemplate: '{"id": $user_id_field}' });
        const values = sampleValues({ users });
        const { bodies, sent, skipped } = runAll(rendererFor(definition, values), users);
        expect([...sent, ...skipped].toSorted((a, b) => a - b)).toEqual(users.map((_, index) => index));
        const all = bodies.flatMap((text) => {
          expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(bodyBytesMax ?? Number.MAX_SAFE_INTEGER);
          const body: unknown = JSON.parse(text);
          const { ids } = Object(body);
          expect(ids.length).toBeLessThanOrEqual(batchSize);
          return Array.isArray(ids) ? ids : [];
        });
        const expected = sent.map((row) => ({ id: JSON.parse(toJson(mapped(users[row]))) }));
        expect(all).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

function mapped(user: SampleUser | undefined): JsonValue {
  const { user_id: id = null, user_id_field: own = null } = user?.properties ?? {};
  return id === null || id === "" ? own : id;
}

test("no secret is in a body because of a value", () => {
  const naming = fc.constantFrom(
    "$bearer_token",
    "${bearer_token}",
    "{{bearer_token}}",
    "$&",
    "$$",
    "x $bearer_token y",
  );
  const template = fc.constantFrom(
    '"$user_id_field"',
    "$user_id_field",
    '{"${user.email}": "$user_id_field"}',
    '"<${user.email | lower}>$user_id_field"',
    '{"a": "${user.email | default: "x"}", "b": "$cohort_name"}',
  );
  fc.assert(
    fc.property(naming, naming, naming, template, (id, email, name, itemTemplate) => {
      const users = added({ user_id: id, email }, { user_id: "u2", email });
      const values = sampleValues({ users, cohort: { id: "c", name, url: "" } });
      const text = String(
        bodyOf(first(define({ itemTemplate, payload: '{"n": "$cohort_name", "u": $items}' }), values)),
      );
      expect(text).not.toContain("s3cret-token");
      const body: unknown = JSON.parse(text);
      expect(body).toMatchObject({ n: name });
    }),
  );
});
