/** Every fault as a client meets it: the bytes on the connection, and whether the partner did what was asked. */
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";
import type { FaultScriptInput } from "./fault-script";
import { startSandbox } from "./server";

const holdMsMax = 400;
const now = new Date("2026-03-01T12:00:00Z");
const { aWorkspace, url } = sandboxForTests({
  limits: { heldPerWorkspace: 3, heldInAll: 5, holdMsMax },
  now: () => now,
});
/** For the faults that take their time without being at fault. */
const patient = sandboxForTests();

type Rules = FaultScriptInput["rules"];
type Effect = Rules[number]["effect"];

interface RawAnswer {
  text: string;
  /** How the connection ended, as the client sees it. */
  ended: "closed" | "reset" | "given_up";
  milliseconds: number;
}

/** A workspace with a list in it and a script armed. */
async function faulty(
  rules: Rules,
  { makeWorkspace = aWorkspace, ...options }: { seed?: number; makeWorkspace?: typeof aWorkspace } = {},
) {
  const workspace = makeWorkspace();
  const { call, root, credentials, name } = workspace;
  const listId: string = (await call("POST", "/lists", { name: "Cohort" })).body.list.id;
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(root + path, {
      method,
      headers: { "x-api-key": credentials.key, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  expect(await control("PUT", "/faults", { rules, ...options })).toMatchObject({ status: 200 });
  const path = `/lists/${listId}/members`;
  const add = (...ids: string[]) => call("POST", path, { members: ids.map((id) => ({ id })) });
  const total = async (): Promise<number> => {
    await control("DELETE", "/faults");
    return (await call("GET", `/lists/${listId}`)).body.list.total;
  };
  const recorded = (id: number) => fetch(`${root}/requests/${id}`).then((response) => response.json());
  const raw = (giveUpAfter?: number) =>
    rawCall(`/w/${name}/v1${path}`, credentials.key, { members: [{ id: "u1" }] }, giveUpAfter);
  return { ...workspace, listId, path, control, add, total, recorded, raw };
}

/** One POST over a bare socket: what comes back is not read by any HTTP client. */
function rawCall(path: string, key: string, body: unknown, giveUpAfter?: number): Promise<RawAnswer> {
  const started = performance.now();
  const text = JSON.stringify(body);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${text.length}\r\n\r\n`;
  return new Promise((resolve) => {
    let received = "";
    let ended: RawAnswer["ended"] = "closed";
    const socket = connect(Number(new URL(url()).port), "127.0.0.1", () => socket.write(head + text));
    const timer =
      giveUpAfter === undefined
        ? undefined
        : setTimeout(() => {
            ended = "given_up";
            socket.destroy();
          }, giveUpAfter);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {
      ended = "reset";
    });
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ text: received, ended, milliseconds: performance.now() - started });
    });
  });
}

async function plain(bench: Awaited<ReturnType<typeof faulty>>, body: unknown = { members: [{ id: "u1" }] }) {
  const response = await fetch(`${bench.root}/v1${bench.path}`, {
    method: "POST",
    redirect: "manual",
    headers: { authorization: `Bearer ${bench.credentials.key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("an error status", () => {
  test.each([
    [400, "bad_request"],
    [401, "invalid_key"],
    [403, "forbidden"],
    [404, "list_not_found"],
    [408, "request_timeout"],
    [409, "conflict"],
    [410, "gone"],
    [413, "batch_too_large"],
    [422, "invalid_body"],
    [423, "locked"],
    [425, "too_early"],
    [429, "rate_limited"],
    [500, "internal_error"],
    [501, "not_implemented"],
    [503, "unavailable"],
    [599, "error_599"],
  ])("%i has the partner's own body (%s), and nothing was done", async (status, code) => {
    const bench = await faulty([{ times: 1, effect: { type: "status", status } }]);
    expect(await bench.add("u1")).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(/.{8}/) } },
    });
    expect((await bench.add("u2")).body).toEqual({ added: 1, total: 1 });
  });

  test.each([502, 504])("%i is the page of a gateway", async (status) => {
    const bench = await faulty([{ effect: { type: "status", status } }]);
    const answer = await plain(bench);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain(`<h1>${status} `);
  });

  test("says Retry-After as seconds, as a date, and as nonsense", async () => {
    const effect = (retryAfter: "seconds" | "date" | "text", retryAfterValue: string | number): Effect => ({
      type: "status",
      status: 429,
      retryAfter,
      retryAfterValue,
    });
    const bench = await faulty([
      { times: 1, effect: effect("seconds", 2) },
      { from: 2, times: 1, effect: effect("date", 90) },
      { from: 3, times: 1, effect: effect("text", "soon, perhaps") },
      { from: 4, times: 1, effect: effect("seconds", -5) },
      { from: 5, times: 1, effect: { type: "status", status: 429 } },
    ]);
    const said: (string | null)[] = [];
    for (let index = 0; index < 5; index += 1) said.push((await bench.add("u1")).headers.get("retry-after"));
    expect(said).toEqual(["2", "Sun, 01 Mar 2026 12:01:30 GMT", "soon, perhaps", "-5", null]);
    expect((await bench.add("u1")).status).toBe(200);
  });

  test("has a code and a message of its own when the script says so", async () => {
    const bench = await faulty([
      { effect: { type: "status", status: 401, code: "expired_token", message: "Your token has ended." } },
    ]);
    expect((await bench.add("u1")).body).toEqual({
      error: { code: "expired_token", message: "Your token has ended." },
    });
  });

  test("names what is taken, by call", async () => {
    const bench = await faulty([{ effect: { type: "status", status: 409 } }]);
    expect((await bench.call("POST", "/lists", { name: "B" })).body.error.code).toBe("list_exists");
    const property = { key: "vip", type: "boolean" };
    expect((await bench.call("POST", "/properties", property)).body.error.code).toBe("property_exists");
  });

  test("of the token endpoint has the shape of OAuth 2", async () => {
    const bench = await faulty([{ calls: { api: "token" }, effect: { type: "status", status: 401 } }]);
    const { clientId, secret } = bench.credentials;
    const ask = (password: string) =>
      fetch(`${bench.root}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: password,
        }),
      });
    const answer = await ask(secret);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: "invalid_client", error_description: expect.any(String) });
    // A stranger is refused by the partner itself, and counts for nothing.
    expect((await ask("wrong")).status).toBe(401);
    expect((await bench.control("GET", "/faults")).body.rules[0]).toMatchObject({ matched: 1, hits: 1 });
  });

  test("may come although the call took effect", async () => {
    const bench = await faulty([{ takesEffect: true, effect: { type: "status", status: 500 } }]);
    expect((await bench.add("u1")).status).toBe(500);
    expect(await bench.recorded(2)).toMatchObject({ fault: "500, time 1", tookEffect: true, ending: "sent" });
    expect(await bench.total()).toBe(1);
  });
});

describe("the connection", () => {
  test("is slow, and the call takes effect", async () => {
    const bench = await faulty([{ effect: { type: "slow", milliseconds: 120 } }]);
    const answer = await bench.raw();
    expect(answer.milliseconds).toBeGreaterThan(115);
    expect(answer.text).toContain('{"added":1,"total":1}');
    expect(await bench.recorded(2)).toMatchObject({ ending: "sent", response: { status: 200 } });
  });

  test("hangs until the caller gives up", async () => {
    const bench = await faulty([{ effect: { type: "hang" } }]);
    const answer = await bench.raw(100);
    expect(answer).toMatchObject({ text: "", ended: "given_up" });
    await expect.poll(() => bench.recorded(2)).toMatchObject({ fault: "hang, time 1", ending: "given_up" });
    expect((await bench.recorded(2)).response.status).toBe(0);
    expect(await bench.total()).toBe(0);
  });

  test("hangs no longer than the script says, nor than the server allows", async () => {
    const short = await faulty([{ effect: { type: "hang", milliseconds: 80 } }]);
    const answer = await short.raw();
    expect(answer.text).toBe("");
    expect(answer.milliseconds).toBeGreaterThan(75);
    expect(answer.milliseconds).toBeLessThan(holdMsMax);
    const long = await faulty([{ effect: { type: "hang" } }]);
    const ended = await long.raw();
    expect(ended.text).toBe("");
    expect(ended.milliseconds).toBeGreaterThan(holdMsMax - 10);
    expect(ended.milliseconds).toBeLessThan(3 * holdMsMax);
    await expect.poll(() => long.recorded(2)).toMatchObject({ ending: "timed_out" });
  });

  test("is cut before the status", async () => {
    const bench = await faulty([{ effect: { type: "cut" } }]);
    expect(await bench.raw()).toMatchObject({ text: "" });
    expect(await bench.recorded(2)).toMatchObject({ fault: "connection cut, time 1", response: { status: 0 } });
    expect(await bench.total()).toBe(0);
  });

  test("is cut before the status of a call that took effect", async () => {
    const bench = await faulty([{ takesEffect: true, effect: { type: "cut" } }]);
    expect(await bench.raw()).toMatchObject({ text: "" });
    expect(await bench.total()).toBe(1);
  });

  test("is reset", async () => {
    const bench = await faulty([{ effect: { type: "cut", how: "reset" } }]);
    expect(await bench.raw()).toMatchObject({ text: "", ended: "reset" });
  });

  test.each(["close", "reset"] as const)("is cut in the middle of the body (%s)", async (how) => {
    const bench = await faulty([{ effect: { type: "cut", at: "in_body", how } }]);
    const answer = await bench.raw();
    if (how === "close") {
      expect(answer.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer.text).toMatch(/Content-Length: 21\r\n/);
      expect(answer.text.split("\r\n\r\n")[1]).toBe('{"added":1');
    } else expect(answer.ended).toBe("reset");
    expect(await bench.total()).toBe(1);
  });

  test("drips, and never ends by itself before its time", async () => {
    const bench = await faulty([{ effect: { type: "drip", milliseconds: 10 } }]);
    const answer = await bench.raw();
    expect(answer.milliseconds).toBeGreaterThan(holdMsMax - 10);
    const chunks = answer.text.split("\r\n\r\n").slice(1).join("\r\n\r\n");
    // One byte to a chunk, and no last chunk.
    expect(chunks).toMatch(/^1\r\n\{\r\n1\r\n"\r\n1\r\na\r\n/);
    expect(chunks).not.toMatch(/^0\r\n/m);
    await expect.poll(() => bench.recorded(2)).toMatchObject({ ending: "timed_out" });
    expect(await bench.total()).toBe(1);
  });
});

describe("the answer", () => {
  const parses = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  test.each([false, true])("is JSON that ends too early (takes effect: %s)", async (takesEffect) => {
    const bench = await faulty([{ takesEffect, effect: { type: "malformed_json" } }]);
    const answer = await plain(bench);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.text.length).toBeGreaterThan(5);
    expect(parses(answer.text)).toBe(false);
    expect(await bench.total()).toBe(takesEffect ? 1 : 0);
  });

  test("is an HTML page with status 200", async () => {
    const answer = await plain(await faulty([{ effect: { type: "html_page" } }]));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.text).toMatch(/^<!DOCTYPE html>/);
  });

  test("is 200 with an error in the body", async () => {
    const bench = await faulty([{ effect: { type: "error_body", code: "E42" } }]);
    expect(await bench.add("u1")).toMatchObject({ status: 200, body: { error: { code: "E42" } } });
    expect(await bench.total()).toBe(0);
  });

  test("is empty", async () => {
    const bench = await faulty([{ takesEffect: true, effect: { type: "empty_body" } }]);
    const answer = await plain(bench);
    expect([answer.status, answer.text, answer.headers.get("content-length")]).toEqual([200, "", "0"]);
    expect(await bench.total()).toBe(1);
  });

  test.each([
    ["text/csv", "text/csv"],
    ["", null],
  ])("has the content type %j", async (contentType, seen) => {
    const answer = await plain(await faulty([{ effect: { type: "content_type", contentType } }]));
    expect(answer.headers.get("content-type")).toBe(seen);
    expect(answer.text).toBe('{"added":1,"total":1}');
  });

  test("is 10 MB, and still JSON", async () => {
    const bench = await faulty([{ effect: { type: "huge" } }], { makeWorkspace: patient.aWorkspace });
    const answer = await plain(bench);
    expect(answer.text.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(JSON.parse(answer.text)).toMatchObject({ added: 1, total: 1 });
    expect((await bench.recorded(2)).response.body).toBe('{"added":1,"total":1}');
  });

  test("is gzip that nobody asked for", async () => {
    const bench = await faulty([{ effect: { type: "gzip" } }]);
    const { text } = await bench.raw();
    expect(text).toMatch(/content-encoding: gzip/i);
    // fetch unfolds it: the bytes are a true gzip of the true answer.
    expect((await plain(bench)).text).toBe('{"added":0,"total":1}');
  });

  test("is a small gzip that unfolds to 8 MB", async () => {
    const bench = await faulty([{ effect: { type: "gzip", megabytes: 8 } }]);
    const { text } = await bench.raw();
    expect(text.length).toBeLessThan(64 * 1024);
    const body = unchunk(Buffer.from(text.slice(text.indexOf("\r\n\r\n") + 4), "latin1"));
    expect(gunzipSync(body).length).toBeGreaterThan(8 * 1024 * 1024);
  });

  test.each([301, 302, 303, 307, 308] as const)("is a redirect with %i", async (status) => {
    const location = "http://169.254.169.254/latest/meta-data/?a=%20b";
    const bench = await faulty([{ effect: { type: "redirect", status, location } }]);
    const answer = await plain(bench);
    expect([answer.status, answer.headers.get("location")]).toEqual([status, location]);
    expect(await bench.total()).toBe(0);
  });

  test("repeats the key that was sent, in a header and in the body", async () => {
    const bench = await faulty([{ effect: { type: "echo" } }]);
    const answer = await plain(bench);
    const sent = `Bearer ${bench.credentials.key}`;
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-debug-authorization")).toBe(sent);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { code: "invalid_request", message: expect.stringContaining(sent) },
      request: { headers: { authorization: sent }, body: '{"members":[{"id":"u1"}]}' },
    });
  });

  test("is what the script says", async () => {
    const body = '{"list":{"id":"../../me"}}';
    const bench = await faulty([
      { calls: { operation: "create_list" }, effect: { type: "answer", status: 201, body } },
    ]);
    expect(await bench.call("POST", "/lists", { name: "B" })).toMatchObject({ status: 201, body: JSON.parse(body) });
    expect((await bench.call("GET", "/lists")).body.lists).toHaveLength(1);
  });

  test.each([
    ["status_line", /^HTTP\/one 2OO fine\r\n/],
    ["chunk", /Transfer-Encoding: chunked\r\n\r\nseven\r\n/],
    ["two_lengths", /Content-Length: 2\r\nContent-Length: 40\r\n/],
    ["large_headers", /X-Padding: x{15360}\r\n/],
    ["many_headers", /X-0: x\r\n(?:X-\d+: x\r\n){9998}X-9999: x\r\n/],
  ] as const)("is broken HTTP: %s", async (what, pattern) => {
    const bench = await faulty([{ effect: { type: "broken_http", what } }]);
    const answer = await bench.raw();
    expect(answer.text).toMatch(pattern);
    if (what === "large_headers") expect((await plain(bench)).text).toBe("{}");
    else await expect(plain(bench)).rejects.toThrow();
  });
});

/** The bytes of a chunked body. */
function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const length = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (!length) return Buffer.concat(parts);
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 4 + length;
  }
}

describe("half of the items", () => {
  const half: Rules = [{ effect: { type: "reject_half" } }];

  test("of a list are rejected by ID", async () => {
    const bench = await faulty(half);
    expect(await bench.add("u1", "u2", "u3", "u4")).toMatchObject({
      status: 200,
      body: {
        added: 2,
        total: 2,
        rejected: [
          { id: "u2", code: "rejected", message: expect.any(String) },
          { id: "u4", code: "rejected" },
        ],
      },
    });
    expect((await bench.call("GET", `/lists/${bench.listId}`)).body.members).toEqual([{ id: "u1" }, { id: "u3" }]);
  });

  test("of users are rejected by position, with those that the partner itself refused", async () => {
    const { call } = await faulty(half);
    const users = ["u1", "u2", "", "u4", "u5"].map((id) => ({ id, properties: { vip: true } }));
    const answer = await call("POST", "/users/batch", { users });
    expect(answer.status).toBe(207);
    expect(answer.body.updated).toBe(2);
    expect(answer.body.errors).toMatchObject([
      { index: 1, id: "u2", code: "rejected" },
      { index: 2, code: "invalid_id" },
      { index: 3, id: "u4", code: "rejected" },
    ]);
    expect((await call("GET", "/users")).body.users.map(({ id }: { id: string }) => id)).toEqual(["u5", "u1"]);
  });

  test("of a tag are unknown", async () => {
    const { call } = await faulty(half);
    expect((await call("POST", "/tags/vip/users", { ids: ["u1", "u2", 3] })).body).toEqual({
      tagged: 2,
      total: 2,
      unknownIds: ["u2"],
    });
    expect((await call("DELETE", "/tags/vip/users", { ids: ["3", "u1"] })).body).toEqual({
      untagged: 1,
      total: 1,
      unknownIds: ["u1"],
    });
  });

  test("of events are rejected by position", async () => {
    const { call } = await faulty(half);
    const event = { name: "Paid", userId: "u1", timestamp: 1_772_366_400 };
    expect(await call("POST", "/events/batch", { events: [event, event, { name: "No time" }, event] })).toMatchObject({
      status: 202,
      body: {
        accepted: 1,
        rejected: [
          { index: 1, code: "rejected" },
          { index: 2, code: "invalid_timestamp" },
          { index: 3, code: "rejected" },
        ],
      },
    });
  });

  test("of a group are rejected by ID", async () => {
    const { call } = await faulty(half);
    expect((await call("POST", "/groups/acme/members", { ids: ["u1", "u2"] })).body).toMatchObject({
      added: 1,
      rejected: [{ id: "u2" }],
    });
  });

  test("is nothing for a call without a batch, or with one the partner refuses", async () => {
    const { call, add, control } = await faulty(half);
    expect((await call("PUT", "/users/u1", { properties: {} })).status).toBe(201);
    expect((await control("GET", "/faults")).body.rules[0]).toMatchObject({ matched: 0 });
    expect((await call("POST", "/users/batch", "{")).status).toBe(400);
    expect((await call("POST", "/lists/lst_none/members", { members: [] })).status).toBe(404);
    expect((await add("u1")).body).toEqual({ added: 1, total: 1, rejected: [] });
  });
});

test("the list is gone: it is deleted, and a new one is not disturbed", async () => {
  const { add, call, listId } = await faulty([
    { calls: { operation: "add_members" }, from: 2, times: 1, effect: { type: "list_gone" } },
  ]);
  expect((await add("u1")).status).toBe(200);
  expect(await add("u2")).toMatchObject({ status: 404, body: { error: { code: "list_not_found" } } });
  expect((await call("GET", `/lists/${listId}`)).status).toBe(404);
  const { id } = (await call("POST", "/lists", { name: "Cohort" })).body.list;
  expect((await call("POST", `/lists/${id}/members`, { members: [{ id: "u1" }] })).status).toBe(200);
});

describe("a script", () => {
  const fail: Effect = { type: "status", status: 500 };

  test("counts, and the inspector shows each hit beside its request", async () => {
    const bench = await faulty([{ calls: { operation: "add_members" }, from: 2, times: 2, effect: fail }]);
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await bench.add("u1")).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    expect((await bench.control("GET", "/faults")).body.rules).toEqual([
      {
        fault: "500",
        sentence: "Add members, calls 2 to 3: answered with 500.",
        matched: 5,
        hits: 2,
        times: 2,
        isSpent: true,
      },
    ]);
    const faults = await Promise.all([2, 3, 4, 5].map(async (id) => (await bench.recorded(id)).fault));
    expect(faults).toEqual([undefined, "500, 1 of 2", "500, 2 of 2", undefined]);
  });

  test("belongs to its workspace", async () => {
    await faulty([{ effect: fail }]);
    expect((await aWorkspace().call("POST", "/lists", { name: "A" })).status).toBe(201);
  });

  test("neither disturbs nor counts callers without a key", async () => {
    const bench = await faulty([{ effect: { type: "hang" } }]);
    const answer = await bench.call("GET", "/lists", undefined, { authorization: "Bearer no" });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "invalid_key" } } });
    expect((await bench.control("GET", "/faults")).body.rules[0]).toMatchObject({ matched: 0, hits: 0 });
  });

  test("rests while paused, and goes on where it was", async () => {
    const { add, control } = await faulty([{ times: 2, effect: fail }]);
    const statuses = [(await add("u1")).status];
    expect((await control("PATCH", "/faults", { isPaused: true })).body).toMatchObject({ isPaused: true });
    statuses.push((await add("u1")).status);
    expect((await control("PATCH", "/faults", { isPaused: false })).body.rules[0]).toMatchObject({ matched: 1 });
    statuses.push((await add("u1")).status, (await add("u1")).status);
    expect(statuses).toEqual([500, 200, 500, 200]);
  });

  test("is gone with everything else when the workspace is cleared", async () => {
    const { root, call, control } = await faulty([{ effect: fail }]);
    await fetch(`${root}/clear`, { method: "POST", headers: { "x-sandbox-action": "clear" } });
    expect((await control("GET", "/faults")).body).toEqual({ script: null, isPaused: false, rules: [] });
    expect((await call("GET", "/lists")).status).toBe(200);
  });

  test("by chance plays the same way twice, and another way with another seed", async () => {
    const play = async (seed: number) => {
      const { add } = await faulty([{ percent: 40, effect: fail }], { seed });
      const statuses: number[] = [];
      for (let index = 0; index < 30; index += 1) statuses.push((await add("u1")).status);
      return statuses.join(" ");
    };
    const [first, second, other] = await Promise.all([play(7), play(7), play(8)]);
    expect(first).toBe(second);
    expect(first).not.toBe(other);
    expect(first).toContain("500");
    expect(first).toContain("200");
  });

  test("touches the token endpoint only when the call is the client's", async () => {
    const bench = await faulty([{ calls: { api: "token" }, effect: { type: "hang", milliseconds: 50 } }]);
    const answer = await fetch(`${bench.root}/oauth/token`, { method: "POST" });
    expect(answer.status).toBe(401);
  });
});

describe("calls that are held", () => {
  test("have room for so many of a workspace; one more is answered at once", async () => {
    const bench = await faulty([{ effect: { type: "hang" } }]);
    const held = [bench.raw(), bench.raw(), bench.raw()];
    await expect.poll(async () => (await bench.control("GET", "/faults")).body.rules[0].hits).toBe(3);
    const started = performance.now();
    expect(await bench.add("u1")).toMatchObject({ status: 503, body: { error: { code: "too_many_held" } } });
    expect(performance.now() - started).toBeLessThan(holdMsMax);
    expect(await bench.recorded(5)).toMatchObject({ ending: "no_room", response: { status: 503 } });
    // Another workspace is not concerned, and the room is there again when they have ended.
    expect((await aWorkspace().call("GET", "/lists")).status).toBe(200);
    await Promise.all(held);
    expect(await bench.raw(50)).toMatchObject({ ended: "given_up" });
  });

  test("have room for so many in all", async () => {
    const benches = await Promise.all([1, 2, 3].map(() => faulty([{ effect: { type: "hang" } }])));
    const answers = await Promise.all(benches.flatMap((bench) => [bench.raw(), bench.raw()]));
    expect(answers.filter(({ text }) => text.includes("too_many_held"))).toHaveLength(1);
  });

  test("that the caller leaves give their place back at once", async () => {
    const bench = await faulty([{ effect: { type: "hang" } }]);
    for (let index = 0; index < 8; index += 1) expect((await bench.raw(15)).text).toBe("");
    expect((await fetch(`${url()}/healthz`)).status).toBe(200);
  });

  test("end when the sandbox closes", async () => {
    const other = await startSandbox({ port: 0, host: "127.0.0.1", secret: "test" });
    const { key } = (await import("./workspace-key")).workspaceCredentials("acme", "test");
    const headers = { "x-api-key": key, "content-type": "application/json" };
    const body = JSON.stringify({ rules: [{ effect: { type: "hang" } }] });
    await fetch(`${other.url}/w/acme/faults`, { method: "PUT", headers, body });
    const hanging = fetch(`${other.url}/w/acme/v1/me`, { headers }).then(
      () => "answered",
      () => "cut",
    );
    await expect.poll(async () => (await fetch(`${other.url}/w/acme/requests/1`)).status, { timeout: 1000 }).toBe(200);
    const started = performance.now();
    await other.close();
    expect(performance.now() - started).toBeLessThan(1500);
    expect(await hanging).toBe("cut");
  });
});
