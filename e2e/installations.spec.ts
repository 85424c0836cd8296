/** From the catalog to an installation, and on to the next version and back: as a customer does it. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { callEndpoint, customField, errorEntry, type ListDefinition } from "@/lib/destination/definition";
import { checkLook, expectAccessible } from "./accessible";
import { listDestinationForTests } from "./definitions";
import { expect, shoot, test } from "./fixtures";
import { openFromCatalog } from "./journey";
import { aDestination, anOrganization, aPerson, aProject, type Person, query } from "./people";
import { insertVersion, supersedeApproved } from "./published";
import { sandboxWorkspace } from "./sandbox";

interface Offered {
  customer: Person;
  partner: { organizationId: string; userId: string };
  destination: { id: string; displayName: string };
  definition: ListDefinition;
  /** The key that the sandbox takes. */
  key: string;
}

/** A destination in the catalog whose connection test asks the sandbox, and a customer with a project. */
async function anOffer(request: APIRequestContext, change: (definition: ListDefinition) => void = () => undefined) {
  const workspace = sandboxWorkspace(request, `install-${randomUUID().slice(0, 6)}`);
  const definition = listDestinationForTests(workspace.url.split("/").at(-1));
  const words = { failureReason: "Wrong key", status: "401", message: "Copy the key again.", field: "bearer_token" };
  definition.endpoints.testConnection = callEndpoint.parse({
    method: "GET",
    url: `${workspace.url}/v1/me`,
    payload: "",
    contentType: "none",
    errors: [errorEntry.parse({ id: "key", ...words })],
  });
  change(definition);
  const owner = await aPerson();
  const partner = { organizationId: owner.organization.id, userId: owner.userId };
  const destination = await aDestination(owner.organization, definition);
  const customer = await aPerson({ portalEnabled: false });
  await aProject(customer.organization);
  const offered: Offered = { customer, partner, destination, definition, key: workspace.key };
  await publish(offered, "1.0", definition);
  return offered;
}

let minutes = 0;

async function publish({ partner, destination }: Offered, number: string, definition: ListDefinition): Promise<void> {
  await supersedeApproved(destination.id);
  minutes += 1;
  await insertVersion({
    organizationId: partner.organizationId,
    submittedById: partner.userId,
    ...{ destination, number, definition },
    status: "approved",
    releaseNote: `Release note of ${number}.`,
    submittedAt: new Date(Date.now() - 3_600_000 + minutes * 1_000),
  });
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Installs it through the interface. */
async function install(page: Page, { destination, key }: Offered, name = "Production"): Promise<void> {
  const dialog = await openFromCatalog(page, destination.displayName);
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByLabel(/^Access token/).fill(key);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
}

test("install with a wrong key, then with the right one; nothing gives the key back", async ({ open, request }) => {
  const offered = await anOffer(request);
  const page = await open(offered.customer);
  const dialog = await openFromCatalog(page, offered.destination.displayName);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expectAccessible(page, "the setup modal, empty after Save");

  await dialog.getByRole("textbox", { name: "Name" }).fill("Production");
  const token = dialog.getByLabel(/^Access token/);
  await token.fill("not-the-key");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Not connected: Wrong key")).toBeVisible();
  await expect(dialog.getByText("Nothing was saved. Your answers are still here.")).toBeVisible();
  await expect(token).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "the setup modal with a refused key");
  await shoot(page, "installation-wrong-key");

  await token.fill(offered.key);
  await dialog.getByRole("button", { name: "Test connection" }).click();
  await expect(dialog.getByText(`${offered.destination.displayName} accepted these answers`)).toBeVisible();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(heading(page, "Production")).toBeVisible();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Stored /)).toBeVisible();
  await checkLook(page, "installation");
  expect(await page.content()).not.toContain(offered.key);

  await page.goto("/installations");
  await expect(page.getByRole("row", { name: /Production/ })).toContainText("Active");
  await expectAccessible(page, "the list of installations");
});

test("a check that takes long is stopped by every way out of it, and the answers stay", async ({ open, request }) => {
  const offered = await anOffer(request);
  const page = await open(offered.customer);
  const dialog = await openFromCatalog(page, offered.destination.displayName);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Production");
  await dialog.getByLabel(/^Access token/).fill(offered.key);
  // The partner never answers.
  await page.route("**/api/v1/installations", () => undefined);
  const cancel = dialog.getByRole("button", { name: "Cancel", exact: true });
  for (const leave of [
    () => page.keyboard.press("Escape"),
    () => cancel.first().click(),
    () => cancel.last().click(),
  ]) {
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(dialog.getByRole("progressbar", { name: /^Checking your answers/ })).toBeVisible();
    await leave();
    await expect(dialog.getByText("You stopped the check")).toBeVisible();
  }
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Production");
  await cancel.click();
  await expect(dialog).toBeHidden();
});

test("edit, pause and delete; the stored key stays until it is replaced", async ({ open, request }) => {
  const offered = await anOffer(request);
  const page = await open(offered.customer);
  await install(page, offered);

  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/^Access token/)).toHaveValue("Stored");
  await dialog.getByRole("button", { name: /^Replace: Access token/ }).press("Enter");
  await expect(dialog.getByLabel(/^Access token/)).toBeFocused();
  await expectAccessible(page, "a stored secret that is replaced");
  await dialog.getByRole("button", { name: /^Keep the stored one: Access token/ }).press("Enter");
  await dialog.getByRole("button", { name: /^Delete: Access token/ }).press("Enter");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByLabel(/^Access token/)).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("button", { name: /^Undo: Access token/ }).press("Enter");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Renamed");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(heading(page, "Renamed")).toBeVisible();
  await expect(page.getByText("renamed it from “Production” to “Renamed”")).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Nothing is sent until somebody presses Resume.")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("are kept as they are");
  await expectAccessible(page, "the question before deleting");
  await question.getByRole("button", { name: "Delete installation" }).click();
  await expect(page.getByText("Nothing is installed yet")).toBeVisible();
  await expectAccessible(page, "no installations");
});

