/** Review on the thing itself: comments on fields, answers in the builder, a reviewer's tests, decisions. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expectSaved, sectionOf } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { aPerson, type Person, query } from "./people";
import { aPlace, openBuilder, type Place } from "./place";
import { sandboxWorkspace } from "./sandbox";
import { submitAsItIs } from "./submissions";

const aReviewer = (name: string): Promise<Person> => aPerson({ name, portalEnabled: false, platformRole: "reviewer" });
const batchSizeOf = (page: Page) => sectionOf(page, "Add users").getByRole("textbox", { name: "Batch size" });
const commentsOn = (page: Page, place: string) => page.getByRole("region", { name: `Comments on ${place}` });
const tab = (page: Page, name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });

/** The page of a version, once it has come to life. */
async function openVersion(page: Page, versionId: string, query = ""): Promise<void> {
  await page.goto(`/reviews/${versionId}${query}`);
  // Which part one is at is known once it has; with a thread in the address that isn't the first.
  const parts = page.getByRole("navigation", { name: "Parts of the review" });
  await expect(parts.locator('[aria-current="location"]')).toHaveCount(1);
}

/** Comments on a place of the shown call, by keyboard alone. */
async function comment(page: Page, place: string, text: string): Promise<void> {
  await page.getByRole("button", { name: `Comment on ${place}`, exact: true }).focus();
  await page.keyboard.press("Enter");
  const box = page.getByRole("textbox", { name: `Comment on ${place}`, exact: true });
  await expect(box).toBeFocused();
  await box.fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(commentsOn(page, place).getByText(text)).toBeVisible();
}

