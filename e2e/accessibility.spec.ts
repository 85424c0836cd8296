/** Every page in every state that it can be opened in, in light and dark, by axe at WCAG 2.2 AA. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { DemoKey } from "@/lib/server/demo-people";
import { createWorld } from "./access-world";
import { expectAccessible } from "./accessible";
import { emptyDestination, listDestinationForTests } from "./definitions";
import { expect, shoot, test, themes } from "./fixtures";
import { aDestination, aPerson, insert, type Person } from "./people";

/** Opens a page and tests it in both themes; a picture of each is kept. */
async function checkPage(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await checkState(page, name);
}

async function checkState(page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${name}, ${colorScheme}`);
  }
  await shoot(page, name);
}

test("pages for people who are not signed in", async ({ open }) => {
  const page = await open(null);
  await checkPage(page, "/sign-in", "sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await checkState(page, "sign-in-refused");
  await checkPage(page, "/sign-up", "sign-up");
  await checkPage(page, "/reset-password", "reset-password");
  await checkPage(page, "/reset-password/no-such-token", "new-password");
  await checkPage(page, "/verify-email", "verify-email");
  await checkPage(page, "/verify-email?error=token", "verify-email-failed");
});

test("the kit, with its menus and dialogs", async ({ open }) => {
  const page = await open(null);
  await checkPage(page, "/kit", "kit");
  await checkPage(page, "/kit/auth", "kit-auth");
  await checkPage(page, "/kit/shell", "kit-shell");
});

test("pages of a partner with something in them", async ({ open }) => {
  const page = await open("partner_owner");
  for (const path of ["/destinations", "/destinations/new", "/connection-info", "/connection-info/new", "/catalog"]) {
    await checkPage(page, path, `partner${path.replaceAll("/", "-")}`);
  }
  for (const path of ["/projects", "/organization", "/account", "/notifications"]) {
    await checkPage(page, path, `partner${path.replaceAll("/", "-")}`);
  }
  await page.goto("/connection-info");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Northwind Messaging/ })
    .click();
  await expect(page.getByLabel(/Display name/)).toBeVisible();
  await checkState(page, "partner-connection-info-edit");
  await page.goto("/projects");
  await page.getByRole("main").getByRole("link", { name: "Northwind Sandbox" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Northwind Sandbox" })).toBeVisible();
  await checkState(page, "partner-project");
});

test("pages of a new organization with nothing in them", async ({ open }) => {
  const person = await aPerson();
  const page = await open(person);
  for (const path of ["/destinations", "/destinations/new", "/connection-info", "/projects", "/notifications"]) {
    await checkPage(page, path, `empty${path.replaceAll("/", "-")}`);
  }
  await checkPage(page, "/catalog?search=nothing-is-called-this", "empty-catalog");
});

test("somebody without an organization, and an invitation", async ({ open }) => {
  const world = await createWorld();
  const lone = await aLonePerson();
  await checkPage(await open(lone), "/welcome", "welcome");
  await checkPage(await open(null), `/invitations/${world.ids.invitation}`, "invitation");
  await checkPage(await open(world.strangers.owner), `/invitations/${world.ids.invitation}`, "invitation-for-another");
});

async function aLonePerson(): Promise<Person> {
  const person = await aPerson();
  const { query } = await import("./people");
  await query("delete from member where user_id = $1", [person.userId]);
  return person;
}

test("pages of the platform's staff", async ({ open }) => {
  const page = await open("admin");
  for (const path of ["/reviews", "/admin/organizations", "/admin/categories", "/admin/outbox", "/admin/audit"]) {
    await checkPage(page, path, `staff${path.replaceAll("/", "-")}`);
  }
  const id = randomUUID();
  await insert("outbox_message", {
    id,
    dedupe_key: id,
    recipient: "somebody@example.com",
    subject: "A message to look at",
    text: "A line of text.",
    html: "<p>A line of text.</p>",
    status: "kept",
  });
  await checkPage(page, `/admin/outbox/${id}`, "staff-admin-outbox-message");
  await page.goto("/reviews");
  await page
    .getByRole("link", { name: /Cordial/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cordial");
  await checkState(page, "staff-review");
});

test("the catalog, a destination in it, and its setup modal", async ({ open }) => {
  const page = await open("customer");
  await checkPage(page, "/catalog", "customer-catalog");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Iterable/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Iterable" })).toBeVisible();
  await checkState(page, "customer-catalog-entry");
  await page.getByRole("button", { name: /Connect/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await checkState(page, "customer-setup-modal");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await checkState(page, "customer-setup-modal-invalid");
});

test("an address where nothing is", async ({ open, watcher }) => {
  watcher.tolerate(/status of 404/);
  for (const who of [null, "customer"] satisfies (DemoKey | null)[]) {
    const page = await open(who);
    await checkPage(page, "/no-such-page", `not-found-${who ?? "signed-out"}`);
  }
  const page = await open("partner_owner");
  await checkPage(page, `/destinations/${randomUUID()}`, "not-found-destination");
});

test("menus of the top bar", async ({ open }) => {
  const page = await open("partner_owner");
  await page.goto("/destinations");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await checkState(page, "user-menu");
});

test("on a phone: the navigation, lists, forms", async ({ open }) => {
  const page = await open("partner_owner", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto("/destinations");
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("button", { name: "Close menu" })).toBeVisible();
  await checkState(page, "phone-navigation");
  await page.getByRole("link", { name: "Connection info" }).click();
  for (const path of ["/sign-in", "/destinations", "/connection-info/new", "/catalog", "/projects", "/organization"]) {
    await checkPage(page, path, `phone${path.replaceAll("/", "-")}`);
    await expectNoSidewaysScroll(page, path);
  }
});

async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content, `${name} is wider than a phone`).toBeLessThanOrEqual(width ?? 0);
}

test.describe("the builder", () => {
  test("with an empty destination", async ({ open }) => {
    const person = await aPerson();
    const { id } = await aDestination(person.organization, emptyDestination());
    await checkPage(await open(person), `/destinations/${id}`, "builder-empty");
  });

  test("with a full destination, in every tab", async ({ open }) => {
    const page = await open("partner_owner");
    await page.goto("/destinations");
    await page.getByRole("link", { name: /Northwind Messaging/ }).click();
    await expect(page.locator(".monaco-editor").first()).toBeVisible();
    for (const tab of ["Setup modal", "Variables", "Requests & tests"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("tabpanel", { name: tab })).toBeVisible();
      await checkState(page, `builder-full-${tab.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`);
    }
  });

  test("on a phone", async ({ open }) => {
    const person = await aPerson();
    const { id } = await aDestination(person.organization, listDestinationForTests());
    const page = await open(person, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await checkPage(page, `/destinations/${id}`, "builder-phone");
    await expectNoSidewaysScroll(page, "the builder");
  });
});