test("a newer version asks only what is new, and is rolled back; by keyboard, on a phone", async ({
  open,
  request,
}) => {
  const offered = await anOffer(request);
  const page = await open(offered.customer, { viewport: { width: 390, height: 844 } });
  await install(page, offered);
  const newer = structuredClone(offered.definition);
  newer.fields.push(customField.parse({ id: "folder", type: "string", variable: "folder", displayName: "Folder" }));
  await publish(offered, "1.1", newer);

  await page.reload();
  await expect(page.getByText("Version 1.1 is available")).toBeVisible();
  await page.getByRole("link", { name: "Upgrade to 1.1" }).press("Enter");
  await expect(heading(page, "Upgrade Production to 1.1")).toBeVisible();
  await expect(page.getByText("1 answer is needed before the newer version can be used.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0);
  await expect(page.getByText(/^Stored /)).toBeVisible();
  await page.getByRole("button", { name: "Upgrade to 1.1" }).press("Enter");
  const folder = page.getByLabel(/^Folder/);
  await expect(folder).toBeFocused();
  await checkLook(page, "upgrade-questions");
  await shoot(page, "upgrade-phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

  await folder.fill("Inbox");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Production")).toBeVisible();
  await expect(page.getByText("Inbox")).toBeVisible();
  await expect(page.getByText("upgraded it from 1.0 to 1.1")).toBeVisible();

  await page.getByRole("button", { name: "Roll back to 1.0" }).press("Enter");
  const question = page.getByRole("alertdialog");
  await expectAccessible(page, "the question before rolling back");
  await question.getByRole("button", { name: "Roll back to 1.0" }).press("Enter");
  await expect(page.getByText("rolled it back from 1.1 to 1.0")).toBeVisible();
  await expect(page.getByText("Inbox")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Upgrade to 1.1" })).toBeVisible();
  await expect(page.getByText(/^Stored /)).toBeVisible();
  await checkLook(page, "rolled-back");
});

test("two who edit at once: nothing is overwritten unseen", async ({ open, request, watcher }) => {
  watcher.tolerate(/status of 409/);
  const offered = await anOffer(request);
  const mine = await open(offered.customer);
  await install(mine, offered);
  const colleague = await aPerson({ organization: offered.customer.organization });
  const theirs = await open(colleague);
  await theirs.goto(mine.url());
  for (const [page, name] of [
    [theirs, "Theirs"],
    [mine, "Mine"],
  ] as const) {
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill(name);
  }
  await theirs.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await expect(heading(theirs, "Theirs")).toBeVisible();
  const dialog = mine.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Somebody else has changed this installation")).toBeVisible();
  await expectAccessible(mine, "a conflict of two edits");
  await dialog.getByRole("button", { name: "Show theirs" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Theirs");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Both");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(heading(mine, "Both")).toBeVisible();
});

test("the catalog is narrowed down, marks what is installed, and takes requests for what is missing", async ({
  open,
  request,
}) => {
  const offered = await anOffer(request);
  const { displayName } = offered.destination;
  const page = await open(offered.customer);
  await install(page, offered);
  await page.goto("/catalog");
  await page.getByRole("combobox", { name: "Installed or not" }).selectOption("installed");
  await expect(page).toHaveURL(/state=installed/);
  await expect(page.getByRole("status").filter({ hasText: "1 destination" })).toBeVisible();
  const tile = page.getByRole("main").getByRole("link", { name: new RegExp(displayName) });
  await expect(tile).toContainText("Installed");
  await checkLook(page, "catalog-with-marks");
  await tile.click();
  await expect(page.getByRole("button", { name: "Connect another" })).toBeVisible();
  await expectAccessible(page, "a destination that is installed");

  const missing = `Nowhere ${randomUUID().slice(0, 6)}`;
  await page.goto(`/catalog?search=${encodeURIComponent(missing)}`);
  await expect(page.getByLabel(/^Which destination/)).toHaveValue(missing);
  await expectAccessible(page, "a search that finds nothing");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByText("Thank you, we have noted it")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByText("You have asked for it already")).toBeVisible();
});

test("a deprecated destination goes on where it is installed, and is offered to nobody", async ({
  open,
  request,
  watcher,
}) => {
  watcher.tolerate(/status of 404/);
  const offered = await anOffer(request);
  const page = await open(offered.customer);
  await install(page, offered);
  await query(
    "update destination_version set status = 'deprecated', deprecated_at = now(), deprecation_note = $2 where destination_id = $1",
    [offered.destination.id, "Use the other one."],
  );
  await page.reload();
  await expect(page.getByText("Version 1.0 is deprecated")).toBeVisible();
  await expect(page.getByText("Use the other one.")).toBeVisible();
  await page.goto(`/catalog/${offered.destination.id}`);
  await expect(page.getByText("This destination takes no new installations")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Connect/ })).toHaveCount(0);
  await expectAccessible(page, "a deprecated destination");
  const stranger = await open(await aPerson({ organization: await anOrganization(), portalEnabled: false }));
  const answer = await stranger.goto(`/catalog/${offered.destination.id}`);
  expect(answer?.status()).toBe(404);
});
