/** The main job once, by the people whose job it is: from an empty destination to a tile in the catalog. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { demoPassword } from "@/lib/server/demo-people";
import { expectAccessible } from "./accessible";
import {
  choose,
  editorOf,
  errorMarks,
  expectSaved,
  openTab,
  pasteIn,
  previewOf,
  sectionOf,
  testCardOf,
  testEndpoint,
  writeIn,
} from "./builder";
import { drawLogo } from "./draw-logo";
import { expect, shoot, test } from "./fixtures";
import { sendSubmission } from "./journey";
import { readDraft } from "./people";

const suffix = randomUUID().slice(0, 6);
const workspace = `journey-${suffix}`;
const partner = `Lighthouse ${suffix}`;
const base = () => `${process.env.SANDBOX_URL}/w/${workspace}/v1`;
const key = () => workspaceKey(workspace, process.env.SANDBOX_SECRET);

test("from sign-in to an approved destination in the catalog", async ({ page, open, watcher }) => {
  test.setTimeout(240_000);
  // The browser's own line about the test calls of the page, such as a wrong password.
  watcher.tolerate(/status of 401/);

  await test.step("sign in with the demo button", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    await shoot(page, "01-sign-in");
    await page.getByRole("button", { name: /^Partner owner/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Destinations" })).toBeVisible();
    await shoot(page, "02-destinations");
  });

  await test.step("describe the connection, with a logo", () => createConnectionInfo(page));
  await test.step("begin an empty destination", () => createDestination(page));
  await test.step("authentication", () => chooseBearer(page));
  await test.step("custom fields", () => addFields(page));
  await test.step("additional header", () => addHeader(page));
  await test.step("mapping", () => addMapping(page));
  await test.step("list creation", () => describeListCreation(page));
  await test.step("add users", () => describeAddUsers(page));
  await test.step("remove users, copied", () => describeRemoveUsers(page));
  await test.step("error classifications, copied", () => describeErrors(page));
  await test.step("the variable table", () => readVariables(page));
  await test.step("a mistake is shown and fixed in place", () => makeAMistake(page));
  await test.step("the setup modal", () => fillSetup(page));
  await test.step("test the three endpoints", () => testEndpoints(page));
  await test.step("a wrong key is classified", () => tryWrongKey(page));
  await test.step("a reload keeps everything", () => reload(page));
  await test.step("submit", () => submit(page, "First version: lists by user ID."));

  const reviewer = await open(null);
  await test.step("the reviewer signs in by typing and asks for changes", async () => {
    await signInByTyping(reviewer, "ruth@platform.example");
    await requestChanges(reviewer);
  });
  await test.step("the partner is told, changes it and submits again", () => resubmit(page));
  await test.step("the reviewer approves", () => approve(reviewer));
  await test.step("the partner is told in the app and by mail", async () => {
    await readNotification(page);
    await readOutbox(await open("admin"));
  });
  await test.step("a customer opens the setup modal from the catalog", async () => connect(await open("customer")));
});

async function createConnectionInfo(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Connection info" }).click();
  await page.getByRole("link", { name: "New connection info" }).click();
  await page.getByLabel("Display name").fill(partner);
  await page.getByLabel("Category").selectOption("Messaging");
  await page.getByLabel("Summary").fill("Send cohorts to Lighthouse lists.");
  await page.getByLabel("Full description").fill("Cohorts become **lists**.\n\n- quickly\n- and exactly");
  await page.getByLabel("Documentation link").fill("https://docs.example.com/lighthouse");
  await page.getByLabel("Support").fill("support@example.com");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Upload logo" }).click(),
  ]);
  await chooser.setFiles({ name: "logo.png", mimeType: "image/png", buffer: await drawLogo(256) });
  await expect(page.getByRole("button", { name: "Replace logo" })).toBeVisible();
  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect(preview).toContainText(partner);
  await expect(preview.getByRole("listitem").first()).toHaveText("quickly");
  await shoot(page, "03-connection-info");
  await page.getByRole("button", { name: /^(Save|Create)/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: partner })).toBeVisible();
}

async function createDestination(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Destinations", exact: true }).click();
  await page.getByRole("link", { name: "New destination" }).click();
  await page.getByLabel("Connection info").selectOption({ label: `${partner} – 1.0` });
  await page.getByRole("radio", { name: "Blank" }).check();
  await shoot(page, "04-new-destination");
  await page.getByRole("button", { name: "Create destination" }).click();
  await expect(page.getByRole("heading", { level: 1, name: partner })).toBeVisible();
  await shoot(page, "05-builder-empty");
}

async function chooseBearer(page: Page): Promise<void> {
  const section = sectionOf(page, "Authentication");
  await section.getByRole("radio", { name: /^Bearer token/ }).check();
  await expect(section.getByRole("textbox", { name: "Display name" })).toHaveValue(/\w/);
  await section.getByRole("textbox", { name: "Display name" }).fill("Access token");
  await section.getByRole("textbox", { name: /^Help/ }).fill("On the sandbox's start page.");
  await expectSaved(page);
  await shoot(page, "06-authentication");
}

async function addFields(page: Page): Promise<void> {
  const section = sectionOf(page, "Custom fields");
  await section.getByRole("button", { name: "Add custom field" }).click();
  await section.getByRole("textbox", { name: "Display name" }).fill("Account ID");
  await section.getByRole("textbox", { name: "Display name" }).press("Tab");
  await expect(section.getByRole("textbox", { name: "Variable" })).toHaveValue("account_id");

  await section.getByRole("button", { name: "Add custom field" }).click();
  const field = section.getByRole("group").filter({ hasText: "New field" });
  await field.getByRole("textbox", { name: "Display name" }).fill("Channel");
  const channel = section.getByRole("group").filter({ has: page.getByText("$channel") });
  await page.keyboard.press("Tab");
  await choose(channel.getByRole("combobox", { name: "Type" }), "Button group");
  for (const [index, [label, value]] of [
    ["E-mail", "email"],
    ["Push", "push"],
  ].entries()) {
    await channel.getByRole("button", { name: "Add option" }).click();
    await channel
      .getByRole("textbox", { name: "Label" })
      .nth(index)
      .fill(label ?? "");
    await channel
      .getByRole("textbox", { name: "Value" })
      .nth(index)
      .fill(value ?? "");
  }
  await choose(channel.getByRole("combobox", { name: "Default" }), "E-mail");
  await expectSaved(page);
  await shoot(page, "07-custom-fields");
}

async function addHeader(page: Page): Promise<void> {
  const section = sectionOf(page, "Additional headers");
  await section.getByRole("button", { name: "Add header" }).click();
  await section.getByRole("textbox", { name: /name/i }).fill("X-Account");
  const value = section.getByRole("combobox", { name: /value/i });
  await value.fill("$acc");
  await page.getByRole("option", { name: /account_id/ }).click();
  await expect(value).toHaveValue("$account_id");
}

async function addMapping(page: Page): Promise<void> {
  const section = sectionOf(page, "Mapping fields");
  await section.getByRole("button", { name: "Add “User ID Mapping”" }).click();
  await expect(section.getByText("$user_id_field_amplitude", { exact: true })).toBeVisible();
  await sectionOf(page, "Cohort name").scrollIntoViewIfNeeded();
  await expectSaved(page);
  await shoot(page, "08-mapping");
}

async function describeListCreation(page: Page): Promise<void> {
  const section = sectionOf(page, "List creation");
  await section.getByRole("combobox", { name: "URL" }).fill(`${base()}/lists`);
  const editor = await writeIn(section, "Payload", '{"name": "[Amplitude] ');
  // The rest by hand: the dollar opens the list of variables, and the keyboard takes one of them.
  await page.keyboard.type("$amplitude_cohort_na");
  await expect(page.getByRole("listbox", { name: "Suggest" })).toContainText("$amplitude_cohort_name");
  await shoot(page, "09-completion");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox", { name: "Suggest" })).toBeHidden();
  await pasteIn(editor, '", "channel": "$channel"}');
  await section.getByRole("textbox", { name: "Path to the list ID in the response" }).fill("list.id");
  await expect(section.getByText("$.list.id")).toBeVisible();
  await expectSaved(page);
  const { definition } = await readDraft(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  expect(definition.endpoints.listCreation.payload).toBe(
    '{"name": "[Amplitude] $amplitude_cohort_name", "channel": "$channel"}',
  );
  await expect(errorMarks(section)).toHaveCount(0);
  await shoot(page, "10-list-creation");
}

async function describeAddUsers(page: Page): Promise<void> {
  const section = sectionOf(page, "Add users");
  await section.getByRole("combobox", { name: "URL" }).fill(`${base()}/lists/$list_id/members`);
  await page.keyboard.press("Escape");
  await writeIn(section, "Payload", '{"members": $items}');
  await writeIn(section, "Item template", '{"id": "$user_id_field_amplitude"}');
  await section.getByRole("textbox", { name: "Batch size" }).fill("1000");
  await section.getByRole("textbox", { name: "Batch size" }).press("Tab");
  await expectSaved(page);
  // A legal bare $items is never underlined.
  await expect(errorMarks(section)).toHaveCount(0);
  await expect(section.getByLabel("Error:", { exact: true })).toHaveCount(0);
  await shoot(page, "11-add-users");
}

async function describeRemoveUsers(page: Page): Promise<void> {
  const section = sectionOf(page, "Remove users");
  await section.getByRole("button", { name: "Copy from Add users" }).click();
  await section.getByRole("combobox", { name: "URL" }).fill(`${base()}/lists/$list_id/members/remove`);
  await page.keyboard.press("Escape");
  const editor = await editorOf(section, "Item template");
  await expect(editor).toBeAttached();
  await expectSaved(page);
}

async function describeErrors(page: Page): Promise<void> {
  const creation = sectionOf(page, "List creation");
  await creation.getByText("Error classifications").click();
  await creation.getByRole("button", { name: "Add error", exact: true }).click();
  await creation.getByRole("textbox", { name: "Failure reason" }).fill("API key");
  await creation.getByRole("textbox", { name: "Status code" }).fill("401");
  await creation.getByRole("textbox", { name: /^Sub error code/ }).fill('{"error": {"code": "invalid_key"}}');
  await creation
    .getByRole("textbox", { name: /message/i })
    .fill("The access token was not accepted. Copy it again from the sandbox's start page.");
  await creation.getByRole("button", { name: "Add common errors" }).click();
  await shoot(page, "12-errors");
  for (const name of ["Add users", "Remove users"]) {
    const section = sectionOf(page, name);
    await section.getByText("Error classifications").click();
    await section.getByRole("button", { name: "Copy errors from…" }).click();
    await page.getByRole("menuitem", { name: /^List creation/ }).click();
    await expect(section.getByText("API key", { exact: true }).first()).toBeVisible();
  }
  await expectSaved(page);
}

async function readVariables(page: Page): Promise<void> {
  await openTab(page, "Variables");
  const table = previewOf(page).getByRole("table", { name: "Variables" });
  for (const name of ["$bearer_token", "$account_id", "$channel", "$user_id_field_amplitude", "$list_id", "$items"]) {
    await expect(table.getByRole("row").filter({ hasText: name }).first()).toBeVisible();
  }
  await expect(table.getByRole("row").filter({ hasText: "$list_id" })).toContainText("Predefined");
  await shoot(page, "13-variables");
}

async function makeAMistake(page: Page): Promise<void> {
  const section = sectionOf(page, "List creation");
  await writeIn(section, "Payload", '{"name": "$amplitude_cohort_nam", "channel": "$channel"}');
  await section.getByRole("combobox", { name: "URL" }).focus();
  await expect(section.getByText(/\$amplitude_cohort_nam\b/).first()).toBeVisible();
  await expect(errorMarks(section)).not.toHaveCount(0);
  const table = previewOf(page).getByRole("table", { name: "Variables" });
  await expect(table).toContainText("Not declared");
  await shoot(page, "14-mistake");
  await section
    .getByRole("button", { name: /amplitude_cohort_name/ })
    .first()
    .click();
  await expect(errorMarks(section)).toHaveCount(0);
  await expect(table).not.toContainText("Not declared");
  await expectSaved(page);
}

async function fillSetup(page: Page): Promise<void> {
  await openTab(page, "Setup modal");
  const modal = previewOf(page).getByRole("region", { name: `Connect to ${partner}` });
  await modal.getByRole("button", { name: "Save" }).click();
  await shoot(page, "15-setup-invalid");
  await modal.getByLabel("Name", { exact: false }).first().fill("Journey");
  await modal.getByLabel(/^Access token/).fill(key());
  await modal.getByLabel("Account ID").fill("acct-42");
  await expect(modal.getByRole("radio", { name: "E-mail" })).toBeChecked();
  await expect(modal.getByRole("combobox", { name: "User ID Mapping" })).toHaveValue("user_id");
  await modal.getByRole("button", { name: "Save" }).click();
  await expect(modal.getByRole("status").filter({ hasText: "These answers are complete" })).toBeVisible();
  await shoot(page, "16-setup-filled");
}

async function testEndpoints(page: Page): Promise<void> {
  await openTab(page, "Requests & tests");
  const data = testCardOf(page, "Test data");
  await data.getByLabel("Cohort name").fill("Saturday's cohort & héllo");
  await data.getByText("Sample users").click();
  await data.getByLabel("How many users to generate").selectOption("3 users");
  for (const [index, [operation, id]] of [
    ["add", "ada"],
    ["add", "grace"],
    ["remove", "grace"],
  ].entries()) {
    await data.getByLabel(`Operation of user ${index + 1}`).selectOption(operation ?? "");
    await data.getByLabel(`user_id of user ${index + 1}`).fill(id ?? "");
  }
  await shoot(page, "17-requests");

  const created = await testEndpoint(page, "List creation");
  expect(created.outcome).toMatchObject({ kind: "success" });
  const listId = JSON.parse(created.listId?.value ?? '""');
  const result = previewOf(page).getByRole("region", { name: "Result of List creation" });
  await expect(result).toContainText("201 Created");
  await expect(result).toContainText(listId);
  await expect(result).toContainText("found at");
  await expect(data.getByRole("textbox", { name: "List ID" })).toHaveValue(listId);
  await result.scrollIntoViewIfNeeded();
  await shoot(page, "18-tested-list-creation");

  expect((await testEndpoint(page, "Add users")).exchange.request.body).toContain('"grace"');
  await expect(previewOf(page).getByRole("region", { name: "Result of Add users" })).toContainText("200 OK");
  expect(await membersOf(page, listId)).toEqual(["ada", "grace"]);
  await testEndpoint(page, "Remove users");
  await expect(previewOf(page).getByRole("region", { name: "Result of Remove users" })).toContainText("Success");
  expect(await membersOf(page, listId)).toEqual(["ada"]);
  await expectAccessible(page, "the builder with three results");
  await shoot(page, "19-tested-all");

  await page.goto(`${process.env.SANDBOX_URL}/w/${workspace}/`);
  await expect(page.getByText("Saturday").first()).toBeVisible();
  await shoot(page, "20-sandbox-inspector");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: partner })).toBeVisible();
}

/** As the partner's own system sees it. */
async function membersOf(page: Page, listId: string): Promise<string[]> {
  const answer = await page.request.get(`${base()}/lists/${listId}`, { headers: { authorization: `Bearer ${key()}` } });
  expect(answer.status()).toBe(200);
  const { members } = (await answer.json()) as { members: { id: string }[] };
  return members.map(({ id }) => id).sort();
}

