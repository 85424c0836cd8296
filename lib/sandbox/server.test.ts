import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";
import { startSandbox } from "./server";
import { defaultSandboxSecret, isWorkspaceName, workspaceKey } from "./workspace-key";

const { aWorkspace, url } = sandboxForTests({
  limits: {
    workspaces: 20,
    unprovenWorkspaces: 5,
    requestsPerWorkspace: 5,
    listsPerWorkspace: 3,
    membersPerList: 1500,
    recordsInAll: 4000,
  },
});

const members = (count: number, from = 0) => Array.from({ length: count }, (_, index) => ({ id: `u${from + index}` }));

describe("keys", () => {
  test("follow from the workspace and the secret", () => {
    expect(workspaceKey("acme", "s")).toMatch(/^sandbox_key_[0-9a-f]{32}$/);
    expect(workspaceKey("acme", "s")).toBe(workspaceKey("acme", "s"));
    expect(new Set([workspaceKey("acme", "s"), workspaceKey("acme", "t"), workspaceKey("acmf", "s")]).size).toBe(3);
    expect(workspaceKey("acme")).toBe(workspaceKey("acme", defaultSandboxSecret));
  });

  test("names of workspaces are plain", () => {
    for (const name of ["acme", "a", "northwind-messaging", "-x_1"]) expect(isWorkspaceName(name)).toBe(true);
    for (const name of ["", "Acme", "a b", "a/b", "..", "é", "a".repeat(101), "<b>"])
      expect(isWorkspaceName(name)).toBe(false);
  });

  test.each([
    ["missing_key", ""],
    ["invalid_key", "Bearer sandbox_key_0000"],
    ["invalid_key", "Basic dXNlcjpwYXNz"],
    ["invalid_key", `Bearer ${workspaceKey("another", "test")}`],
  ])("%s is 401 (%j)", async (code, authorization) => {
    const { call, root } = aWorkspace();
    const answer =
      authorization === ""
        ? await fetch(`${root}/v1/lists`).then(async (response) => ({
            ...response,
            status: response.status,
            body: await response.json(),
          }))
        : await call("GET", "/lists", undefined, { authorization });
    expect(answer).toMatchObject({ status: 401, body: { error: { code, message: expect.any(String) } } });
  });
});

