/** “Simulate sync” as a partner uses it: ten million users, faults, the answer in words, and its course as a table. */
import type { Locator, Page } from "@playwright/test";
import { checkLook } from "./accessible";
import { openTab, previewOf, testCardOf } from "./builder";
import { expect, test } from "./fixtures";
import { aPlace, openBuilder, type Place } from "./place";

/** A partner that takes 10,000 users in a call, and 20 calls a second. */
const aPartner = (): Promise<Place> =>
  aPlace((definition) => {
    const { delivery, endpoints } = definition;
    definition.delivery = { ...delivery, concurrency: 16, rateLimit: { requests: 20, per: "second" } };
    endpoints.addUsers.batchSize = 10_000;
  });

async function openSimulation(page: Page, place: Place, { isPhone = false } = {}): Promise<void> {
  await openBuilder(page, place);
  if (isPhone) await page.getByRole("radio", { name: "Preview & test" }).check({ force: true });
  await openTab(page, "Simulate");
  await expect(answerOf(page)).toContainText("1,000,000 users take about");
}

const answerOf = (page: Page) => testCardOf(page, "Answer");
const faultsOf = (page: Page) => testCardOf(page, "What goes wrong");
const numberOf = (page: Page, name: string) => previewOf(page).getByRole("textbox", { name });
/** What a screen reader is told of a new answer. */
const headline = (page: Page) => answerOf(page).getByRole("status").filter({ hasText: "user" });

async function addFault(page: Page, name: string): Promise<void> {
  await faultsOf(page).getByRole("button", { name: "Add a fault" }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** The column of numbers under a heading. */
async function columnOf(table: Locator, heading: string): Promise<number[]> {
  const headings = await table.getByRole("columnheader").allInnerTexts();
  const at = headings.findIndex((text) => text.trim().toLowerCase() === heading.toLowerCase());
  expect(at, `a column ${heading} among ${headings.join()}`).toBeGreaterThan(0);
  // The first column is the row's heading.
  const cells = await table.locator(`tbody td:nth-child(${at + 1})`).allInnerTexts();
  return cells.map((text) => Number(text.replaceAll(",", "")));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

test("ten million users: how long, how fast, and what of it fails, in words and in numbers", async ({ open }) => {
  const place = await aPartner();
  const page = await open(place.person);
  await openSimulation(page, place);

  await test.step("the answer follows the form", async () => {
    await numberOf(page, "Users in the cohort").fill("10,000,000");
    await expect(headline(page)).toHaveText(/^10,000,000 users take about \d+\ss at \d+ requests a second\.$/);
    await expect(answerOf(page)).toContainText("The declared rate decides: calls wait for it");
    await expect(answerOf(page).getByText("succeeds", { exact: true })).toBeVisible();
    await expect(faultsOf(page)).toContainText("Nothing goes wrong.");
  });

  await test.step("a ready-made fault", async () => {
    await addFault(page, "Every 25th batch is refused");
    await expect(faultsOf(page)).toContainText("Any batch, every 25th call from call 25 on: answered with 422.");
    await expect(headline(page)).toHaveText(
      /^10,000,000 users take about \d+\ss at \d+ requests a second; 40 of 1,000 batches fail as “Member refused”\.$/,
    );
    const failures = answerOf(page).getByRole("table", { name: "Failures" });
    await expect(failures.getByRole("row", { name: /^Member refused/ })).toContainText("Add users");
    expect(await columnOf(failures, "Batches lost")).toEqual([40]);
    await expect(answerOf(page).getByText("partial", { exact: true })).toBeVisible();
  });

  await test.step("the course, by keys and as a table", async () => {
    const moment = answerOf(page).getByRole("slider", { name: "Moment of the run" });
    await moment.focus();
    await page.keyboard.press("End");
    const last = await moment.getAttribute("aria-valuetext");
    await page.keyboard.press("Home");
    await expect(moment).toHaveAttribute("aria-valuetext", /^0\sms to .+: [\d,]+ calls/);
    await page.keyboard.press("ArrowRight");
    await expect(moment).toHaveAttribute("aria-valuenow", "1");
    expect(last).not.toBe(await moment.getAttribute("aria-valuetext"));
    await checkLook(page, "chart");

    await answerOf(page).getByRole("radio", { name: "Table" }).check({ force: true });
    const table = answerOf(page).getByRole("table", { name: "Course of the run" });
    // A creation, and a thousand batches of which forty fail for good.
    expect(sum(await columnOf(table, "Calls"))).toBe(1_001);
    expect(sum(await columnOf(table, "Failed"))).toBe(40);
    expect(sum(await columnOf(table, "Delivered"))).toBe(9_600_000);
    const figures = answerOf(page).getByRole("definition");
    await expect(figures.filter({ hasText: "960 of 1,000" })).toBeVisible();
    await checkLook(page, "table");
  });
});

test("a fault of one's own, its mistakes, and what is remembered", async ({ open }) => {
  const place = await aPartner();
  const page = await open(place.person);
  await openSimulation(page, place);
  const row = faultsOf(page);

  await addFault(page, "A fault of your own");
  await row.getByRole("combobox", { name: "To which calls" }).selectOption("List creation");
  await row.getByRole("textbox", { name: "Status" }).fill("401");
  await expect(row).toContainText("List creation, all calls: answered with 401.");
  await expect(headline(page)).toHaveText(/^1,000,000 users are not finished: the run ends after about/);
  await expect(answerOf(page)).toContainText("1,000,000 users are left for the next run.");
  await expect(answerOf(page).getByText("fails", { exact: true })).toBeVisible();

  await row.getByRole("textbox", { name: "Status" }).fill("4o1");
  await expect(row).toContainText("This fault can't be read yet");
  await expect(answerOf(page)).toContainText("What follows is the answer to the last ones that could.");
  await expect(row.getByRole("textbox", { name: "Status" })).toHaveAttribute("aria-invalid", "true");
  await checkLook(page, "mistake");

  await row.getByRole("textbox", { name: "Status" }).fill("503");
  await expect(row).toContainText("List creation, all calls: answered with 503.");
  await openBuilder(page, place);
  await openTab(page, "Simulate");
  await expect(row).toContainText("List creation, all calls: answered with 503.");
  await row.getByRole("button", { name: "Remove: List creation, all calls: answered with 503." }).click();
  await expect(row).toContainText("Nothing goes wrong.");
  await expect(headline(page)).toHaveText(/^1,000,000 users take about/);

  // Nothing of all this was sent or saved.
  await expect(testCardOf(page, "Simulate sync")).toContainText("Nothing is sent.");
});

test("a simulation on a phone", async ({ open }) => {
  const place = await aPartner();
  const page = await open(place.person, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await openSimulation(page, place, { isPhone: true });
  await numberOf(page, "Users in the cohort").fill("10000000");
  await addFault(page, "Three in ten fail");
  await expect(headline(page)).toHaveText(/^10,000,000 users take about/);
  for (const view of ["Chart", "Table"]) {
    await answerOf(page).getByRole("radio", { name: view }).check({ force: true });
    await checkLook(page, `phone-${view.toLowerCase()}`);
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(content, `${view} is wider than a phone`).toBeLessThanOrEqual(width ?? 0);
  }
});
