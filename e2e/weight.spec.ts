/** What a page costs before it can be used, and that nobody else is asked for anything (issue 2: at most 150 KB). */

import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { listDestinationForTests } from "./definitions";
import { expect, test } from "./fixtures";
import { aDestination, aPerson } from "./people";

const bytesMax = 150 * 1024;
/** Monaco alone is far larger than everything else together; a chunk of this size without it would be a defect too. */
const editorText = "monaco-editor";

interface Script {
  url: string;
  text: string;
}

/** Collects every script that the page fetches, however it came to fetch it. */
function collectScripts(page: Page): () => Promise<Script[]> {
  const pending: Promise<Script | undefined>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    pending.push(
      response.text().then(
        (text) => ({ url: response.url(), text }),
        () => undefined,
      ),
    );
  });
  return async () => (await Promise.all(pending)).filter((script) => script !== undefined);
}

/** Scripts that the HTML itself names; what is fetched later, on idle or on a press, is not first load. */
async function firstLoad(page: Page): Promise<string[]> {
  const html = await (await page.request.get(page.url())).text();
  const named = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)]
    // For browsers that know no modules; ours do, and don't fetch it.
    .filter(([tag]) => !/\snomodule/i.test(tag))
    .map(([, src]) => new URL(src ?? "", page.url()).href);
  return [...new Set(named)];
}

function weigh(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { text }) => sum + gzipSync(text, { level: 9 }).length, 0);
}

const holdsEditor = ({ text }: Script) => text.includes(editorText);

for (const { path, who } of [
  { path: "/sign-in", who: null },
  { path: "/catalog", who: "customer" },
] as const) {
  test(`${path} loads at most 150 KB of script`, async ({ open }) => {
    const page = await open(who);
    const fetched = collectScripts(page);
    await page.goto(path, { waitUntil: "networkidle" });

    const named = await firstLoad(page);
    const scripts = await fetched();
    const first = scripts.filter(({ url }) => named.includes(url));
    expect(named.length).toBeGreaterThan(0);
    expect(first.map(({ url }) => url).sort()).toEqual([...named].sort());
    const sizes = first.map((script) => `${(weigh([script]) / 1024).toFixed(1)} KB ${new URL(script.url).pathname}`);
    const kilobytes = weigh(first) / 1024;
    test.info().annotations.push({ type: "weight", description: `${path}: ${kilobytes.toFixed(1)} KB gzip` });
    expect(weigh(first), `${kilobytes.toFixed(1)} KB:\n${sizes.join("\n")}`).toBeLessThanOrEqual(bytesMax);
    expect(scripts.filter(holdsEditor).map(({ url }) => url)).toEqual([]);
  });
}

test("the editor is fetched in the builder and nowhere on the way there", async ({ open }) => {
  const person = await aPerson();
  const { id } = await aDestination(person.organization, listDestinationForTests());
  const page = await open(person);
  const fetched = collectScripts(page);
  for (const path of [
    "/destinations",
    "/destinations/new",
    "/destinations/new/manifest",
    "/connection-info",
    "/catalog",
  ]) {
    await page.goto(path, { waitUntil: "networkidle" });
  }
  expect((await fetched()).filter(holdsEditor).map(({ url }) => url)).toEqual([]);

  await page.goto(`/destinations/${id}`);
  await page
    .getByRole("textbox", { name: /payload/i })
    .first()
    .scrollIntoViewIfNeeded();
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  expect((await fetched()).filter(holdsEditor)).not.toEqual([]);
});
