/** Every page in every state that it can be opened in, in light and dark, by axe at WCAG 2.2 AA. */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { sandboxExample } from "@/lib/destination/gallery/start-definition";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { type DemoKey, demoPassword } from "@/lib/server/demo-people";
import { createWorld } from "./access-world";
import { checkLook, expectAccessible } from "./accessible";
import { editorOf, expectSaved, previewOf, sectionOf } from "./builder";
import { emptyDestination, listDestinationForTests } from "./definitions";
import { expect, picture, test } from "./fixtures";
import { expectFocusUncovered } from "./keyboard";
import { aDestination, aPerson, aProject, giveDemoPassword, insert, type Person, query, readDraft } from "./people";

// Many pages in one test: axe alone takes about a second for each theme.
test.describe.configure({ timeout: 120_000 });

/** Opens a page and tests it in both themes; a picture of each is kept. */
async function checkPage(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  // The kit shows a second one, as a specimen.
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await checkLook(page, name);
}

test("pages for people who are not signed in", async ({ open, watcher }) => {
  watcher.tolerate(/status of 401.*sign-in\/email/);
  const page = await open(null);
  await checkPage(page, "/sign-in", "sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await checkLook(page, "sign-in-refused");
  await checkPage(page, "/sign-up", "sign-up");
  await checkPage(page, "/reset-password", "reset-password");
  await checkPage(page, "/reset-password/no-such-token", "new-password");
  await checkPage(page, "/verify-email", "verify-email");
  await checkPage(page, "/verify-email?error=token", "verify-email-failed");
});

test("the kit, with its menus and dialogs", async ({ open }) => {
  const page = await open(null);
  await checkPage(page, "/kit", "kit");
  for (const [name, role] of [
    ["Open dialog", "dialog"],
    ["Open confirmation", "alertdialog"],
    ["Open sheet", "dialog"],
    ["Open bottom sheet", "dialog"],
    ["Open popover", "dialog"],
    ["Open menu", "menu"],
  ] as const) {
    const trigger = page.getByRole("button", { name, exact: true });
    await trigger.click();
    await expect(page.getByRole(role)).toBeVisible();
    await checkLook(page, `kit-${name.toLowerCase().replaceAll(" ", "-")}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole(role)).toHaveCount(0);
    await expect(trigger).toBeFocused();
  }
  await checkPage(page, "/kit/auth", "kit-auth");
  await checkPage(page, "/kit/shell", "kit-shell");
});

test("pages of a partner with something in them", async ({ open }) => {
  const page = await open("partner_owner");
  for (const path of [
    "/destinations",
    "/destinations/new",
    "/destinations/new/manifest",
    "/connection-info",
    "/connection-info/new",
    "/catalog",
  ]) {
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
  await checkLook(page, "partner-connection-info-edit");
  await page.goto("/projects");
  await page.getByRole("main").getByRole("link", { name: "Northwind Sandbox" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Northwind Sandbox" })).toBeVisible();
  await checkLook(page, "partner-project");
});

test("a new destination: of each kind, from a template, and nothing found", async ({ open }) => {
  const page = await open("partner_owner");
  await page.goto("/destinations/new");
  for (const [kind, template] of [
    ["List", "Iterable"],
    ["User property", "Braze"],
    ["Events", "Cordial"],
  ] as const) {
    await page.getByRole("radio", { name: kind, exact: true }).check();
    await page.getByRole("radio", { name: new RegExp(`^${template}`) }).check();
    await expect(page.getByRole("region", { name: new RegExp(`^About ${template}`) })).toBeVisible();
    await checkLook(page, `new-destination-${kind.toLowerCase().replace(" ", "-")}`);
  }
  await page.getByRole("radio", { name: "List", exact: true }).check();
  await page.getByRole("searchbox", { name: "Search templates" }).fill("nothing is called this");
  await expect(page.getByText("No template fits.")).toBeVisible();
  await checkLook(page, "new-destination-nothing-found");
});

test("pages of a new organization with nothing in them", async ({ open }) => {
  const person = await aPerson();
  const page = await open(person);
  for (const path of [
    "/destinations",
    "/destinations/new",
    "/destinations/new/manifest",
    "/connection-info",
    "/projects",
    "/rulebook",
    "/notifications",
  ]) {
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
  // A link leads to the top of a page, not under the bar.
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  await checkLook(page, "staff-review");
});

test("the catalog, a destination in it, and its setup modal", async ({ open }) => {
  const page = await open("customer");
  await checkPage(page, "/catalog", "customer-catalog");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Iterable/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Iterable" })).toBeVisible();
  await checkLook(page, "customer-catalog-entry");
  await page.getByRole("button", { name: /Connect/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await checkLook(page, "customer-setup-modal");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await checkLook(page, "customer-setup-modal-invalid");
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
  await checkLook(page, "user-menu");
});

test("on a phone: the navigation, lists, forms", async ({ open }) => {
  const page = await open("partner_owner", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto("/destinations");
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("button", { name: "Close menu" })).toBeVisible();
  await checkLook(page, "phone-navigation");
  await page.getByRole("link", { name: "Connection info" }).click();
  for (const path of [
    "/sign-in",
    "/destinations",
    "/connection-info/new",
    "/catalog",
    "/projects",
    "/rulebook",
    "/organization",
  ]) {
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
    await editorOf(sectionOf(page, "List creation"), "Payload");
    for (const tab of ["Setup modal", "Variables", "Requests & tests"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("tabpanel", { name: tab })).toBeVisible();
      await checkLook(page, `builder-full-${tab.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`);
    }
  });

  test("its lists, menus, sheets and dialogs", async ({ open }) => {
    const person = await aPerson();
    await aProject(person.organization);
    const definition = listDestinationForTests();
    definition.endpoints.addUsers.payload = '{"members": $itemz, }';
    const { id } = await aDestination(person.organization, definition);
    const page = await open(person);
    await page.goto(`/destinations/${id}`);
    const creation = sectionOf(page, "List creation");
    await creation.getByRole("combobox", { name: "Method" }).click();
    await expect(page.getByRole("option", { name: "PATCH" })).toBeVisible();
    await checkLook(page, "builder-select");
    await page.keyboard.press("Escape");
    await creation.getByRole("combobox", { name: "URL" }).fill("https://api.example.com/$");
    await expect(page.getByRole("listbox", { name: "Variables" })).toBeVisible();
    await checkLook(page, "builder-variables");
    await page.keyboard.press("Escape");
    await sectionOf(page, "Custom fields").getByRole("button", { name: "More for Channel" }).click();
    await expect(page.getByRole("menuitem", { name: "Duplicate" })).toBeVisible();
    await checkLook(page, "builder-menu");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^\d+ errors?$/ }).click();
    await expect(page.getByRole("dialog", { name: "Problems" })).toBeVisible();
    await checkLook(page, "builder-problems");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Submit for review" }).click();
    await expect(page.getByRole("heading", { name: "Fix these first" })).toBeVisible();
    await checkLook(page, "builder-not-ready");
    await page.keyboard.press("Escape");
    await previewOf(page)
      .getByRole("tab", { name: /^Requests/ })
      .click();
    await previewOf(page).getByText("Sample users", { exact: true }).click();
    await previewOf(page).getByRole("button", { name: "From CSV" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await checkLook(page, "builder-csv");
  });

  test("its list of problems: filtered, fixed, explained, empty", async ({ open }) => {
    const person = await aPerson();
    const definition = listDestinationForTests();
    definition.endpoints.addUsers.payload = "{'members': $items,}";
    const { id } = await aDestination(person.organization, definition);
    const page = await open(person);
    await page.goto(`/destinations/${id}`);
    const url = sectionOf(page, "Add users").getByRole("combobox", { name: "URL" });
    await url.click();
    const problems = page.getByRole("dialog", { name: "Problems" });
    await page.keyboard.press("ControlOrMeta+F8");
    await expect(problems).toBeVisible();
    const filter = (name: string) =>
      problems.getByRole("radio", { name: new RegExp(`^${name}`) }).check({ force: true });

    await filter("Notes");
    await expect(problems.getByText("No notes")).toBeVisible();
    await checkLook(page, "builder-problems-none-of-a-kind");
    await filter("Warnings");
    const untested = problems.getByRole("button", { name: "Give a reason (Add users)" });
    await untested.click();
    const reason = problems.getByRole("textbox", { name: "Why this is all right: Add users" });
    await expect(reason).toBeFocused();
    await page.keyboard.type("no");
    await page.keyboard.press("Enter");
    await expect(problems.getByText("Say in a few words")).toBeVisible();
    await checkLook(page, "builder-problems-reason");
    await page.keyboard.type(" account yet");
    await page.keyboard.press("Enter");
    await expect(problems.getByText("Explained: no account yet")).toBeVisible();
    await expect(problems.getByRole("button", { name: "Edit the reason: Add users" })).toBeFocused();
    await checkLook(page, "builder-problems-explained");

    await filter("All");
    await problems.getByRole("button", { name: "Use double quotes" }).click();
    await expect(problems.getByRole("button", { name: "Use double quotes" })).toHaveCount(0);
    await expect(problems.getByRole("status").filter({ hasText: /problems? left/ })).toBeAttached();
    await expect(problems.locator("[data-problem]:focus-within")).toHaveCount(1);
    // What the page says about saving is behind the dialog.
    await expect
      .poll(async () => (await readDraft(id)).definition.endpoints.addUsers.payload)
      .toBe('{"members": $items,}');

    // What was typed outlives the page, and the dialog of the submission has it too.
    await page.reload();
    await page.keyboard.press("ControlOrMeta+F8");
    await expect(problems.getByText("Explained: no account yet")).toBeVisible();
  });

  test("what its keys open: palette, shortcuts, templates, history", async ({ open }) => {
    const person = await aPerson();
    const { id } = await aDestination(person.organization, listDestinationForTests());
    const page = await open(person);
    await page.goto(`/destinations/${id}`);
    const close = async () => {
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    };
    const url = sectionOf(page, "Add users").getByRole("combobox", { name: "URL" });
    await url.fill("https://api.example.com/lists");
    await url.press("Tab");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog", { name: "Search and run" })).toBeVisible();
    await checkLook(page, "builder-palette");
    await page.keyboard.type("zzzz");
    await checkLook(page, "builder-palette-empty");
    await close();
    for (const [words, tab] of [
      ["Show the variables", "Variables"],
      ["Show the requests", "Requests & tests"],
      ["Show the setup modal", "Setup modal"],
    ] as const) {
      await page.keyboard.press("ControlOrMeta+k");
      await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
      await page.keyboard.type(words);
      await expect(page.getByRole("option").first()).toContainText(words);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(previewOf(page).getByRole("tab", { name: new RegExp(`^${tab}`) })).toHaveAttribute(
        "aria-selected",
        "true",
      );
    }
    await page.keyboard.press("Shift+?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await checkLook(page, "builder-shortcuts");
    await close();
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
    await page.keyboard.type("Start from a template");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: /template/i })).toBeVisible();
    await checkLook(page, "builder-templates");
    await close();
    await page.getByRole("button", { name: "History of your edits" }).click();
    await expect(page.getByRole("dialog", { name: "History" })).toBeVisible();
    await checkLook(page, "builder-history");
  });

  test("on a phone", async ({ open }) => {
    const person = await aPerson();
    const { id } = await aDestination(person.organization, listDestinationForTests());
    const page = await open(person, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await checkPage(page, `/destinations/${id}`, "builder-phone");
    await expectNoSidewaysScroll(page, "the builder");
    await expectFocusUncovered(page, "Tab", 80);
    await expectFocusUncovered(page, "Shift+Tab", 60);
  });

  test("on a phone, for events", async ({ open }) => {
    const person = await aPerson();
    const definition = sandboxExample("event", { url: process.env.SANDBOX_URL ?? "", workspace: "e2e" });
    const { id } = await aDestination(person.organization, definition);
    const page = await open(person, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.goto(`/destinations/${id}`);
    const actions = sectionOf(page, "Actions").getByRole("region");
    await actions.first().locator("summary").first().click();
    await expect(actions.first().getByRole("textbox", { name: "Trigger" })).toBeVisible();
    await checkLook(page, "builder-phone-action");
    await expectNoSidewaysScroll(page, "the builder with an action");
  });
});

test("by keyboard alone: sign in, open a destination, rename a field, run a test", async ({ page }) => {
  const { keyboard } = page;
  /** Tab, or its opposite, until the focus is where it should be: the only way that a keyboard has. */
  const tabTo = async (target: Locator, key: "Tab" | "Shift+Tab" = "Tab") => {
    for (let presses = 0; presses < 150; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await keyboard.press(key);
    }
    await expect(target, "reached with the Tab key").toBeFocused();
  };
  const definition = listDestinationForTests("keyboard");
  const person = await aPerson();
  await aProject(person.organization);
  const { id, displayName } = await aDestination(person.organization, definition);
  await giveDemoPassword(person);

  await page.goto("/sign-in");
  await tabTo(page.getByRole("textbox", { name: "E-mail" }));
  await keyboard.type(person.email);
  await tabTo(page.getByLabel("Password", { exact: true }));
  await keyboard.type(demoPassword);
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Destinations" })).toBeVisible();

  await keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /^Skip to/ })).toBeFocused();
  await keyboard.press("Enter");
  await tabTo(page.getByRole("link", { name: new RegExp(displayName) }));
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: displayName })).toBeVisible();

  const fields = sectionOf(page, "Custom fields");
  const row = fields.locator("summary").filter({ hasText: "Channel" });
  await tabTo(row);
  await keyboard.press("Enter");
  const name = fields.getByRole("textbox", { name: "Display name" });
  await tabTo(name);
  await keyboard.press("ControlOrMeta+A");
  await keyboard.type("Kind of message");
  await expectSaved(page);
  await expect(previewOf(page).getByText("Kind of message")).toBeVisible();

  await tabTo(previewOf(page).getByLabel(/^Access token/));
  await keyboard.type(workspaceKey("keyboard", process.env.SANDBOX_SECRET));
  await tabTo(previewOf(page).getByRole("tab", { name: "Setup modal" }), "Shift+Tab");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await expect(previewOf(page).getByRole("tab", { name: /^Requests/ })).toHaveAttribute("aria-selected", "true");
  await tabTo(previewOf(page).getByRole("button", { name: "Test endpoint: List creation" }));
  await keyboard.press("Enter");
  const result = previewOf(page).getByRole("region", { name: "Result of List creation" });
  await expect(result).toContainText("201 Created");
  await picture(page, "keyboard-tested");
  // Nothing but the name has changed on the way: no Tab went into a payload.
  const saved = (await readDraft(id)).definition;
  expect(saved.endpoints).toEqual(JSON.parse(JSON.stringify(definition.endpoints)));
  expect(saved.fields.map((field) => field.displayName)).toEqual(["Access token", "Kind of message"]);
});

test("a target under a bar that stays is not taken for a small one, and a small one is found", async ({ open }) => {
  const page = await open(null, { viewport: { width: 390, height: 730 } });
  const draw = (size: number) => {
    const button = (style: string) => `<button aria-label="One" style="position:absolute;${style}"></button>`;
    const covered = button("top:560px;left:20px;width:40px;height:40px");
    const two = [20, 20 + size].map((left) => button(`top:900px;left:${left}px;width:${size}px;height:${size}px`));
    const bar = `<footer style="position:fixed;inset:auto 0 0;height:150px">${button("inset:0;width:100%")}</footer>`;
    const content = `<main style="height:3000px"><h1>Targets</h1>${covered}${two.join("")}</main>${bar}`;
    return page.setContent(`<html lang="en"><head><title>Targets</title></head><body>${content}</body></html>`);
  };
  await draw(24);
  await expectAccessible(page, "targets of 24 px");
  await draw(10);
  await expect(expectAccessible(page, "targets of 10 px")).rejects.toThrow(/target-size/);
});
