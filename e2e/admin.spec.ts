/** What administrators do, and what it does to others: through the pages, at a desk and on a phone. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { checkLook, expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { anOrganization, aPerson, insert, type Person, query } from "./people";

test.describe.configure({ timeout: 120_000 });

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };

const anAdmin = async () =>
  aPerson({ name: "Ada Admin", platformRole: "admin", organization: await anOrganization({ portalEnabled: false }) });

/** The page as it is now, at both widths and in both themes: accessible, and no wider than its screen. */
async function check(page: Page, name: string): Promise<void> {
  for (const [place, size] of [
    ["desk", desk],
    ["phone", phone],
  ] as const) {
    await page.setViewportSize(size);
    await checkLook(page, `${name}-${place}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${name} on a ${place}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(desk);
}

async function notificationsOf({ userId }: Person) {
  return query<{ title: string }>("select title from notification where user_id = $1 order by created_at", [userId]);
}

test("an organization is found, looked at, and gets the portal; its owner is told", async ({ open }) => {
  const owner = await aPerson({ name: "Olga Owner", portalEnabled: false });
  const page = await open(await anAdmin());
  await page.goto("/admin/organizations");
  await page.getByRole("searchbox", { name: "Search organizations" }).fill(owner.organization.name.toUpperCase());
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await check(page, "organizations");
  await page.getByRole("link", { name: owner.organization.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: owner.organization.name })).toBeVisible();
  await expect(page.getByRole("cell", { name: owner.email })).toBeVisible();
  await check(page, "organization");

  const portal = page.getByRole("switch", { name: `Portal for ${owner.organization.name}` });
  await portal.click();
  await expect
    .poll(async () => (await notificationsOf(owner)).map(({ title }) => title))
    .toEqual([`${owner.organization.name} can build destinations now`]);
  await page.reload();
  await expect(portal).toBeChecked();
  await page.getByRole("link", { name: "See its audit log" }).click();
  await expect(page.getByRole("combobox", { name: "Organization" })).toHaveValue(owner.organization.id);
});

test("somebody becomes a reviewer after a question, and can review at once", async ({ open, watcher }) => {
  watcher.tolerate(/status of 404.*reviews/);
  const person = await aPerson({ name: "Rita Review", portalEnabled: false });
  const theirs = await open(person);
  expect((await theirs.goto("/reviews"))?.status()).toBe(404);

  const page = await open(await anAdmin());
  await page.goto(`/admin/people?search=${encodeURIComponent(person.email)}`);
  const role = page.getByRole("combobox", { name: "Platform role of Rita Review" });
  await role.selectOption("Reviewer");
  const question = page.getByRole("alertdialog", { name: "Make Rita Review a reviewer?" });
  await expectAccessible(page, "question about a role");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(role).toHaveValue("none");
  await role.selectOption("Reviewer");
  await question.getByRole("button", { name: "Make reviewer" }).click();
  await expect(question).toBeHidden();
  await expect(role).toHaveValue("reviewer");
  await check(page, "people");
  expect((await theirs.goto("/reviews"))?.status()).toBe(200);
});

test("the review target is set, refused where it makes no sense, and kept", async ({ open, watcher }) => {
  watcher.tolerate(/status of 400.*admin\/settings/);
  const page = await open(await anAdmin());
  await page.goto("/admin/settings");
  const target = page.getByRole("spinbutton", { name: "Review target" });
  await target.fill("4");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(target).toHaveValue("4");
  await check(page, "settings");
  await target.fill("61");
  await page.getByRole("button", { name: "Save settings" }).click();
  expect(await target.evaluate((input: HTMLInputElement) => input.validity.rangeOverflow)).toBe(true);
  await target.fill("5");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
});

test("a request for a destination is answered, and who asked reads it", async ({ open }) => {
  const asker = await aPerson({ name: "Carla Customer", portalEnabled: false });
  const name = `Acme Push ${randomUUID().slice(0, 6)}`;
  await insert("destination_request", {
    id: randomUUID(),
    organization_id: asker.organization.id,
    user_id: asker.userId,
    name,
    note: "We send a million messages a day.",
  });
  const page = await open(await anAdmin());
  await page.goto(`/admin/requests?search=${encodeURIComponent(name)}`);
  await page.locator("summary", { hasText: "Answer" }).click();
  await page.getByRole("combobox", { name: "Status" }).last().selectOption("Planned");
  await page.getByRole("textbox", { name: "Answer" }).fill("In the next quarter.");
  await check(page, "requests");
  await page.getByRole("button", { name: "Save and tell them" }).click();
  await expect(page.getByText("Saved. Whoever asked was told.")).toBeVisible();

  const theirs = await open(asker);
  await theirs.goto("/notifications");
  await expect(theirs.getByRole("link", { name: `${name}, which you asked for, is planned` })).toBeVisible();
  await expect(theirs.getByText("“In the next quarter.”")).toBeVisible();
});

test("the audit log is filtered by its address, read entry by entry, taken out as a file and checked", async ({
  open,
}) => {
  const admin = await anAdmin();
  const subject = randomUUID();
  for (const action of ["test.begun", "test.ended"]) {
    const details = JSON.stringify({ from: "member", to: "owner", words: "wide ".repeat(40) });
    await insert("audit_entry", { actor_name: "Erika Entry", action, subject, details });
  }
  const page = await open(admin);
  await page.goto("/admin/audit");
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.getByRole("combobox", { name: "Action" }).fill("test.");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByRole("row")).toHaveCount(3);
  expect(new URL(page.url()).searchParams.get("subject")).toBe(subject);

  // The page has just been loaded: a press may come before its script.
  await expect(async () => {
    const checking = page.waitForResponse((answer) => answer.url().endsWith("/audit/checks"), { timeout: 20_000 });
    await page.getByRole("button", { name: "Check now" }).click();
    expect(await (await checking).json()).toMatchObject({ problems: [] });
  }).toPass();
  await expect(page.getByText(/^Checked [\d,]+ entries: unbroken\.$/)).toBeVisible();
  await check(page, "audit");

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "NDJSON" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^landfall-audit-\d{4}-\d\d-\d\d\.ndjson$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(["test.ended", "test.begun"]);

  await page.getByRole("link", { name: "test.ended" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "test.ended" })).toBeVisible();
  await expect(page.getByText('"from": "member"')).toBeVisible();
  await check(page, "audit-entry");
  await page.getByRole("link", { name: "Erika Entry" }).click();
  await expect(page.getByRole("textbox", { name: "Person" })).toHaveValue("Erika Entry");

  await page.goto("/admin/audit?from=yesterday&actor=Erika");
  await expect(page.getByText("Enter a day such as 2026-05-04.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Person" })).toHaveValue("Erika");
  await page.goto(`/admin/audit?subject=${randomUUID()}`);
  await expect(page.getByText("No entry matches")).toBeVisible();
});

test("the outbox shows what waits and why, and the system says how it is", async ({ open }) => {
  const subject = `Refused ${randomUUID().slice(0, 8)}`;
  await insert("outbox_message", {
    id: randomUUID(),
    dedupe_key: randomUUID(),
    recipient: "full.mailbox@example.com",
    subject,
    text: "Text.",
    html: "<p>Text.</p>",
    status: "failed",
    attempts: 7,
    error: "452 4.2.2 The recipient's mailbox is full",
  });
  const page = await open(await anAdmin());
  await page.goto("/admin/outbox?status=failed");
  await page.getByRole("searchbox").fill(subject);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("452 4.2.2 The recipient's mailbox is full")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Status" })).toHaveValue("failed");
  await check(page, "outbox");
  await page.getByRole("link", { name: subject }).click();
  await expect(page.getByText("full.mailbox@example.com")).toBeVisible();

  await page.goto("/admin/system");
  await expect(page.getByText("A worker is there")).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole("row", { name: /^Send mail/ })).toBeVisible();
  await check(page, "system");
});

test("somebody chooses how they are mailed, with the keyboard, and it is kept", async ({ open }) => {
  const person = await aPerson({ name: "Mira Mail" });
  const page = await open(person);
  await page.goto("/account#mail");
  const comments = page.getByRole("radiogroup", { name: "Comments" });
  await comments.getByRole("radio", { name: "At once" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(comments.getByRole("radio", { name: "Never" })).toBeChecked();
  await expect
    .poll(async () => query("select kind, email from notification_preference where user_id = $1", [person.userId]))
    .toEqual([{ kind: "comment", email: "never" }]);
  await page.reload();
  await expect(comments.getByRole("radio", { name: "Never" })).toBeChecked();
  await check(page, "account");
  const customer = await open(await aPerson({ portalEnabled: false }));
  await customer.goto("/account");
  await expect(customer.getByRole("radiogroup", { name: "Comments" })).toHaveCount(0);
});

test("news is read one by one or all at once, kind by kind and page by page", async ({ open }) => {
  const person = await aPerson();
  for (let index = 0; index < 30; index += 1) {
    await insert("notification", {
      id: randomUUID(),
      user_id: person.userId,
      dedupe_key: randomUUID(),
      kind: index < 3 ? "comment" : "review",
      title: `News ${index}${index === 29 ? ` ${"Donaudampfschifffahrt".repeat(8)}` : ""}`,
      body: index % 2 === 0 ? `“${"A long comment. ".repeat(30)}”` : "",
      href: "/account",
      created_at: new Date(Date.now() - index * 60_000),
    });
  }
  const page = await open(person);
  await page.goto("/notifications");
  await expect(page.getByRole("listitem").filter({ hasText: /News \d/ })).toHaveCount(25);
  await expect(page.getByText("1 to 25 of 30")).toBeVisible();
  await check(page, "notifications");

  await page.getByRole("button", { name: "Mark “News 1” as read" }).click();
  await expect(page.getByRole("button", { name: "Mark “News 1” as unread" })).toBeVisible();
  await page
    .getByRole("navigation", { name: "Filter" })
    .getByRole("link", { name: /^Comments/ })
    .click();
  await expect(page.getByRole("listitem").filter({ hasText: /News \d/ })).toHaveCount(3);
  await page.getByRole("button", { name: "Mark these as read" }).click();
  await expect(page.getByRole("button", { name: "Mark these as read" })).toBeHidden();
  const [{ unread } = { unread: "" }] = await query<{ unread: string }>(
    "select count(*) as unread from notification where user_id = $1 and read_at is null",
    [person.userId],
  );
  expect(unread).toBe("27");
  await page.getByRole("link", { name: "Only unread" }).click();
  await expect(page.getByText("All read")).toBeVisible();
  await check(page, "notifications-empty");
  await page.goto("/notifications?page=2");
  await expect(page.getByRole("listitem").filter({ hasText: /News \d/ })).toHaveCount(5);
  await page.getByRole("link", { name: /^(New: )?News 27$/ }).click();
  await expect(page).toHaveURL(/\/account$/);
});
