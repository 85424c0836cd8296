/** What was tested before: kept, compared, repeated; what a response says, used by pressing it; what isn't described yet. */
import type { Locator, Page } from "@playwright/test";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { expectAccessible } from "./accessible";
import { choose, expectSaved, openTab, previewOf, sectionOf, testCardOf, testEndpoint } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { query, readDraft } from "./people";
import { aPlace, openBuilder } from "./place";

const key = () => workspaceKey("e2e", process.env.SANDBOX_SECRET);

async function answer(page: Page, secret: string): Promise<void> {
  await openTab(page, "Setup modal");
  await previewOf(page)
    .getByLabel(/^Access token/)
    .fill(secret);
  await openTab(page, "Requests & tests");
}

const cardOf = (page: Page) => testCardOf(page, "List creation endpoint");
const casesOf = (page: Page) => testCardOf(page, "Cases");
const coverageOf = (page: Page) => testCardOf(page, "Error coverage");
const sheetOf = (page: Page) => page.getByRole("dialog", { name: /^(Tests|Two tests) of List creation/ });

async function openHistory(page: Page): Promise<Locator> {
  await previewOf(page).getByRole("button", { name: "History of tests: List creation" }).click();
  const runs = sheetOf(page).getByRole("list", { name: "Tests, newest first" });
  await expect(runs).toBeVisible();
  return runs;
}

test("every test is kept: looked at again in full, compared with another, never with a secret", async ({
  open,
  watcher,
}) => {
  watcher.tolerate(/status of 401/);
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  await answer(page, key());
  await testEndpoint(page, "List creation");
  await answer(page, "a-key-that-opens-nothing");
  await testEndpoint(page, "List creation");
  await page.reload();
  await openTab(page, "Requests & tests");

  const runs = await openHistory(page);
  await expect(runs.getByRole("listitem")).toHaveCount(2);
  await expect(runs.getByRole("listitem").first()).toContainText("401 Unauthorized");
  await expect(runs.getByRole("listitem").first()).toContainText(place.person.name);
  await shoot(page, "history");
  await expectAccessible(page, "history of tests");

  for (const box of await runs.getByRole("checkbox").all()) await box.check();
  await sheetOf(page).getByRole("button", { name: "Compare" }).click();
  const request = sheetOf(page).getByRole("region", { name: "Request", exact: true });
  await expect(request).toContainText("Access token: another secret was used.");
  await expect(request).toContainText("Method and URL: the same");
  await expect(sheetOf(page).getByRole("region", { name: "Response: Status, later" })).toHaveText("401");
  await shoot(page, "compared");
  await expectAccessible(page, "two tests compared");

  await sheetOf(page).getByRole("button", { name: "All tests" }).click();
  await runs.getByRole("listitem").last().getByRole("button").click();
  await expect(sheetOf(page).getByText("201 Created")).toBeVisible();
  await sheetOf(page).getByText("What it was made with").click();
  await expect(sheetOf(page).getByText("Cohort", { exact: true })).toBeVisible();
  await shoot(page, "one-test");
  await expectAccessible(page, "one test of the history");
  await page.keyboard.press("Escape");
  await expect(sheetOf(page)).toBeHidden();
  const stored = await query("select * from test_run where destination_id = $1", [place.destination.id]);
  expect(JSON.stringify(stored)).not.toContain(key());
});