describe("lists", () => {
  test("are created, read, filled, emptied and deleted", async () => {
    const { call } = aWorkspace();
    const created = await call("POST", "/lists", { name: "Saturday's cohort & héllo <b>", channel: "email" });
    expect(created).toMatchObject({ status: 201, body: { list: { name: "Saturday's cohort & héllo <b>", total: 0 } } });
    const { id } = created.body.list;
    expect(id).toMatch(/^lst_[0-9a-f]{12}$/);

    const added = await call("POST", `/lists/${id}/members`, {
      members: [{ id: "u1", email: "a@example.com" }, { id: 2 }, { id: "u1" }],
    });
    expect(added).toMatchObject({ status: 200, body: { added: 2, total: 2 } });
    expect((await call("POST", `/lists/${id}/members`, { members: [{ id: "u1" }, { id: "u3" }] })).body).toEqual({
      added: 1,
      total: 3,
    });
    expect((await call("GET", `/lists/${id}`)).body).toMatchObject({
      list: { id, total: 3 },
      members: [{ id: "u1", email: "a@example.com" }, { id: "2" }, { id: "u3" }],
    });
    expect((await call("DELETE", `/lists/${id}/members`, { members: [{ id: "u1" }, { id: "nobody" }] })).body).toEqual({
      removed: 1,
      total: 2,
    });
    expect((await call("POST", `/lists/${id}/members/remove`, { members: [{ id: 2 }] })).body).toEqual({
      removed: 1,
      total: 1,
    });
    expect((await call("POST", `/lists/${id}/members`, { members: [] })).body).toEqual({ added: 0, total: 1 });
    expect((await call("GET", "/lists")).body.lists).toMatchObject([{ id, total: 1 }]);
    expect((await call("DELETE", `/lists/${id}`)).body).toMatchObject({ deleted: true });
    expect((await call("GET", `/lists/${id}`)).status).toBe(404);
  });

  test("have names of their own, but the same creation sent again finds its list", async () => {
    const { call } = aWorkspace();
    const key = { "idempotency-key": "batch-1" };
    const first = await call("POST", "/lists", { name: "A" }, key);
    const again = await call("POST", "/lists", { name: "A" }, key);
    expect(again).toMatchObject({ status: 201, body: { list: { id: first.body.list.id } } });
    const other = await call("POST", "/lists", { name: "A" }, { "idempotency-key": "batch-2" });
    expect(other).toMatchObject({
      status: 409,
      body: { error: { code: "list_exists", message: expect.stringContaining("“A”") } },
    });
    expect((await call("POST", "/lists", { name: "A" })).status).toBe(409);
  });

  test("belong to their workspace", async () => {
    const [one, two] = [aWorkspace(), aWorkspace()];
    const { id } = (await one.call("POST", "/lists", { name: "A" })).body.list;
    expect((await two.call("GET", `/lists/${id}`)).status).toBe(404);
    expect((await two.call("GET", "/lists")).body).toEqual({ lists: [] });
  });

  test("and their members are bounded", async () => {
    const { call } = aWorkspace();
    const { id } = (await call("POST", "/lists", { name: "A" })).body.list;
    expect(await call("POST", `/lists/${id}/members`, { members: members(1001) })).toMatchObject({
      status: 413,
      body: { error: { code: "too_many_members", message: expect.stringContaining("1001") } },
    });
    expect((await call("POST", `/lists/${id}/members`, { members: members(1000) })).body).toEqual({
      added: 1000,
      total: 1000,
    });
    expect(await call("POST", `/lists/${id}/members`, { members: members(1000, 1000) })).toMatchObject({
      status: 422,
      body: { error: { code: "list_full" } },
    });
    expect((await call("GET", `/lists/${id}`)).body.list.total).toBe(1000);
    for (const name of ["B", "C"]) await call("POST", "/lists", { name });
    expect(await call("POST", "/lists", { name: "D" })).toMatchObject({
      status: 422,
      body: { error: { code: "too_many_lists" } },
    });
  });

  test("and users and profiles are bounded together", async () => {
    const { call } = aWorkspace();
    const users = (from: number) =>
      Array.from({ length: 500 }, (_, index) => ({ id: `u${from + index}`, properties: {} }));
    for (let from = 0; from < 3500; from += 500) await call("POST", "/users/batch", { users: users(from) });
    const { id } = (await call("POST", "/lists", { name: "A" })).body.list;
    expect(await call("POST", `/lists/${id}/members`, { members: members(501) })).toMatchObject({
      status: 422,
      body: { error: { code: "workspace_full" } },
    });
    expect((await call("POST", `/lists/${id}/members`, { members: members(499) })).status).toBe(200);
    // A record counts once for each KiB it begins.
    expect(await call("PUT", "/profiles/u1", { traits: { a: "x".repeat(1100) } })).toMatchObject({
      status: 422,
      body: { error: { code: "workspace_full" } },
    });
    expect((await call("PUT", "/profiles/u1", { traits: { a: "x" } })).status).toBe(201);
    expect((await call("PUT", "/profiles/u2", { traits: {} })).status).toBe(422);
    await call("DELETE", `/lists/${id}`);
    expect((await call("PUT", "/profiles/u2", { traits: {} })).status).toBe(201);
  });

  test("of workspaces long unused make room", async () => {
    const all = Array.from({ length: 6 }, aWorkspace);
    for (const { call } of all) {
      const { id } = (await call("POST", "/lists", { name: "A" })).body.list;
      await call("POST", `/lists/${id}/members`, { members: members(1000) });
    }
    expect((await all[0]?.call("GET", "/lists"))?.body).toEqual({ lists: [] });
    expect((await all[5]?.call("GET", "/lists"))?.body.lists).toMatchObject([{ total: 1000 }]);
  });
});

