import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answered, anyExchange, sampleDefinition, unanswered } from "@/lib/testing/definitions";
import { type ErrorEntry, errorEntry, itemOutcome, type MembersEndpoint } from "./definition";
import { classify, copyErrors, entryFromExchange, renderErrorMessage } from "./error-catalog";
import { coverage, metFailure } from "./error-coverage";
import type { SentItem } from "./item-outcome";
import { lookupIn } from "./template/render";

const entry = (id: string, part: Partial<ErrorEntry>) =>
  errorEntry.parse({ id, failureReason: id, status: "400", message: `message of ${id}`, ...part });

const endpoint = (errors: ErrorEntry[], part: Partial<MembersEndpoint> = {}): MembersEndpoint => ({
  ...sampleDefinition().endpoints.addUsers,
  errors,
  ...part,
});

const typeOf = (errors: ErrorEntry[], ...exchange: Parameters<typeof answered>) =>
  classify(answered(...exchange), endpoint(errors), "addUsers").outcome.type;

describe("specificity", () => {
  const catalog = [
    entry("class", { status: "4xx" }),
    entry("exact", { status: "400" }),
    entry("coded", { status: "400", subErrorCode: '{"error":{"code":1000}}' }),
    entry("coded class", { status: "4xx", subErrorCode: '{"error":{"code":2000}}' }),
  ];

  test("a sub error code before an exact status before a class", () => {
    expect(typeOf(catalog, 400, '{"error":{"code":1000,"more":1}}')).toBe("coded");
    expect(typeOf(catalog, 400, '{"error":{"code":1}}')).toBe("exact");
    expect(typeOf(catalog, 404)).toBe("class");
    expect(typeOf(catalog, 409, '{"error":{"code":2000}}')).toBe("coded class");
    expect(typeOf(catalog, 500)).toBe("unclassified");
  });

  test("the trace says which nearly matched and why not", () => {
    const { trace } = classify(answered(400, "{}"), endpoint(catalog), "addUsers");
    expect(trace.map(({ result }) => result)).toEqual(["outranked", "matched", "not_matched", "not_matched"]);
    expect(trace[2]?.reason).toContain("doesn't contain");
  });

  test("a tie goes to the first", () => {
    expect(typeOf([entry("one", {}), entry("two", {})], 400)).toBe("one");
  });
});

