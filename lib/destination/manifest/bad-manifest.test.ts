import { describe, expect, test } from "vitest";
import { getAtPath, setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { sampleDefinition } from "@/lib/testing/definitions";
import { toManifest } from "./manifest";
import { manifestToJson, manifestToYaml, parseManifest } from "./manifest-text";

const whole = `landfall: 1
kind: list
authentication:
  method: bearer
fields:
  - type: string
    variable: api_key
    displayName: API key
    secret: true
    id: key
  - type: single_select
    variable: region
    displayName: Region
    options:
      - { label: US, value: us, id: us }
      - { label: EU, value: eu, id: eu }
    id: region
endpoints:
  listCreation:
    method: POST
    url: https://api.example.com/lists
    errors:
      - { status: "401", failureReason: Key, message: No., id: e1 }
  addUsers:
    method: POST
    url: https://api.example.com/add
    payload: '{"ids": $items}'
    batchSize: 100
  removeUsers:
    method: POST
    url: https://api.example.com/remove
`;

const property = `landfall: 1
kind: property
endpoints:
  updateUsers:
    method: POST
    url: https://api.example.com/users
    itemOutcomes:
      - { path: failed, onAdd: rejected, id: o1 }
`;

const event = `landfall: 1
kind: event
actions:
  - name: Order
    trigger: type = "track"
    computedValues:
      - { variable: lines, source: properties.products, template: '{"sku": "$line"}', id: c1 }
    endpoint:
      method: POST
      url: https://api.example.com/orders
      batchSize: 1
    id: order
`;

/** The manifest with one piece of its text changed. */
function changed(from: string, to: string, text = whole): string {
  if (!text.includes(from)) throw new Error(`The manifest holds no ${from}.`);
  return text.replace(from, () => to);
}

type Bad = [what: string, text: string, place: string, path: string, says: string];

const bad: Bad[] = [
  // Not a manifest at all.
  ["nothing", "", "1:1", "", "empty"],
  ["a comment only", "# later\n", "1:1", "", "empty"],
  ["a text", "just words", "1:1", "", "no named members"],
  ["a number", "42", "1:1", "", "no named members"],
  ["a list", "- landfall: 1", "1:1", "", "no named members"],
  ["another file", '{"name": "package", "version": "1.0.0"}', "1:1", "", "`landfall` is missing"],
  ["no kind", changed("kind: list\n", ""), "1:1", "", "`kind` is missing. It must be list, property or event."],
  ["a kind with a slip", changed("kind: list", "kind: lists"), "2:7", "kind", "Did you mean list?"],
  ["a kind of a list", changed("kind: list", "kind: [list]"), "2:7", "kind", "must be a text"],
  [
    "a newer version",
    changed("landfall: 1", "landfall: 2"),
    "1:11",
    "landfall",
    "version 2, and this Landfall reads version 1",
  ],
  ["a version as text", changed("landfall: 1", 'landfall: "1"'), "1:11", "landfall", "write 1"],
  ["half a version", changed("landfall: 1", "landfall: 1.5"), "1:11", "landfall", "write 1"],
  // Neither JSON nor YAML.
  [
    "a tab as indentation",
    changed("  method: bearer", "\tmethod: bearer"),
    "4:1",
    "",
    "A tab stands in the indentation",
  ],
  ["an open quotation mark", changed("variable: api_key", 'variable: "api_key'), "32:1", "", "isn't closed"],
  ["an open bracket", changed("value: us, id: us }", "value: us, id: us"), "16:7", "", "every [ and { needs its end"],
  ["a text with a colon", changed("Region\n", "Region: where\n"), "13:18", "", "Check the indentation"],
  ["a line too far in", changed("    secret: true", "      secret: true"), "8:18", "", "Check the indentation"],
  ["a name without a colon", changed("    secret: true", "    secret"), "9:5", "", "A colon is missing after it"],
  ["JSON without a comma", '{"landfall": 1\n "kind": "list"}', "1:14", "", "comma is missing"],
  ["a reserved character", changed("variable: api_key", "variable: @key"), "7:15", "", "can't begin with @"],
  ["a percent sign", changed("variable: api_key", "variable: %key"), "7:15", "", "can't begin with %"],
  ["a wrong escape", changed("variable: api_key", 'variable: "\\d"'), "7:16", "", "this is none"],
  ["two documents", `${whole}---\n${whole}`, "32:1", "", "several documents"],
  // What YAML can do and a manifest doesn't.
  [
    "a tag",
    changed("variable: api_key", "variable: !!str api_key"),
    "7:21",
    "fields.0.variable",
    "The tag !!str isn't read",
  ],
  [
    "a tag of one's own",
    changed("variable: api_key", "variable: !env KEY"),
    "7:20",
    "fields.0.variable",
    "The tag !env isn't read",
  ],
  ["a tagged part", changed("authentication:", "authentication: !!set"), "4:3", "authentication", "!!set"],
  ["an older YAML", `%YAML 1.1\n---\n${whole}`, "1:1", "", "Only YAML 1.2"],
  ["a merge key", changed("  method: bearer", "  <<: { method: bearer }"), "4:3", "authentication.<<", "Merge keys"],
  [
    "an alias of nothing",
    changed("variable: api_key", "variable: *key"),
    "7:15",
    "fields.0.variable",
    "There is no &key before this",
  ],
  [
    "an alias of itself",
    changed("authentication:", "authentication: &all\n  basic: *all"),
    "4:10",
    "authentication.basic",
    "would hold itself",
  ],
  [
    "an alias bomb",
    `a: &a [${"x,".repeat(20)}]\n${[..."bcdefgh"].map((name, index) => `${name}: &${name} [${`*${"abcdefg"[index]},`.repeat(20)}]`).join("\n")}\n`,
    "5:8",
    "e.0.0.12.14",
    "the aliases make more than",
  ],
  ["a name twice", changed("kind: list", "kind: list\nlandfall: 1"), "3:1", "landfall", "`landfall` is here twice"],
  ["a name twice in JSON", '{"landfall": 1, "kind": "list", "kind": "list"}', "1:33", "kind", "here twice"],
  [
    "__proto__",
    changed("  method: bearer", "  __proto__: { method: none }"),
    "4:3",
    "authentication.__proto__",
    "__proto__ can't be a name",
  ],
  [
    "constructor",
    changed("  method: bearer", "  constructor: x"),
    "4:3",
    "authentication.constructor",
    "There is no `constructor` here",
  ],
  ["a name that is a list", changed("kind: list", "kind: list\n? [a]\n: 1"), "3:3", "", "A name must be a single text"],
  [
    "a number of YAML's own",
    changed("batchSize: 100", "batchSize: 0x10"),
    "28:16",
    "endpoints.addUsers.batchSize",
    "0x10 isn't a number that JSON knows",
  ],
  [
    "infinity",
    changed("batchSize: 100", "batchSize: .inf"),
    "28:16",
    "endpoints.addUsers.batchSize",
    ".inf isn't a number",
  ],
  [
    "a leading zero",
    changed("batchSize: 100", "batchSize: 0100"),
    "28:16",
    "endpoints.addUsers.batchSize",
    'put it in quotes: "0100"',
  ],
  [
    "very deep nesting",
    `${"[".repeat(100)}${"]".repeat(100)}`,
    "1:62",
    Array(61).fill(0).join("."),
    "more than 60 levels",
  ],
  ["nesting to exhaust a stack", "[".repeat(20_000), "1:", "", "too deeply"],
  ["a file too large", `${whole}# ${"x".repeat(2_000_000)}\n`, "1:1", "", "at most 2000000 are read"],
  // Of the wrong shape.
  [
    "a name with a slip",
    changed("batchSize: 100", "batchsize: 100"),
    "28:5",
    "endpoints.addUsers.batchsize",
    "Did you mean `batchSize`?",
  ],
  [
    "a name of nothing",
    changed("batchSize: 100", "colour: red"),
    "28:5",
    "endpoints.addUsers.colour",
    "These are the names: method, url",
  ],
  ["a name at the top", changed("kind: list", "kind: list\nfeilds: []"), "3:1", "feilds", "There is no `feilds` here"],
  ["no endpoints", whole.slice(0, whole.indexOf("endpoints:")), "1:1", "endpoints", "`endpoints` is missing"],
  [
    "an endpoint left out",
    whole.slice(0, whole.indexOf("  removeUsers:")),
    "19:3",
    "endpoints.removeUsers",
    "`removeUsers` is missing",
  ],
  [
    "no method",
    changed("  addUsers:\n    method: POST\n", "  addUsers:\n"),
    "25:5",
    "endpoints.addUsers.method",
    "`method` is missing. It must be one of GET, POST",
  ],
  [
    "an unknown method",
    changed("  addUsers:\n    method: POST", "  addUsers:\n    method: PST"),
    "25:13",
    "endpoints.addUsers.method",
    "this is “PST”. Did you mean POST?",
  ],
  [
    "a number for a text",
    changed('status: "401"', "status: 401"),
    "23:19",
    "endpoints.listCreation.errors.0.status",
    'Put it in quotes: "401".',
  ],
  ["yes for true", changed("secret: true", "secret: yes"), "9:13", "fields.0.secret", "must be true or false"],
  ["true in quotes", changed("secret: true", 'secret: "true"'), "9:13", "fields.0.secret", "Write true or false."],
  [
    "a number in quotes",
    changed("batchSize: 100", 'batchSize: "100"'),
    "28:16",
    "endpoints.addUsers.batchSize",
    "without quotes",
  ],
  [
    "half a user",
    changed("batchSize: 100", "batchSize: 1.5"),
    "28:16",
    "endpoints.addUsers.batchSize",
    "must be a whole number",
  ],
  [
    "no user at all, in bytes",
    changed("batchSize: 100", "bodyBytesMax: 0"),
    "28:19",
    "endpoints.addUsers.bodyBytesMax",
    "more than 0",
  ],
  [
    "a template that is an object",
    changed(`payload: '{"ids": $items}'`, 'payload: {"ids": $items}'),
    "27:14",
    "endpoints.addUsers.payload",
    "In YAML, begin a text of several lines with |-",
  ],
  [
    "an empty value",
    changed(`payload: '{"ids": $items}'`, "payload:"),
    "27:5",
    "endpoints.addUsers.payload",
    'Write "" for an empty text',
  ],
  [
    "an object for a list",
    changed(
      "    options:\n      - { label: US, value: us, id: us }\n      - { label: EU, value: eu, id: eu }",
      "    options: { us: US }",
    ),
    "14:14",
    "fields.1.options",
    "`options` must be a list, and this is an object",
  ],
  [
    "a text for an object",
    changed("authentication:\n  method: bearer", "authentication: bearer"),
    "3:17",
    "authentication",
    "must be an object with named members, and this is a text",
  ],
  [
    "a number for a part",
    changed("- { label: EU, value: eu, id: eu }", "- 5"),
    "16:9",
    "fields.1.options.1",
    "Number 2 of `options` must be an object",
  ],
  [
    "too many at once",
    changed("kind: list", "kind: list\ndelivery: { concurrency: 99 }"),
    "3:26",
    "delivery.concurrency",
    "must be 16 at most; this is 99",
  ],
  [
    "a text too long",
    changed("variable: api_key", `variable: ${"a".repeat(201)}`),
    "7:15",
    "fields.0.variable",
    "has 201 characters; at most 200",
  ],
  ["an empty id", changed("id: key", 'id: ""'), "10:9", "fields.0.id", "can't be empty"],
  [
    "too many parts",
    changed("kind: list", `kind: list\nheaders: [${'{name: a, value: ""},'.repeat(101)}]`),
    "3:10",
    "headers",
    "has 101 parts; at most 100",
  ],
  // Of the kinds.
  [
    "an endpoint of both directions that isn't there",
    changed("kind: list", "kind: list\nmemberCalls: shared"),
    "20:1",
    "endpoints.updateUsers",
    "`updateUsers` is missing: it is called for users who enter and who leave",
  ],
  [
    "two directions and one endpoint",
    changed("kind: property", "kind: property\nmemberCalls: separate", property),
    "5:3",
    "endpoints.addUsers",
    "`addUsers` is missing. For one endpoint of both directions",
  ],
  [
    "an endpoint of both directions that is nothing",
    changed("  updateUsers:", "  updateUser:", property),
    "4:3",
    "endpoints.updateUser",
    "Did you mean `updateUsers`?",
  ],
  [
    "a list's endpoint in a property destination",
    changed("  updateUsers:", "  listCreation: {}\n  updateUsers:", property),
    "4:3",
    "endpoints.listCreation",
    "There is no `listCreation` here",
  ],
  [
    "a way of identifying that there isn't",
    changed("path: failed", "path: failed, identifyBy: name", property),
    "8:38",
    "endpoints.updateUsers.itemOutcomes.0.identifyBy",
    "must be one of value, index, position",
  ],
  [
    "too much said of an item",
    changed("onAdd: rejected", "onAdd: skipped", property),
    "8:30",
    "endpoints.updateUsers.itemOutcomes.0.onAdd",
    "must be one of rejected, done, retry",
  ],
  [
    "a word for one direction only",
    changed("kind: property", "kind: property\noperationWords: { add: set }", property),
    "3:17",
    "operationWords.remove",
    "`remove` is missing",
  ],
  [
    "an action without a call",
    changed(
      "    endpoint:\n      method: POST\n      url: https://api.example.com/orders\n      batchSize: 1\n",
      "",
      event,
    ),
    "4:5",
    "actions.0.endpoint",
    "`endpoint` is missing",
  ],
  [
    "an action without a name",
    changed("  - name: Order\n    trigger", "  - trigger", event),
    "4:5",
    "actions.0.name",
    "`name` is missing",
  ],
  [
    "a trigger that is an object",
    changed('trigger: type = "track"', "trigger: { type: track }", event),
    "5:14",
    "actions.0.trigger",
    "must be a text, and this is an object",
  ],
  [
    "a template of lines that is an object",
    changed(`template: '{"sku": "$line"}'`, "template: { sku: $line }", event),
    "7:73",
    "actions.0.computedValues.0.template",
    "must be a text",
  ],
  [
    "a mode that there isn't",
    changed("source:", "mode: each, source:", event),
    "7:33",
    "actions.0.computedValues.0.mode",
    "must be one of each_line, once",
  ],
  [
    "users in an event destination",
    changed("kind: event", "kind: event\nmemberCalls: shared", event),
    "3:1",
    "memberCalls",
    "There is no `memberCalls` here",
  ],
  [
    "an action's id twice",
    `${event}${event.slice(event.indexOf("  - name"))}`,
    "22:9",
    "actions.1.id",
    "The id order is there twice",
  ],
  [
    "a grant that there isn't",
    changed(
      "authentication:\n  method: bearer",
      "authentication:\n  method: oauth2\n  oauth2: { tokenUrl: 'https://api.example.com/token', credentialsIn: cookie }",
    ),
    "5:71",
    "authentication.oauth2.credentialsIn",
    "must be one of body, header, query",
  ],
  // Right in shape, and still not good.
  ["an id twice", changed("id: region", "id: key"), "17:9", "fields.1.id", "The id key is there twice"],
  [
    "an id twice among options",
    changed("value: eu, id: eu", "value: eu, id: us"),
    "16:37",
    "fields.1.options.1.id",
    "The id us is there twice",
  ],
  [
    "a secret value",
    changed("secret: true", "secret: true\n    defaultValue: sk_live_1"),
    "10:5",
    "fields.0.defaultValue",
    "A manifest holds no secret values",
  ],
  [
    "a link that is none",
    changed("kind: list", "kind: list\nconnectionInfo: { displayName: Acme, documentation: 'javascript:alert(1)' }"),
    "3:53",
    "connectionInfo.documentation",
    "begins with https://",
  ],
  [
    "no way to support",
    changed("kind: list", "kind: list\nconnectionInfo: { displayName: Acme, support: call us }"),
    "3:47",
    "connectionInfo.support",
    "Give an e-mail address",
  ],
  [
    "a short name",
    changed("kind: list", "kind: list\nconnectionInfo: { displayName: A }"),
    "3:32",
    "connectionInfo.displayName",
    "at least 2 characters",
  ],
  [
    "the definition's own version",
    changed("kind: list", "kind: list\nschemaVersion: 1"),
    "3:1",
    "schemaVersion",
    "There is no `schemaVersion` here",
  ],
];

test("the manifests that are spoiled here are good in themselves", () => {
  for (const text of [whole, property, event]) expect(parseManifest(text)).toMatchObject({ ok: true });
  expect(bad.length).toBeGreaterThanOrEqual(40);
});

describe("a manifest is refused with what is wrong, where, and what to do", () => {
  test.each(bad)("%s", (_what, text, place, path, says) => {
    const parsed = parseManifest(text);
    const problems = parsed.ok ? [] : parsed.problems;
    const shown = problems.map(({ line, column, path, message }) => `${line}:${column} ${path.join(".")}: ${message}`);
    const fitting = shown.filter((each) => each.startsWith(place) && each.includes(says));
    expect(fitting.length > 0 ? fitting : shown).toEqual([expect.stringContaining(says)]);
    expect(problems.map((problem) => problem.path.join("."))).toContain(path);
  });

  test.each(bad)("%s: in words for people", (_what, text) => {
    const parsed = parseManifest(text);
    for (const { message } of parsed.ok ? [] : parsed.problems) {
      expect(message).toMatch(/^[`A-Z_*0-9.“].*[.?]$/s);
      expect(message).not.toMatch(/undefined|\[object|Invalid input|NaN/);
      expect(message.length).toBeLessThan(400);
    }
  });
});

test("all problems are said at once, in the order of the text", () => {
  const text = whole.replace("kind: list", "kind: list\nextra: 1").replaceAll("method: POST", "method: post");
  const parsed = parseManifest(text);
  expect(parsed.ok ? [] : parsed.problems.map(({ line }) => line)).toEqual([3, 21, 26, 31]);
});

test("of very many problems the first hundred are enough", () => {
  const parsed = parseManifest(
    changed("kind: list", `kind: list\nheaders: [${"1,".repeat(99)}]\nmappings: [${"1,".repeat(50)}]`),
  );
  expect(parsed.ok ? 0 : parsed.problems.length).toBe(100);
});

test("a finding's path leads to its place in the file, and a missing part to what is around it", () => {
  const parsed = parseManifest(whole);
  const at = (path: DocumentPath) => parsed.ok && parsed.position(path);
  expect(at(["endpoints", "addUsers", "url"])).toEqual({ line: 26, column: 10 });
  expect(at(["fields", 1, "options", 1, "value"])).toEqual({ line: 16, column: 29 });
  expect(at(["fields", 1, "helpText"])).toEqual({ line: 11, column: 5 });
  expect(at([])).toEqual({ line: 1, column: 1 });
});

test("JSON indented with tabs, a byte order mark and Windows' line ends are all fine", () => {
  const manifest = toManifest({ definition: sampleDefinition() });
  const expected = { definition: sampleDefinition() };
  for (const text of [
    JSON.stringify(manifest, null, "\t"),
    JSON.stringify(manifest),
    `\ufeff${manifestToYaml(manifest)}`,
    manifestToYaml(manifest).replaceAll("\n", "\r\n"),
    manifestToJson(manifest).replaceAll("\n", "\r\n"),
  ]) {
    expect(parseManifest(text)).toMatchObject(expected);
  }
});

test("any text of a template comes through, however long", () => {
  const payload = `{"a": "${"x".repeat(200_000)}"}`;
  const definition = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "payload"], payload);
  const parsed = parseManifest(manifestToYaml(toManifest({ definition })));
  expect(parsed.ok && getAtPath(parsed.definition, ["endpoints", "addUsers", "payload"])).toBe(payload);
});
