/** On a slow line a page can be read, and typed into, long before its scripts arrive. Nothing of that is lost. */
import type { Page } from "@playwright/test";
import { demoPassword } from "@/lib/server/demo-people";
import { previewOf } from "./builder";
import { expect, test } from "./fixtures";
import { giveDemoPassword, query } from "./people";
import { aPlace, saveState } from "./place";

/** Holds the page's scripts back until they are let go. */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
  let letGo = () => {};
  const wait = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await wait;
    await route.continue();
  });
  return async () => {
    letGo();
    await page.waitForLoadState("load");
  };
}

test("somebody signs in before the page knows how", async ({ open }) => {
  const { person } = await aPlace();
  await giveDemoPassword(person);
  const [user] = await query<{ email: string }>(`select email from "user" where id = $1`, [person.userId]);
  const page = await open(null);
  const letGo = await holdScripts(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(user?.email ?? "");
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByLabel("Password").press("Enter");
  await letGo();
  await expect(page.getByRole("heading", { level: 1, name: "Destinations" })).toBeVisible();
});

test("text and a choice of a form stay, and the page knows of them", async ({ open }) => {
  const { person } = await aPlace();
  const page = await open(person);
  const letGo = await holdScripts(page);
  await page.goto("/connection-info/new", { waitUntil: "commit" });
  await page.getByLabel("Display Name").fill("Early bird");
  await page.getByLabel("Summary").fill("Typed before the script came.");
  await page.getByLabel("Category").selectOption({ label: "Analytics" });
  await letGo();
  await expect(page.getByText("Not saved yet. Your text is kept in this browser.")).toBeVisible();
  await expect(page.getByLabel("Display Name")).toHaveValue("Early bird");
  await expect(page.getByLabel("Summary")).toHaveValue("Typed before the script came.");
  await expect(page.getByLabel("Category").locator("option:checked")).toHaveText("Analytics");
});

test("so do the answers of a setup modal, a secret among them", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  const letGo = await holdScripts(page);
  await page.goto(`/destinations/${place.destination.id}`, { waitUntil: "commit" });
  const preview = previewOf(page);
  await preview.getByLabel(/^Name/).fill("Early installation");
  await preview.getByLabel(/^Access token/).fill("typed-too-early");
  await letGo();
  await expect(saveState(page)).toHaveText(/^Saved \d/);
  // Only a form that knows what was typed offers to remember it.
  await expect(preview.getByRole("button", { name: "Remember for my tests: Access token" })).toBeVisible();
  await expect(preview.getByLabel(/^Access token/)).toHaveValue("typed-too-early");
  await expect(preview.getByLabel(/^Name/)).toHaveValue("Early installation");
});
