/** Browsers of signed-in people, watched: every spec takes `test` and `expect` from here. */
import { type Browser, type BrowserContext, test as base, expect, type Page, request } from "@playwright/test";
import type { DemoKey } from "@/lib/server/demo-people";
import { type Person, sessionCookieOf } from "./people";
import { createWatcher, type Watcher } from "./watch-page";

type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];
type ContextOptions = Parameters<Browser["newContext"]>[0];

export { expect };

/** Somebody of the demo by their key, or a person whom the test has put into the database. */
export type Who = DemoKey | Person;

interface Fixtures {
  watcher: Watcher;
  /** A page of a browser in which this person is signed in; with `null`, of a stranger's. */
  open: (who: Who | null, options?: ContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  cookieOf: (who: Who) => Promise<Cookie>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  cookieOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern.
    async ({}, use) => {
      const known = new Map<string, Promise<Cookie>>();
      await use((who) => {
        if (typeof who !== "string") return Promise.resolve(sessionCookieOf(who));
        const found = known.get(who) ?? signInDemo(who);
        known.set(who, found);
        return found;
      });
    },
    { scope: "worker" },
  ],

  watcher: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const watcher = createWatcher();
      await use(watcher);
      expect(watcher.problems(), "the pages logged no error and called nobody else").toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, watcher }, use) => {
    await watcher.watch(context);
    await use(context);
  },

  open: async ({ browser, cookieOf, watcher }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await watcher.watch(context);
      if (who !== null) await context.addCookies([await cookieOf(who)]);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** One session a worker and a person, by the endpoint that the sign-in page calls. */
async function signInDemo(demo: DemoKey): Promise<Cookie> {
  const api = await request.newContext({ baseURL: process.env.BASE_URL });
  const answer = await api.post("/api/v1/session", { data: { demo } });
  expect(answer.status(), `sign-in as ${demo}`).toBe(204);
  const { cookies } = await api.storageState();
  await api.dispose();
  const cookie = cookies.find(({ name }) => name.endsWith("session_token"));
  if (!cookie) throw new Error(`Signing in as ${demo} set no session cookie.`);
  return cookie;
}

export const themes = ["light", "dark"] as const;

/** The page in one theme, as a person's system asks for it, and back. */
export async function inEachTheme(page: Page, act: (theme: (typeof themes)[number]) => Promise<void>): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    // The editor colours its text anew when it finds the time.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 })));
    await act(theme);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Pictures for people to look at: test-results/screenshots/<spec>/<step>-<theme>.png, in both themes. */
export async function shoot(page: Page, step: string): Promise<void> {
  await inEachTheme(page, (theme) => picture(page, `${step}-${theme}`));
}

export async function picture(page: Page, name: string): Promise<void> {
  const spec = base.info().file.replace(/^.*\/|\.spec\.ts$/g, "");
  const path = `test-results/screenshots/${spec}/${name}.png`;
  await page.screenshot({ path, animations: "disabled", caret: "initial" });
}
