/** Nothing typed is lost, and everything can be taken back: after a reload, a crash, and from inside the editor. */
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { editorOf, expectSaved, sectionOf } from "./builder";
import { listDestinationForTests } from "./definitions";
import { expect, shoot, test } from "./fixtures";
import { aDestination, aPerson, aProject, type Destination, readDraft } from "./people";

interface World {
  page: Page;
  destination: Destination;
}

const openBuilder = async (page: Page, destination: Destination) => {
  await page.goto(`/destinations/${destination.id}`);
  await expect(page.getByRole("status").filter({ hasText: /^(Saved \d|Saving|Not saved|Offline)/ })).toBeVisible();
};

const urlOf = (page: Page): Locator => sectionOf(page, "Add users").getByRole("combobox", { name: "URL" });
const undoButton = (page: Page): Locator => page.getByRole("button", { name: /^Undo/ }).first();
const recovered = (page: Page): Locator => page.getByText("Your unsaved work is back");

/** The tab's process ends as in a crash: no handler runs, nothing is sent any more. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => undefined);
  await crashed;
  await page.close();
}

async function aWorld(open: (who: Awaited<ReturnType<typeof aPerson>>) => Promise<Page>): Promise<World> {
  const person = await aPerson();
  await aProject(person.organization);
  const destination = await aDestination(person.organization, listDestinationForTests());
  const page = await open(person);
  await openBuilder(page, destination);
  return { page, destination };
}

test("a crash in mid-typing loses not one character, and undo goes on from there", async ({ open, watcher }) => {
  const { page, destination } = await aWorld(open);
  watcher.tolerate(/ERR_FAILED|Failed to load resource/);
  const context = page.context();
  const before = await urlOf(page).inputValue();
  await urlOf(page).focus();
  await page.keyboard.press("End");
  // The server never hears of it.
  await context.route("**/api/v1/destinations/**", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await page.keyboard.type("/typed-until-the-very-last-key", { delay: 15 });
  await crash(context, page);
  await context.unrouteAll({ behavior: "ignoreErrors" });
  expect((await readDraft(destination.id)).definition.endpoints.addUsers.url).toBe(before);

  const again = await context.newPage();
  await openBuilder(again, destination);
  await expect(urlOf(again)).toHaveValue(`${before}/typed-until-the-very-last-key`);
  await expect(recovered(again)).toBeVisible();
  await shoot(again, "recovered");
  await expectAccessible(again, "recovered work");
  await expectSaved(again);
  expect((await readDraft(destination.id)).definition.endpoints.addUsers.url).toContain(
    "/typed-until-the-very-last-key",
  );
  await again.getByRole("button", { name: "All right" }).click();
  await expect(recovered(again)).toBeHidden();

  await undoButton(again).click();
  await expect(urlOf(again)).toHaveValue(before);
  await expect(again.getByRole("status").filter({ hasText: "Undone: Add users: URL" })).toBeAttached();
});

test("undo and redo survive a reload, and show the place they changed", async ({ open }) => {
  const { page, destination } = await aWorld(open);
  const before = await urlOf(page).inputValue();
  await urlOf(page).fill("https://one.example/lists/$list_id");
  await urlOf(page).press("Tab");
  const fields = sectionOf(page, "Custom fields");
  await fields.getByRole("button", { name: "Add custom field" }).click();
  await page.keyboard.type("Region of the account");
  await expectSaved(page);
  await page.reload();
  await openBuilder(page, destination);
  await expect(undoButton(page)).toBeEnabled();

  await page.getByRole("button", { name: "History of your edits" }).click();
  const history = page.getByRole("dialog", { name: "History" });
  await expect(history.getByText("Add users: URL")).toBeVisible();
  await shoot(page, "history-menu");
  await expectAccessible(page, "the history of edits");
  await history.getByRole("button", { name: "Before all of these steps" }).click();
  await expect(urlOf(page)).toHaveValue(before);
  await expect(fields.getByText("Region of the account")).toBeHidden();
  await page.getByRole("button", { name: "History of your edits" }).click();
  await history.getByRole("button").first().click();
  await expect(urlOf(page)).toHaveValue("https://one.example/lists/$list_id");
  await expectSaved(page);
  expect((await readDraft(destination.id)).definition.fields.at(-1)?.displayName).toBe("Region of the account");
});

test("undo inside the payload editor is the document's", async ({ open }) => {
  const { page } = await aWorld(open);
  const section = sectionOf(page, "Add users");
  await urlOf(page).fill("https://undone.example");
  await urlOf(page).press("Tab");
  const editor = await editorOf(section, "Payload");
  const lines = section.locator(".view-lines").first();
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("zebra ", { delay: 20 });
  await page.keyboard.type("quagga", { delay: 20 });
  await expect(lines).toContainText("quagga");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(lines).not.toContainText("quagga");
  await expect(lines).toContainText("zebra");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(lines).toContainText("quagga");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ControlOrMeta+z");
  await expect(urlOf(page)).not.toHaveValue("https://undone.example");
});
