/** An event destination by the interface alone: from an empty document to a customer's setup modal (issue 4, "Must show"). */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { checkLook, expectAccessible } from "./accessible";
import { choose, expectSaved, openTab, previewOf, sectionOf, testCardOf, testEndpoint, writeIn } from "./builder";
import { expect, test } from "./fixtures";
import {
  addCommonErrors,
  approve,
  createConnectionInfo,
  createDestination,
  describeCall,
  openFromCatalog,
  openReview,
  submitForReview,
} from "./journey";
import { chooseByArrows } from "./keyboard";
import { aPerson, aProject } from "./people";
import { type SandboxWorkspace, sandboxWorkspace } from "./sandbox";

const orders = "Order completed";
const products = "Product activity";
const profiles = "Update a profile";

const orderWords = "When a track event named “Order Completed” arrives.";
const productTrigger = 'type = "track" and match(event, "Product *")';
const productWords = "When a track event arrives whose name begins with “Product ”.";

const orderPayload = `{
  "name": "\${event.event}",
  "userId": "$user_id_field",
  "messageId": "\${event.messageId}",
  "timestamp": "\${event.timestamp | date: "iso"}",
  "properties": {"total": \${event.properties.total}, "saving": \${saving?}},
  "lines": $order_lines
}`;

test("from an empty document to a customer's setup modal", async ({ open, request }) => {
  test.setTimeout(240_000);
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
  await test.step("the trigger is tried", () => tryTrigger(page));
  await test.step("a mistake in the trigger is fixed by clicks", () => mendTrigger(page));
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
  await sectionOf(page, "Actions")
    .getByRole("list", { name: "Actions to start from" })
    .getByRole("button", { name: new RegExp(`^${orders}`) })
    .click();
  const action = sectionOf(page, orders);
  await expect(action.getByRole("combobox", { name: "URL", exact: true })).toBeFocused();
  await expect(action.getByText(orderWords)).toBeVisible();
  await action.getByText("Computed values", { exact: true }).click();
  await action.getByText("$order_lines", { exact: true }).last().click();
  // Gift wrapping is a line without a product number: this partner wants none of these.
  await action.getByRole("textbox", { name: "Only if" }).fill("line.sku != null");
  await action.getByRole("button", { name: "Add computed value" }).click();
  const saving = action.getByRole("group").filter({ hasText: "New computed value" }).last();
  await saving.getByRole("textbox", { name: "Variable" }).fill("saving");
  await describeSaving(action);
  await describeCall(action, { url: `${url}/v1/events`, payload: orderPayload });
  await addCommonErrors(action);
  await expectSaved(page);
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

/** Takes a completion by the keys alone. */
async function take(page: Page, label: string): Promise<void> {
  await chooseByArrows(page, page.getByRole("listbox").getByRole("option"), label);
}

async function writeTrigger(page: Page): Promise<void> {
  await addAction(page, "Empty action");
  await sectionOf(page, "Action 2").getByRole("textbox", { name: "Name" }).fill(products);
  const action = sectionOf(page, products);
  await action.getByRole("textbox", { name: "Trigger" }).focus();
  await page.keyboard.type("ty");
  await take(page, "type");
  await take(page, "=");
  await take(page, "track");
  await page.keyboard.type(" an");
  await take(page, "and");
  await page.keyboard.type("mat");
  await take(page, "match");
  await page.keyboard.type("ev");
  await expect(page.getByRole("listbox").getByRole("option", { name: /^event/ })).toBeVisible();
  await checkLook(page, "trigger-completion");
  await take(page, "event");
  // The comma, the quotes and the bracket are there already.
  await page.keyboard.type("Product *");
  await page.keyboard.press("Escape");
  await expect(triggerOf(action)).toHaveValue(productTrigger);
  await expect(action.getByText(productWords)).toBeVisible();
}

const triggerOf = (action: Locator) => action.getByRole("textbox", { name: "Trigger" });

async function mendTrigger(page: Page): Promise<void> {
  const action = sectionOf(page, products);
  const trigger = triggerOf(action);
  await trigger.fill('type == "track" and match(event, “Product *”)');
  await page.keyboard.press("Escape");
  await trigger.press("Tab");
  await expect(action.getByText("What it says stands here as soon as it can be read.")).toBeVisible();
  await expect(action.getByText("The trigger can't be read as it stands.")).toBeVisible();
  await checkLook(page, "trigger-mistake");
  await action.getByRole("button", { name: "Use straight double quotes" }).click();
  await expect(trigger).toHaveValue('type == "track" and match(event, "Product *")');
  await action.getByRole("button", { name: "Write =" }).click();
  await expect(trigger).toHaveValue(productTrigger);
  await expect(action.getByText(productWords)).toBeVisible();
}

async function tryTrigger(page: Page): Promise<void> {
  const action = sectionOf(page, products);
  await action.getByText("Try it with an event", { exact: true }).click();
  const event = action.getByRole("combobox", { name: "Does this event match?" });
  const verdict = action.getByRole("status").filter({ hasText: "match" });
  await event.selectOption("page");
  await expect(verdict).toHaveText("It doesn't match.");
  await event.selectOption("product-removed");
  await expect(verdict).toHaveText("It matches.");
  await expect(action.getByRole("list", { name: "Why" })).toContainText("Product Removed");
}

async function describeBatches(page: Page, { url }: SandboxWorkspace): Promise<void> {
  const action = sectionOf(page, products);
  await describeCall(action, {
    url: `${url}/v1/events/batch`,
    payload: '{"events": $items}',
    batchSize: 100,
    itemTemplate:
      '{"name": "${event.event}", "userId": "$user_id_field", "messageId": "${event.messageId}", "timestamp": "${event.timestamp}"}',
  });
  await action.getByText("Results of single events", { exact: true }).click();
  await action.getByRole("button", { name: "Errors that say which place" }).click();
  await action.getByRole("textbox", { name: "Where are the single results?" }).fill("rejected");
  await addCommonErrors(action);
  await expectSaved(page);
}

async function describeProfiles(page: Page, { url }: SandboxWorkspace): Promise<void> {
  await addAction(page, profiles);
  const action = sectionOf(page, profiles);
  await describeCall(action, {
    method: "PUT",
    url: `${url}/v1/profiles/$user_id_field`,
    payload: '{"traits": ${event.traits}}',
  });
  await addCommonErrors(action);
  await expectSaved(page);
  await expect(page.getByRole("button", { name: /^\d+ errors?$/ })).toHaveCount(0);
}

async function answerSetup(page: Page, partner: string, workspace: SandboxWorkspace): Promise<void> {
  await openTab(page, "Setup modal");
  const modal = previewOf(page).getByRole("region", { name: `Connect to ${partner}` });
  await modal.getByLabel(/^Client ID/).fill(workspace.clientId);
  await modal.getByLabel(/^Client Secret/).fill(workspace.secret);
  await expect(modal.getByRole("combobox", { name: "User ID Mapping" })).toHaveValue("userId");
  await modal.getByRole("button", { name: "Save" }).click();
  await expect(modal.getByRole("status").filter({ hasText: "These answers are complete" })).toBeVisible();
  await openTab(page, "Requests & tests");
}

/** The newest events of the workspace, as the partner keeps them. */
async function eventsOf(workspace: SandboxWorkspace, limit: number): Promise<unknown> {
  return workspace.get(`/events?limit=${limit}`).then((answer) => Object(answer).events);
}

async function testActions(page: Page, workspace: SandboxWorkspace): Promise<void> {
  const resultOf = (name: string) => previewOf(page).getByRole("region", { name: `Result of ${name}` });
  const ordered = await testEndpoint(page, orders);
  expect(ordered.exchange.response?.status).toBe(202);
  await resultOf(orders).getByText("An access token was obtained first").click();
  await expect(resultOf(orders).getByText("200 OK")).toBeVisible();
  await expect(resultOf(orders)).not.toContainText(workspace.secret);
  expect(await eventsOf(workspace, 1)).toMatchObject([
    {
      name: "Order Completed",
      userId: "u-1001",
      properties: { total: 123.3, saving: { amount: 11.93, coupon: "SPRING10" } },
      lines: [
        { sku: "SHIRT-BLU-M", quantity: 2, price: 49.9 },
        { sku: "BELT-BRN", quantity: 1 },
      ],
    },
  ]);

  // Somebody who viewed a product before signing in has no user ID.
  await testEndpoint(page, products);
  await expect(resultOf(products)).toContainText("202 Accepted");
  await expect(resultOf(products)).toContainText(/left out of this call/i);
  expect(await eventsOf(workspace, 2)).toMatchObject([{ name: "Product Removed" }, { name: "Product Added" }]);

  await testEndpoint(page, profiles);
  await expect(resultOf(profiles)).toContainText("201 Created");
  expect(await workspace.get("/profiles/u-1001")).toMatchObject({ profile: { traits: { plan: "pro", logins: 42 } } });
}

/** One object where others have a list, and nothing saved. */
const ownEvent = {
  type: "track",
  event: "Order Completed",
  userId: "u-own",
  messageId: "m-own",
  timestamp: "2026-03-15T10:00:00Z",
  properties: { total: 5, discount: 0, products: { sku: "A-1", price: 5, quantity: 1 } },
};

async function testOwnEvent(page: Page, workspace: SandboxWorkspace): Promise<void> {
  const card = testCardOf(page, "Test events");
  const event = card.getByRole("combobox", { name: "Event" });
  await event.selectOption("alias");
  await expect(card.getByRole("status").first()).toHaveText("No action is called.");
  await event.selectOption("order-completed");
  await expect(card.getByRole("status").first()).toHaveText("One action is called.");
  await card.getByText("The event as JSON", { exact: true }).click();
  const text = card.getByRole("textbox", { name: "Event as JSON" });
  await text.fill('{"type": "track", "event": "Order Completed",');
  await expect(card.getByText(/^Line 1: /)).toBeVisible();
  await checkLook(page, "broken-event");
  await text.fill(JSON.stringify(ownEvent));
  await expect(card.getByText(/^Line 1: /)).toHaveCount(0);
  await testEndpoint(page, orders);
  const [sent] = z.array(z.object({ properties: z.unknown() }).loose()).parse(await eventsOf(workspace, 1));
  expect(sent).toMatchObject({ userId: "u-own", lines: [{ sku: "A-1", quantity: 1, price: 5 }] });
  expect(sent?.properties).toEqual({ total: 5 });
}

async function testAnswers(page: Page, partner: string): Promise<void> {
  await openTab(page, "Setup modal");
  const modal = previewOf(page).getByRole("region", { name: `Connect to ${partner}` });
  await modal.getByRole("switch", { name: products }).click();
  const order = modal.getByRole("listitem").filter({ hasText: orders });
  await order.getByText("Only some of these events").click();
  await order.getByRole("textbox", { name: `Condition for ${orders}` }).fill("properties.total > 100000");
  await page.keyboard.press("Escape");
  await checkLook(page, "actions-answered");
  await openTab(page, "Requests & tests");
  const card = testCardOf(page, "Test events");
  await card.getByRole("combobox", { name: "Event" }).selectOption("product-added");
  await expect(card.getByRole("listitem").filter({ hasText: products }).first()).toContainText("turned off");
  await expect(testCardOf(page, `${orders} action`)).toContainText("none of the 13 events is one to send");
}

async function review(reviewer: Page, partner: string): Promise<void> {
  await openReview(reviewer, partner);
  const words = { [orders]: orderWords, [products]: productWords };
  for (const [name, sentence] of Object.entries(words)) {
    await reviewer.getByRole("tab", { name }).click();
    await expect(reviewer.getByRole("tabpanel", { name }).getByText(sentence).first()).toBeVisible();
  }
  await checkLook(reviewer, "review");
  await approve(reviewer);
}

async function connect(customer: Page, partner: string): Promise<void> {
  const dialog = await openFromCatalog(customer, partner);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Production");
  await dialog.getByLabel(/^Client ID/).fill("an-id");
  await dialog.getByLabel(/^Client Secret/).fill("a-secret");
  await expect(dialog.getByText(orderWords)).toBeVisible();
  await dialog.getByRole("switch", { name: profiles }).click();
  const order = dialog.getByRole("listitem").filter({ hasText: orders });
  await order.getByText("Only some of these events").click();
  const condition = order.getByRole("textbox", { name: `Condition for ${orders}` });
  await condition.fill("properties.total >");
  await customer.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(condition).toHaveAttribute("aria-invalid", "true");
  await checkLook(customer, "setup-modal");
  await condition.fill("properties.total > 100");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(customer.getByRole("heading", { level: 1, name: "Production" })).toBeVisible();
  await expect(customer.getByText("properties.total > 100")).toBeVisible();
}
