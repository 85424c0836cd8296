import { describe, expect, test } from "vitest";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";
import { tokenSeconds } from "./token-api";

let later = 0;
const { aWorkspace } = sandboxForTests({ now: () => new Date(Date.now() + later) });

const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/** Asks who is known, with exactly these headers. */
async function me(root: string, headers: Record<string, string>) {
  const response = await fetch(`${root}/v1/me`, { headers });
  return { status: response.status, challenge: response.headers.get("www-authenticate"), body: await response.json() };
}

describe("a workspace is opened by", () => {
  test("its key as a bearer token, in a header, or as a Basic user name", async () => {
    const { root, name, credentials } = aWorkspace();
    const { key, secret } = credentials;
    for (const [way, headers] of [
      ["bearer", { authorization: `Bearer ${key}` }],
      ["bearer", { authorization: `bearer  ${key}` }],
      ["header", { "x-api-key": key }],
      ["basic", { authorization: basic(key, secret) }],
      ["basic", { authorization: basic(key, "") }],
    ] as const) {
      expect(await me(root, headers)).toMatchObject({
        status: 200,
        body: { workspace: name, authentication: way, scopes: ["lists", "users", "events"] },
      });
    }
  });

  test("nothing else", async () => {
    const { root, credentials } = aWorkspace();
    const { key, secret } = credentials;
    const other = aWorkspace().credentials;
    const refused: [string, Record<string, string>][] = [
      ["missing_key", {}],
      ["invalid_key", { authorization: "" }],
      ["invalid_key", { authorization: "Bearer" }],
      ["invalid_key", { authorization: `Bearer ${secret}` }],
      ["invalid_key", { authorization: `Bearer ${other.key}` }],
      ["invalid_key", { authorization: key }],
      ["invalid_key", { authorization: `Digest ${key}` }],
      ["invalid_key", { "x-api-key": `${key}x` }],
      ["invalid_key", { "x-api-key": other.key }],
      ["invalid_key", { authorization: "Bearer wrong", "x-api-key": key }],
      ["invalid_key", { authorization: basic("someone", secret) }],
      ["invalid_key", { authorization: basic(secret, key) }],
      ["invalid_key", { authorization: `Basic ${key}:${secret}` }],
      ["invalid_key", { authorization: `Basic ${Buffer.from(key).toString("base64")}` }],
      ["invalid_secret", { authorization: basic(key, `${secret}x`) }],
      ["invalid_secret", { authorization: basic(key, other.secret) }],
    ];
    for (const [code, headers] of refused) {
      const answer = await me(root, headers);
      expect([headers, answer.status, answer.body.error.code]).toEqual([headers, 401, code]);
      expect(answer.challenge).toMatch(/^(Basic|Bearer) realm=/);
    }
  });

  test("ping takes GET only", async () => {
    const { call } = aWorkspace();
    expect((await call("POST", "/me", {})).status).toBe(405);
    expect((await call("GET", "/me/x")).status).toBe(404);
  });
});

const form = "application/x-www-form-urlencoded";

