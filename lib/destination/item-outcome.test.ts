import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText } from "@/lib/testing/definitions";
import { type ItemOutcome, itemOutcome } from "./definition";
import {
  type ItemQuestion,
  itemPathProblem,
  itemSummaryWords,
  readItemOutcomes,
  type SentItem,
  sentItems,
  summarizeItems,
} from "./item-outcome";
import { readResponsePath } from "./response-path";

const rule = (id: string, part: Partial<ItemOutcome>): ItemOutcome => itemOutcome.parse({ id, ...part });
const added = (...items: unknown[]): SentItem[] =>
  items.map((item) => ({ json: JSON.stringify(item), operation: "add" }));
const removed = (...items: unknown[]): SentItem[] =>
  items.map((item) => ({ json: JSON.stringify(item), operation: "remove" }));

function ask(rules: ItemOutcome[], sent: SentItem[], body: unknown, more: Partial<ItemQuestion> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reading = readItemOutcomes({ rules, sent, response: { body: text }, isSuccess: true, ...more });
  return { reading, summary: summarizeItems(reading), results: reading.items.map(({ result }) => result) };
}

describe("Iterable: ten lists inside a 200", () => {
  const lists = {
    invalid: ["rejected", "rejected"],
    notFound: ["rejected", "done"],
    forgotten: ["done", "done"],
    conflict: ["rejected", "rejected"],
    invalidData: ["rejected", "rejected"],
  } as const;
  const rules = Object.entries(lists).flatMap(([name, [onAdd, onRemove]]) => [
    rule(`${name}Emails`, {
      path: `failedUpdates.${name}Emails`,
      matchPath: "email",
      caseSensitive: false,
      onAdd,
      onRemove,
    }),
    rule(`${name}UserIds`, { path: `failedUpdates.${name}UserIds`, matchPath: "userId", onAdd, onRemove }),
  ]);
  const nothing = Object.fromEntries(
    Object.keys(lists).flatMap((name) => [
      [`${name}Emails`, []],
      [`${name}UserIds`, []],
    ]),
  );
  const answer = (part: object) => ({ successCount: 1, failCount: 1, failedUpdates: { ...nothing, ...part } });

  test("each list names its people: e-mails whatever their case, user IDs with theirs", () => {
    const sent = added(
      { email: "ok@example.com", userId: "u0" },
      { email: "bad@example.com", userId: "u1" },
      { email: "c@example.com", userId: "Case" },
      { email: "gone@example.com", userId: "u3" },
      { email: "new@example.com", userId: "u4" },
    );
    const { reading, summary } = ask(
      rules,
      sent,
      answer({
        invalidEmails: ["BAD@Example.com"],
        conflictUserIds: ["Case"],
        forgottenUserIds: ["u3"],
        notFoundEmails: ["new@example.com"],
      }),
    );
    expect(reading.items.map(({ result, ruleId }) => [result, ruleId])).toEqual([
      ["accepted", undefined],
      ["rejected", "invalidEmails"],
      ["rejected", "conflictUserIds"],
      ["done", "forgottenUserIds"],
      ["rejected", "notFoundEmails"],
    ]);
    expect(summary).toEqual({
      kind: "partial",
      total: 5,
      accepted: 1,
      rejected: 3,
      done: 1,
      retry: 0,
      failed: 0,
      unmatched: 0,
    });
  });

  test("a user ID in another case is nobody's, and that is no success either", () => {
    const { reading, summary } = ask(rules, added({ userId: "Case" }), answer({ invalidUserIds: ["case"] }));
    expect(summary).toMatchObject({ kind: "partial", accepted: 1, unmatched: 1 });
    expect(reading.unmatched).toEqual([
      { ruleId: "invalidUserIds", reason: "No user in the request has case at userId." },
    ]);
  });

  test("somebody who isn't there is removed already", () => {
    const { summary } = ask(rules, removed({ email: "a@example.com" }), answer({ notFoundEmails: ["a@example.com"] }));
    expect(summary).toMatchObject({ kind: "success", done: 1 });
  });
});