describe("strangers", () => {
  test("who knocks at many names without a key has nobody else's workspace forgotten", async () => {
    const { call, root } = aWorkspace();
    await call("POST", "/lists", { name: "Mine" });
    for (let knock = 0; knock < 30; knock += 1) {
      const stranger = `${url()}/w/stranger-${knock}`;
      await fetch(`${stranger}/`).then((answer) => answer.text());
      await fetch(`${stranger}/v1/lists`).then((answer) => answer.text());
      await fetch(`${stranger}/faults`, { method: "PUT", body: "{}" }).then((answer) => answer.text());
      await fetch(`${stranger}/oauth/token`, { method: "POST" }).then((answer) => answer.text());
    }
    expect((await call("GET", "/lists")).body.lists).toMatchObject([{ name: "Mine" }]);
    expect((await fetch(`${root}/requests/1`)).status).toBe(200);
    const first = await fetch(`${url()}/`).then((answer) => answer.text());
    expect(first.match(/stranger-\d+</g)).toHaveLength(5);
  });

  test("a workspace that is called with its key at last keeps what was recorded before", async () => {
    const { call, root } = aWorkspace();
    expect((await call("GET", "/lists", undefined, { authorization: "Bearer wrong" })).status).toBe(401);
    await call("GET", "/lists");
    for (let knock = 0; knock < 10; knock += 1) await fetch(`${url()}/w/knock-${knock}/`);
    expect(await fetch(`${root}/requests/1`).then((answer) => answer.json())).toMatchObject({
      response: { status: 401 },
    });
  });

  test("a page that has a name of its own lead here is told nothing", async () => {
    const { name } = aWorkspace();
    const ask = (host: string, port = Number(new URL(url()).port)) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(port, "127.0.0.1", () => {
          socket.write(`GET /w/${name}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
        });
        let text = "";
        socket.on("data", (bytes) => (text += bytes));
        socket.on("end", () => resolve(text.split("\r\n", 1)[0] ?? ""));
        socket.on("error", reject);
      });
    for (const host of [
      "evil.example",
      "evil.example:4010",
      "127.0.0.1.evil.example",
      "localhost.evil.example:80",
      "",
    ]) {
      expect(await ask(host)).toContain("421");
    }
    for (const host of ["localhost", "LOCALHOST:4010", "127.0.0.1:1", "[::1]:4010"]) {
      expect(await ask(host)).toContain("200");
    }
    const behindProxy = await startSandbox({ port: 0, host: "127.0.0.1", publicUrl: "https://sandbox.example.com/" });
    expect(await ask("sandbox.example.com", behindProxy.port)).toContain("200");
    expect(await ask("example.com", behindProxy.port)).toContain("421");
    await behindProxy.close();
  });
});

describe("what is wrong is said in JSON", () => {
  const good = { name: "A" };
  const json = { "content-type": "application/json" };
  test.each<[number, string, string, string, unknown, Record<string, string>]>([
    [404, "not_found", "GET", "", undefined, {}],
    [404, "not_found", "GET", "/nothing", undefined, {}],
    [404, "not_found", "GET", "/lists/x/y", undefined, {}],
    [404, "list_not_found", "POST", "/lists/lst_none/members", { members: [] }, {}],
    [404, "list_not_found", "GET", "/lists/__proto__", undefined, {}],
    [405, "method_not_allowed", "PUT", "/lists", good, {}],
    [405, "method_not_allowed", "PATCH", "/lists", good, {}],
    [415, "unsupported_media_type", "POST", "/lists", JSON.stringify(good), { "content-type": "text/plain" }],
    [
      415,
      "unsupported_media_type",
      "POST",
      "/lists",
      "name=A",
      { "content-type": "application/x-www-form-urlencoded" },
    ],
    [400, "invalid_json", "POST", "/lists", "", json],
    [400, "invalid_json", "POST", "/lists", '{"name":', json],
    [400, "invalid_json", "POST", "/lists", "{'name': 'A'}", json],
    [422, "invalid_body", "POST", "/lists", [], {}],
    [422, "invalid_body", "POST", "/lists", "null", json],
    [422, "invalid_body", "POST", "/lists", {}, {}],
    [422, "invalid_body", "POST", "/lists", { name: "  " }, {}],
    [422, "invalid_body", "POST", "/lists", { name: 7 }, {}],
    [422, "invalid_body", "POST", "/lists", { name: "a".repeat(201) }, {}],
    [413, "body_too_large", "POST", "/lists", `{"name":"${"a".repeat(3 * 1024 * 1024)}"}`, json],
  ])("%i %s: %s %s", async (status, code, method, path, body, headers) => {
    const answer = await aWorkspace().call(method, path, body, headers);
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/.{10}/) } } });
    expect(answer.headers.get("content-type")).toContain("application/json");
  });

  test.each([
    {},
    { members: {} },
    { members: [{}] },
    { members: [{ id: "" }] },
    { members: [{ id: 1.5 }] },
    { members: ["u1"] },
    { members: [{ id: "a", email: 1 }] },
  ])("422 for members %j", async (body) => {
    const { call } = aWorkspace();
    const { id } = (await call("POST", "/lists", { name: "A" })).body.list;
    const answer = await call("POST", `/lists/${id}/members`, body);
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "invalid_body", issues: expect.any(Array) } } });
    expect((await call("GET", `/lists/${id}`)).body.list.total).toBe(0);
  });

  test("the methods that are allowed are named", async () => {
    expect((await aWorkspace().call("PUT", "/lists", {})).headers.get("allow")).toBe("GET, POST");
  });

  test.each([
    "/w/UPPER/v1/lists",
    "/w//v1/lists",
    "/w/%3Cb%3E/v1/lists",
    "/nothing",
    "/assets/../server.ts",
    "/assets/__proto__",
  ])("%s is 404", async (path) => {
    const response = await fetch(url() + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: expect.any(String) } });
  });

  test("a path that cannot be decoded is 400, a caller that hangs up is nothing", async () => {
    expect((await fetch(`${url()}/w/%zz/v1/lists`)).status).toBe(400);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url()).port), "127.0.0.1", () => {
        socket.write("POST /w/gone/v1/lists HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{");
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on("close", () => resolve());
    });
    expect((await fetch(`${url()}/healthz`)).status).toBe(200);
  });
});

/** Reads the events of a workspace until `isEnough`. */
async function readEvents(
  root: string,
  isEnough: (text: string) => boolean,
  during?: () => Promise<unknown>,
): Promise<string> {
  const control = new AbortController();
  const response = await fetch(`${root}/live`, { signal: control.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  let text = "";
  const work = during?.();
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (isEnough(text)) break;
  }
  await work;
  control.abort();
  return text;
}

describe("the inspector", () => {
  test("is a page with a strict policy and nothing from elsewhere", async () => {
    const { root, name } = aWorkspace();
    const response = await fetch(`${root}/`);
    const html = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(html).toContain(`data-workspace="${name}"`);
    expect(html).not.toMatch(/https?:\/\/|style=|onclick|<script>/);
    expect(html).not.toContain(workspaceKey(name, "test"));
    expect((await fetch(root, { redirect: "manual" })).headers.get("location")).toBe(`/w/${name}/`);
    for (const asset of html.match(/\/assets\/[\w.]+/g) ?? []) {
      expect([asset, (await fetch(url() + asset)).status]).toEqual([asset, 200]);
    }
  });

  test("streams requests and lists as they come", async () => {
    const { root, call } = aWorkspace();
    const text = await readEvents(
      root,
      (so) => so.includes("event: lists") && so.includes("event: request"),
      () => call("POST", "/lists", { name: "</script><b>" }),
    );
    expect(text).toContain("event: snapshot");
    expect(text).toContain('"method":"POST","path":"/v1/lists"');
    expect(text).toContain("</script><b>");
  });

  test("shows a request as it arrived, and its answer", async () => {
    const { root, call, name } = aWorkspace();
    await call("POST", "/lists?dry=1", '{"name": "A", "big": 12345678901234567890}', {
      "X-Probe": "one",
      "content-type": "application/json",
    });
    const recorded = await fetch(`${root}/requests/1`).then((response) => response.json());
    expect(recorded).toMatchObject({
      id: 1,
      method: "POST",
      path: "/v1/lists?dry=1",
      body: '{"name": "A", "big": 12345678901234567890}',
      bodyBytes: 42,
      response: { status: 201, body: expect.stringContaining("lst_") },
    });
    expect(recorded.headers).toContainEqual(["authorization", `Bearer ${workspaceKey(name, "test")}`]);
    expect((await fetch(`${root}/requests/2`)).status).toBe(404);
  });

  test("keeps the last requests, refused ones too", async () => {
    const { root, call } = aWorkspace();
    for (let index = 0; index < 8; index += 1)
      await call("GET", `/lists?${index}`, undefined, { authorization: "Bearer no" });
    expect((await fetch(`${root}/requests/3`)).status).toBe(404);
    expect(await fetch(`${root}/requests/8`).then((response) => response.json())).toMatchObject({
      response: { status: 401 },
    });
  });

  test("is cleared by its own page only", async () => {
    const { root, call } = aWorkspace();
    const { id } = (await call("POST", "/lists", { name: "A" })).body.list;
    await call("PUT", "/users/u1", { properties: { vip: true } });
    await call("PUT", "/profiles/u1", { traits: {} });
    expect((await fetch(`${root}/lists/${id}`)).status).toBe(200);
    expect((await fetch(`${root}/clear`, { method: "POST" })).status).toBe(403);
    expect((await fetch(`${root}/clear`)).status).toBe(405);
    const cleared = await fetch(`${root}/clear`, { method: "POST", headers: { "x-sandbox-action": "clear" } });
    expect(cleared.status).toBe(204);
    for (const path of [`/lists/${id}`, "/users/u1", "/profiles/u1"]) {
      expect((await fetch(`${root}${path}`)).status).toBe(404);
    }
    expect((await call("GET", "/properties")).body.properties).toEqual([]);
  });

  test("shows keys to the page, and to nobody who only reads its frame", async () => {
    const { root, credentials } = aWorkspace();
    const text = await readEvents(root, (so) => so.includes("\n\n"));
    expect(text).toContain(JSON.stringify(credentials));
    const html = await fetch(`${root}/`).then((response) => response.text());
    for (const value of Object.values(credentials)) expect(html).not.toContain(value);
  });

  test("streams users and events as they change, in short", async () => {
    const { root, call } = aWorkspace();
    const text = await readEvents(
      root,
      (so) => so.includes("event: users") && so.includes("event: events"),
      async () => {
        await call("PUT", "/users/u1", { properties: { vip: true, plan: "gold" } });
        await call("POST", "/tags/spring/users", { ids: ["u1"] });
        await call("POST", "/events", { name: "Page Viewed", userId: "u1", timestamp: 1_772_366_400 });
        await call("PUT", "/profiles/u1", { traits: { email: "ada@example.com" } });
        await call("POST", "/groups/acme/members", { ids: ["u1"] });
      },
    );
    expect(text).toContain('"users":[{"id":"u1","properties":2,"tags":["spring"]}]');
    expect(text).toContain('"tags":[{"tag":"spring","total":1}]');
    expect(text).toContain('{"number":1,"name":"Page Viewed","who":"u1","receivedAt":');
    expect(text).toContain('"profiles":[{"id":"u1","traits":1}]');
    expect(text).toContain('"groups":[{"name":"acme","total":1');
  });

  test("shows a user, a profile and an event whole", async () => {
    const { root, call } = aWorkspace();
    await call("PUT", "/users/a%2Fb", { properties: { vip: true } });
    await call("PUT", "/profiles/a%2Fb", { traits: { plan: "gold" } });
    await call("POST", "/events", { name: "Page Viewed", userId: "u1", timestamp: 1_772_366_400 });
    const read = (path: string) => fetch(`${root}${path}`).then((response) => response.json());
    expect(await read("/users/a%2Fb")).toMatchObject({ id: "a/b", properties: { vip: true }, tags: [] });
    expect(await read("/profiles/a%2Fb")).toMatchObject({ id: "a/b", traits: { plan: "gold" }, groups: [] });
    expect(await read("/events/1")).toMatchObject({ number: 1, name: "Page Viewed" });
    for (const path of ["/users/u1", "/profiles/u1", "/events/2", "/events/x", "/nothing/1", "/users", "/live/1"]) {
      expect([path, (await fetch(`${root}${path}`)).status]).toEqual([path, 404]);
    }
  });

  test("loads every file of its script", async () => {
    const seen = new Set<string>();
    const visit = async (name: string): Promise<void> => {
      if (seen.has(name)) return;
      seen.add(name);
      const response = await fetch(`${url()}/assets/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
      for (const [, next = ""] of (await response.text()).matchAll(/from "\.\/([\w-]+\.js)"/g)) await visit(next);
    };
    await visit("inspector.js");
    expect(seen.size).toBeGreaterThan(3);
  });

  test("is found from the first page, where names are text", async () => {
    const { name, call } = aWorkspace();
    await call("GET", "/lists");
    const html = await fetch(url()).then((response) => response.text());
    expect(html).toContain(`href="/w/${name}/"`);
    expect(html).toContain("1 request · 0 lists");
  });
});

test("closing ends open streams at once", async () => {
  const other = await startSandbox({ port: 0, host: "127.0.0.1" });
  const response = await fetch(`${other.url}/w/acme/live`);
  const started = performance.now();
  await other.close();
  expect(performance.now() - started).toBeLessThan(1500);
  expect(await response.text()).toContain("snapshot");
  await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
});
