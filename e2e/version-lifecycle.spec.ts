/** What becomes of a version, by its partner: checklist, test account, review, release, history, restore, deprecation. */
import type { Locator, Page } from "@playwright/test";
import { destinationDefinition } from "@/lib/destination/definition";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { expectAccessible } from "./accessible";
import { expectSaved, openTab, previewOf, sectionOf } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { query, readDraft } from "./people";
import { aReadyPlace, openBuilder, type Place } from "./place";
import { insertVersion } from "./published";

const key = () => workspaceKey("e2e", process.env.SANDBOX_SECRET);

const checklist = (page: Page) => page.getByRole("dialog", { name: /^(Submit|Release) / });
const point = (dialog: Locator, title: RegExp) => dialog.getByRole("region", { name: title });
const versionsOf = (page: Page) => page.getByRole("dialog", { name: "Versions" });

async function typeKey(page: Page): Promise<void> {
  await openTab(page, "Setup modal");
  await previewOf(page)
    .getByLabel(/^Access token/)
    .fill(key());
}

async function openChecklist(page: Page): Promise<Locator> {
  const dialog = checklist(page);
  // One that was just closed is still on its way.
  await expect(dialog).toBeHidden();
  await page.getByRole("main").getByRole("button", { name: "Submit for review" }).click();
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Fills in what is left and sends it. */
async function send(page: Page, note: string): Promise<void> {
  const dialog = checklist(page);
  for (const reason of await dialog.getByRole("textbox", { name: /^Why this is all right/ }).all()) {
    await reason.fill("The sandbox is a demo on this machine.");
  }
  await dialog.getByRole("textbox", { name: "Release note" }).fill(note);
  await dialog.getByRole("button", { name: /^(Submit for review|Release internally)$/ }).click();
}

async function versionId(place: Place, number: string): Promise<string> {
  const [row] = await query<{ id: string }>(
    "select id from destination_version where destination_id = $1 and number = $2",
    [place.destination.id, number],
  );
  return row?.id ?? "";
}

/** The decision as the review page sends it. */
async function decide(reviewer: Page, id: string, decision: string, note: string): Promise<void> {
  const answer = await reviewer.request.post(`/api/v1/versions/${id}/decision`, {
    data: { decision, note },
    headers: { origin: process.env.BASE_URL ?? "" },
  });
  expect(answer.status(), await answer.text()).toBe(204);
}

test("from a checklist to the catalog and out of it again, with nothing typed twice and nothing lost", async ({
  open,
  watcher,
}) => {
  test.setTimeout(180_000);
  watcher.tolerate(/status of (400|409)/);
  const place = await aReadyPlace();
  const page = await open(place.person);
  const reviewer = await open("reviewer");
  const name = place.destination.displayName;
  await openBuilder(page, place);
  await typeKey(page);

  await test.step("the checklist tests each call right there", async () => {
    await openChecklist(page);
    const tests = point(checklist(page), /^Tests/);
    await expect(tests).toContainText("0 of 3 calls tested");
    await expectAccessible(page, "a checklist with everything to do");
    await tests.getByRole("button", { name: "Test all" }).click();
    await expect(tests).toContainText("3 of 3 calls tested", { timeout: 30_000 });
    await expect(tests.getByRole("button", { name: /^Fingerprint .* as it is now$/ })).toHaveCount(3);
    await tests.getByRole("button", { name: "Test again: List creation" }).click();
    await expect(tests.getByRole("listitem", { name: "List creation" })).toContainText("201 Created");
  });

  await test.step("a refusal leaves everything as it was typed", async () => {
    const dialog = checklist(page);
    await dialog.getByRole("checkbox", { name: "Lend the reviewers a test account" }).check();
    await dialog.getByRole("textbox", { name: /What reviewers should know/ }).fill("Lists are deleted every night.");
    await dialog.getByRole("textbox", { name: "Version number" }).fill("0.x");
    await dialog.getByRole("textbox", { name: "Contact" }).fill("The data team, data@example.com");
    await send(page, "Lists by user ID.");
    await expect(dialog.getByRole("textbox", { name: "Version number" })).toBeFocused();
    await page.keyboard.press("Escape");
    await openChecklist(page);
    await expect(dialog.getByRole("textbox", { name: "Version number" })).toHaveValue("0.x");
    await expect(dialog.getByRole("textbox", { name: "Release note" })).toHaveValue("Lists by user ID.");
    await expect(dialog.getByRole("textbox", { name: "Contact" })).toHaveValue("The data team, data@example.com");
    await dialog.getByRole("button", { name: "Use 1.0" }).click();
    await shoot(page, "checklist");
    await expectAccessible(page, "a checklist with a test account");
    await send(page, "Lists by user ID.");
    await expect(page.getByRole("heading", { name: "Version 1.0 is in review" })).toBeVisible();
    await page.getByRole("button", { name: "Go on editing" }).click();
  });

  await test.step("while it is in review the own organization gets one without", async () => {
    await page.getByRole("button", { name: /show the versions$/ }).click();
    const versions = versionsOf(page);
    await expect(versions.getByRole("listitem", { name: "Version 1.0" })).toContainText(
      "Test account for the reviewers",
    );
    await expectAccessible(page, "the versions");
    await versions.getByRole("button", { name: "Release internally" }).click();
    await expect(checklist(page)).toHaveAccessibleName(`Release ${name} internally`);
    await send(page, "For ourselves.");
    await expect(page.getByRole("heading", { name: "Version 1.1 is released to your organization" })).toBeVisible();
    await page.getByRole("button", { name: "Go on editing" }).click();
  });

  await test.step("the test account is replaced on the page of its version, all but what is new kept as it was", async () => {
    await page.goto(`/destinations/${place.destination.id}/versions/${await versionId(place, "1.0")}`);
    await page.getByRole("button", { name: "Replace", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Replace the test account" });
    await dialog.getByRole("textbox", { name: /What reviewers should know/ }).fill("It has a new password.");
    await expectAccessible(page, "replacing the test account");
    await dialog.getByRole("button", { name: "Replace the account" }).click();
    await expect(page.getByRole("list", { name: "What happened to the test account" })).toContainText("Replaced by");
    await openBuilder(page, place);
  });

  await test.step("the reviewer asks for changes, and the answer takes the version's place", async () => {
    await decide(reviewer, await versionId(place, "1.0"), "request_changes", "Say where the token comes from.");
    await page.reload();
    await expect(page.getByText("The reviewer asks for changes to version 1.0")).toBeVisible();
    await expect(page.getByText("Say where the token comes from.").first()).toBeVisible();
    const url = sectionOf(page, "List creation").getByRole("combobox", { name: "URL" });
    await url.fill(`${await url.inputValue()}?source=landfall`);
    await page.keyboard.press("Escape");
    await expectSaved(page);
    await typeKey(page);
    await openChecklist(page);
    const tests = point(checklist(page), /^Tests/);
    await expect(tests.getByRole("listitem", { name: "List creation" })).toContainText("Changed since its last test");
    await tests.getByRole("button", { name: "Test again: List creation" }).click();
    await expect(tests).toContainText("3 of 3 calls tested", { timeout: 30_000 });
    await expect(checklist(page).getByText("As you lent it for the version before")).toBeVisible();
    await send(page, "Names its source.");
    await expect(page.getByRole("heading", { name: "Version 1.2 is in review" })).toBeVisible();
    await page.getByRole("button", { name: "Go on editing" }).click();
    await decide(reviewer, await versionId(place, "1.2"), "approve", "Clear now.");
    const [before] = await query("select status from destination_version where id = $1", [
      await versionId(place, "1.0"),
    ]);
    expect(before).toEqual({ status: "superseded" });
    expect(
      await query("select 1 from review_vault where organization_id = $1", [place.person.organization.id]),
    ).toEqual([]);
  });

  await test.step("an old version comes back into the draft as one step", async () => {
    await page.reload();
    await expect(page.getByText("Version 1.2 is in the catalog")).toBeVisible();
    await page.getByRole("button", { name: "All versions" }).click();
    const versions = versionsOf(page);
    await versions.getByRole("link", { name: "Open version 1.0" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `${name} 1.0` })).toBeVisible();
    await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
    await expectAccessible(page, "a frozen version");
    await shoot(page, "frozen-version");
    await page.getByRole("link", { name: "Restore into the draft" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Restore into the draft" }).click();
    const url = sectionOf(page, "List creation").getByRole("combobox", { name: "URL" });
    await expect(url).not.toHaveValue(/source=landfall/);
    await page.getByRole("button", { name: "Undo “Restored version 1.0”" }).click();
    await expect(url).toHaveValue(/source=landfall/);
    await page.getByRole("button", { name: "Redo “Restored version 1.0”" }).click();
    await expect(url).not.toHaveValue(/source=landfall/);
    await expectSaved(page);
  });

  await test.step("the checklist says what that changes for customers", async () => {
    await openChecklist(page);
    const changes = point(checklist(page), /^Changes since 1\.2/);
    await expect(changes).toContainText("List creation");
    await page.keyboard.press("Escape");
  });

  await test.step("the version in the catalog is deprecated, with what customers are told", async () => {
    await page.getByRole("button", { name: /show the versions$/ }).click();
    await versionsOf(page).getByRole("button", { name: "More about version 1.2" }).click();
    await page.getByRole("menuitem", { name: "Deprecate" }).click();
    const dialog = page.getByRole("dialog", { name: "Deprecate version 1.2?" });
    await dialog.getByRole("button", { name: "Deprecate version 1.2" }).click();
    await expect(dialog.getByRole("textbox")).toBeFocused();
    await expectAccessible(page, "deprecating without a note");
    await dialog.getByRole("textbox").fill("The lists API ends in March.");
    await dialog.getByRole("button", { name: "Deprecate version 1.2" }).click();
    await expect(versionsOf(page).getByRole("listitem", { name: "Version 1.2" })).toContainText("Deprecated");
    await expect(versionsOf(page).getByRole("listitem", { name: "Version 1.2" })).toContainText(
      "The lists API ends in March.",
    );
  });
});

test("of a withdrawal and a decision at the same moment the later is told how it stands", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409/);
  const place = await aReadyPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  await openChecklist(page);
  await send(page, "Not tested on purpose.");
  // What is missing is asked for, with the focus on the first of it.
  await expect(
    checklist(page)
      .getByRole("textbox", { name: /^Why this is all right/ })
      .first(),
  ).toBeFocused();
  await send(page, "Not tested on purpose.");
  await expect(page.getByRole("heading", { name: "Version 1.0 is in review" })).toBeVisible();
  await page.getByRole("button", { name: "Go on editing" }).click();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await decide(await open("reviewer"), await versionId(place, "1.0"), "reject", "It sends nothing.");

  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Withdraw" }).click();

  await expect(dialog).toContainText("version 1.0 has been rejected");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Version 1.0 was rejected")).toBeVisible();
  await expect(page.getByText("It sends nothing.").first()).toBeVisible();
});

test("an administrator deprecates a version on the page of its review, and its partner reads why", async ({ open }) => {
  const { destination, person } = await aReadyPlace();
  const id = await insertVersion({
    organizationId: person.organization.id,
    destination,
    submittedById: person.userId,
    number: "1.0",
    definition: destinationDefinition.parse((await readDraft(destination.id)).definition),
    status: "approved",
  });
  const admin = await open("admin");
  await admin.goto(`/reviews/${id}`);
  await admin.getByRole("button", { name: "Deprecate", exact: true }).click();
  const dialog = admin.getByRole("dialog", { name: "Deprecate version 1.0?" });
  await dialog.getByRole("textbox").fill("It leaks addresses.");
  await dialog.getByRole("button", { name: "Deprecate version 1.0" }).click();
  await expect(admin.getByRole("region", { name: "Overview" })).toContainText("It leaks addresses.");
  await expect(admin.getByRole("button", { name: "Deprecate", exact: true })).toHaveCount(0);

  const page = await open(person);
  await page.goto(`/destinations/${destination.id}/versions/${id}`);
  await expect(page.getByRole("region", { name: "Overview" })).toContainText("It leaks addresses.");
});
