import { expect, test } from "vitest";
import { oauth2 } from "@/lib/destination/definition";
import type { Exchange, PartnerRequest } from "@/lib/destination/exchange";
import { AccessTokens, type TokenQuestion } from "./access-token";

const settled = oauth2.parse({});
const question = (secret = "s", destinationId = "d"): TokenQuestion => ({
  destinationId,
  request: { method: "POST", url: "https://login.example.com/token", headers: [], body: `client_secret=${secret}` },
  oauth2: settled,
});

/** A token URL that gives numbered tokens, and a clock that stands still until it is moved. */
function aTokenUrl(expiresIn?: number | string, status = 200) {
  const state = { calls: 0, now: 0, hold: Promise.resolve() };
  const send = async (request: PartnerRequest): Promise<Exchange> => {
    state.calls += 1;
    const body = JSON.stringify({ access_token: `token-${state.calls}`, expires_in: expiresIn });
    await state.hold;
    const response = { status, headers: [], body, bodyBytes: body.length, isTruncated: false };
    return { request, response, startedAt: "2026-01-02T03:04:05.000Z", durationMs: 1 };
  };
  return { state, effects: { send, now: () => new Date(state.now) } };
}

const tokenOf = async (obtained: ReturnType<AccessTokens["obtain"]>) => {
  const result = await obtained;
  return result.ok ? result.token : undefined;
};

test("a token is asked for once, and again shortly before it expires", async () => {
  const { state, effects } = aTokenUrl("3600");
  const tokens = new AccessTokens();
  const first = await tokens.obtain(question(), effects);
  expect(first).toMatchObject({ ok: true, token: "token-1", outcome: { kind: "success" } });
  state.now = 3_539_000;
  const known = await tokens.obtain(question(), effects);
  expect(known).toEqual({ ok: true, token: "token-1" });
  state.now = 3_540_000;
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-2");
});

test.each([
  [undefined, 239_000, 240_000],
  [10, 7_999, 8_000],
  [1e12, 86_339_000, 86_340_000],
])("expires_in %s", async (expiresIn, stillGood, tooLate) => {
  const { state, effects } = aTokenUrl(expiresIn);
  const tokens = new AccessTokens();
  await tokens.obtain(question(), effects);
  state.now = stillGood;
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-1");
  state.now = tooLate;
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-2");
});

test("a token that is good for no time at all is used for the call that asked for it", async () => {
  const { state, effects } = aTokenUrl(0);
  const tokens = new AccessTokens();
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-1");
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-2");
  expect(state.calls).toBe(2);
});

test("other credentials and other destinations have tokens of their own", async () => {
  const { state, effects } = aTokenUrl(3600);
  const tokens = new AccessTokens();
  await tokens.obtain(question("one"), effects);
  await tokens.obtain(question("two"), effects);
  await tokens.obtain(question("one", "other"), effects);
  await tokens.obtain(question("one"), effects);
  expect(state.calls).toBe(3);
});

test("calls at the same time wait for one request", async () => {
  const { state, effects } = aTokenUrl(3600);
  const tokens = new AccessTokens();
  const all = await Promise.all([1, 2, 3].map(() => tokenOf(tokens.obtain(question(), effects))));
  expect(all).toEqual(["token-1", "token-1", "token-1"]);
  expect(state.calls).toBe(1);
});

test("somebody who leaves doesn't take the token from who waits with them", async () => {
  const { state, effects } = aTokenUrl(3600);
  const tokens = new AccessTokens();
  const cancelled: Exchange = {
    request: question().request,
    failure: { kind: "cancelled", detail: "The call was cancelled." },
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 1,
  };
  const leaving = tokens.obtain(question(), { ...effects, send: async () => cancelled });
  const waiting = tokens.obtain(question(), effects);
  expect(await leaving).toMatchObject({ ok: false, outcome: { type: "cancelled" } });
  expect(await tokenOf(waiting)).toBe("token-1");
  expect(state.calls).toBe(1);
});

test("a refused token is forgotten, and only that one", async () => {
  const { effects } = aTokenUrl(3600);
  const tokens = new AccessTokens();
  await tokens.obtain(question(), effects);
  tokens.forget(question(), "an older one");
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-1");
  tokens.forget(question(), "token-1");
  expect(await tokenOf(tokens.obtain(question(), effects))).toBe("token-2");
});

test("a failure is a value and isn't remembered", async () => {
  const { state, effects } = aTokenUrl(3600, 401);
  const tokens = new AccessTokens();
  expect(await tokens.obtain(question(), effects)).toMatchObject({ ok: false, outcome: { status: "401" } });
  await tokens.obtain(question(), effects);
  expect(state.calls).toBe(2);
});

test("what one person is refused, another one who waits asks for", async () => {
  const { state, effects } = aTokenUrl(3600);
  const tokens = new AccessTokens();
  const refused = tokens.obtain(question(), { ...effects, send: () => Promise.reject(new Error("no budget left")) });
  const waiting = tokens.obtain(question(), effects);
  await expect(refused).rejects.toThrow("no budget left");
  expect(await tokenOf(waiting)).toBe("token-1");
  expect(state.calls).toBe(1);
});

test("only so many are kept: the one that was used longest ago goes first", async () => {
  const { state, effects } = aTokenUrl(3600);
  const tokens = new AccessTokens(2);
  for (const secret of ["a", "b", "a", "c", "a"]) await tokens.obtain(question(secret), effects);
  expect(state.calls).toBe(3);
  await tokens.obtain(question("b"), effects);
  expect(state.calls).toBe(4);
});
