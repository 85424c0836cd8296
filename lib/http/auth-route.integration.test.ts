import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { signInDemo } from "@/lib/server/services/sign-in-demo";
import { answerAuth } from "./auth-route";
import { publicRoute } from "./route";
import { findActor, findSession } from "./session";

const password = "correct horse battery";
const handle = publicRoute({}, ({ request }) => answerAuth(request));

interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  address?: string;
}

async function call(path: string, body?: unknown, options: CallOptions = {}) {
  const { method = "POST", headers, address = randomAddress() } = options;
  const request = new Request(`http://localhost:3000/api/auth${path}`, {
    method,
    headers: {
      origin: "http://localhost:3000",
      "content-type": "application/json",
      "x-forwarded-for": address,
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handle(request, { params: Promise.resolve({}) });
  const text = await response.text();
  return { status: response.status, problem: text ? JSON.parse(text) : undefined, headers: response.headers };
}

function randomAddress(): string {
  return `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 250)).join(".")}`;
}

function anEmail(): string {
  return `${randomUUID().slice(0, 8)}@example.com`;
}

async function mailsTo(recipient: string) {
  return db.outboxMessage.findMany({ where: { recipient }, orderBy: { createdAt: "asc" } });
}

function linkIn(text: string | undefined): URL {
  return new URL(/https?:\/\/\S+/.exec(text ?? "")?.[0] ?? "");
}

function cookieOf(headers: Headers): Headers {
  return new Headers({ cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "" });
}

async function aVerifiedAccount(organizationName = "Fabrikam") {
  const email = anEmail();
  expect((await call("/sign-up/email", { name: "Jo", email, password, organizationName })).status).toBe(204);
  const link = linkIn((await mailsTo(email))[0]?.text);
  const verified = await call(`${link.pathname.replace("/api/auth", "")}${link.search}`, undefined, { method: "GET" });
  expect(verified.headers.get("location")).toBe("/verify-email");
  return email;
}

test("register, confirm, sign in: the organization that was asked for exists, with its owner", async () => {
  const email = await aVerifiedAccount("Fabrikam Inc");
  const signedIn = await call("/sign-in/email", { email, password });
  expect(signedIn.status).toBe(204);
  expect(signedIn.headers.getSetCookie()[0]).toMatch(/^landfall\.session_token=.*HttpOnly; SameSite=Lax/);
  expect(await findActor(cookieOf(signedIn.headers))).toMatchObject({
    email,
    platformRole: "none",
    organizationName: "Fabrikam Inc",
    organizationRole: "owner",
    portalEnabled: false,
  });
  const user = await db.user.findUniqueOrThrow({ where: { email } });
  const entries = await db.auditEntry.findMany({ where: { actorId: user.id }, orderBy: { id: "asc" } });
  expect(entries.map((entry) => entry.action)).toEqual(["account.created", "organization.created", "session.created"]);
});

test("an address that is not confirmed gets no session and a new link", async () => {
  const email = anEmail();
  await call("/sign-up/email", { name: "Jo", email, password, organizationName: "Fabrikam" });
  // A link of the same second would be the same link, and not sent twice.
  await db.outboxMessage.deleteMany({ where: { recipient: email } });
  const answer = await call("/sign-in/email", { email, password });
  expect(answer).toMatchObject({ status: 403, problem: { code: "forbidden" } });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await mailsTo(email)).toHaveLength(1);
});

test.each([
  ["a role", { platformRole: "admin" }, ""],
  ["a confirmed address", { emailVerified: true }, ""],
  ["a short password", { password: "short" }, "password"],
  ["a blank name", { name: "   " }, "name"],
  ["a line break in the name", { name: "Jo\r\nBcc: x@y.example" }, "name"],
  ["no e-mail address", { email: "jo" }, "email"],
  ["two e-mail addresses", { email: "a@x.example,b@y.example" }, "email"],
])("registration refuses %s and says where", async (_what, wrong, path) => {
  const email = anEmail();
  const answer = await call("/sign-up/email", { name: "Jo", email, password, organizationName: "Fabrikam", ...wrong });
  expect(answer).toMatchObject({ status: 400, problem: { code: "invalid_input", issues: [{ path }] } });
  expect(await db.user.count({ where: { email } })).toBe(0);
});

test("known and unknown addresses get the same answer, whatever is asked", async () => {
  const known = await aVerifiedAccount();
  const without = (answer: Awaited<ReturnType<typeof call>>) => {
    const { requestId: _, ...problem } = answer.problem ?? {};
    return { status: answer.status, problem };
  };
  for (const [path, body] of [
    ["/sign-up/email", { name: "Jo", password, organizationName: "Fabrikam" }],
    ["/sign-in/email", { password: "not the right one" }],
    ["/request-password-reset", {}],
    ["/send-verification-email", {}],
  ] as const) {
    const forKnown = await call(path, { ...body, email: known });
    const forUnknown = await call(path, { ...body, email: anEmail() });
    expect(without(forKnown)).toEqual(without(forUnknown));
  }
});

test("the sixth try a minute is refused, known or unknown, and another address is not", async () => {
  for (const email of [await aVerifiedAccount(), anEmail()]) {
    const address = randomAddress();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await call("/sign-in/email", { email, password: "wrong wrong wrong" }, { address })).status).toBe(401);
    }
    const refused = await call("/sign-in/email", { email, password }, { address });
    expect(refused).toMatchObject({
      status: 429,
      problem: {
        code: "rate_limited",
        detail: expect.stringMatching(
          /^There were too many attempts to sign in\. It goes on in (a second|\d+ seconds), at \d\d:\d\d UTC\.$/,
        ),
      },
    });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await call("/sign-in/email", { email, password: "wrong wrong wrong" })).status).toBe(401);
  }
});

