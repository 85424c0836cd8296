/** The way of a destination from nothing to a tile in the catalog, for tests that are about what it is made of. */
import { expect, type Locator, type Page } from "@playwright/test";
import { sectionOf, testCardOf, writeIn } from "./builder";
import { drawLogo } from "./draw-logo";
import { saveState } from "./place";

export async function createConnectionInfo(page: Page, partner: string): Promise<void> {
  await page.goto("/connection-info/new");
  await page.getByLabel("Display name").fill(partner);
  await page.getByLabel("Category").selectOption("Analytics");
  await page.getByLabel("Summary").fill(`Sends what happens to ${partner}.`);
  await page.getByLabel("Full description").fill(`What happens here is known to **${partner}** at once.`);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Upload logo" }).click(),
  ]);
  await chooser.setFiles({ name: "logo.png", mimeType: "image/png", buffer: await drawLogo(256) });
  await expect(page.getByRole("button", { name: "Replace logo" })).toBeVisible();
  await page.getByRole("button", { name: /^(Save|Create)/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: partner })).toBeVisible();
}

/** Begins an empty destination of a kind, and waits until its builder can be typed into. */
export async function createDestination(page: Page, partner: string, kind: "User property" | "Events"): Promise<void> {
  await page.goto("/destinations/new");
  await page.getByLabel("Connection info").selectOption({ label: `${partner} – 1.0` });
  await page.getByRole("radio", { name: kind, exact: true }).check();
  await page.getByRole("radio", { name: "Blank" }).check();
  await page.getByRole("button", { name: "Create destination" }).click();
  await expect(page.getByRole("heading", { level: 1, name: partner })).toBeVisible();
  await expect(saveState(page)).toHaveText(/^Saved/);
}

interface Call {
  method?: "PUT" | "DELETE";
  url: string;
  payload?: string;
  itemTemplate?: string;
  batchSize?: number;
}

/** Types a call into the part of the builder that edits it. */
export async function describeCall(part: Locator, { method, url, payload, itemTemplate, batchSize }: Call) {
  const page = part.page();
  if (method) {
    await part.getByRole("combobox", { name: "Method" }).click();
    await page.getByRole("option", { name: method, exact: true }).click();
  }
  await part.getByRole("combobox", { name: "URL", exact: true }).fill(url);
  await page.keyboard.press("Escape");
  if (payload !== undefined) await writeIn(part, "Payload", payload);
  // The size comes first: a call of one event has no item template.
  if (batchSize !== undefined) await part.getByRole("textbox", { name: "Batch size" }).fill(String(batchSize));
  if (itemTemplate !== undefined) await writeIn(part, "Item template", itemTemplate);
}

export async function addCommonErrors(part: Locator): Promise<void> {
  await part.getByText("Error classifications", { exact: true }).click();
  await part.getByRole("button", { name: "Add common errors" }).click();
}

type TestUser = readonly [operation: "add" | "remove", id: string];

/** Replaces the users of the tests, who are known by `user_id`. */
export async function setTestUsers(page: Page, users: readonly TestUser[]): Promise<void> {
  const data = testCardOf(page, "Test data");
  const count = data.getByLabel("How many users to generate");
  if (!(await count.isVisible())) await data.getByText("Sample users", { exact: true }).click();
  await count.selectOption("3 users");
  const rows = data.getByLabel(/^Operation of user/);
  await expect(rows).toHaveCount(3);
  for (let extra = 3; extra < users.length; extra += 1) await data.getByRole("button", { name: "Add user" }).click();
  for (let extra = 3; extra > users.length; extra -= 1) {
    await data.getByRole("button", { name: "Remove user 1" }).click();
  }
  await expect(rows).toHaveCount(users.length);
  for (const [index, [operation, id]] of users.entries()) {
    await data.getByLabel(`Operation of user ${index + 1}`).selectOption(operation);
    await data.getByLabel(`user_id of user ${index + 1}`).fill(id);
  }
}

/** Submits the draft as it is; `look` sees the dialog before it is sent. */
export async function submitForReview(page: Page, partner: string, look?: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Submit for review" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: `Submit ${partner} for review` })).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "Fix these first" })).toHaveCount(0);
  await dialog.getByRole("textbox", { name: "Release note" }).fill("The first version.");
  await explain(dialog);
  await look?.();
  await sendSubmission(dialog);
  await expect(page.getByRole("heading", { name: "Version 1.0 is in review" })).toBeVisible();
}

async function explain(dialog: Locator): Promise<void> {
  const reasons = dialog.getByRole("textbox", { name: /^Why this is all right/ });
  for (const reason of await reasons.all()) await reason.fill("The sandbox is a demo on this machine.");
}

/** Presses the button; calls that weren't tested as they are now are asked about only then. */
export async function sendSubmission(dialog: Locator): Promise<void> {
  await explain(dialog);
  await dialog.getByRole("button", { name: "Submit for review" }).click();
  const missing = dialog.getByText("Say in a few words why this is all right.");
  const made = dialog.page().getByRole("heading", { name: /^Version [\d.]+ is in review$/ });
  await expect(made.or(missing).first()).toBeVisible();
  if (await made.isVisible()) return;
  await explain(dialog);
  await dialog.getByRole("button", { name: "Submit for review" }).click();
}

/** The page of the version that waits for a decision, as the queue leads to it. */
export async function openReview(reviewer: Page, partner: string): Promise<void> {
  await reviewer.goto("/reviews");
  await reviewer.getByRole("table", { name: "Waiting for a decision" }).getByRole("link", { name: partner }).click();
  await expect(reviewer.getByRole("heading", { level: 1, name: `${partner} 1.0` })).toBeVisible();
}

export async function approve(reviewer: Page): Promise<void> {
  await reviewer.getByRole("button", { name: /^Approve/ }).click();
  await expect(reviewer.getByText("Approved", { exact: true }).first()).toBeVisible();
}

/** As a customer finds it in the catalog; the answer is the open setup modal. */
export async function openFromCatalog(customer: Page, partner: string): Promise<Locator> {
  await customer.goto("/catalog");
  await customer.getByRole("searchbox", { name: "Search the catalog" }).fill(partner);
  await customer.getByRole("button", { name: "Search" }).click();
  await expect(customer.getByRole("status").filter({ hasText: "1 destination" })).toBeVisible();
  await customer
    .getByRole("main")
    .getByRole("link", { name: new RegExp(partner) })
    .click();
  await expect(customer.getByRole("heading", { level: 1, name: partner })).toBeVisible();
  await customer.getByRole("button", { name: "Connect" }).click();
  return customer.getByRole("dialog", { name: `Connect to ${partner}` });
}

/** The part of the configuration about one action, by its name. */
export const actionPart = (page: Page, name: string): Locator => sectionOf(page, name);
