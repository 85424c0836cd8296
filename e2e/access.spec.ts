/** Every page and every endpoint, as a stranger, as another organization, and in a role that may not (SECURITY T1, T6). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, type APIResponse, request as playwrightRequest } from "@playwright/test";
import { type EndpointRow, endpoints, mayEnter, pages } from "./access-table";
import { createWorld, type Role, roles, type World } from "./access-world";
import { expect, test } from "./fixtures";
import { type Person, sessionCookieOf } from "./people";

function filesUnder(folder: string, name: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name));
}

const addressOf = (file: string) => file.replace(/^app/, "").replace(/\/(page\.tsx|route\.ts)$/, "") || "/";
const handlerPattern = /^export (?:async )?(?:const|function) (GET|POST|PUT|PATCH|DELETE)\b/gm;

const pagesOnDisk = filesUnder("app", "page.tsx").map(addressOf).sort();
const endpointsOnDisk = filesUnder("app", "route.ts")
  .flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(handlerPattern)].map(([, method]) => `${method} ${addressOf(file)}`),
  )
  .sort();

test("every page and endpoint on disk has a row in the table, and every row a file", () => {
  expect(pagesOnDisk).toEqual(Object.keys(pages).sort());
  expect(endpointsOnDisk).toEqual(Object.keys(endpoints).sort());
});

test.describe("with two organizations", () => {
  let world: World;
  const clients = new Map<Role | "home" | "nobody", APIRequestContext>();

  test.beforeAll(async () => {
    world = await createWorld();
    clients.set("nobody", await clientOf());
    clients.set("home", await clientOf(world.home));
    for (const role of roles) clients.set(role, await clientOf(world.strangers[role]));
  });

  test.afterAll(async () => {
    await Promise.all([...clients.values()].map((client) => client.dispose()));
  });

  function client(who: Role | "home" | "nobody"): APIRequestContext {
    const found = clients.get(who);
    if (!found) throw new Error(`Nobody signed in as ${who}.`);
    return found;
  }

  for (const [folder, row] of Object.entries(pages)) {
    test(`page ${folder}`, async () => {
      const path = row.address?.(world) ?? folder;
      const get = async (who: Role | "home" | "nobody") => client(who).get(path, { maxRedirects: 0 });

      const strangers = await get("nobody");
      if (row.to === "public") expect(strangers.status(), "signed out").toBe(200);
      else {
        expect(strangers.status(), "signed out").toBe(307);
        expect(strangers.headers().location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
      }
      for (const role of roles) {
        const isLetIn = mayEnter[row.to].includes(role) && !row.isOwned;
        const answer = await get(role);
        expect(answer.status(), `as ${role} of another organization`).toBe(isLetIn ? (row.status ?? 200) : 404);
      }
      if (mayEnter[row.to].includes("owner")) {
        expect((await get("home")).status(), "as the owner").toBe(row.status ?? 200);
      }
    });
  }

  for (const [name, given] of Object.entries(endpoints)) {
    const rows = [given].flat() as readonly EndpointRow[];
    for (const [index, row] of rows.entries()) {
      test(`endpoint ${name}${index > 0 ? `, way ${index + 1}` : ""}`, async () => {
        const [method = "", folder = ""] = name.split(" ");
        const path = row.address?.(world) ?? folder;
        const body = typeof row.body === "function" ? row.body(world) : row.body;
        const send = (who: Role | "home" | "nobody", data: unknown) => call(client(who), method, path, data);

        const strangers = await send("nobody", body ?? {});
        if (row.to === "public") expect([401, 403], "signed out").not.toContain(strangers.status());
        else await expectProblem(strangers, 401, "signed out");

        for (const role of roles) {
          const isLetIn = mayEnter[row.to].includes(role);
          const isForeign = row.foreign !== undefined && !(row.isOpenToStaff && mayEnter.staff.includes(role));
          if (!isLetIn) await expectProblem(await send(role, body ?? {}), 403, `as ${role}`);
          else if (isForeign)
            await expectProblem(await send(role, body ?? {}), row.foreign ?? 404, `as ${role} of another`);
          // Nonsense shows that they are let in and changes nothing.
          else if (!row.isSpent)
            expect([401, 403], `as ${role}`).not.toContain((await send(role, "nonsense")).status());
        }
        // An address that mixes two organizations is nobody's.
        const isSomebodys = row.foreign !== undefined && !row.isMixed;
        if (method === "GET" && isSomebodys) expect((await send("home", undefined)).status(), "as the owner").toBe(200);
      });
    }
  }

  test("a change from a page of another origin is refused", async () => {
    const answer = await client("home").patch("/api/v1/organization", {
      data: { name: "Taken over" },
      headers: { origin: "https://evil.example" },
    });
    await expectProblem(answer, 403, "from another origin");
  });
});

async function clientOf(person?: Person): Promise<APIRequestContext> {
  const cookies = person ? [{ ...sessionCookieOf(person), secure: false, expires: -1 }] : [];
  const baseURL = process.env.BASE_URL;
  return playwrightRequest.newContext({
    baseURL,
    extraHTTPHeaders: { origin: baseURL ?? "" },
    storageState: { cookies, origins: [] },
  });
}

async function call(client: APIRequestContext, method: string, path: string, data: unknown): Promise<APIResponse> {
  const body = method === "GET" || method === "DELETE" ? {} : { data };
  return client.fetch(path, { method, maxRedirects: 0, ...body });
}

/** Refusals are problem+json with words in them. */
async function expectProblem(answer: APIResponse, status: number, who: string): Promise<void> {
  expect(answer.status(), `${who}: ${await answer.text()}`).toBe(status);
  expect(answer.headers()["content-type"], who).toContain("application/problem+json");
}