describe("what partners answer", () => {
  const braze = [
    rule("known", {
      path: "errors",
      identifyBy: "index",
      itemPath: "index",
      codePath: "type",
      codes: ["EXTERNAL_USER_ID_*", "INVALID_*"],
    }),
    rule("other", { path: "errors", identifyBy: "index", itemPath: "index", codePath: "type", onAdd: "retry" }),
  ];

  test("Braze: errors by index inside a 201, of which the unknown are worth another try", () => {
    const body = {
      message: "success",
      attributes_processed: 1,
      errors: [
        { type: "EXTERNAL_USER_ID_TOO_LARGE", index: 1 },
        { type: "SOMETHING_NEW", index: "2" },
      ],
    };
    const { reading, summary } = ask(
      braze,
      added({ external_id: "a" }, { external_id: "b" }, { external_id: "c" }),
      body,
    );
    expect(reading.items).toEqual([
      { result: "accepted" },
      { result: "rejected", ruleId: "known", code: "EXTERNAL_USER_ID_TOO_LARGE" },
      { result: "retry", ruleId: "other", code: "SOMETHING_NEW" },
    ]);
    expect(summary).toMatchObject({ kind: "partial", retry: 1 });
    expect(ask(braze, added({ external_id: "a" }), { message: "success" }).summary.kind).toBe("success");
  });

  test("HubSpot: missing record IDs, as texts or as numbers, for items that are only an ID", () => {
    const rules = [rule("missing", { path: "recordIdsMissing", onRemove: "done" })];
    const body = '{"recordIdsMissing":["9007199254740993",42],"recordIdsRemoved":[],"recordsIdsAdded":["7"]}';
    const sent: SentItem[] = ["7", '"42"', "9007199254740993", '"9007199254740992"'].map((json) => ({
      json,
      operation: "add",
    }));
    expect(ask(rules, sent, body).results).toEqual(["accepted", "rejected", "rejected", "accepted"]);
    expect(ask(rules, removed("42", 9), body).summary).toMatchObject({ kind: "success", done: 1, accepted: 1 });
  });

  const marketo = [
    rule("not in list", {
      path: "result",
      itemPath: "id",
      matchPath: "id",
      codePath: "reasons[0].code",
      codes: ["1015"],
      messagePath: "reasons[0].message",
      onRemove: "done",
    }),
    rule("skipped", {
      path: "result",
      itemPath: "id",
      matchPath: "id",
      codePath: "status",
      codes: ["skipped"],
      messagePath: "reasons[*].message",
    }),
  ];

  test("Marketo: a status word for each lead, and the reason inside an array", () => {
    const body = {
      success: true,
      result: [
        { id: 1, status: "removed" },
        { id: 2, status: "skipped", reasons: [{ code: "1015", message: "Lead not in list" }] },
        { id: 3, status: "skipped", reasons: [{ code: "1004", message: "Lead not found" }] },
      ],
    };
    const { reading } = ask(marketo, removed({ id: "1" }, { id: "2" }, { id: "3" }), body);
    expect(reading.items).toEqual([
      { result: "accepted" },
      { result: "done", ruleId: "not in list", code: "1015", message: "Lead not in list" },
      { result: "rejected", ruleId: "skipped", code: "skipped", message: "Lead not found" },
    ]);
  });

  test("Marketo: one object where an array is documented", () => {
    const result = { id: 2, status: "skipped", reasons: [{ code: 1015, message: "Lead not in list" }] };
    expect(ask(marketo, removed({ id: 2 }), { success: true, result }).results).toEqual(["done"]);
    expect(ask(marketo, added({ id: 2 }), { success: true, result }).results).toEqual(["rejected"]);
  });

  test("Ortto: errors with a status, a message and an index, for directions that share a request", () => {
    const rules = [
      rule("errors", {
        path: "errors",
        identifyBy: "index",
        itemPath: "index",
        codePath: "status",
        codes: ["4*"],
        messagePath: "message",
        onRemove: "done",
      }),
    ];
    const sent = [...added({ id: "a" }), ...removed({ id: "b" })];
    const body = {
      errors: [
        { status: 404, message: "Not found", index: 0 },
        { status: 404, message: "Not found", index: 1 },
      ],
    };
    expect(ask(rules, sent, body).reading.items).toEqual([
      { result: "rejected", ruleId: "errors", code: "404", message: "Not found" },
      { result: "done", ruleId: "errors", code: "404", message: "Not found" },
    ]);
  });

  test("Customer.io: a batch index inside a 207", () => {
    const rules = [
      rule("errors", {
        path: "errors",
        identifyBy: "index",
        itemPath: "batch_index",
        codePath: "reason",
        messagePath: "message",
      }),
    ];
    const body =
      '{"errors":[{"batch_index":1,"reason":"invalid","field":"attributes.plan","message":"property value cannot be longer than 1000 bytes"}]}';
    const { reading, summary } = ask(rules, added({}, {}, {}), body);
    expect(reading.items[1]).toMatchObject({ result: "rejected", code: "invalid" });
    expect(summary).toMatchObject({ kind: "partial", accepted: 2, rejected: 1 });
  });

  test("Mailchimp: the e-mail in each error", () => {
    const rules = [
      rule("errors", {
        path: "errors",
        itemPath: "email_address",
        matchPath: "email_address",
        caseSensitive: false,
        codePath: "error_code",
        messagePath: "error",
      }),
    ];
    const body = {
      new_members: [],
      errors: [{ email_address: "ADA@example.com", error: "looks fake", error_code: "ERROR_GENERIC" }],
      error_count: 1,
    };
    expect(ask(rules, added({ email_address: "ada@example.com " }), body).summary.kind).toBe("failure");
  });

  test("SendGrid: a 400 that names the bad one; the others went down with it", () => {
    const rules = [rule("errors", { path: "errors", identifyBy: "index", itemPath: "field", messagePath: "message" })];
    const body = { errors: [{ field: "contacts[1].identifier", message: "email 'x' is not valid" }] };
    const { reading, summary } = ask(rules, added({}, {}), body, { isSuccess: false });
    expect(reading.items).toEqual([
      { result: "failed" },
      { result: "rejected", ruleId: "errors", message: "email 'x' is not valid" },
    ]);
    expect(summary.kind).toBe("failure");
  });

  test("Klaviyo: a JSON pointer to the bad one", () => {
    const rules = [rule("errors", { path: "errors", identifyBy: "index", itemPath: "source.pointer" })];
    const body = { errors: [{ source: { pointer: "/data/1/attributes" } }] };
    expect(ask(rules, added({}, {}), body).results).toEqual(["accepted", "rejected"]);
  });

  test("Amplitude: skipped IDs inside the first of several results, or in all of them", () => {
    const body = { memberships_result: [{ skipped_ids: ["a"] }, { skipped_ids: ["b", "c"] }] };
    const first = [rule("skipped", { path: "memberships_result[0].skipped_ids" })];
    const all = [rule("skipped", { path: "$.memberships_result[*].skipped_ids" })];
    expect(ask(first, added("a", "b", "c"), body).results).toEqual(["rejected", "accepted", "accepted"]);
    expect(ask(all, added("a", "b", "d"), body).summary).toMatchObject({ rejected: 2, accepted: 1, unmatched: 1 });
  });

  test("a response that is an array of statuses, in the order of the request", () => {
    const rules = [
      rule("gone", { path: "$", identifyBy: "position", codePath: "status", codes: ["404"], onRemove: "done" }),
      rule("failed", { path: "$", identifyBy: "position", codePath: "status", codes: ["4*", "5*"] }),
    ];
    const body = [{ status: 200 }, { status: "404" }, { status: 422 }];
    expect(ask(rules, removed("a", "b", "c"), body).results).toEqual(["accepted", "done", "rejected"]);
  });

  test("several identifiers in one report", () => {
    const rules = [rule("batch", { path: "errors", itemPath: "context.ids", codePath: "category" })];
    const body = { errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["1", "3"] } }] };
    expect(ask(rules, added("1", "2", "3"), body).results).toEqual(["rejected", "accepted", "rejected"]);
  });
});