async function tryWrongKey(page: Page): Promise<void> {
  await openTab(page, "Setup modal");
  const token = previewOf(page).getByLabel(/^Access token/);
  // A secret is in memory only, and the page was left for the sandbox's.
  await expect(token).toHaveValue("");
  await token.fill("wrong-key-of-somebody-else");
  await openTab(page, "Requests & tests");
  const run = await testEndpoint(page, "List creation");
  expect(run.outcome).toMatchObject({ kind: "failure", type: "API key" });
  const result = previewOf(page).getByRole("region", { name: "Result of List creation" });
  await expect(result).toContainText("401 Unauthorized");
  await expect(result).toContainText("The access token was not accepted.");
  await expect(result).not.toContainText("wrong-key-of-somebody-else");
  await result.getByText("How it was classified").click();
  await expect(result).toContainText("Matched");
  await result.scrollIntoViewIfNeeded();
  await shoot(page, "21-wrong-key");
  await openTab(page, "Setup modal");
  await token.fill(key());
  await openTab(page, "Requests & tests");
  await previewOf(page).getByRole("button", { name: "Run all" }).click();
  await expect(previewOf(page).getByRole("status").filter({ hasText: "All 3 calls succeeded" })).toBeAttached();
  await shoot(page, "22-run-all");
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await expect(sectionOf(page, "Add users").getByRole("combobox", { name: "URL" })).toHaveValue(
    `${base()}/lists/$list_id/members`,
  );
  await expect(sectionOf(page, "Custom fields").getByText("$channel")).toBeVisible();
  await expect(sectionOf(page, "List creation").getByRole("textbox", { name: /^Path to the list ID/ })).toHaveValue(
    "list.id",
  );
  const section = sectionOf(page, "Add users");
  await editorOf(section, "Payload");
  await expect(section.getByText('"members"').first()).toBeVisible();
}

