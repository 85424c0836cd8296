/** A property destination by the interface alone: from an empty document to a customer's setup modal (issue 4, "Must show"). */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { blankPropertyDefinition } from "@/lib/destination/blank-definition";
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
  setTestUsers,
  submitForReview,
} from "./journey";
import { aDestination, aPerson, aProject } from "./people";
import { openBuilder } from "./place";
import { type SandboxWorkspace, sandboxWorkspace } from "./sandbox";

const batchPayload = '{"createMissing": false, "users": $items}';

test("from an empty document to a customer's setup modal", async ({ open, request }) => {
  test.setTimeout(240_000);
  const name = randomUUID().slice(0, 6);
  const partner = `Beacon ${name}`;
  const workspace = sandboxWorkspace(request, `property-${name}`);
  // The partner knows two people; that it refuses the others is what the results of single users are for.
  for (const id of ["ada", "grace"]) await workspace.put(`/users/${id}`, { properties: {} });
  const person = await aPerson();
  await aProject(person.organization);
  const page = await open(person);

  await test.step("begin an empty destination", async () => {
    await createConnectionInfo(page, partner);
    await createDestination(page, partner, "User property");
    await checkLook(page, "empty");
  });
  await test.step("authentication and mapping", () => describeAccess(page));
  await test.step("the property and its creation", () => describeProperty(page, workspace));
  await test.step("update users, with a mistake", () => describeUpdate(page, workspace));
  await test.step("the mistake is found and fixed from the list of problems", () => fixFromProblems(page));
  await test.step("results of single users, and errors", () => describeResults(page));
  await test.step("answer the setup modal", () => answerSetup(page, partner, workspace));
  const key = await test.step("test the creation", () => testCreation(page, workspace));
  await test.step("test a mixed call: partly accepted", () => testMixed(page, workspace, key));
  await test.step("test one direction at a time", () => testDirections(page, workspace, key));
  await test.step("the cohort is renamed: the key stays", () => testRenamed(page, workspace, key));
  await test.step("submit", async () => {
    await submitForReview(page, partner, () => expectAccessible(page, "submitting a property destination"));
  });
  await test.step("the reviewer approves", async () => {
    const reviewer = await open("reviewer");
    await openReview(reviewer, partner);
    await expect(reviewer.getByRole("tab", { name: "Property creation" })).toBeVisible();
    await reviewer.getByRole("tab", { name: "Update users" }).click();
    const calls = reviewer.getByRole("tabpanel", { name: "Update users" });
    await expect(calls).toContainText('"operation": "add"');
    await calls.getByRole("radio", { name: "Template" }).check({ force: true });
    await expect(calls).toContainText("$in_cohort");
    await checkLook(reviewer, "review");
    await approve(reviewer);
  });
  await test.step("a customer opens the setup modal from the catalog", async () => {
    const customer = await open("customer");
    const dialog = await openFromCatalog(customer, partner);
    await dialog.getByRole("textbox", { name: "Name" }).fill("Production");
    await dialog.getByLabel(/^API Key/).fill("a-key");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(customer.getByRole("heading", { level: 1, name: "Production" })).toBeVisible();
  });
});

async function describeAccess(page: Page): Promise<void> {
  const authentication = sectionOf(page, "Authentication");
  await authentication.getByRole("radio", { name: /^Basic/ }).check();
  await expect(authentication.getByRole("textbox", { name: "Display name" }).first()).toHaveValue("API Key");
  await authentication.getByRole("textbox", { name: /^Help/ }).first().fill("On the start page of your workspace.");
  const mappings = sectionOf(page, "Mapping fields");
  await mappings.getByRole("button", { name: "Add “User ID Mapping”" }).click();
  await expect(mappings.getByText("$user_id_field_amplitude", { exact: true })).toBeVisible();
}

async function describeProperty(page: Page, { url }: SandboxWorkspace): Promise<void> {
  const property = sectionOf(page, "Property");
  await property
    .getByRole("combobox", { name: "Property key" })
    .fill("cohort_${amplitude_cohort_name | slugify}_$amplitude_cohort_id");
  await page.keyboard.press("Escape");
  await property.getByRole("textbox", { name: "Try a cohort name" }).fill("Saturday's buyers");
  await expect(property.getByRole("status")).toContainText("cohort_Saturday-s-buyers_");
  const creation = sectionOf(page, "Property creation");
  await creation.getByRole("button", { name: "Add a property creation" }).click();
  await describeCall(creation, { url: `${url}/v1/properties`, payload: '{"key": "$property_key", "type": "boolean"}' });
  await addCommonErrors(creation);
  await expectSaved(page);
}

