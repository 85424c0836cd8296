/** Nothing typed is lost, and everything can be taken back: after a reload, a crash, and from inside the editor. */
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { editorOf, expectSaved, sectionOf } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { readDraft } from "./people";
import { aPlace, openBuilder } from "./place";

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

/**
 * Undoes until the field has this value. What was typed in a while is several steps, and how many depends on how fast
 * the keys came; at each of them the field holds what was typed up to there.
 */
async function undoUntil(page: Page, value: string, typed: string): Promise<void> {
  const [first, last] = [value.length, typed.length];
  let length = last;
  for (let steps = 0; steps < 20 && length > first; steps += 1) {
    await undoButton(page).click();
    await expect.poll(async () => (await urlOf(page).inputValue()).length).toBeLessThan(length);
    const shown = await urlOf(page).inputValue();
    expect(typed.startsWith(shown), `${shown} begins ${typed}`).toBe(true);
    length = shown.length;
  }
  await expect(urlOf(page)).toHaveValue(value);
}

test("a crash in mid-typing loses not one character, and undo goes on from there", async ({ open, watcher }) => {
  watcher.tolerate(/ERR_FAILED|Failed to load resource/);
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const context = page.context();
  const before = await urlOf(page).inputValue();
  const after = `${before}/typed-until-the-very-last-key`;
  await urlOf(page).focus();
  await page.keyboard.press("End");
  // The server never hears of it.
  await context.route("**/api/v1/destinations/**", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await page.keyboard.type(after.slice(before.length), { delay: 15 });
  await crash(context, page);
  await context.unrouteAll({ behavior: "ignoreErrors" });
  expect((await readDraft(place.destination.id)).definition.endpoints.addUsers.url).toBe(before);

  const again = await context.newPage();
  await openBuilder(again, place);
  await expect(urlOf(again)).toHaveValue(after);
  await expect(recovered(again)).toBeVisible();
  await shoot(again, "recovered");
  await expectAccessible(again, "recovered work");
  await expectSaved(again);
  await expect
    .poll(async () => (await readDraft(place.destination.id)).definition.endpoints.addUsers.url, { timeout: 15_000 })
    .toBe(after);
  await again.getByRole("button", { name: "All right" }).click();
  await expect(recovered(again)).toBeHidden();

  await undoUntil(again, before, after);
  await expect(again.getByRole("status").filter({ hasText: /Undone: Add users.{1,3}URL/ })).toBeAttached();
});

test("a crash while writing a payload loses not one character", async ({ open, watcher }) => {
  watcher.tolerate(/ERR_FAILED|Failed to load resource/);
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const context = page.context();
  const editor = await editorOf(sectionOf(page, "List creation"), "Payload");
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nthe first words", { delay: 15 });
  await expectSaved(page);
  const saved = async () => (await readDraft(place.destination.id)).definition.endpoints.listCreation.payload;
  await expect.poll(saved, { timeout: 15_000 }).toMatch(/the first words$/);
  await context.route("**/api/v1/destinations/**", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await page.keyboard.type(" and the very last ones", { delay: 15 });
  await crash(context, page);
  await context.unrouteAll({ behavior: "ignoreErrors" });

  const again = await context.newPage();
  await openBuilder(again, place);
  await expect(recovered(again)).toBeVisible();
  await editorOf(sectionOf(again, "List creation"), "Payload");
  await expect(sectionOf(again, "List creation").locator(".view-lines").first()).toContainText(
    "the first words and the very last ones",
  );
  await expect.poll(saved, { timeout: 15_000 }).toMatch(/the first words and the very last ones$/);
});

test("undo and redo survive a reload, and the history goes to any step", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const before = await urlOf(page).inputValue();
  const later = "https://one.example/lists/$list_id";
  await urlOf(page).fill(later);
  await urlOf(page).press("Tab");
  const fields = sectionOf(page, "Custom fields");
  await fields.getByRole("button", { name: "Add custom field" }).click();
  await expect(fields.getByRole("textbox", { name: "Display name" })).toBeFocused();
  await page.keyboard.type("Region of the account");
  await expect(fields.getByText("Region of the account").first()).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await openBuilder(page, place);
  await expect(undoButton(page)).toBeEnabled();

  const history = page.getByRole("dialog", { name: "History" });
  const openHistory = async () => {
    await page.getByRole("button", { name: "History of your edits" }).click();
    await expect(history).toBeVisible();
  };
  await openHistory();
  await expect(history.getByText(/^Add users.{1,3}URL/)).toBeVisible();
  await shoot(page, "history-menu");
  await expectAccessible(page, "the history of edits");
  await history.getByRole("button", { name: "Before all of these steps" }).click();
  await expect(urlOf(page)).toHaveValue(before);
  await expect(fields.getByText("Region of the account")).toHaveCount(0);
  await expect(history).toBeHidden();

  // What was undone is still there after one more reload, and can be redone.
  await expectSaved(page);
  await page.reload();
  await openBuilder(page, place);
  await expect(urlOf(page)).toHaveValue(before);
  await openHistory();
  await history.getByRole("button", { name: /^Add users.{1,3}URL/ }).click();
  await expect(urlOf(page)).toHaveValue(later);
  await expect(fields.getByText("Region of the account")).toHaveCount(0);
  await openHistory();
  await history.getByRole("listitem").first().getByRole("button").click();
  await expect(fields.getByText("Region of the account").first()).toBeVisible();
  await expect(urlOf(page)).toHaveValue(later);
  const lastName = async () => (await readDraft(place.destination.id)).definition.fields.at(-1)?.displayName;
  await expect.poll(lastName, { timeout: 15_000 }).toBe("Region of the account");
});

test("undo inside the payload editor is the document's", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const before = await urlOf(page).inputValue();
  const section = sectionOf(page, "Add users");
  await urlOf(page).fill("https://undone.example");
  await urlOf(page).press("Tab");
  const editor = await editorOf(section, "Payload");
  const lines = section.locator(".view-lines").first();
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("zebra ", { delay: 20 });
  await page.keyboard.type("quagga", { delay: 20 });
  await expect(lines).toContainText("zebra quagga");
  // A step is a word at most, and fewer letters where the keys came slowly.
  const undo = () => page.keyboard.press("ControlOrMeta+z");
  await expect(async () => {
    await undo();
    await expect(lines).not.toContainText("quagga", { timeout: 500 });
  }).toPass();
  await expect(lines).toContainText("zebra");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(lines).toContainText("zebra q");
  await expect(async () => {
    await undo();
    await expect(urlOf(page)).toHaveValue(before, { timeout: 500 });
  }).toPass();
  await expect(lines).not.toContainText("zebra");
});
