import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { setAtPath } from "@/lib/destination/edit";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { toManifest } from "@/lib/destination/manifest/manifest";
import { manifestToJson, manifestToYaml } from "@/lib/destination/manifest/manifest-text";
import { check } from "@/lib/destination/rulebook";
import { sampleDefinition } from "@/lib/testing/definitions";
import { main } from "./main";

interface Answer {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line over files that are only texts. */
function run(files: Record<string, string | Uint8Array>, ...parameters: string[]): Answer {
  const answer = { code: 0, out: "", err: "" };
  answer.code = main(parameters, {
    read: (path, bytesMax) => {
      const file = files[path];
      if (file === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
      return bytes.length > bytesMax ? undefined : bytes;
    },
    out: (text) => {
      answer.out += text;
    },
    err: (text) => {
      answer.err += text;
    },
  });
  return answer;
}

const problem = z.object({
  file: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
});
const validation = z.object({
  ok: z.boolean(),
  findings: z
    .array(
      z.object({
        rule: z.string(),
        severity: z.string(),
        place: z.string(),
        message: z.string(),
        line: z.number(),
        column: z.number(),
      }),
    )
    .default([]),
  counts: z.object({ error: z.number(), warning: z.number(), info: z.number() }).optional(),
  problems: z.array(problem).default([]),
});
const rendering = z.object({
  ok: z.boolean(),
  requests: z
    .array(
      z.object({
        endpoint: z.string(),
        method: z.string(),
        url: z.string(),
        headers: z.array(z.object({ name: z.string(), value: z.string() })),
        body: z.unknown(),
        bodyText: z.string().nullable(),
        batch: z.object({ number: z.number(), batchId: z.string(), users: z.array(z.number()) }).optional(),
      }),
    )
    .default([]),
  skipped: z.array(z.object({ user: z.number(), endpoint: z.string(), reason: z.string() })).default([]),
  listId: z.object({ value: z.unknown(), from: z.string() }).nullable().default(null),
  classification: z
    .object({
      endpoint: z.string(),
      outcome: z.looseObject({ type: z.string(), message: z.string() }),
      trace: z.array(z.object({ label: z.string(), result: z.string(), reason: z.string() })),
    })
    .nullable()
    .default(null),
  warnings: z.array(z.string()).default([]),
  problems: z.array(problem).default([]),
});

function yamlOf(...changes: [path: (string | number)[], value: unknown][]): string {
  const definition = changes.reduce((document, [path, value]) => setAtPath(document, path, value), sampleDefinition());
  return manifestToYaml(toManifest({ definition }));
}

const good = yamlOf();

function validate(manifest: string, ...options: string[]) {
  const { code, out } = run({ "m.yaml": manifest }, "validate", "m.yaml", ...options);
  return { code, ...validation.parse(JSON.parse(out)) };
}

const input = {
  endpoint: "all",
  values: { bearer_token: "s3cret-token", region: "https://eu.api.example.com", workspace: "acme" },
  cohort: { id: "c1", name: "Power users" },
  users: [
    { operation: "add", properties: { user_id: "u1" } },
    { operation: "add", properties: {} },
    { operation: "add", properties: { user_id: "u3" } },
    { operation: "remove", properties: { user_id: "u4" } },
  ],
  response: { status: 201, headers: {}, body: { data: { id: "list-9" } } },
};

function render(manifest: string, given: unknown, ...options: string[]) {
  const files = { m: manifest, i: typeof given === "string" ? given : JSON.stringify(given) };
  const { code, out, err } = run(files, "render", "m", "--input", "i", ...options);
  expect(err).toBe("");
  return { code, out, ...rendering.parse(JSON.parse(out)) };
}

describe("validate", () => {
  test("finds nothing in a good manifest", () => {
    expect(validate(good)).toEqual({
      code: 0,
      ok: true,
      findings: [],
      counts: { error: 0, warning: 0, info: 0 },
      problems: [],
    });
  });

  test("says each finding with its place in the file, and fails for errors", () => {
    const { code, ok, findings, counts } = validate(
      good.replace("X-Workspace\n    value: $workspace", "X-Workspace\n    value: $worksapce"),
    );
    expect([code, ok]).toEqual([1, false]);
    const [finding] = findings;
    const line = good.split("\n").indexOf("    value: $workspace") + 1;
    expect(finding).toMatchObject({ rule: "LF001", severity: "error", line, column: 12 });
    expect(finding?.message).toContain("Did you mean $workspace?");
    expect(counts?.error).toBe(findings.filter(({ severity }) => severity === "error").length);
  });

  test("lets warnings pass", () => {
    const { code, counts } = validate(yamlOf([["headers"], []]));
    expect(code).toBe(0);
    expect(counts).toMatchObject({ error: 0, warning: 1 });
  });

  test("finds what the portal finds in every template", () => {
    for (const { build } of destinationTemplates) {
      const definition = build();
      const { findings } = validate(manifestToJson(toManifest({ definition })));
      expect(findings.map(({ rule, message }) => [rule, message])).toEqual(
        check(definition).map(({ rule, message }) => [rule, message]),
      );
    }
  });

  test("looks at the listing only when it is asked to", () => {
    const connectionInfo = {
      displayName: "Acme",
      summary: "Lists.",
      fullDescription: "Lists of users.",
      category: "CRM",
      documentation: "",
      support: "",
      versionLabel: "",
    };
    const listed = manifestToYaml(toManifest({ definition: sampleDefinition(), connectionInfo }));
    expect(validate(good, "--with-listing").findings.map(({ rule }) => rule)).toEqual([
      "LF080",
      "LF082",
      "LF083",
      "LF085",
    ]);
    expect(validate(listed, "--with-listing").code).toBe(0);
  });

  test("takes hosts that the operator allows", () => {
    const local = yamlOf([["endpoints", "addUsers", "url"], "http://localhost:4010/$list_id"]);
    expect(validate(local).code).toBe(1);
    expect(validate(local, "--allow-host", "localhost:4010").code).toBe(0);
  });

  test("prints lines for people", () => {
    const bad = yamlOf([["endpoints", "addUsers", "url"], ""]);
    const { code, out } = run({ "a/m.yaml": bad }, "validate", "a/m.yaml", "--format", "text");
    expect(code).toBe(1);
    expect(out).toMatch(/^a\/m\.yaml:\d+:\d+: error LF\d+: Add users › URL: .+$/m);
    expect(out).toMatch(/^1 error, \d+ warnings?, \d+ notes?\.$/m);
    expect(run({ m: good }, "validate", "m", "--format=text").out).toBe("Nothing to fix.\n");
  });

  test("tells what is no manifest from what is a bad one", () => {
    const { code, ok, problems } = validate("landfall: 1\nkind: list\nfeilds: []\n");
    expect([code, ok]).toEqual([2, false]);
    expect(problems.map(({ file, line, column }) => [file, line, column])).toEqual([
      ["m.yaml", 1, 1],
      ["m.yaml", 3, 1],
    ]);
    const lines = run({ m: "landfall: 1\nkind: list\nfeilds: []\n" }, "validate", "m", "--format", "text").out;
    expect(lines).toContain("m:3:1: There is no `feilds` here. Did you mean `fields`?\n");
  });

  test.each([
    ["that isn't there", {}, "there is none at this path"],
    ["that isn't text", { "m.yaml": new Uint8Array([0xff, 0xfe, 0x6c, 0x00]) }, "isn't text in UTF-8"],
    ["that is too large", { "m.yaml": new Uint8Array(2_000_001) }, "at most 2000000 bytes"],
  ])("says why it can't read a file %s", (_what, files, says) => {
    const { code, out } = run(files, "validate", "m.yaml");
    const { ok, problems } = validation.parse(JSON.parse(out));
    expect([code, ok]).toEqual([2, false]);
    expect(problems[0]?.message).toContain(says);
  });
});

describe("render", () => {
  test("gives all requests of a sync in order, with the list ID of the response", () => {
    const { code, ok, requests, skipped, listId, classification, warnings } = render(good, input);
    expect([code, ok, warnings]).toEqual([0, true, []]);
    expect(requests.map(({ endpoint, method, url }) => `${endpoint} ${method} ${url}`)).toEqual([
      "listCreation POST https://eu.api.example.com/lists",
      "addUsers POST https://eu.api.example.com/lists/list-9/add",
      "removeUsers POST https://eu.api.example.com/lists/list-9/remove",
    ]);
    expect(requests[1]).toMatchObject({ body: { ids: [{ id: "u1" }, { id: "u3" }] }, batch: { users: [0, 2] } });
    expect(JSON.parse(requests[1]?.bodyText ?? "")).toEqual(requests[1]?.body);
    expect(skipped).toEqual([{ user: 1, endpoint: "addUsers", reason: expect.stringContaining("no user_id") }]);
    expect(listId).toEqual({ value: "list-9", from: "response" });
    expect(classification).toMatchObject({ endpoint: "listCreation", outcome: { type: "success" } });
    expect(classification?.trace.map(({ result }) => result)).toEqual(["not_matched", "not_matched"]);
  });

  test("masks secrets in everything it prints, unless they are asked for", () => {
    const failing = {
      ...input,
      listId: "l",
      response: { status: 401, headers: {}, body: "token s3cret-token is wrong" },
    };
    const echo = yamlOf(
      [["endpoints", "addUsers", "payload"], '{"k": "${bearer_token | base64}", "ids": $items}'],
      [["endpoints", "listCreation", "errors", 0, "message"], "Ask for $bearer_token."],
    );
    const masked = render(echo, failing);
    expect(masked.out).not.toContain("s3cret");
    expect(masked.out).not.toContain("czNjcmV0");
    expect(masked.requests[0]?.headers).toContainEqual({ name: "Authorization", value: "Bearer ••••••" });
    expect(render(echo, failing, "--show-secrets").out).toContain("Bearer s3cret-token");
  });

  test("makes as many calls as the batch size asks for, each with a batch ID of its own", () => {
    const users = Array.from({ length: 7 }, (_, index) => ({
      properties: index === 3 ? {} : { user_id: `u${index}` },
    }));
    const small = yamlOf([["endpoints", "addUsers", "batchSize"], 2]);
    const { requests, skipped } = render(small, {
      ...input,
      endpoint: "addUsers",
      listId: "l",
      users,
      response: undefined,
    });
    expect(requests.map(({ batch }) => batch)).toEqual([
      { number: 1, batchId: "batch-1", users: [0, 1] },
      { number: 2, batchId: "batch-2", users: [2, 4] },
      { number: 3, batchId: "batch-3", users: [5, 6] },
    ]);
    expect(skipped.map(({ user }) => user)).toEqual([3]);
    const ids = render(small, {
      ...input,
      users: [...users, { operation: "remove", properties: { user_id: "x" } }],
    }).requests;
    expect(new Set(ids.map(({ headers }) => headers.find(({ name }) => name === "Idempotency-Key")?.value)).size).toBe(
      ids.length,
    );
  });

  test("divides users by the real bytes of a body, not by those of the masked one", () => {
    const limited = yamlOf(
      [["endpoints", "addUsers", "payload"], '{"t": "$bearer_token", "ids": $items}'],
      [["endpoints", "addUsers", "bodyBytesMax"], 36],
    );
    const users = ["a", "b", "c"].map((user_id) => ({ properties: { user_id } }));
    const given = {
      ...input,
      endpoint: "addUsers",
      listId: "l",
      users,
      values: { ...input.values, bearer_token: "xyz" },
      response: undefined,
    };
    const real = render(limited, given, "--show-secrets").requests;
    expect(real.map(({ batch }) => batch?.users)).toEqual([[0], [1], [2]]);
    expect(real.every(({ bodyText }) => (bodyText ?? "").length <= 36)).toBe(true);
    const masked = render(limited, given).requests;
    expect(masked.map(({ batch, body }) => [batch, body])).toEqual(
      real.map(({ batch, body }) => [batch, { ...z.looseObject({}).parse(body), t: "••••••" }]),
    );
  });

  test("leaves out whoever comes last without a call of nobody", () => {
    const one = yamlOf(
      [["endpoints", "addUsers", "batchSize"], 1],
      [["endpoints", "addUsers", "url"], "$region/lists/$list_id/users/$user_id_field"],
    );
    const users = [{ properties: { user_id: "u1" } }, { properties: {} }];
    const { code, requests, skipped, warnings } = render(one, { ...input, users });
    expect(code).toBe(0);
    expect(requests.map(({ url }) => url.split("/").at(-1))).toEqual(["lists", "u1"]);
    expect(skipped.map(({ user }) => user)).toEqual([1]);
    expect(warnings).toEqual([]);
    const nobody = render(one, { ...input, users: users.slice(1) });
    expect([nobody.code, nobody.requests.length, nobody.skipped.length]).toEqual([0, 1, 1]);
    expect(nobody.warnings.join()).toContain("every user is left out");
  });

  test("keeps every digit of numbers", () => {
    const text = `{"endpoint": "all", "values": ${JSON.stringify(input.values)}, "cohort": {"id": "c", "name": "n"},
      "users": [{"operation": "add", "properties": {"user_id": 12345678901234567890}}],
      "response": {"status": 200, "body": {"data": {"id": 98765432109876543210}}}}`;
    const bare = yamlOf([["endpoints", "addUsers", "itemTemplate"], '{"id": $user_id_field, "list": $list_id}']);
    const { out, code } = render(bare, text);
    expect(code).toBe(0);
    expect(out).toContain('"id": 12345678901234567890,\n');
    expect(out).toContain('"value": 98765432109876543210,\n');
    expect(out).toContain("/lists/98765432109876543210/add");
  });

  test.each([
    ["given", {}, { ...input, endpoint: "addUsers", listId: 7, response: undefined }, { value: 7, from: "input" }],
    [
      "said by the request",
      { listIdFrom: "request", listIdTemplate: "x-$cohort_id" },
      { ...input, endpoint: "addUsers", response: undefined },
      { value: "x-c1", from: "request" },
    ],
    [
      "said by the request of the same run",
      { listIdFrom: "request", listIdTemplate: "x-$cohort_id" },
      { ...input, response: undefined },
      { value: "x-c1", from: "request" },
    ],
    [
      "fixed",
      { listIdFrom: "none", listIdTemplate: "$workspace" },
      { ...input, response: undefined },
      { value: "acme", from: "definition" },
    ],
  ])("knows the list ID that is %s", (_what, parts, given, listId) => {
    const changes = Object.entries(parts).map(([name, value]): [string[], unknown] => [
      ["endpoints", "listCreation", name],
      value,
    ]);
    const rendered = render(yamlOf(...changes), given);
    expect(rendered.problems).toEqual([]);
    expect(rendered.listId).toEqual(listId);
    expect(rendered.requests.find(({ endpoint }) => endpoint === "addUsers")?.url).toContain(
      `/lists/${listId.value}/add`,
    );
  });

  test("classifies the response of the one endpoint, and says why each entry did or didn't match", () => {
    const response = { status: 429, headers: [{ name: "Retry-After", value: "1" }], body: "slow down" };
    const { code, classification } = render(good, { ...input, endpoint: "addUsers", listId: "l", response });
    expect(code).toBe(0);
    expect(classification).toMatchObject({
      endpoint: "addUsers",
      outcome: { kind: "failure", type: "Rate limit", retry: true },
    });
    expect(classification?.trace.map(({ label, result }) => [label, result])).toEqual([
      ["API key", "not_matched"],
      ["Rate limit", "matched"],
    ]);
  });

  test("sends nobody to a list that wasn't created", () => {
    const { code, requests, listId, classification, warnings } = render(good, {
      ...input,
      response: { status: 401, body: "" },
    });
    expect([code, requests.length, listId]).toEqual([0, 1, null]);
    expect(classification?.outcome.type).toBe("API key");
    expect(warnings.join()).toContain("no list is created");
  });

  test("warns of answers that the setup modal would refuse, and of those that nothing asks for", () => {
    const values = { ...input.values, worksapce: "x", region: "https://nowhere.example.com" };
    const { warnings } = render(good, { ...input, values, mappings: { user_id: "id" } });
    expect(warnings).toEqual([
      expect.stringMatching(/^Setup modal: Region has no option/),
      "Nothing asks for `worksapce` in `values`. Did you mean `workspace`?",
      expect.stringMatching(/^Nothing asks for `user_id` in `mappings`/),
    ]);
  });

  test("says what stands in the way of a request, where it stands in the manifest", () => {
    const { workspace: _, ...values } = input.values;
    const { code, ok, problems } = render(good, { ...input, values });
    expect([code, ok]).toEqual([1, false]);
    const line = good.split("\n").indexOf("    value: $workspace") + 1;
    expect(problems[0]).toMatchObject({ file: "m", path: ["headers", 0, "value"], line, column: 12 });
    expect(problems[0]?.message).toContain("Fill in Workspace");
    const withoutList = render(good, { ...input, response: undefined });
    expect(withoutList.problems[0]?.message).toContain(
      "In the input, that is `listId`, or the `response` of List creation.",
    );
    expect(withoutList.requests.length).toBe(1);
  });

  test("reads the input as YAML too", () => {
    const yaml =
      "endpoint: listCreation\nvalues:\n  bearer_token: t0ken\n  workspace: 0042x\ncohort: { id: c, name: N }\n";
    expect(render(good, yaml)).toMatchObject({ code: 0, requests: [{ body: { name: "[Amplitude] N" } }] });
  });

  test.each<[what: string, given: unknown, path: string, says: string]>([
    ["nothing", "", "", "The file is empty"],
    ["a list", [], "", "must be an object with named members, and this is a list"],
    [
      "no endpoint",
      { ...input, endpoint: undefined },
      "endpoint",
      "`endpoint` is missing. It must be one of testConnection, listCreation, addUsers, removeUsers, all.",
    ],
    ["a wrong endpoint", { ...input, endpoint: "addUser" }, "endpoint", "Did you mean addUsers?"],
    ["a wrong name", { ...input, user: [] }, "user", "Did you mean `users`?"],
    ["no cohort", { ...input, cohort: undefined }, "", "`cohort` is missing"],
    [
      "a cohort without a name",
      { ...input, cohort: { id: "c" } },
      "cohort.name",
      "`name` is missing. It must be a text.",
    ],
    [
      "a cohort that is a number",
      { ...input, cohort: 5 },
      "cohort",
      "must be an object with named members, and this is a number",
    ],
    ["a value that is a list", { ...input, values: { workspace: ["a"] } }, "values.workspace", "It must be a text."],
    ["values that are a list", { ...input, values: ["a"] }, "values", "must be an object with named members"],
    [
      "a wrong operation",
      { ...input, users: [{ operation: "delete", properties: {} }] },
      "users.0.operation",
      "one of add, remove; this is “delete”",
    ],
    [
      "a user without properties",
      { ...input, users: [{ operation: "add", user_id: "u" }] },
      "users.0.properties",
      "`properties` is missing",
    ],
    ["too many users", { ...input, users: Array(10_001).fill({ properties: {} }) }, "users", "at most 10000"],
    ["a wrong status", { ...input, response: { status: 999 } }, "response.status", "must be 599 at most; this is 999"],
    ["a status as text", { ...input, response: { status: "201" } }, "response.status", "Write it without quotes"],
    [
      "headers of numbers",
      { ...input, response: { status: 201, headers: { a: 1 } } },
      "response.headers",
      "Write an object of texts",
    ],
    ["a name twice", '{"endpoint": "all", "endpoint": "all"}', "endpoint", "here twice"],
    [
      "a user who is __proto__",
      '{"endpoint": "all", "users": [{"properties": {"__proto__": {"a": 1}}}]}',
      "users.0.properties.__proto__",
      "can't be a name",
    ],
    ["broken JSON", '{"endpoint": "all"', "", "A } is missing before this"],
  ])("refuses an input with %s", (_what, given, path, says) => {
    const { code, ok, problems, requests } = render(good, given);
    expect([code, ok, requests]).toEqual([1, false, []]);
    expect(problems.map((each) => `${each.path.join(".")}: ${each.message}`).join("\n")).toContain(says);
    expect(problems.map((each) => each.path.join("."))).toContain(path);
    for (const each of problems) expect(each).toMatchObject({ file: "i", line: expect.any(Number) });
  });

  test("says which of the two files can't be read", () => {
    expect(JSON.parse(run({ m: good }, "render", "m", "--input", "i").out)).toMatchObject({
      ok: false,
      problems: [{ file: "i" }],
    });
    expect(run({ m: good }, "render", "m", "--input", "i").code).toBe(2);
    expect(run({ m: "x", i: "{}" }, "render", "m", "--input", "i").code).toBe(2);
  });

  test("makes requests of every template", () => {
    for (const { build } of destinationTemplates) {
      const definition = build();
      const values = Object.fromEntries(
        definition.fields.map(({ variable, defaultValue }) => [variable, defaultValue || "answer"]),
      );
      const users = ["add", "remove"].map((operation) => ({
        operation,
        properties: { user_id: "u1", email: "ada@example.com" },
      }));
      const { problems, requests } = render(manifestToYaml(toManifest({ definition })), {
        ...input,
        values,
        users,
        listId: "l",
        response: undefined,
      });
      expect(problems).toEqual([]);
      expect(requests.length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("usage", () => {
  test.each<[parameters: string[], says: string]>([
    [[], "Say what to do"],
    [["valdate", "m"], "Did you mean validate?"],
    [["push", "m"], "There is no command push."],
    [["constructor"], "There is no command constructor."],
    [["validate"], "Name one manifest"],
    [["validate", "m", "n"], "Name one manifest"],
    [["validate", "m", "--formt", "text"], "There is no option --formt. Did you mean --format?"],
    [["validate", "m", "--format", "xml"], "--format is json or text, not xml."],
    [["validate", "m", "--format"], "argument missing"],
    [["render", "m"], "Name the input"],
    [["render", "--input", "i"], "Name one manifest"],
    [["render", "-", "--input", "-"], "Only one of the two files"],
    [["render", "m", "--input", "i", "--show-secrets=yes"], "does not take an argument"],
  ])("%j is refused with 64 and nothing on standard output", (parameters, says) => {
    const { code, out, err } = run({ m: good, i: "{}" }, ...parameters);
    expect([code, out]).toEqual([64, ""]);
    expect(err).toContain(says);
    expect(err).toContain("Usage:");
  });

  test.each([[["help"]], [["--help"]], [["validate", "-h"]], [["render", "--help"]]])(
    "%j prints the usage",
    (parameters) => {
      expect(run({}, ...parameters)).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^Usage:/) });
    },
  );
});

describe("docs/manifest-and-cli.md", () => {
  const manual = readFileSync("docs/manifest-and-cli.md", "utf8");
  const blocks = [...manual.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text = ""]) => ({
    language,
    text,
  }));
  const [manifest] = blocks.filter(({ language }) => language === "yaml");
  const [validated, documentedInput, rendered] = blocks.filter(({ language }) => language === "json");

  test("its manifest has nothing to fix", () => {
    const { findings } = validate(manifest?.text ?? "", "--with-listing");
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
    expect(JSON.parse(run({ m: manifest?.text ?? "" }, "validate", "m").out)).toEqual(
      JSON.parse(validated?.text ?? ""),
    );
  });

  test("its input gives what it says", () => {
    const { requests, skipped, listId, ...rest } = render(manifest?.text ?? "", documentedInput?.text);
    const documented = rendering.parse(JSON.parse(rendered?.text ?? ""));
    expect({ ...requests[0], headers: [] }).toEqual(documented.requests[0]);
    expect(listId).toEqual(documented.listId);
    expect(skipped.map(({ user }) => user)).toEqual([1]);
    expect(requests.at(-1)?.bodyText).toContain('"9007199254740993"');
    expect(rest).toMatchObject({ ok: true, warnings: [], problems: [] });
  });

  test("every member and option it names is one, and none is left out", () => {
    const help = run({}, "help").out;
    for (const option of ["--format", "--with-listing", "--allow-host", "--input", "--show-secrets"]) {
      expect(manual).toContain(option);
      expect(help).toContain(option);
    }
  });
});