describe("what can't be told", () => {
  const positions = [rule("all", { path: "results", identifyBy: "position", codePath: "ok", codes: ["false"] })];

  test("results that don't line up are nobody's, and never a success", () => {
    const { reading, summary } = ask(positions, added("a", "b", "c"), { results: [{ ok: true }, { ok: false }] });
    expect(summary).toMatchObject({ kind: "partial", accepted: 3, unmatched: 1 });
    expect(reading.problems[0]).toContain("2 results for 3 users");
    expect(ask(positions, added("a", "b"), { results: [{ ok: true }] }).summary.kind).toBe("partial");
    expect(ask(positions, added("a"), { message: "queued" }).summary.kind).toBe("success");
  });

  test("an index that is nobody's", () => {
    const rules = [rule("errors", { path: "errors", identifyBy: "index" })];
    const { reading } = ask(rules, added("a", "b"), { errors: [2, -1, 1.5, "x", "01", null] });
    expect(reading.items.map(({ result }) => result)).toEqual(["accepted", "rejected"]);
    expect(reading.unmatchedCount).toBe(4);
  });

  test("a report that names nobody is about the one item of a call", () => {
    const rules = [rule("error", { path: "error", messagePath: "detail" })];
    const body = { error: { detail: "No such contact" } };
    expect(ask(rules, added("a"), body).reading.items).toEqual([
      { result: "rejected", ruleId: "error", message: "No such contact" },
    ]);
    expect(ask(rules, added("a", "b"), body).summary).toMatchObject({ kind: "partial", unmatched: 1 });
  });

  test("harmless reports about nobody are no trouble", () => {
    const rules = [rule("gone", { path: "missing", onRemove: "done" })];
    expect(ask(rules, removed("a"), { missing: ["b"] }).summary).toMatchObject({ kind: "success", unmatched: 0 });
    expect(ask(rules, [...removed("a"), ...added("c")], { missing: ["b"] }).summary.kind).toBe("partial");
  });

  test.each([
    ["<html>", false, "isn't JSON"],
    ['{"errors":[{"ind', true, "longer than we read"],
  ])("a response that can't be read leaves nobody accepted: %s", (body, isTruncated, words) => {
    const { reading, summary, results } = ask(positions, added("a", "b"), body, { response: { body, isTruncated } });
    expect(results).toEqual(["failed", "failed"]);
    expect(summary.kind).toBe("failure");
    expect(reading.problems[0]).toContain(words);
  });

  test("no rule asks, or there is no body: everything went as the call did", () => {
    expect(ask([], added("a"), "<html>").summary.kind).toBe("success");
    expect(ask([rule("blank", {})], added("a"), "<html>").summary.kind).toBe("success");
    expect(ask(positions, added("a"), "  ").summary.kind).toBe("success");
    expect(ask(positions, added("a"), "", { isSuccess: false }).results).toEqual(["failed"]);
  });

  test.each([
    ["$..errors", "can't be followed"],
    ["$.errors[?(@.code == 1)]", "can't"],
    ["$.errors[0:2]", "can't be followed"],
    ["$['a','b']", "can't be followed"],
    ["errors[", "isn't a path"],
  ])("a path that isn't followed is said: %s", (path, words) => {
    const { reading, summary } = ask([rule("r", { path })], added("a"), { errors: ["a"] });
    expect(reading.problems[0]).toContain(words === "can't" ? path : words);
    expect(summary.kind).toBe("partial");
    expect(itemPathProblem(path)).toContain(path);
  });
});

