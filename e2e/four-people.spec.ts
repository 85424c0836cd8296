/** The whole way of a destination, by everybody it concerns at once, each in a browser of their own. */
import type { Locator, Page } from "@playwright/test";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { expectAccessible } from "./accessible";
import { expectSaved, openTab, previewOf, sectionOf } from "./builder";
import { expect, picture, test } from "./fixtures";
import { openFromCatalog } from "./journey";
import { anOrganization, aPerson, aProject, query } from "./people";
import { aReadyPlace, openBuilder, type Place } from "./place";

const key = () => workspaceKey("e2e", process.env.SANDBOX_SECRET);
const checklist = (page: Page) => page.getByRole("dialog", { name: /^Submit / });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** Tests every call with the sandbox's key and sends the draft to the reviewers as the next version. */
async function submit(page: Page, number: string, note: string): Promise<void> {
  await openTab(page, "Setup modal");
  const answers = previewOf(page).getByRole("region", { name: /^Connect to/ });
  await answers.getByLabel(/^Access token/).fill(key());
  const region = answers.getByLabel(/^Region/);
  if ((await region.count()) > 0) await region.fill("north");
  await page.getByRole("button", { name: "Submit for review" }).click();
  const dialog = checklist(page);
  const tests = dialog.getByRole("region", { name: /^Tests/ });
  await tests.getByRole("button", { name: "Test all" }).click();
  await expect(tests).toContainText("3 of 3 calls tested", { timeout: 40_000 });
  for (const reason of await dialog.getByRole("textbox", { name: /^Why this is all right/ }).all()) {
    await reason.fill("The sandbox is a demo on this machine.");
  }
  await dialog.getByRole("textbox", { name: "Version number" }).fill(number);
  await dialog.getByRole("textbox", { name: "Release note" }).fill(note);
  await dialog.getByRole("button", { name: "Submit for review" }).click();
  await expect(page.getByRole("heading", { name: `Version ${number} is in review` })).toBeVisible();
  await page.getByRole("button", { name: "Go on editing" }).click();
}

async function openReview(reviewer: Page, name: string, number: string): Promise<void> {
  await reviewer.goto(`/reviews?search=${encodeURIComponent(name)}`);
  await reviewer.getByRole("link", { name, exact: true }).click();
  await expect(heading(reviewer, `${name} ${number}`)).toBeVisible();
}

async function decide(reviewer: Page, decision: RegExp, note: string): Promise<void> {
  await reviewer.getByRole("textbox", { name: "Comment for the partner" }).fill(note);
  await reviewer.getByRole("button", { name: decision }).click();
}

async function addRegion(section: Locator): Promise<void> {
  const page = section.page();
  await section.getByRole("button", { name: "Add custom field" }).click();
  const field = section.getByRole("group").filter({ hasText: "New field" });
  await field.getByRole("textbox", { name: "Display name" }).fill("Region");
  await page.keyboard.press("Tab");
  await expectSaved(page);
}

interface Cast {
  place: Place;
  name: string;
  partner: Page;
  colleague: Page;
  reviewer: Page;
  customer: Page;
}

