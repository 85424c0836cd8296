/** Fault scripts without a network: whose turn it is, what they are called, what is refused. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeRule, faultName } from "./describe-fault";
import { faultComposer } from "./fault-form";
import { type FaultScriptInput, faultScript } from "./fault-script";
import { type IdentifiedCall, identifyCall, operationNames } from "./partner-operation";
import { findReadyMade, readyMadeScripts } from "./ready-made-scripts";
import { seededRandom } from "./seeded-random";
import { isGlobMatch, WorkspaceFaults } from "./workspace-faults";

type RuleInput = FaultScriptInput["rules"][number];

const fail = { type: "status", status: 500 } as const;
const members: IdentifiedCall = {
  api: "lists",
  operation: "add_members",
  method: "POST",
  path: "/v1/lists/lst_1/members",
  items: [{}, {}],
  listId: "lst_1",
};

function playing(rules: RuleInput[], seed = 1): WorkspaceFaults {
  const faults = new WorkspaceFaults({ changed: () => {} });
  faults.arm(faultScript.parse({ rules, seed }));
  return faults;
}

/** On which of so many calls, from 1, the script fires. */
function firesOn(faults: WorkspaceFaults, calls: number, call: IdentifiedCall = members): number[] {
  return Array.from({ length: calls }, (_, index) => index + 1).filter(() => faults.next(call) !== undefined);
}