test("a comment on a field goes to the partner, comes back answered, and on to the next version", async ({
  open,
  request,
}) => {
  test.setTimeout(120_000);
  const place = await aPlace();
  const { destination, person } = place;
  const first = await submitAsItIs(place, { tested: ["listCreation"] });
  const ruth = await aReviewer("Ruth Reviewer");
  const reviewer = await open(ruth);
  const partner = await open(person);
  const payload = "Add users › Payload › members";

  await test.step("the reviewer takes it out of the queue and comments", async () => {
    await takeIt(reviewer, place, ruth);
    await tab(reviewer, "Add users").click();
    await comment(reviewer, "Add users › Batch size", "Your documentation says <b>500</b>.");
    await comment(reviewer, payload, "Is this member needed?");
    await expect(tab(reviewer, "Add users")).toContainText("2");
    await expectAccessible(reviewer, "a review with comments");
    await shoot(reviewer, "1-comments");
    await requestChanges(reviewer);
  });

  await test.step("the partner reads it beside the field, changes it and resolves", async () => {
    await openBuilder(partner, place);
    await expect(partner.getByRole("link", { name: /^Add users.*2 open comments/ })).toBeVisible();
    const field = sectionOf(partner, "Add users");
    await field.getByRole("button", { name: "1 open comment" }).last().click();
    const thread = commentsOn(partner, "Add users › Batch size");
    await expect(thread.getByText("Your documentation says <b>500</b>.")).toBeVisible();
    await batchSizeOf(partner).fill("500");
    await expectSaved(partner);
    await expect(thread.getByText("Changed since. What stood there:")).toBeVisible();
    await expectAccessible(partner, "the builder with a comment");
    await shoot(partner, "2-builder");
    await thread.getByRole("button", { name: "Answer" }).click();
    await thread.getByRole("textbox").fill("It is 500 now.");
    await thread.getByRole("button", { name: "Answer and resolve" }).click();
    await expect(thread.getByText("Resolved")).toBeVisible();
    await goToFromList(partner, payload);
  });

  const second = await submitAsItIs(place, { number: "1.1", releaseNote: "500 users in a call." });
  await test.step("what is open stands at its place in the next version", async () => {
    const [thread] = await query<{ id: string }>(
      "select id from review_thread where destination_id = $1 and status = 'open'",
      [destination.id],
    );
    await openVersion(reviewer, second, `?thread=${thread?.id}`);
    await expect(commentsOn(reviewer, payload)).toBeFocused();
    await expect(commentsOn(reviewer, payload)).toContainText("Begun on 1.0");
    await expect(commentsOn(reviewer, "Add users › Batch size")).toContainText("Resolved");
  });

  await test.step("the reviewer makes the call with answers of their own", async () => {
    const { key } = sandboxWorkspace(request, "e2e");
    const token = reviewer.locator("#review-setup").getByLabel(/^Access token/);
    await token.fill(key);
    await tab(reviewer, "List creation").click();
    await reviewer.getByRole("button", { name: "Test endpoint: List creation" }).click();
    await expect(reviewer.getByText("Ruth Reviewer, just now", { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(reviewer.getByText("201", { exact: false }).first()).toBeVisible();
    // What the reviewer typed stands where it was typed, and nowhere else.
    await token.fill("");
    expect(await reviewer.content()).not.toContain(key);
    await shoot(reviewer, "3-test");
  });

  await test.step("approving with an open comment asks", async () => {
    await reviewer.getByRole("button", { name: /^Approve/ }).click();
    const asks = reviewer.getByRole("alertdialog", { name: "Approve with 1 open comment?" });
    await asks.getByRole("button", { name: "Approve all the same" }).click();
    await expect(reviewer.getByText("Approved", { exact: true }).first()).toBeVisible();
  });
  expect(await statusOf(first)).toBe("superseded");
  expect(await statusOf(second)).toBe("approved");
});

async function takeIt(page: Page, { destination }: Place, { name }: Person): Promise<void> {
  await page.goto("/reviews");
  await page.getByRole("searchbox", { name: "Search the queue" }).fill(destination.displayName);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/search=/);
  const queue = page.getByRole("table", { name: "Waiting for a decision" });
  await expect(queue.getByRole("row")).toHaveCount(2);
  await queue.getByRole("combobox", { name: /^Assignee of/ }).selectOption({ label: `${name} (you)` });
  await expect(page.getByText("Assigned to you")).toBeVisible();
  await page.getByRole("combobox", { name: "Assignee", exact: true }).selectOption({ label: "Assigned to me" });
  await expect(page).toHaveURL(/assignee=mine/);
  await expectAccessible(page, "the queue");
  await queue.getByRole("link", { name: destination.displayName }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${destination.displayName} 1.0` })).toBeVisible();
}

async function requestChanges(page: Page): Promise<void> {
  await page.getByLabel("Comment for the partner").fill("See the comments on Add users.");
  await page.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByText("Changes were requested").first()).toBeVisible();
}

async function goToFromList(page: Page, place: string): Promise<void> {
  await page.getByRole("button", { name: "1 open comment", exact: true }).first().click();
  const list = page.getByRole("dialog", { name: "Comments" });
  await expectAccessible(page, "the list of comments");
  await list.getByRole("button", { name: `Go there to the comments on ${place}` }).click();
  await expect(commentsOn(page, place)).toBeFocused();
}

async function statusOf(versionId: string): Promise<string | undefined> {
  const [row] = await query<{ status: string }>("select status from destination_version where id = $1", [versionId]);
  return row?.status;
}

test("half a comment outlives closing its box and a reload; Escape gives the focus back", async ({ open }) => {
  const place = await aPlace();
  const page = await open(await aReviewer("Rae Reviewer"));
  await openVersion(page, await submitAsItIs(place));
  const button = page.getByRole("button", { name: "Comment on Delivery › Concurrent calls" });
  const box = page.getByRole("textbox", { name: "Comment on Delivery › Concurrent calls" });
  await button.focus();
  await page.keyboard.press("Enter");
  await box.fill("Half a sent");
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.reload();
  await expect(box).toHaveValue("Half a sent");
});

test("of two reviewers the second is told who was first, and keeps what they wrote", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409/);
  const place = await aPlace();
  const version = await submitAsItIs(place);
  const [ada, ben] = await Promise.all([aReviewer("Ada First"), aReviewer("Ben Second")]);
  const [first, second] = [await open(ada), await open(ben)];
  await openVersion(first, version);
  await openVersion(second, version);
  await second.getByLabel("Comment for the partner").fill("The name of the list is wrong.");
  await first.getByRole("button", { name: /^Approve/ }).click();
  await expect(first.getByText("Approved", { exact: true }).first()).toBeVisible();

  await second.getByRole("button", { name: "Request changes" }).click();
  await expect(second.getByText(/^Ada First/).first()).toBeVisible();
  const kept = second.getByRole("status").filter({ hasText: "your comment was not sent" });
  await expect(kept).toContainText("The name of the list is wrong.");
  await expectAccessible(second, "a decision that came second");
  await kept.getByRole("button", { name: "Send it as a comment" }).click();
  await expect(commentsOn(second, "The version as a whole")).toContainText("The name of the list is wrong.");
  await expect(kept).toHaveCount(0);
  expect(await statusOf(version)).toBe("approved");
});

test("a reviewer of the partner's own organization reads, and does no more", async ({ open }) => {
  const place = await aPlace();
  const version = await submitAsItIs(place);
  const { organization } = place.person;
  const page = await open(await aPerson({ organization, organizationRole: "member", platformRole: "reviewer" }));
  await openVersion(page, version);
  await expect(page.getByText("Somebody else has to decide").first()).toBeVisible();
  for (const name of [/^Approve/, /^Reject$/, /^Test endpoint/, /^Comment on/]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
});

test("on a phone: queue, review, thread and decision", async ({ open }) => {
  const place = await aPlace(({ fields }) => {
    const [field] = fields;
    if (field) field.helpText = "A very long help text. ".repeat(40) + "x".repeat(200);
  });
  const version = await submitAsItIs(place, {
    releaseNote: `${"A long note. ".repeat(60)}${"y".repeat(300)}`,
    submittedAt: new Date("2026-01-05T09:00:00Z"),
  });
  const page = await open(await aReviewer("Phone Reviewer"), { viewport: { width: 390, height: 844 }, hasTouch: true });
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.goto(`/reviews?organization=${place.person.organization.id}&overdue=yes`);
  await expect(page.getByRole("table").getByText("Overdue", { exact: true }).first()).toBeVisible();
  await fits();
  await expectAccessible(page, "the queue on a phone");
  await openVersion(page, version);
  await tab(page, "Add users").click();
  await comment(page, "Add users › Batch size", `${"Long words. ".repeat(30)}${"z".repeat(300)}`);
  await fits();
  await expectAccessible(page, "a review on a phone");
  await shoot(page, "4-phone");
});