describe("sub error codes", () => {
  const fits = (subErrorCode: string, body: string) => typeOf([entry("hit", { subErrorCode })], 400, body) === "hit";

  test.each([
    ['{"code":1000}', '{"code":"1000"}'],
    ['{"code":"1000"}', '{"code":1000}'],
    ['{"code":1e3}', '{"code":1000.0}'],
    ['{"errors":{"code":"X"}}', '{"errors":[{"code":"Y"},{"code":"X"}]}'],
    ['{"code":"X"}', '[{"code":"X"}]'],
    ['{"errors":["b"]}', '{"errors":["a","b"]}'],
    ['{"message":"*already*"}', '{"message":"List already exists"}'],
    ['"TAG_NOT_FOUND"', '{"statusCode":"TAG_NOT_FOUND"}'],
    ['"quota"', "Your quota is used up"],
    ["quota * used", "<html>Your quota is used up</html>"],
    ['{"id":9007199254740993}', '{"id":9007199254740993}'],
    ['{"code":2}', '{"code":1,"code":2}'],
  ])("%s is in %s", (code, body) => expect(fits(code, body)).toBe(true));

  test.each([
    ['{"code":1000}', '{"code":1001}'],
    ['{"code":1000}', '{"error":{"code":1000}}'],
    ['{"code":null}', "{}"],
    ['{"code":true}', '{"code":"true"}'],
    ['{"toString":{}}', "{}"],
    ['{"errors":["a","c"]}', '{"errors":["a","b"]}'],
    ['{"code":1}', "not JSON with code 1"],
    ['"quota"', '{"message":"Your quota is used up"}'],
    ['{"id":9007199254740993}', '{"id":9007199254740992}'],
  ])("%s is not in %s", (code, body) => expect(fits(code, body)).toBe(false));

  test("cannot be made slow", () => {
    const code = JSON.stringify(Array.from({ length: 2_000 }, () => [[["x"]]]));
    const body = JSON.stringify(Array.from({ length: 8_000 }, () => [[["y"]]]));
    const start = performance.now();
    fits(code.slice(0, 10_000), body);
    fits(`[${"[".repeat(40)}${"]".repeat(40)}]`, body);
    fits("*a".repeat(4_000), "a".repeat(60_000));
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe("success", () => {
  test("is any 2xx, or the codes of the endpoint", () => {
    expect(typeOf([], 204)).toBe("success");
    expect(classify(answered(200), endpoint([], { successCodes: [202] }), "addUsers").outcome.kind).toBe("failure");
    expect(typeOf([entry("ok", { status: "200" })], 200)).toBe("success");
  });

  test("is none if an entry knows the error in the body", () => {
    const errors = [entry("hidden", { status: "200", subErrorCode: '{"success":false}' })];
    expect(typeOf(errors, 200, '{"success":false}')).toBe("hidden");
    expect(typeOf(errors, 200, '{"success":true}')).toBe("success");
  });

  test("of a list creation needs a list ID", () => {
    const { listCreation } = sampleDefinition().endpoints;
    const outcome = (body: string) => classify(answered(201, body), listCreation, "listCreation").outcome;
    expect(outcome('{"data":{"id":7}}')).toMatchObject({ kind: "success", status: "201" });
    expect(outcome("<html></html>")).toMatchObject({ kind: "failure", status: "invalid_response", retry: false });
    expect(outcome("{}")).toMatchObject({ kind: "failure", status: "invalid_response" });
    const errors = [
      entry("hidden", { status: "2xx", subErrorCode: '{"ok":false}' }),
      entry("bad", { status: "invalid_response" }),
    ];
    expect(classify(answered(201, '{"ok":false}'), { ...listCreation, errors }, "listCreation").outcome.type).toBe(
      "hidden",
    );
    expect(classify(answered(201, "{}"), { ...listCreation, errors }, "listCreation").outcome.type).toBe("bad");
  });

  test("of a list creation whose answer was too long to keep says so", () => {
    const { listCreation } = sampleDefinition().endpoints;
    const exchange = answered(201, '{"data": {"id": 7');
    const response = exchange.response && { ...exchange.response, isTruncated: true };
    const { outcome } = classify({ ...exchange, response }, listCreation, "listCreation");
    expect(outcome.message).toContain("longer than we read");
  });

  test("is what an ignored failure counts as", () => {
    const outcome = classify(
      answered(404),
      endpoint([entry("gone", { status: "404", retry: "ignore" })]),
      "addUsers",
    ).outcome;
    expect(outcome).toMatchObject({ kind: "success", type: "gone", entryId: "gone", retry: false });
  });
});

describe("a success that must contain something", () => {
  const marketo = (errors: ErrorEntry[]) => endpoint(errors, { successBody: '{"success":true}' });
  const outcomeOf = (body: string, errors: ErrorEntry[] = []) =>
    classify(answered(200, body), marketo(errors), "addUsers").outcome;

  test("is none without it, and says which part was not met", () => {
    expect(outcomeOf('{"success":true,"result":[]}')).toMatchObject({ kind: "success" });
    const refused = outcomeOf('{"success":false,"errors":[]}');
    expect(refused).toMatchObject({ kind: "failure", type: "unclassified", status: "200", retry: false });
    expect(refused.message).toContain("success is false instead of true");
    expect(outcomeOf("{}").message).toContain("success is missing from the body");
    expect(outcomeOf("<html>").message).toContain("the body doesn't contain");
  });

  test("names the nested part", () => {
    const nested = endpoint([], { successBody: '{"result":{"status":"ok*"},"id":1}' });
    const messageOf = (body: string) => classify(answered(201, body), nested, "addUsers").outcome.message;
    expect(messageOf('{"result":{"status":"queued"},"id":1}')).toContain('result.status is "queued" instead of "ok*"');
    expect(messageOf('{"result":{"status":"okay"},"id":2}')).toContain("id is 2 instead of 1");
    expect(messageOf('{"result":[{"status":"bad"}],"id":1}')).toContain('result is [{"status":"bad"}] instead of');
  });

  test("is described by an entry with a sub error code first, then by one for the status", () => {
    const errors = [
      entry("plain", { status: "200" }),
      entry("token", { status: "200", subErrorCode: '{"errors":{"code":"601"}}' }),
    ];
    expect(outcomeOf('{"success":false,"errors":[{"code":"601"}]}', errors).type).toBe("token");
    expect(outcomeOf('{"success":false,"errors":[{"code":"1"}]}', errors).type).toBe("plain");
    expect(outcomeOf('{"success":true}', errors).type).toBe("success");
  });

  test("whose answer was too long to keep says so", () => {
    const exchange = answered(200, '{"result":[');
    const response = exchange.response && { ...exchange.response, isTruncated: true };
    expect(classify({ ...exchange, response }, marketo([]), "addUsers").outcome.message).toContain(
      "longer than we read",
    );
  });
});

test("an entry may mean that the list is gone", () => {
  const errors = [entry("gone", { status: "404", meaning: "list_gone" }), entry("other", { status: "4xx" })];
  const meaningOf = (status: number) => classify(answered(status), endpoint(errors), "addUsers").outcome.meaning;
  expect([404, 400, 200].map(meaningOf)).toEqual(["list_gone", undefined, undefined]);
});

describe("results of single items", () => {
  const itemOutcomes = [
    itemOutcome.parse({ id: "bad", path: "errors", itemPath: "id", codePath: "code", onRemove: "done" }),
  ];
  const batch: SentItem[] = [
    { json: '"a"', operation: "add" },
    { json: '"b"', operation: "add" },
    { json: '"c"', operation: "remove" },
  ];
  const read = (status: number, body: string, errors: ErrorEntry[] = []) =>
    classify(answered(status, body), endpoint(errors, { itemOutcomes }), "addUsers", batch);

  test("make a success partial, or none at all", () => {
    expect(read(207, '{"errors":[{"id":"a"}]}').outcome).toMatchObject({
      kind: "partial",
      type: "partial",
      status: "207",
      message: "2 of 3 users were accepted, 1 was rejected.",
      items: { total: 3, accepted: 2, rejected: 1 },
    });
    expect(read(200, '{"errors":[{"id":"c"}]}').outcome).toMatchObject({ kind: "success", items: { done: 1 } });
    const none = classify(
      answered(200, '{"errors":[{"id":"a"},{"id":"b"}]}'),
      endpoint([], { itemOutcomes }),
      "addUsers",
      batch.slice(0, 2),
    );
    expect(none.outcome).toMatchObject({ kind: "failure", type: "rejected", retry: false });
    expect(none.items?.items.map(({ ruleId }) => ruleId)).toEqual(["bad", "bad"]);
  });

  test("are no success where nothing is known of what was sent", () => {
    const { outcome } = classify(answered(200, '{"errors":[{"id":"a"}]}'), endpoint([], { itemOutcomes }), "addUsers");
    expect(outcome).toMatchObject({
      kind: "partial",
      message: "1 report in the response fits no user of the request.",
    });
  });

  test("stand beside a failure, and are nothing where the call got no answer", () => {
    expect(read(400, '{"errors":[{"id":"a"}]}').outcome).toMatchObject({
      kind: "failure",
      type: "unclassified",
      items: { rejected: 1, failed: 2, accepted: 0 },
    });
    expect(read(400, "{}").outcome.items).toBeUndefined();
    expect(classify(unanswered("timeout"), endpoint([], { itemOutcomes }), "addUsers", batch).items).toBeUndefined();
  });

  test("that can't be read are an invalid response, unless an entry knows it", () => {
    expect(read(200, "<html>").outcome).toMatchObject({ kind: "failure", status: "invalid_response" });
    expect(read(200, "").outcome.kind).toBe("success");
    const errors = [entry("page", { status: "200", subErrorCode: '"<html>"' })];
    expect(read(200, "<html>", errors).outcome.type).toBe("page");
  });
});

test("what is retried by default", () => {
  const retries = (status: number) => classify(answered(status), endpoint([]), "addUsers").outcome.retry;
  expect([408, 423, 425, 429, 500, 502, 503, 504].every(retries)).toBe(true);
  expect([301, 400, 401, 404, 409, 422, 501].some(retries)).toBe(false);
  expect(classify(unanswered("timeout"), endpoint([]), "addUsers").outcome.retry).toBe(true);
  expect(
    classify(unanswered("refused"), endpoint([entry("x", { status: "refused" })]), "addUsers").outcome,
  ).toMatchObject({ kind: "failure", type: "refused", retry: false });
});

test("a redirect is a failure that says where it leads", () => {
  const exchange = answered(302, "", [{ name: "Location", value: "https://elsewhere.example" }]);
  expect(classify(exchange, endpoint([]), "addUsers").outcome.message).toContain("https://elsewhere.example");
});

const anyEntry = fc.record({
  status: fc.constantFrom("400", "401", "4xx", "5xx", "200", "timeout", "network", "invalid_response", "", "nonsense"),
  subErrorCode: fc.constantFrom("", '{"a":1}', '"x"', "*", "{", "null"),
  retry: fc.constantFrom("default" as const, "retry" as const, "fail" as const, "ignore" as const),
});

test("every exchange has exactly one outcome, and a less specific entry never outranks a more specific one", () => {
  const rank = ({ status, subErrorCode }: ErrorEntry) => (subErrorCode ? 2 : 0) + (status.endsWith("xx") ? 1 : 2);
  fc.assert(
    fc.property(anyExchange, fc.array(anyEntry), (exchange, parts) => {
      const errors = parts.map((part, index) => entry(`e${index}`, part));
      const { outcome, trace } = classify(exchange, endpoint(errors), "addUsers");
      expect(trace.map(({ entryId }) => entryId)).toEqual(errors.map(({ id }) => id));
      const matched = trace.filter(({ result }) => result === "matched");
      expect(matched.map(({ entryId }) => entryId)).toEqual(outcome.entryId === undefined ? [] : [outcome.entryId]);
      const winner = errors.find(({ id }) => id === outcome.entryId);
      for (const { entryId, result } of trace) {
        const other = errors.find(({ id }) => id === entryId);
        if (result === "outranked" && winner && other) expect(rank(other)).toBeLessThanOrEqual(rank(winner));
      }
      expect(outcome.message).not.toBe("");
    }),
  );
});

test("a message is filled in with what it may show, and keeps what it may not", () => {
  const lookup = lookupIn({ region: "EU" });
  expect(renderErrorMessage("Check $region and $api_key.", lookup)).toBe("Check EU and $api_key.");
  expect(renderErrorMessage("Costs $5, ${oops", lookup)).toContain("Costs $5");
});

test("copied entries are their own", () => {
  const [original] = sampleDefinition().endpoints.addUsers.errors;
  const [copy] = original ? copyErrors([original]) : [];
  expect(copy).toEqual({ ...original, id: copy?.id });
  expect(copy?.id).not.toBe(original?.id);
});

test("an entry drafted from a failure matches that failure", () => {
  const bodies = [
    '{"requestError":{"serviceException":{"messageId":"UNAUTHORIZED"}}}',
    '{"errors":[{"code":12}]}',
    "<html>",
    "",
  ];
  for (const body of bodies) {
    const exchange = answered(401, body);
    const drafted = entryFromExchange(exchange);
    expect(classify(exchange, endpoint([drafted]), "addUsers").outcome.entryId).toBe(drafted.id);
  }
  expect(entryFromExchange(unanswered("timeout")).status).toBe("timeout");
  expect(entryFromExchange(answered(502)).failureReason).not.toBe("");
});

test("a success with an error inside is covered by a code, by what a success must contain, or by the results of items", () => {
  const state = (errors: ErrorEntry[], part: Partial<MembersEndpoint> = {}, tested: string[] = []) =>
    coverage(endpoint(errors, part), tested).find(({ status }) => status === "200");
  const plain = entry("a", { status: "200" });
  expect(state([plain])).toMatchObject({ state: "missing", isTested: false });
  expect(state([plain], { successBody: "{}" })).toMatchObject({ state: "covered", entryId: "a" });
  expect(state([entry("b", { status: "207", subErrorCode: "{}" })])).toMatchObject({ state: "covered" });
  expect(state([], { itemOutcomes: [itemOutcome.parse({ id: "i", path: "errors" })] }, ["207"])).toMatchObject({
    state: "generic",
    isTested: true,
  });
});

test("a test has met whatever wasn't a plain success", () => {
  const met = (status: number, errors: ErrorEntry[] = []) =>
    metFailure(classify(answered(status), endpoint(errors), "addUsers").outcome);
  expect(met(200)).toBeUndefined();
  expect(met(404)).toBe("404");
  expect(met(404, [entry("gone", { status: "404", retry: "ignore" })])).toBe("404");
});

test("coverage tells covered from generic from missing, and what a test has met", () => {
  const rows = coverage(endpoint([entry("a", { status: "401" }), entry("b", { status: "5xx" })]), ["401", "timeout"]);
  const state = Object.fromEntries(rows.map((row) => [row.status, [row.state, row.isTested]]));
  expect(state).toMatchObject({
    "401": ["covered", true],
    "500": ["generic", false],
    "404": ["missing", false],
    timeout: ["missing", true],
  });
});