test("a value of a response becomes the path to the list ID, or the sub error code of a new error", async ({
  open,
  watcher,
}) => {
  watcher.tolerate(/status of 401/);
  const place = await aPlace((definition) => {
    definition.endpoints.listCreation.listIdPath = "list.name";
  });
  const page = await open(place.person);
  await openBuilder(page, place);
  await answer(page, key());
  await testEndpoint(page, "List creation");
  const card = cardOf(page);
  await card.getByRole("radio", { name: "Values" }).check({ force: true });
  const tree = card.getByRole("tree");
  await expect(tree).toBeVisible();
  // By keys alone: into the list, to its ID, and the menu.
  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(tree.getByRole("treeitem", { name: /^id/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await shoot(page, "value-menu");
  await expectAccessible(page, "what a value can be used for");
  await page.getByRole("menuitem", { name: "Use as the list ID" }).click();
  await expect(page.getByText("The list ID is read at list.id")).toBeVisible();
  await expectSaved(page);
  // “Saved” may still be said of the step before: only the stored draft tells.
  const stored = async () => (await readDraft(place.destination.id)).definition.endpoints.listCreation;
  await expect.poll(async () => (await stored()).listIdPath, { timeout: 15_000 }).toBe("list.id");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(sectionOf(page, "List creation").getByRole("textbox", { name: /^Path to the list ID/ })).toBeFocused();

  await answer(page, "a-key-that-opens-nothing");
  await testEndpoint(page, "List creation");
  // The answer was typed on another tab, so the card was drawn anew.
  await card.getByRole("radio", { name: "Values" }).check({ force: true });
  await tree.getByRole("treeitem", { name: /^code/ }).click();
  await page.getByRole("menuitem", { name: "New error with this sub error code" }).click();
  const drafted = { status: "401", subErrorCode: '{"error":{"code":"invalid_key"}}' };
  await expect.poll(async () => (await stored()).errors.at(-1), { timeout: 15_000 }).toMatchObject(drafted);
  const { errors } = await stored();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect.poll(async () => (await stored()).errors.length, { timeout: 15_000 }).toBe(errors.length - 1);
});

test("a test is saved as a case, repeated with one press, and spoken of before submitting", async ({
  open,
  watcher,
}) => {
  watcher.tolerate(/status of (401|409)/);
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  await answer(page, key());
  await testEndpoint(page, "List creation");
  await expect(casesOf(page)).toContainText("None yet.");

  await test.step("save two cases: one as it came, one with made-up secrets", async () => {
    const dialog = page.getByRole("dialog", { name: "Save as a case" });
    await cardOf(page).getByRole("button", { name: "Save as a case" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Creates a list");
    await expectAccessible(page, "saving a case");
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(dialog).toBeHidden();
    await cardOf(page).getByRole("button", { name: "Save as a case" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("creates A LIST");
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(dialog).toContainText("There is a case named creates A LIST already.");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Wrong key");
    await choose(dialog.getByRole("combobox", { name: "Expected outcome" }), "The failure “API key”");
    await dialog.getByRole("checkbox", { name: "Send made-up secrets" }).check();
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(dialog).toBeHidden();
  });
  const first = casesOf(page).getByRole("listitem", { name: "Creates a list" });
  const second = casesOf(page).getByRole("listitem", { name: "Wrong key" });
  await test.step("run them all", async () => {
    await expect(first).toContainText("Passed");
    await expect(second).toContainText("Expected the failure “API key”, but it was a success.");
    await casesOf(page).getByRole("button", { name: "Run all cases" }).click();
    await expect(second).toContainText("Passed", { timeout: 20_000 });
    await expect(first).toContainText("Passed");
    await shoot(page, "cases");
    await expectAccessible(page, "cases");
  });
  await test.step("a change makes them stale, which the submission says", async () => {
    const url = sectionOf(page, "List creation").getByRole("combobox", { name: "URL" });
    await url.fill(`${await url.inputValue()}-that-are-gone`);
    await page.keyboard.press("Escape");
    await expectSaved(page);
    await expect(first).toContainText("Changed since its last run");
    await page.getByRole("button", { name: "Submit for review" }).click();
    const dialog = page.getByRole("dialog", { name: /^Submit/ });
    await expect(dialog).toContainText("2 out of date. You can submit all the same.");
    await expectAccessible(page, "submitting with stale cases");
    await dialog.getByRole("button", { name: "Show the cases" }).click();
    await expect(casesOf(page).getByRole("button", { name: "Run all cases" })).toBeFocused();
    await first.getByRole("button", { name: "Run the case Creates a list" }).click();
    await expect(first).toContainText("Failed", { timeout: 20_000 });
    await expect(first).toContainText("Expected a success, but it was");
  });
  await test.step("compare with the first run, rename, delete", async () => {
    await first.getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: "Compare with the first run" }).click();
    await expect(sheetOf(page).getByRole("region", { name: "Request: Method and URL, later" })).toContainText("gone");
    await page.keyboard.press("Escape");
    await first.getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: "Change" }).click();
    const dialog = page.getByRole("dialog", { name: "Change the case" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Makes a list");
    await dialog.getByRole("button", { name: "Save changes" }).click();
    const renamed = casesOf(page).getByRole("listitem", { name: "Makes a list" });
    await renamed.getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete case" }).click();
    await expect(renamed).toBeHidden();
    await expect(second).toBeVisible();
  });
});

test("what isn't described is seen at a glance, drafted by a press, and tried without sending anything", async ({
  open,
}) => {
  const place = await aPlace((definition) => {
    definition.endpoints.addUsers.errors = [];
  });
  const page = await open(place.person);
  await openBuilder(page, place);
  await openTab(page, "Requests & tests");
  const grid = coverageOf(page).getByRole("grid", { name: "Error coverage" });
  await grid.getByRole("button", { name: "List creation, 400: not described" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(grid.getByRole("button", { name: "Add users, 401: not described" })).toBeFocused();
  await shoot(page, "coverage");
  await expectAccessible(page, "coverage of errors");
  await page.keyboard.press("Enter");
  const reason = sectionOf(page, "Add users").getByRole("textbox", { name: "Failure reason" });
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue("API key");
  await expect(grid.getByRole("button", { name: "Add users, 401: described" })).toBeVisible();
  await expectSaved(page);

  let calls = 0;
  page.on("request", (request) => {
    if (/test-(runs|cases)/.test(request.url())) calls += 1;
  });
  await coverageOf(page).getByText("Try a response").click();
  await coverageOf(page).getByLabel("Endpoint").selectOption("Add users");
  await coverageOf(page)
    .getByLabel(/^Body/)
    .evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", 'HTTP/1.1 401 Unauthorized\nx-id: 7\n\n{"error": 1}');
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
  await expect(coverageOf(page).getByLabel(/^Status/)).toHaveValue("401");
  await expect(coverageOf(page).getByLabel(/^Headers/)).toHaveValue("x-id: 7");
  const result = coverageOf(page).getByRole("region", { name: "What it would be" });
  await expect(result).toContainText("Failure: API key");
  await expect(result).toContainText("Its status 401 is the status of the response.");
  await shoot(page, "tried");
  await expectAccessible(page, "a response tried");
  expect(calls).toBe(0);
});