async function submit(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Submit for review" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: `Submit ${partner} for review` })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Release note" }).fill(note);
  await expectAccessible(page, "the submit dialog");
  await shoot(page, "23-submit");
  await sendSubmission(dialog);
  await expect(page.getByRole("heading", { name: /^Version 1\.\d is in review$/ })).toBeVisible();
  await shoot(page, "24-submitted");
  await page.getByRole("button", { name: "Go on editing" }).click();
  await expect(page.getByText("In review").first()).toBeVisible();
}

async function signInByTyping(page: Page, email: string): Promise<void> {
  await page.goto("/reviews");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Reviews" })).toBeVisible();
}

async function openReview(page: Page, version: string): Promise<void> {
  await page.goto("/reviews");
  await shoot(page, `25-queue-${version}`);
  await page.getByRole("table", { name: "Waiting for a decision" }).getByRole("link", { name: partner }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${partner} ${version}` })).toBeVisible();
}

async function requestChanges(page: Page): Promise<void> {
  await openReview(page, "1.0");
  await expect(page.getByText("First version: lists by user ID.")).toBeVisible();
  await expectAccessible(page, "a review");
  await shoot(page, "26-review");
  await page.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByText(/Tell the partner what has to change/)).toBeVisible();
  await page.getByLabel("Comment for the partner").fill("Please say where customers find the account ID.");
  await page.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByText("Changes were requested").first()).toBeVisible();
}

async function resubmit(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByText("The reviewer asks for changes to version 1.0")).toBeVisible();
  await expect(page.getByText("Please say where customers find the account ID.")).toBeVisible();
  await shoot(page, "27-changes-requested");
  const section = sectionOf(page, "Custom fields");
  await section.getByText("Account ID").first().click();
  await section.getByText("Help, limits and conditions").first().click();
  await section.getByRole("textbox", { name: /^Help/ }).first().fill("Under Settings, Account.");
  await expectSaved(page);
  await submit(page, "Says where the account ID is.");
}

async function approve(page: Page): Promise<void> {
  const version = "1.1";
  await openReview(page, version);
  await page.getByLabel("Comment for the partner").fill("Clear now. Thank you.");
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(page.getByText("Approved", { exact: true }).first()).toBeVisible();
  await shoot(page, "28-approved");
}

async function readNotification(page: Page): Promise<void> {
  await page.goto("/notifications");
  await expect(page.getByText(new RegExp(`${partner}.*approved|approved.*${partner}`, "i")).first()).toBeVisible();
  await shoot(page, "29-notifications");
  await page.goto("/destinations");
  await expect(page.getByRole("row").filter({ hasText: partner })).toContainText("Version 1.1");
}

async function readOutbox(page: Page): Promise<void> {
  const mail = page.getByRole("row").filter({ hasText: partner }).filter({ hasText: "nadia@northwind.example" });
  await expect(async () => {
    await page.goto("/admin/outbox");
    await expect(mail.filter({ hasText: /approved/i }).first()).toContainText(/kept/i, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await shoot(page, "30-outbox");
}

async function connect(page: Page): Promise<void> {
  await page.goto("/catalog");
  await page.getByRole("searchbox", { name: "Search the catalog" }).fill(partner);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("status").filter({ hasText: "1 destination" })).toBeVisible();
  await page
    .getByRole("main")
    .getByRole("link", { name: new RegExp(partner) })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: partner })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "quickly" })).toBeVisible();
  await shoot(page, "31-catalog-entry");
  await page.getByRole("button", { name: "Connect" }).click();
  const dialog = page.getByRole("dialog", { name: `Connect to ${partner}` });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expect(dialog.getByLabel(/^Access token/)).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "the setup modal with problems");
  await shoot(page, "32-connect-invalid");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Production");
  await dialog.getByLabel(/^Access token/).fill("a-key");
  await dialog.getByLabel("Account ID").fill("acct-42");
  await dialog.getByRole("radio", { name: "Push" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Production" })).toBeVisible();
  await expect(page.getByText(/^Stored /)).toBeVisible();
  await shoot(page, "33-connect-complete");
}