async function describeUpdate(page: Page, { url }: SandboxWorkspace): Promise<void> {
  await expect(sectionOf(page, "Members").getByRole("radio", { name: /^One call for both/ })).toBeChecked();
  await describeCall(sectionOf(page, "Update users"), {
    url: `${url}/v1/users/batch`,
    payload: batchPayload,
    itemTemplate: '{"id": "$user_id_field_amplitude", "properties": {"$property_key": true}}',
    batchSize: 500,
  });
  await expectSaved(page);
}

async function fixFromProblems(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^\d+ errors?$/ })
    .first()
    .click();
  const problems = page.getByRole("dialog", { name: "Problems" });
  const untold = problems.getByRole("listitem").filter({ hasText: "both directions go through this call" });
  await expect(untold).toBeVisible();
  await untold.getByRole("button", { name: /Item template/ }).click();
  await expect(problems).toHaveCount(0);
  const section = sectionOf(page, "Update users");
  await expect(section.getByRole("textbox", { name: /^Item template/ })).toBeFocused();
  await writeIn(
    section,
    "Item template",
    '{"id": "$user_id_field_amplitude", "properties": {"$property_key": $in_cohort}}',
  );
  await expectSaved(page);
  await expect(page.getByRole("button", { name: /^\d+ errors?$/ })).toHaveCount(0);
}

async function describeResults(page: Page): Promise<void> {
  const section = sectionOf(page, "Update users");
  await section.getByText("Results of single users", { exact: true }).click();
  await section.getByRole("button", { name: "Errors that say which place" }).click();
  await expect(section.getByRole("textbox", { name: "Where are the single results?" })).toHaveValue("errors");
  await expect(section.getByRole("textbox", { name: "Place inside a result" })).toHaveValue("index");
  await section.getByRole("textbox", { name: "Codes that count" }).fill("unknown_user, invalid_*");
  await choose(section.getByRole("combobox", { name: "When removing, the user" }), "Counts as done");
  await addCommonErrors(section);
  await expectSaved(page);
}

async function answerSetup(page: Page, partner: string, { key }: SandboxWorkspace): Promise<void> {
  await openTab(page, "Setup modal");
  const modal = previewOf(page).getByRole("region", { name: `Connect to ${partner}` });
  // The secret is optional: this partner takes the key with an empty password too.
  await modal.getByLabel(/^API Key/).fill(key);
  await expect(modal.getByRole("combobox", { name: "User ID Mapping" })).toHaveValue("user_id");
  await modal.getByRole("button", { name: "Save" }).click();
  await expect(modal.getByRole("status").filter({ hasText: "These answers are complete" })).toBeVisible();
  await openTab(page, "Requests & tests");
}

/** The key that the tests go on with. */
async function testCreation(page: Page, workspace: SandboxWorkspace): Promise<string> {
  const data = testCardOf(page, "Test data");
  await data.getByLabel("Cohort name").fill("Buyers of March");
  const key = await data.getByRole("textbox", { name: "Property key" }).getAttribute("placeholder");
  expect(key).toMatch(/^cohort_Buyers-of-March-\w+_cohort-\w+$/);
  const { exchange } = await testEndpoint(page, "Property creation");
  expect(exchange.response?.status).toBe(201);
  const result = previewOf(page).getByRole("region", { name: "Result of Property creation" });
  await expect(result).toContainText("201 Created");
  expect(await workspace.get("/properties")).toMatchObject({ properties: [{ key, type: "boolean", holders: 0 }] });
  return key ?? "";
}

/** The properties of somebody, as the partner has them. */
async function propertiesOf(workspace: SandboxWorkspace, id: string): Promise<unknown> {
  return workspace.get(`/users/${id}`).then((answer) => Object(answer).user.properties);
}

async function testMixed(page: Page, workspace: SandboxWorkspace, key: string): Promise<void> {
  await setTestUsers(page, [
    ["add", "ada"],
    ["add", "grace"],
    ["add", "nobody-7"],
    ["remove", "ghost-8"],
  ]);
  await expect(testCardOf(page, "Update users endpoint")).toContainText(/One call takes all .*4 sample users/);
  const { exchange } = await testEndpoint(page, "Update users");
  expect(exchange.response?.status).toBe(207);
  const result = previewOf(page).getByRole("region", { name: "Result of Update users" });
  await expect(result).toContainText("207 Multi-Status");
  await expect(result).toContainText("Partly accepted");
  const rejected = result.getByRole("listitem").filter({ hasText: "nobody-7" });
  await expect(rejected).toContainText("rejected");
  await expect(rejected).toContainText("unknown_user");
  await expect(result.getByRole("listitem").filter({ hasText: "ghost-8" })).toContainText("nothing left to do");
  await result.scrollIntoViewIfNeeded();
  await checkLook(page, "partly-accepted");
  expect(await propertiesOf(workspace, "ada")).toEqual({ [key]: true });
  expect(await propertiesOf(workspace, "grace")).toEqual({ [key]: true });
}