test("submit, comment, fix, approve, install, a new version with a new question, upgrade, roll back, deprecate", async ({
  open,
  watcher,
}) => {
  test.setTimeout(300_000);
  watcher.tolerate(/status of (400|404|409)/);
  const place = await aReadyPlace();
  const buyers = await anOrganization({ portalEnabled: false });
  await aProject(buyers);
  const cast: Cast = {
    place,
    name: place.destination.displayName,
    partner: await open(place.person),
    colleague: await open(await aPerson({ organization: place.person.organization, name: "Kim Colleague" })),
    reviewer: await open("reviewer"),
    customer: await open(await aPerson({ organization: buyers, portalEnabled: false, name: "Carla Customer" })),
  };
  const { partner, customer, name } = cast;

  await test.step("the partner submits, and a customer sees nothing of it yet", async () => {
    await openBuilder(partner, place);
    await submit(partner, "1.0", "Lists by user ID.");
    await customer.goto(`/catalog?search=${encodeURIComponent(name)}`);
    await expect(customer.getByRole("main").getByRole("link", { name: new RegExp(name) })).toHaveCount(0);
  });
  await test.step("the reviewer comments on a field and asks for changes", () => askForChanges(cast));
  await test.step("a colleague answers in place, fixes it, and the partner submits again", () => fixAndResubmit(cast));
  await test.step("the reviewer finds the comment carried over, and approves", () => approve(cast));
  await test.step("the customer installs it", () => install(cast));
  await test.step("the next version asks something new, and the reviewer sees whom that concerns", () =>
    publishNext(cast));
  await test.step("the customer upgrades, and goes back", () => upgradeAndBack(cast));
  await test.step("the partner deprecates it, and the customer is told", () => deprecate(cast));
});

async function askForChanges({ reviewer, name, partner }: Cast): Promise<void> {
  await openReview(reviewer, name, "1.0");
  const comment = reviewer.getByRole("button", { name: /^Comment on Custom field Access token › Help text/ });
  await comment.press("Enter");
  const box = reviewer.getByRole("textbox", { name: /^Comment on Custom field Access token › Help text/ });
  await box.fill("Where do customers find it?");
  await reviewer.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(reviewer.getByText("Where do customers find it?").first()).toBeVisible();
  await expectAccessible(reviewer, "a submission with a comment");
  await picture(reviewer, "review-with-comment");
  await decide(reviewer, /^Request changes$/, "One question about the token.");
  await expect(reviewer.getByText("Changes requested").first()).toBeVisible();
  await partner.reload();
  await expect(partner.getByText("The reviewer asks for changes to version 1.0")).toBeVisible();
  await expect(partner.getByText("One question about the token.").first()).toBeVisible();
}

async function fixAndResubmit({ colleague, partner, place }: Cast): Promise<void> {
  await openBuilder(colleague, place);
  await colleague.getByRole("button", { name: "1 open comment" }).first().click();
  const sheet = colleague.getByRole("dialog", { name: "Comments" });
  await expect(sheet).toContainText("Where do customers find it?");
  await expectAccessible(colleague, "the comments in the builder");
  await sheet.getByRole("button", { name: /Access token/ }).click();
  await expect(colleague.getByText("Where do customers find it?").first()).toBeVisible();
  const help = sectionOf(colleague, "Authentication").getByRole("textbox", { name: /^Help/ });
  await help.fill("On the sandbox's start page, under All ways to authenticate.");
  await expectSaved(colleague);
  await colleague.getByRole("button", { name: "Answer", exact: true }).first().click();
  await colleague.getByRole("textbox", { name: /^Answer about/ }).fill("It says so now.");
  await colleague.getByRole("button", { name: "Answer", exact: true }).first().click();
  await expect(colleague.getByText("It says so now.").first()).toBeVisible();
  await partner.reload();
  await openBuilder(partner, place);
  await submit(partner, "1.1", "Says where the token is.");
}

async function approve({ reviewer, name }: Cast): Promise<void> {
  await openReview(reviewer, name, "1.1");
  await expect(reviewer.getByText("It says so now.").first()).toBeVisible();
  await reviewer.getByRole("button", { name: "Resolve", exact: true }).first().click();
  await expect(reviewer.getByRole("button", { name: "Open again" }).first()).toBeVisible();
  await reviewer.getByRole("button", { name: /^Approve / }).click();
  await expect(reviewer.getByText("Approved", { exact: true }).first()).toBeVisible();
}

async function install({ customer, name }: Cast): Promise<void> {
  const dialog = await openFromCatalog(customer, name);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Production");
  await dialog.getByLabel(/^Access token/).fill(key());
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(heading(customer, "Production")).toBeVisible();
  await expectAccessible(customer, "an installation");
}