test("whoever holds somebody's session doesn't guess their password, from however many addresses", async () => {
  const [email, other] = [await aVerifiedAccount(), await aVerifiedAccount("Contoso")];
  const signIn = async (who: string) => cookieOf((await call("/sign-in/email", { email: who, password })).headers);
  const [headers, otherHeaders] = [await signIn(email), await signIn(other)];
  const guess = { currentPassword: "not the right one", newPassword: "another long password" };
  const ask = (of: Headers) => call("/change-password", guess, { headers: { cookie: of.get("cookie") ?? "" } });

  for (let attempt = 0; attempt < 5; attempt += 1) expect((await ask(headers)).status).toBe(400);
  expect(await ask(headers)).toMatchObject({
    status: 429,
    problem: { detail: expect.stringMatching(/^There were too many attempts to change the password\. It goes on in /) },
  });
  expect((await ask(otherHeaders)).status).toBe(400);
});

test.each([
  ["/request-password-reset", {}, 5, "A link for a new password was asked for too often."],
  ["/send-verification-email", {}, 5, "A link to confirm the address was asked for too often."],
  [
    "/sign-up/email",
    { name: "Jo", password, organizationName: "Fabrikam" },
    10,
    "Too many accounts were asked for from your network.",
  ],
  ["/reset-password", { token: "none", newPassword: password }, 10, "There were too many attempts to set a password."],
])("%s: who asks too often is told of what, and when it goes on", async (path, body, max, reason) => {
  const address = randomAddress();
  const email = anEmail();
  const ask = () => call(path, path === "/reset-password" ? body : { ...body, email }, { address });
  for (let attempt = 0; attempt < max; attempt += 1) expect((await ask()).status).not.toBe(429);
  const refused = await ask();
  expect(refused).toMatchObject({ status: 429, problem: { code: "rate_limited" } });
  expect(refused.problem.detail).toMatch(new RegExp(`^${reason.replaceAll(".", "\\.")} It goes on in .+ UTC\\.$`));
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("guesses from many addresses are limited by account", async () => {
  const email = await aVerifiedAccount();
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => call("/sign-in/email", { email, password: "wrong wrong wrong" })),
  );
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(20);
});

test("a reset link works once, ends every session, and the mail goes to the account's own address", async () => {
  const email = await aVerifiedAccount();
  const signedIn = await call("/sign-in/email", { email, password });
  await call(
    "/request-password-reset",
    { email },
    { headers: { host: "evil.example", "x-forwarded-host": "evil.example" } },
  );
  const mail = (await mailsTo(email)).at(-1);
  const link = linkIn(mail?.text);
  expect(link.origin).toBe("http://localhost:3000");
  expect(`${mail?.text}${mail?.html}`).not.toContain("evil.example");

  const token = link.pathname.split("/").at(-1);
  expect((await call("/reset-password", { token, newPassword: "short" })).problem).toMatchObject({
    issues: [{ path: "newPassword" }],
  });
  expect((await call("/reset-password", { token, newPassword: "another fine password" })).status).toBe(204);
  expect((await call("/reset-password", { token, newPassword: "a third fine password" })).status).toBe(400);
  expect(await findSession(cookieOf(signedIn.headers))).toBeUndefined();
  expect((await call("/sign-in/email", { email, password })).status).toBe(401);
  expect((await call("/sign-in/email", { email, password: "another fine password" })).status).toBe(204);
  expect((await mailsTo(email)).map((sent) => sent.subject)).toContain("Your password was changed");
});

test("a reset token is not stored as it is sent", async () => {
  const email = await aVerifiedAccount();
  await call("/request-password-reset", { email });
  const token =
    linkIn((await mailsTo(email)).at(-1)?.text)
      .pathname.split("/")
      .at(-1) ?? "";
  const stored = await db.verification.findMany();
  expect(token).not.toBe("");
  expect(JSON.stringify(stored)).not.toContain(token);
});

test("a changed password signs every other session out, whatever the request says", async () => {
  const email = await aVerifiedAccount();
  const here = await call("/sign-in/email", { email, password });
  const there = await call("/sign-in/email", { email, password });
  const headers = { cookie: cookieOf(here.headers).get("cookie") ?? "" };
  const change = { currentPassword: password, newPassword: "another fine password", revokeOtherSessions: false };
  const wrong = await call("/change-password", { ...change, currentPassword: "not the right one" }, { headers });
  expect(wrong).toMatchObject({ status: 400, problem: { issues: [{ path: "currentPassword" }] } });

  const changed = await call("/change-password", change, { headers });
  expect(changed.status).toBe(204);
  expect(await findSession(cookieOf(there.headers))).toBeUndefined();
  expect(await findSession(cookieOf(changed.headers))).toBeDefined();
});

test("another site's page cannot make a browser do anything", async () => {
  const email = await aVerifiedAccount();
  const headers = { origin: "https://evil.example" };
  expect((await call("/sign-in/email", { email, password }, { headers })).status).toBe(403);
});

test.each([
  ["POST", "/organization/create"],
  ["POST", "/update-user"],
  ["POST", "/delete-user"],
  ["POST", "/sign-in/social"],
  ["POST", "/change-email"],
  ["GET", "/list-sessions"],
  ["GET", "/get-session"],
  ["GET", "/ok"],
])("what we do not use does not exist: %s %s", async (method, path) => {
  expect((await call(path, method === "POST" ? {} : undefined, { method })).status).toBe(404);
});

test("without DEMO=1 nobody signs in with one click", async () => {
  await expect(signInDemo("admin", new Headers())).rejects.toMatchObject({ code: "not_found" });
});