async function testDirections(page: Page, workspace: SandboxWorkspace, key: string): Promise<void> {
  const section = sectionOf(page, "Update users");
  await section.getByRole("switch", { name: "Users who enter and users who leave share a call" }).click();
  await writeIn(section, "Payload", '{"createMissing": false, "operation": "$operation", "users": $items}');
  await setTestUsers(page, [
    ["add", "ada"],
    ["remove", "grace"],
  ]);
  const card = testCardOf(page, "Update users endpoint");
  await expect(card).toContainText(/1 of .*2 sample users.* 1 more call follows/);
  const adding = await testEndpoint(page, "Update users");
  expect(adding.exchange.request.body).toMatch(/"operation": ?"add"/);
  expect(await propertiesOf(workspace, "grace")).toEqual({ [key]: true });
  await setTestUsers(page, [["remove", "grace"]]);
  const removing = await testEndpoint(page, "Update users");
  expect(removing.exchange.request.body).toMatch(/"operation": ?"remove"/);
  await expect(previewOf(page).getByRole("region", { name: "Result of Update users" })).toContainText("200 OK");
  expect(await propertiesOf(workspace, "grace")).toEqual({ [key]: false });
  expect(await propertiesOf(workspace, "ada")).toEqual({ [key]: true });
}

async function testRenamed(page: Page, workspace: SandboxWorkspace, key: string): Promise<void> {
  const data = testCardOf(page, "Test data");
  await data.getByRole("textbox", { name: "Property key" }).fill(key);
  await data.getByLabel("Cohort name").fill("Buyers of April");
  await expect(data).toContainText("Kept from an earlier sync");
  await setTestUsers(page, [["remove", "ada"]]);
  const { exchange } = await testEndpoint(page, "Update users");
  expect(exchange.request.body).toContain(key);
  // Not a second property beside the first.
  expect(await propertiesOf(workspace, "ada")).toEqual({ [key]: false });
}

test("set and unset by calls of their own: a tag", async ({ open, request }) => {
  const name = `tag-${randomUUID().slice(0, 6)}`;
  const workspace = sandboxWorkspace(request, name);
  await workspace.put("/users/ada", { properties: {} });
  const person = await aPerson();
  await aProject(person.organization);
  const destination = await aDestination(person.organization, blankPropertyDefinition());
  const page = await open(person);
  await openBuilder(page, { destination });
  await sectionOf(page, "Authentication")
    .getByRole("radio", { name: /^API key in a header/ })
    .check();
  await sectionOf(page, "Mapping fields").getByRole("button", { name: "Add “User ID Mapping”" }).click();
  await sectionOf(page, "Property").getByRole("combobox", { name: "Property key" }).fill("cohort-$amplitude_cohort_id");
  await page.keyboard.press("Escape");

  await sectionOf(page, "Members")
    .getByRole("radio", { name: /^Set and unset/ })
    .check();
  const adding = sectionOf(page, "Add users");
  await describeCall(adding, {
    url: `${workspace.url}/v1/tags/$property_key/users`,
    payload: '{"ids": $items, "createMissing": false}',
    itemTemplate: '"$user_id_field_amplitude"',
  });
  await adding.getByText("Results of single users", { exact: true }).click();
  await adding.getByRole("button", { name: "A list of refused identifiers" }).click();
  await adding.getByRole("textbox", { name: "Where are the single results?" }).fill("unknownIds");
  const removing = sectionOf(page, "Remove users");
  await removing.getByRole("button", { name: "Copy from Add users" }).click();
  await describeCall(removing, { method: "DELETE", url: `${workspace.url}/v1/tags/$property_key/users` });
  await expectSaved(page);
  await checkLook(page, "set-and-unset");

  await openTab(page, "Setup modal");
  await previewOf(page)
    .getByLabel(/^API Key/)
    .fill(workspace.key);
  await openTab(page, "Requests & tests");
  await setTestUsers(page, [
    ["add", "ada"],
    ["add", "nobody-7"],
    ["remove", "ada"],
  ]);
  const key = await testCardOf(page, "Test data")
    .getByRole("textbox", { name: "Property key" })
    .getAttribute("placeholder");
  await testEndpoint(page, "Add users");
  const added = previewOf(page).getByRole("region", { name: "Result of Add users" });
  await expect(added).toContainText("Partly accepted");
  await expect(added.getByRole("listitem").filter({ hasText: "nobody-7" })).toContainText("rejected");
  expect(await workspace.get("/users/ada")).toMatchObject({ user: { tags: [key] } });
  await testEndpoint(page, "Remove users");
  await expect(previewOf(page).getByRole("region", { name: "Result of Remove users" })).toContainText("200 OK");
  expect(await workspace.get("/users/ada")).toMatchObject({ user: { tags: [] } });
});