function tokenOf(workspace: ReturnType<typeof aWorkspace>) {
  const { clientId, secret } = workspace.credentials;
  const grant = { grant_type: "client_credentials" };
  const client = { client_id: clientId, client_secret: secret };
  const send = async (init: RequestInit & { query?: string }) => {
    const response = await fetch(`${workspace.root}/oauth/token${init.query ?? ""}`, { method: "POST", ...init });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const sendForm = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    send({ body: new URLSearchParams(parameters).toString(), headers: { "content-type": form, ...headers } });
  return { grant, client, send, sendForm, header: { authorization: basic(clientId, secret) } };
}

describe("access tokens", () => {
  test("are issued for client ID and secret, wherever they stand", async () => {
    const workspace = aWorkspace();
    const { grant, client, header, send, sendForm } = tokenOf(workspace);
    const answers = [
      await sendForm({ ...grant, ...client }),
      await sendForm(grant, header),
      await send({ body: JSON.stringify({ ...grant, ...client }), headers: { "content-type": "application/json" } }),
      await send({ method: "GET", query: `?${new URLSearchParams({ ...grant, ...client })}` }),
    ];
    const tokens = new Set<string>();
    for (const { status, headers, body } of answers) {
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(body).toEqual({
        access_token: expect.stringMatching(/^sandbox_token_[\w.]+$/),
        token_type: "Bearer",
        expires_in: 3600,
        scope: "lists users events",
      });
      expect(await me(workspace.root, { authorization: `Bearer ${body.access_token}` })).toMatchObject({
        status: 200,
        body: { authentication: "oauth2" },
      });
      tokens.add(body.access_token);
    }
    expect(tokens.size).toBe(4);
  });

  test("open their workspace only, until they expire", async () => {
    const workspace = aWorkspace();
    const { grant, client, sendForm } = tokenOf(workspace);
    const { access_token: token } = (await sendForm({ ...grant, ...client })).body;
    const authorization = `Bearer ${token}`;
    expect((await me(aWorkspace().root, { authorization })).body.error.code).toBe("invalid_key");
    for (const changed of [`${token}0`, token.replace(/_token_\d/, "_token_5"), token.replace(/\.[a-z0-9]/, ".z")]) {
      if (changed === token) continue;
      expect((await me(workspace.root, { authorization: `Bearer ${changed}` })).body.error.code).toBe("invalid_key");
    }
    for (const path of ["/lists", "/users", "/events"]) {
      expect((await workspace.call("GET", path, undefined, { authorization })).status).toBe(200);
    }
    later = tokenSeconds * 1000 - 5_000;
    expect((await me(workspace.root, { authorization })).status).toBe(200);
    later = tokenSeconds * 1000;
    const expired = await me(workspace.root, { authorization });
    later = 0;
    expect(expired).toMatchObject({ status: 401, body: { error: { code: "expired_token" } } });
    expect(expired.challenge).toContain('error="invalid_token"');
  });

  test("reach what their scope says", async () => {
    const workspace = aWorkspace();
    const { grant, client, sendForm } = tokenOf(workspace);
    const issued = await sendForm({ ...grant, ...client, scope: "events lists" });
    expect(issued.body.scope).toBe("lists events");
    const authorization = `Bearer ${issued.body.access_token}`;
    for (const [path, status] of [
      ["/lists", 200],
      ["/events", 200],
      ["/profiles", 200],
      ["/groups", 200],
      ["/users", 403],
      ["/properties", 403],
      ["/tags", 403],
      ["/me", 200],
    ] as const) {
      expect([path, (await workspace.call("GET", path, undefined, { authorization })).status]).toEqual([path, status]);
    }
    const refused = await workspace.call("GET", "/users", undefined, { authorization });
    expect(refused.body.error.code).toBe("insufficient_scope");
    expect(refused.headers.get("www-authenticate")).toContain('scope="users"');
  });

  test("are refused in the words of the standard", async () => {
    const { grant, client, header, send, sendForm } = tokenOf(aWorkspace());
    const large = { ...grant, filler: "x".repeat(3 * 1024 * 1024) };
    const json = { "content-type": "application/json" };
    const refused: [string, number, Awaited<ReturnType<typeof send>>][] = [
      ["invalid_client", 401, await sendForm(grant)],
      ["invalid_client", 401, await sendForm({ ...grant, client_id: client.client_id })],
      ["invalid_client", 401, await sendForm({ ...grant, ...client, client_secret: "wrong" })],
      ["invalid_client", 401, await sendForm({ ...grant, ...client, client_id: "wrong" })],
      ["invalid_client", 401, await sendForm({ ...grant, ...client }, { authorization: basic("wrong", "pair") })],
      ["invalid_client", 401, await send({})],
      ["invalid_request", 400, await sendForm(client)],
      ["invalid_request", 400, await sendForm({}, header)],
      ["unsupported_grant_type", 400, await sendForm({ ...client, grant_type: "password" })],
      ["invalid_scope", 400, await sendForm({ ...grant, ...client, scope: "lists admin" })],
      [
        "invalid_request",
        400,
        await send({ body: "grant_type=a&grant_type=b", headers: { ...header, "content-type": form } }),
      ],
      ["invalid_request", 400, await send({ body: "<grant/>", headers: { ...header, "content-type": "text/xml" } })],
      ["invalid_request", 400, await send({ body: "{", headers: { ...header, ...json } })],
      ["invalid_request", 400, await send({ body: '{"grant_type": 1}', headers: { ...header, ...json } })],
      ["invalid_request", 405, await send({ method: "PUT", headers: header })],
      ["invalid_request", 413, await sendForm(large, header)],
    ];
    for (const [index, [error, status, answer]] of refused.entries()) {
      expect([index, answer.status, answer.body]).toEqual([
        index,
        status,
        { error, error_description: expect.stringMatching(/.{10}/) },
      ]);
      if (status === 401) expect(answer.headers.get("www-authenticate")).toContain("Basic");
    }
  });

  test("stand in the inspector like every call", async () => {
    const workspace = aWorkspace();
    const { grant, client, sendForm } = tokenOf(workspace);
    await sendForm({ ...grant, ...client });
    const recorded = await fetch(`${workspace.root}/requests/1`).then((response) => response.json());
    expect(recorded).toMatchObject({ method: "POST", path: "/oauth/token", response: { status: 200 } });
  });

  test("have no other address", async () => {
    const { root } = aWorkspace();
    for (const path of ["/oauth", "/oauth/token/x", "/oauth/authorize"]) {
      expect((await fetch(`${root}${path}`)).status).toBe(404);
    }
  });
});