async function publishNext({ partner, reviewer, name, place }: Cast): Promise<void> {
  await openBuilder(partner, place);
  await addRegion(sectionOf(partner, "Custom fields"));
  const headers = sectionOf(partner, "Additional headers");
  await headers.getByRole("button", { name: "Add header" }).click();
  await headers.getByRole("textbox", { name: /name/i }).last().fill("X-Region");
  await headers.getByRole("combobox", { name: /value/i }).last().fill("$region");
  await partner.keyboard.press("Escape");
  await expectSaved(partner);
  await submit(partner, "2.0", "Asks for the region.");

  await openReview(reviewer, name, "2.0");
  const changes = reviewer.getByRole("region", { name: /^(Changes|What changes)/ }).first();
  await expect(changes).toContainText("Region");
  await expect(reviewer.getByText("need an answer first")).toBeVisible();
  await expect(
    reviewer.getByText(/1 installation.*has no value|1 installation.*no answer|Region: /i).first(),
  ).toBeVisible();
  await expectAccessible(reviewer, "a submission with its impact");
  await picture(reviewer, "impact");
  await reviewer.getByRole("button", { name: /^Approve / }).click();
  await expect(reviewer.getByText("Approved", { exact: true }).first()).toBeVisible();
}

async function upgradeAndBack({ customer }: Cast): Promise<void> {
  await customer.reload();
  await expect(customer.getByText("Version 2.0 is available")).toBeVisible();
  await customer.getByRole("link", { name: "Upgrade to 2.0" }).click();
  await expect(heading(customer, "Upgrade Production to 2.0")).toBeVisible();
  await expect(customer.getByText("1 answer is needed before the newer version can be used.")).toBeVisible();
  await customer.getByRole("button", { name: "Upgrade to 2.0" }).click();
  await expect(customer.getByLabel(/^Region/)).toBeFocused();
  await customer.getByLabel(/^Region/).fill("north");
  await customer.getByRole("button", { name: "Upgrade to 2.0" }).click();
  await expect(customer.getByText("upgraded it from 1.1 to 2.0")).toBeVisible();
  await expect(customer.getByText("north")).toBeVisible();
  await customer.getByRole("button", { name: "Roll back to 1.1" }).click();
  await customer.getByRole("alertdialog").getByRole("button", { name: "Roll back to 1.1" }).click();
  await expect(customer.getByText("rolled it back from 2.0 to 1.1")).toBeVisible();
}

async function deprecate({ partner, customer, place }: Cast): Promise<void> {
  await openBuilder(partner, place);
  await partner.reload();
  await partner.getByRole("button", { name: "All versions" }).click();
  const versions = partner.getByRole("dialog", { name: "Versions" });
  await versions.getByRole("button", { name: "More about version 2.0" }).click();
  await partner.getByRole("menuitem", { name: "Deprecate" }).click();
  const dialog = partner.getByRole("dialog", { name: "Deprecate version 2.0?" });
  await dialog.getByRole("textbox").fill("The lists API ends in March.");
  await dialog.getByRole("button", { name: "Deprecate version 2.0" }).click();
  await expect(versions.getByRole("listitem", { name: "Version 2.0" })).toContainText("Deprecated");
  await customer.goto("/catalog");
  await customer.getByRole("searchbox", { name: "Search the catalog" }).fill(place.destination.displayName);
  await customer.getByRole("button", { name: "Search" }).click();
  await expect(customer.getByRole("button", { name: /^Connect/ })).toHaveCount(0);
  const trail = await query<{ action: string }>(
    "select action from audit_entry where subject in (select id::text from destination_version where destination_id = $1) order by id",
    [place.destination.id],
  );
  expect(trail.map(({ action }) => action).length, "what happened is in the audit log").toBeGreaterThanOrEqual(7);
}