describe("the turn of a rule", () => {
  test.each<[string, Partial<RuleInput>, number[]]>([
    ["always", {}, [1, 2, 3, 4, 5, 6, 7, 8]],
    ["so many times", { times: 3 }, [1, 2, 3]],
    ["from a call on", { from: 6 }, [6, 7, 8]],
    ["one call", { from: 2, times: 1 }, [2]],
    ["every third", { every: 3 }, [1, 4, 7]],
    ["every third from the second", { from: 2, every: 3, times: 2 }, [2, 5]],
    ["never by chance", { percent: 0 }, []],
  ])("%s", (_, rule, expected) => {
    expect(firesOn(playing([{ ...rule, effect: fail }]), 8)).toEqual(expected);
  });

  test("is counted for every rule, and taken by the first", () => {
    const faults = playing([
      { times: 2, effect: { type: "slow", milliseconds: 5 } },
      { from: 2, times: 2, effect: fail },
    ]);
    const names = Array.from({ length: 5 }, () => faults.next(members)?.text);
    expect(names).toEqual(["slow, 5 ms, 1 of 2", "slow, 5 ms, 2 of 2", "500, 1 of 2", "500, 2 of 2", undefined]);
  });

  test("is as a plain count says, for any rule", () => {
    const rule = fc.record({
      from: fc.integer({ min: 1, max: 12 }),
      every: fc.integer({ min: 1, max: 5 }),
      times: fc.option(fc.integer({ min: 1, max: 6 })),
    });
    fc.assert(
      fc.property(rule, ({ from, every, times }) => {
        const due = Array.from({ length: 30 }, (_, index) => index + 1).filter(
          (call) => call >= from && (call - from) % every === 0,
        );
        expect(firesOn(playing([{ from, every, times, effect: fail }]), 30)).toEqual(due.slice(0, times ?? undefined));
      }),
    );
  });

  test("by chance follows from the seed, and comes about as often as it should", () => {
    const calls = (seed: number) => firesOn(playing([{ percent: 30, effect: fail }], seed), 2000);
    expect(calls(5)).toEqual(calls(5));
    expect(calls(5)).not.toEqual(calls(6));
    expect(calls(5).length / 2000).toBeCloseTo(0.3, 1);
    // Calls that only other rules fit change nothing.
    const two = playing(
      [
        { calls: { api: "lists" }, percent: 30, effect: fail },
        { calls: { api: "token" }, percent: 50, effect: fail },
      ],
      5,
    );
    const mixed = Array.from({ length: 200 }, () => {
      two.next({ ...members, api: "token", operation: "issue_token" });
      return two.next(members) !== undefined;
    });
    expect(mixed.flatMap((fired, index) => (fired ? [index + 1] : []))).toEqual(calls(5).filter((call) => call <= 200));
  });

  test("random numbers are spread from 0 up to 1", () => {
    const random = seededRandom(42);
    const tenths = new Array(10).fill(0);
    for (let index = 0; index < 10_000; index += 1) {
      const value = random();
      expect(value >= 0 && value < 1).toBe(true);
      tenths[Math.floor(value * 10)] += 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe("the calls of a rule", () => {
  test.each<[string, RuleInput["calls"], Partial<IdentifiedCall>, boolean]>([
    ["any", {}, {}, true],
    ["the API", { api: "lists" }, {}, true],
    ["another API", { api: "events" }, {}, false],
    ["the operation", { operation: "add_members" }, {}, true],
    ["another operation", { api: "lists", operation: "remove_members" }, {}, false],
    ["any batch", { operation: "any_batch" }, {}, true],
    ["no batch", { operation: "any_batch" }, { items: undefined }, false],
    ["more items", { itemsAbove: 1 }, {}, true],
    ["not more items", { itemsAbove: 2 }, {}, false],
    ["the method, in any case", { method: "po*" }, {}, true],
    ["another method", { method: "DELETE" }, {}, false],
    ["a path", { path: "/v1/lists/*/members" }, {}, true],
    ["another path", { path: "/v1/lists/*/members/remove" }, {}, false],
    ["a call the API does not offer", { api: "lists" }, { operation: undefined }, true],
  ])("%s", (_, calls, call, isFit) => {
    expect(firesOn(playing([{ calls, effect: fail }]), 1, { ...members, ...call })).toEqual(isFit ? [1] : []);
  });

  test("a star stands for anything, as a regular expression says it", () => {
    const piece = fc.constantFrom("a", "b", "/", ".", "*", "ab", "");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 10 }), (glob, letters) => {
        const text = letters.join("").replaceAll("*", "c");
        const pattern = glob
          .join("")
          .split("*")
          .map((part) => part.replaceAll(".", "\\."))
          .join(".*");
        expect(isGlobMatch(glob.join(""), text)).toBe(new RegExp(`^${pattern}$`).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("a star does not take for ever", () => {
    const started = performance.now();
    expect(isGlobMatch("*a".repeat(150), "a".repeat(100_000).concat("b"))).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });

  const identify = (method: string, path: string, body: unknown = {}) => {
    const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    return identifyCall(
      {
        method,
        segments: path.split("/").slice(1),
        query: new URLSearchParams(),
        headers: {},
        body: { bytes, bytesSeen: bytes.length, isTooLarge: false },
      },
      `/v1${path}`,
      false,
    );
  };

  test("are known by name", () => {
    const known = [
      ["POST", "/lists"],
      ["POST", "/lists/l/members"],
      ["POST", "/lists/l/members/remove"],
      ["DELETE", "/lists/l"],
      ["GET", "/lists"],
      ["POST", "/properties"],
      ["PUT", "/users/u"],
      ["POST", "/users/batch"],
      ["POST", "/tags/t/users"],
      ["DELETE", "/tags/t/users"],
      ["GET", "/users/u"],
      ["POST", "/events"],
      ["POST", "/events/batch"],
      ["PUT", "/profiles/p"],
      ["POST", "/groups/g/members"],
      ["GET", "/events"],
      ["GET", "/me"],
    ] as const;
    const names = known.map(([method, path]) => identify(method, path)?.operation);
    const all = Object.keys(operationNames);
    expect([...new Set(names), "issue_token"].toSorted()).toEqual(all.toSorted());
    expect(identify("DELETE", "/lists/l/members")?.operation).toBe("remove_members");
    expect(identify("PATCH", "/lists")).toMatchObject({ api: "lists", operation: undefined });
    expect(identify("GET", "/nothing")).toBeUndefined();
  });

  test("have items only when their body is a batch", () => {
    expect(identify("POST", "/users/batch", { users: [1, 2] })?.items).toEqual([1, 2]);
    for (const body of [{}, { users: {} }, "{", "null", "[1]"]) {
      expect(identify("POST", "/users/batch", body)?.items).toBeUndefined();
    }
    expect(identify("PUT", "/users/u", { users: [1] })?.items).toBeUndefined();
  });
});

describe("a rule in words", () => {
  test.each<[RuleInput, string]>([
    [
      {
        calls: { operation: "add_members" },
        times: 3,
        effect: { type: "status", status: 429, retryAfter: "seconds", retryAfterValue: 2 },
      },
      "Add members, the first 3 calls: answered with 429 and Retry-After: 2.",
    ],
    [
      { effect: { type: "status", status: 429, retryAfter: "date", retryAfterValue: 5 } },
      "Any call, all calls: answered with 429 and Retry-After as the date in 5 s.",
    ],
    [
      { calls: { api: "lists", operation: "any_batch" }, from: 2, times: 1, effect: { type: "list_gone" } },
      "Any batch of the List API, call 2: the list is deleted, and the call no longer finds it.",
    ],
    [
      { calls: { path: "/v1/tags/*" }, from: 4, every: 2, percent: 50, times: 5, effect: { type: "hang" } },
      "Any call, path /v1/tags/*, every 2nd call from call 4 on, 50 % of them, at most 5 times: no answer until the caller gives up, 60 s at most.",
    ],
    [
      { from: 3, effect: { type: "cut" }, takesEffect: true },
      "Any call, from call 3 on: the connection is closed before the status; the call takes effect all the same.",
    ],
    [
      { times: 1, effect: { type: "slow", milliseconds: 1500 }, takesEffect: true },
      "Any call, the first call: answered 1.5 s late.",
    ],
    [
      { calls: { api: "token" }, from: 2, times: 3, every: 11, effect: { type: "empty_body" } },
      "Any call of the token endpoint, every 11th call from call 2 on, at most 3 times: answered with an empty body.",
    ],
  ])("%#", (rule, sentence) => {
    expect(faultScript.parse({ rules: [rule] }).rules.map(describeRule)).toEqual([sentence]);
  });
});

describe("ready-made scripts", () => {
  test("each have a name, a sentence and words for every rule", () => {
    expect(readyMadeScripts.length).toBeGreaterThan(20);
    expect(new Set(readyMadeScripts.map(({ id }) => id)).size).toBe(readyMadeScripts.length);
    expect(new Set(readyMadeScripts.map(({ script }) => script.name)).size).toBe(readyMadeScripts.length);
    for (const { id, sentence, script } of readyMadeScripts) {
      expect(findReadyMade(id)?.script).toBe(script);
      expect(sentence).toMatch(/^[A-Z0-9].{15,}\.$/);
      for (const rule of script.rules) {
        expect(describeRule(rule)).toMatch(/^[A-Z].{15,}\.$/);
        expect(faultName(rule.effect)).toMatch(/.{2}/);
      }
    }
  });

  test("between them show every effect", () => {
    const used = new Set(readyMadeScripts.flatMap(({ script }) => script.rules.map(({ effect }) => effect.type)));
    expect([...used].toSorted()).toEqual(
      formEffects()
        .map(({ type }) => type)
        .toSorted(),
    );
  });
});

/** The effects of the composer with the names of their fields. */
function formEffects(): { type: string; fields: string[] }[] {
  const blocks = faultComposer.matchAll(/data-effect="(\w+)"[^>]*>(.*?)<\/div>/gs);
  return [...blocks].map(([, type = "", content = ""]) => ({
    type,
    fields: [...content.matchAll(/data-field="(\w+)"/g)].map(([, field = ""]) => field).toSorted(),
  }));
}

test("the composer has every effect and every field that a rule may have", () => {
  const { effect, calls, ...timing } = faultScript.shape.rules.element.shape;
  const shapes = effect.options.map(({ shape }) => ({
    type: shape.type.value,
    fields: Object.keys(shape)
      .filter((name) => name !== "type")
      .toSorted(),
  }));
  const byType = (left: { type: string }, right: { type: string }) => left.type.localeCompare(right.type);
  expect(formEffects().toSorted(byType)).toEqual(shapes.toSorted(byType));
  for (const field of [...Object.keys(timing), "operation", "method", "path", "itemsAbove"]) {
    expect([field, faultComposer.includes(`data-field="${field}"`)]).toEqual([field, true]);
  }
  expect(calls.safeParse({}).success).toBe(true);
  for (const operation of Object.keys(operationNames)) expect(faultComposer).toContain(`.${operation}"`);
});

test("docs/sandbox.md names every effect, every operation, and examples that can be armed", () => {
  const page = readFileSync("docs/sandbox.md", "utf8");
  for (const { type } of formEffects()) expect(page).toContain(`| \`${type}\` |`);
  for (const operation of Object.keys(operationNames)) expect(page).toContain(`\`${operation}\``);
  const bodies = [...page.matchAll(/PUT \$BASE\/faults -d '([^']+)'/g)].map(([, body = ""]) => JSON.parse(body));
  expect(bodies).toHaveLength(3);
  for (const body of bodies) {
    if (body.readyMade !== undefined) expect(findReadyMade(body.readyMade)).toBeDefined();
    else expect(faultScript.safeParse(body).error).toBeUndefined();
  }
});