test.each([
  ["errors.*.ids", "$.errors.*.ids"],
  ["a[*].b", "$.a[*].b"],
  ["$", "$"],
])("%s is a path to lists", (text, jsonPath) => {
  const read = readResponsePath(text);
  expect(read.ok && read.jsonPath.replaceAll("[*]", ".*").replaceAll(".*", ".*")).toBe(
    jsonPath.replaceAll("[*]", ".*"),
  );
});

test("the first rule decides about an item, and of a rule the first report", () => {
  const body = {
    gone: ["a"],
    bad: [
      { id: "a", why: 1 },
      { id: "a", why: 2 },
    ],
  };
  const gone = rule("gone", { path: "gone", onAdd: "done" });
  const bad = rule("bad", { path: "bad", itemPath: "id", codePath: "why" });
  expect(ask([gone, bad], added("a"), body).reading.items[0]).toMatchObject({ result: "done", ruleId: "gone" });
  expect(ask([bad, gone], added("a"), body).reading.items[0]).toMatchObject({ result: "rejected", code: "1" });
});

test("who was sent twice is told twice", () => {
  const rules = [rule("bad", { path: "bad", onRemove: "done" })];
  expect(ask(rules, [...added("a"), ...removed("a")], { bad: ["a"] }).results).toEqual(["rejected", "done"]);
});

test("words for people", () => {
  const rules = [rule("bad", { path: "bad", codePath: "c", codes: ["r"], itemPath: "i", onRemove: "retry" })];
  const body = {
    bad: [
      { i: "a", c: "r" },
      { i: "b", c: "r" },
      { i: "z", c: "r" },
    ],
  };
  const { summary } = ask(rules, [...added("a"), ...removed("b"), ...added("c")], body);
  expect(itemSummaryWords(summary, "user")).toBe(
    "1 of 3 users was accepted, 1 was rejected, 1 is to be sent again. 1 report in the response fits no user of the request.",
  );
});

