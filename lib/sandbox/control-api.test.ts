/** The fault scripts and the expected end state by API: who may, what is refused, and what it says. */
import { describe, expect, test } from "vitest";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";

const { aWorkspace } = sandboxForTests({ limits: { recordsPerWorkspace: 2000 } });

function bench() {
  const workspace = aWorkspace();
  const control = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(workspace.root + path, {
      method,
      headers: {
        authorization: `Bearer ${workspace.credentials.key}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { ...workspace, control };
}

const rules = [{ effect: { type: "status", status: 500 } }];

describe("fault scripts", () => {
  test("are armed, read with their defaults, paused and removed", async () => {
    const { control } = bench();
    expect((await control("GET", "/faults")).body).toEqual({ script: null, isPaused: false, rules: [] });
    expect((await control("PATCH", "/faults", { isPaused: true })).status).toBe(409);
    const armed = await control("PUT", "/faults", { name: "Mine", rules });
    expect(armed.status).toBe(200);
    expect(armed.body).toEqual({
      script: {
        name: "Mine",
        seed: 1,
        rules: [
          {
            calls: { api: "any", operation: "any", method: "*", path: "*", itemsAbove: 0 },
            from: 1,
            every: 1,
            percent: 100,
            times: null,
            takesEffect: false,
            effect: {
              type: "status",
              status: 500,
              retryAfter: "none",
              retryAfterValue: "",
              code: "",
              message: "",
            },
          },
        ],
      },
      isPaused: false,
      rules: [
        {
          fault: "500",
          sentence: "Any call, all calls: answered with 500.",
          matched: 0,
          hits: 0,
          times: null,
          isSpent: false,
        },
      ],
    });
    expect((await control("PUT", "/faults", armed.body.script)).body).toEqual(armed.body);
    expect((await control("PATCH", "/faults", { isPaused: true })).body.isPaused).toBe(true);
    expect((await control("DELETE", "/faults")).body.script).toBeNull();
  });

  test("may be armed paused, and arming again begins anew", async () => {
    const { control, call } = bench();
    await control("PUT", "/faults", { rules, isPaused: true });
    expect((await call("GET", "/lists")).status).toBe(200);
    await control("PUT", "/faults", { rules });
    expect((await call("GET", "/lists")).status).toBe(500);
    expect((await control("PUT", "/faults", { rules })).body.rules[0]).toMatchObject({ matched: 0, hits: 0 });
  });

  test("are there ready-made, by ID", async () => {
    const { control } = bench();
    const { scripts } = (await control("GET", "/faults/scripts")).body;
    expect(scripts[0]).toMatchObject({
      id: "rate_limited",
      name: "429 three times, then fine",
      sentence: expect.any(String),
      rules: [expect.stringContaining("429")],
    });
    for (const { id, name, script } of scripts) {
      expect((await control("PUT", "/faults", { readyMade: id, seed: 7 })).body.script).toEqual({ ...script, seed: 7 });
      expect(script.name).toBe(name);
    }
    expect(await control("PUT", "/faults", { readyMade: "nothing" })).toMatchObject({
      status: 422,
      body: { error: { code: "unknown_script", message: expect.stringContaining("rate_limited") } },
    });
  });

  test("are checked without being armed", async () => {
    const { control } = bench();
    expect((await control("POST", "/faults/check", { rules })).body).toEqual({
      isValid: true,
      rules: [{ fault: "500", sentence: "Any call, all calls: answered with 500." }],
    });
    expect((await control("POST", "/faults/check", { rules: [] })).body).toEqual({
      isValid: false,
      issues: [{ path: "rules", message: "A script has at least one rule." }],
    });
    expect((await control("GET", "/faults")).body.script).toBeNull();
  });

  const effect = (fields: object) => ({ rules: [{ effect: fields }] });
  const rule = (fields: object) => ({ rules: [{ effect: { type: "hang" }, ...fields }] });
  test.each<[string, unknown]>([
    ["rules", {}],
    ["rules", { rules: [] }],
    ["rules", { rules: Array.from({ length: 21 }, () => rules[0]) }],
    ["seed", { rules, seed: -1 }],
    ["name", { rules, name: "a".repeat(101) }],
    ["", { rules, sead: 1 }],
    ["rules.0", rule({ form: 2 })],
    ["rules.0.effect.type", effect({})],
    ["rules.0.effect.type", effect({ type: "nothing" })],
    ["rules.0.effect", effect({ type: "hang", seconds: 1 })],
    ["rules.0.effect.milliseconds", effect({ type: "hang", milliseconds: 60_001 })],
    ["rules.0.effect.milliseconds", effect({ type: "slow", milliseconds: 0 })],
    ["rules.0.effect.milliseconds", effect({ type: "slow" })],
    ["rules.0.effect.status", effect({ type: "status", status: 200 })],
    ["rules.0.effect.status", effect({ type: "status", status: 600 })],
    ["rules.0.effect.status", effect({ type: "redirect", status: 200, location: "/" })],
    ["rules.0.effect.location", effect({ type: "redirect", location: "/\r\nSet-Cookie: a=b" })],
    ["rules.0.effect.contentType", effect({ type: "content_type", contentType: "text/plain\n" })],
    ["rules.0.effect.megabytes", effect({ type: "huge", megabytes: 101 })],
    ["rules.0.effect.retryAfterValue", effect({ type: "status", status: 429, retryAfter: "seconds" })],
    [
      "rules.0.effect.retryAfterValue",
      effect({ type: "status", status: 429, retryAfter: "date", retryAfterValue: "soon" }),
    ],
    [
      "rules.0.effect.retryAfterValue",
      effect({ type: "status", status: 429, retryAfter: "text", retryAfterValue: "a\r\nb: c" }),
    ],
    ["rules.0.from", rule({ from: 0 })],
    ["rules.0.every", rule({ every: 1.5 })],
    ["rules.0.times", rule({ times: 0 })],
    ["rules.0.percent", rule({ percent: 101 })],
    ["rules.0.takesEffect", rule({ takesEffect: "yes" })],
    ["rules.0.calls.api", rule({ calls: { api: "nothing" } })],
    ["rules.0.calls.operation", rule({ calls: { operation: "nothing" } })],
    ["rules.0.calls.operation", rule({ calls: { api: "events", operation: "add_members" } })],
    ["rules.0.calls.itemsAbove", rule({ calls: { itemsAbove: -1 } })],
  ])("say where they are wrong: %s", async (path, script) => {
    const { control } = bench();
    await control("PUT", "/faults", { name: "Before", rules });
    const { status, body } = await control("PUT", "/faults", script);
    expect(status).toBe(422);
    expect(body.error.code).toBe("invalid_body");
    expect(body.error.issues.map((issue: { path: string }) => issue.path)).toContain(path);
    for (const { message } of body.error.issues) expect(message).toMatch(/^.{12,}$/);
    expect((await control("GET", "/faults")).body.script.name).toBe("Before");
  });

  test("take JSON only, and the methods there are", async () => {
    const { control } = bench();
    expect((await control("PUT", "/faults", "{", {})).body.error.code).toBe("invalid_json");
    expect((await control("PUT", "/faults", "a=b", { "content-type": "text/plain" })).status).toBe(415);
    expect((await control("PUT", "/faults", `"${"a".repeat(3_000_000)}"`)).status).toBe(413);
    expect((await control("POST", "/faults", {})).headers.get("allow")).toBe("GET, PUT, PATCH, DELETE");
    for (const path of ["/faults/nothing", "/faults/check/x", "/expectation/x"]) {
      expect((await control("GET", path)).status).toBe(404);
    }
  });
});

describe("the key", () => {
  test.each(["/faults", "/faults/scripts", "/expectation"])("is needed for %s", async (path) => {
    const { control, credentials, root } = bench();
    expect((await fetch(root + path)).status).toBe(401);
    expect((await control("GET", path, undefined, { authorization: "Bearer no" })).status).toBe(401);
    const basic = Buffer.from(`${credentials.key}:${credentials.secret}`).toString("base64");
    expect((await control("GET", path, undefined, { authorization: `Basic ${basic}` })).status).toBe(200);
    const other = bench();
    expect((await control("GET", path, undefined, { authorization: `Bearer ${other.credentials.key}` })).status).toBe(
      401,
    );
  });

  test("is more than an access token", async () => {
    const { control, credentials, root } = bench();
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials.clientId,
      client_secret: credentials.secret,
    });
    const token = await fetch(`${root}/oauth/token`, { method: "POST", body: form }).then((answer) => answer.json());
    const authorization = `Bearer ${token.access_token}`;
    expect(await control("DELETE", "/faults", undefined, { authorization })).toMatchObject({
      status: 403,
      body: { error: { code: "key_required" } },
    });
  });

  test("calls of a test are neither recorded nor disturbed", async () => {
    const { control, root } = bench();
    await control("PUT", "/faults", { rules });
    expect((await control("GET", "/faults")).status).toBe(200);
    expect((await fetch(`${root}/requests/1`)).status).toBe(404);
  });
});

describe("the expected end state", () => {
  test("is compared with what the partner holds", async () => {
    const { control, call } = bench();
    const { id } = (await call("POST", "/lists", { name: "Cohort" })).body.list;
    await call("POST", `/lists/${id}/members`, { members: ["u1", "u2", 3].map((member) => ({ id: member })) });
    await call("PUT", "/users/u1", { properties: { plan: "gold" } });
    await call("PUT", "/users/u2", { properties: { plan: "free" } });
    await call("POST", "/tags/vip/users", { ids: ["u1"] });
    await call("POST", "/groups/acme/members", { ids: ["u1"] });
    const { status, body } = await control("PUT", "/expectation", {
      expected: [
        { kind: "list", name: "Cohort", members: ["u1", 3, "u9", "u9"] },
        { kind: "list", name: id, members: ["u1", "u2", "3"] },
        { kind: "list", name: "Nowhere", members: ["u1"] },
        { kind: "list", name: "Nowhere", members: [] },
        { kind: "property", name: "plan", members: ["u1", "u2"] },
        { kind: "property", name: "plan", value: "gold", members: ["u1", "u2"] },
        { kind: "tag", name: "vip", members: ["u1"] },
        { kind: "group", name: "acme", members: [] },
      ],
    });
    expect(status).toBe(200);
    expect(body.isMet).toBe(false);
    expect(body.results).toMatchObject([
      { exists: true, isMet: false, expected: 3, actual: 3, missing: ["u9"], surplus: ["u2"] },
      { exists: true, isMet: true, missing: [], surplus: [] },
      { exists: false, isMet: false, expected: 1, actual: 0, missing: ["u1"] },
      { exists: false, isMet: true },
      { isMet: true, actual: 2 },
      { isMet: false, value: "gold", actual: 1, missing: ["u2"], surplus: [] },
      { isMet: true },
      { isMet: false, surplus: ["u1"], surplusTotal: 1 },
    ]);
  });

  test("may leave others alone, and names those who must not be there", async () => {
    const { control, call } = bench();
    const { id } = (await call("POST", "/lists", { name: "Cohort" })).body.list;
    await call("POST", `/lists/${id}/members`, { members: [{ id: "u1" }, { id: "u2" }, { id: "u3" }] });
    await call("PUT", "/profiles/u1", { traits: { plan: "gold" } });
    const timestamp = "2026-03-01T12:00:00Z";
    await call("POST", "/events", { name: "Paid", userId: "u1", messageId: "m1", timestamp });
    const { body } = await control("PUT", "/expectation", {
      expected: [
        { kind: "list", name: id, members: ["u1"], absent: [] },
        { kind: "list", name: id, members: ["u1", "u4"], absent: ["u2", "u2", "u9"] },
        { kind: "trait", name: "plan", value: "gold", members: ["u1", "u2"] },
        { kind: "trait", name: "plan", members: [], absent: ["u1"] },
        { kind: "trait", name: "size", members: ["u1"] },
        { kind: "event", name: "Paid", members: ["m1", "u1"] },
        { kind: "event", name: "Paid", members: ["m2"], absent: [] },
        { kind: "event", name: "Left", members: ["m1"] },
      ],
    });
    expect(body.results).toMatchObject([
      { isMet: true, actual: 3, surplus: [] },
      { isMet: false, missing: ["u4"], surplus: ["u2"], surplusTotal: 1 },
      { isMet: false, value: "gold", missing: ["u2"], surplus: [] },
      { isMet: false, surplus: ["u1"] },
      { exists: false, missing: ["u1"] },
      { isMet: true },
      { exists: true, isMet: false, missing: ["m2"], surplus: [] },
      { exists: false, missing: ["m1"] },
    ]);
  });

  test("is checked without being kept, by an access token too where its scopes allow", async () => {
    const { control, call, credentials, root } = bench();
    await call("POST", "/tags/vip/users", { ids: ["u1"] });
    await control("PUT", "/faults", { rules });
    const expected = [{ kind: "tag", name: "vip", members: ["u1", "u2"] }];
    const checked = await control("POST", "/expectation/check", { expected });
    expect(checked).toMatchObject({ status: 200, body: { isMet: false, results: [{ missing: ["u2"] }] } });
    expect((await control("GET", "/expectation")).body).toEqual({ isMet: true, results: [] });
    expect((await control("GET", "/expectation/check")).status).toBe(405);
    expect((await control("POST", "/expectation/check/x", { expected })).status).toBe(404);
    expect((await control("POST", "/expectation/check", {})).status).toBe(422);

    await control("DELETE", "/faults");
    const authorization = async (scope: string) => {
      const { clientId, secret } = credentials;
      const grant_type = "client_credentials";
      const body = new URLSearchParams({ grant_type, client_id: clientId, client_secret: secret, scope });
      const answer = await fetch(`${root}/oauth/token`, { method: "POST", body });
      return { authorization: `Bearer ${(await answer.json()).access_token}` };
    };
    const asked = (headers: Record<string, string>) => control("POST", "/expectation/check", { expected }, headers);
    expect((await asked(await authorization("users"))).body.results).toHaveLength(1);
    expect(await asked(await authorization("lists"))).toMatchObject({
      status: 403,
      body: { error: { code: "insufficient_scope" } },
    });
    expect((await asked({ authorization: "Bearer nobody" })).status).toBe(401);
  });

  test("changes with the partner, and is met in the end", async () => {
    const { control, call, root } = bench();
    const { id } = (await call("POST", "/lists", { name: "Cohort" })).body.list;
    const expected = [{ kind: "list", name: "Cohort", members: ["u1"] }];
    expect((await control("PUT", "/expectation", { expected })).body.isMet).toBe(false);
    await call("POST", `/lists/${id}/members`, { members: [{ id: "u1" }] });
    expect((await control("GET", "/expectation")).body.isMet).toBe(true);
    await fetch(`${root}/clear`, { method: "POST", headers: { "x-sandbox-action": "clear" } });
    expect((await control("GET", "/expectation")).body).toEqual({ isMet: true, results: [] });
    await control("PUT", "/expectation", { expected });
    expect((await control("DELETE", "/expectation")).body.results).toEqual([]);
  });

  test("is streamed to the inspector as the partner changes", async () => {
    const { control, call, root } = bench();
    await control("PUT", "/expectation", { expected: [{ kind: "tag", name: "vip", members: ["u1"] }] });
    const stop = new AbortController();
    const response = await fetch(`${root}/live`, { signal: stop.signal });
    let text = "";
    let isTagged = false;
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk);
      if (!isTagged) await call("POST", "/tags/vip/users", { ids: ["u1"] });
      isTagged = true;
      if (text.includes("event: expectation")) break;
    }
    stop.abort();
    expect(text).toContain('event: expectation\ndata: {"isMet":true');
  });

  test("shows the first hundred of many", async () => {
    const { control } = bench();
    const members = Array.from({ length: 1500 }, (_, index) => `u${index}`);
    const { body } = await control("PUT", "/expectation", { expected: [{ kind: "tag", name: "vip", members }] });
    expect(body.results[0]).toMatchObject({ expected: 1500, missingTotal: 1500 });
    expect(body.results[0].missing).toHaveLength(100);
  });

  test("takes up room as everything else does", async () => {
    const { control, call } = bench();
    const expected = (count: number) => ({
      expected: [{ kind: "tag", name: "vip", members: Array.from({ length: count }, (_, index) => `u${index}`) }],
    });
    expect(await control("PUT", "/expectation", expected(2500))).toMatchObject({
      status: 422,
      body: { error: { code: "workspace_full" } },
    });
    expect((await control("PUT", "/expectation", expected(1900))).status).toBe(200);
    expect((await control("PUT", "/expectation", expected(1990))).status).toBe(200);
    const ids = Array.from({ length: 20 }, (_, index) => `v${index}`);
    expect((await call("POST", "/tags/vip/users", { ids })).status).toBe(422);
    await control("DELETE", "/expectation");
    expect((await call("POST", "/tags/vip/users", { ids })).status).toBe(200);
  });

  test.each<[string, unknown]>([
    ["expected", {}],
    ["expected.0.kind", { expected: [{ name: "a", members: [] }] }],
    ["expected.0.name", { expected: [{ kind: "list", members: [] }] }],
    ["expected.0.members", { expected: [{ kind: "list", name: "a" }] }],
    ["expected.0.members.1", { expected: [{ kind: "list", name: "a", members: ["u1", ""] }] }],
    ["expected.0", { expected: [{ kind: "list", name: "a", value: true, members: [] }] }],
    ["expected.0.value", { expected: [{ kind: "property", name: "a", value: null, members: [] }] }],
    ["expected", { expected: Array.from({ length: 101 }, () => ({ kind: "tag", name: "a", members: [] })) }],
  ])("says where it is wrong: %s", async (path, body) => {
    const answer = await bench().control("PUT", "/expectation", body);
    expect(answer.status).toBe(422);
    expect(answer.body.error.issues.map((issue: { path: string }) => issue.path)).toContain(path);
  });
});