test("the items of a batch keep their directions; events are additions", () => {
  expect(sentItems({ items: ["1", "2"], users: [{ operation: "remove" }, {}] })).toEqual([
    { json: "1", operation: "remove" },
    { json: "2", operation: "add" },
  ]);
});

test("10 MB with 100,000 items take seconds, not minutes", () => {
  const rules = [
    rule("bad", { path: "errors", itemPath: "id", matchPath: "user.id", codePath: "code", codes: ["E*1", "E*2"] }),
    rule("worse", { path: "errors", itemPath: "id", matchPath: "user.id", caseSensitive: false }),
  ];
  const sent = added(...Array.from({ length: 100_000 }, (_, index) => ({ user: { id: `user-${index}` } })));
  const errors = Array.from({ length: 100_000 }, (_, index) => ({
    id: `user-${index * 2}`,
    code: `E${index}`,
    message: "x".repeat(50),
  }));
  const body = JSON.stringify({ errors });
  expect(body.length).toBeGreaterThan(9_000_000);
  const start = performance.now();
  const { summary } = ask(rules, sent, body);
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(summary).toMatchObject({ kind: "partial", rejected: 50_000, accepted: 50_000 });
  expect(summary.unmatched).toBeGreaterThanOrEqual(50_000);
});

test("an identifier that all items share can be reported as often as there are items", () => {
  const sent = added(...Array.from({ length: 50_000 }, () => "a"));
  const start = performance.now();
  const { summary } = ask([rule("bad", { path: "bad" })], sent, { bad: sent.map(() => "a") });
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(summary).toMatchObject({ kind: "failure", rejected: 50_000 });
});

test("rules that compare too much give up, and that is no success", () => {
  const codes = Array.from({ length: 100 }, (_, index) => `*a*b${index}`);
  const rules = Array.from({ length: 50 }, (_, index) => rule(`r${index}`, { path: "bad", codePath: "c", codes }));
  const body = { bad: Array.from({ length: 100_000 }, (_, index) => ({ c: `ab${index}x` })) };
  const start = performance.now();
  const { reading, summary } = ask(rules, added("a"), body);
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(reading.problems.join()).toContain("more than we compare");
  expect(summary.kind).toBe("partial");
});

describe("whatever the rules and the body are", () => {
  const path = fc.constantFrom("", "$", "a", "a.b", "a[*]", "a.*", "$..a", "a[", "b[0]");
  const anyRule = fc.record({
    path,
    identifyBy: fc.constantFrom("value" as const, "index" as const, "position" as const),
    itemPath: path,
    matchPath: path,
    codePath: path,
    caseSensitive: fc.boolean(),
    codes: fc.array(fc.constantFrom("1", "*", "x*")),
    onAdd: fc.constantFrom("rejected" as const, "done" as const, "retry" as const),
    onRemove: fc.constantFrom("rejected" as const, "done" as const, "retry" as const),
  });
  const anyBody = fc.oneof(
    fc.json(),
    nastyText,
    fc
      .record({ a: fc.array(fc.oneof(fc.nat(4), fc.string(), fc.record({ b: fc.nat(4) }))), b: fc.array(fc.nat(4)) })
      .map((value) => JSON.stringify(value)),
  );
  const anyItem = fc.record({
    json: fc.oneof(fc.nat(4).map(String), fc.json()),
    operation: fc.constantFrom("add" as const, "remove" as const),
  });

  test("each item has one result, the counts add up, and trouble is never a success", () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 4 }),
        fc.array(anyItem, { maxLength: 6 }),
        anyBody,
        fc.boolean(),
        (parts, sent, body, isSuccess) => {
          const rules = parts.map((part, index) => rule(`r${index}`, part));
          const { reading, summary } = ask(rules, sent, body, { isSuccess });
          const { accepted, rejected, done, retry, failed, unmatched, total, kind } = summary;
          expect(reading.items).toHaveLength(sent.length);
          expect(accepted + rejected + done + retry + failed).toBe(total);
          expect(isSuccess || accepted === 0).toBe(true);
          if (rejected + retry + failed + unmatched > 0) expect(kind).not.toBe("success");
          for (const { ruleId, result } of reading.items) {
            expect(ruleId === undefined).toBe(result === "accepted" || result === "failed");
          }
        },
      ),
    );
  });
});
