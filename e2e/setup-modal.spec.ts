/**
 * The setup modal as a surface of its own: one form with everything that can be asked, in every state and surrounding, as
 * the preview shows it and as customers meet it. By keyboard, for screen readers, on a phone, enlarged, in each language.
 */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Browser, Locator, Page } from "@playwright/test";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { everyAction, everyQuestion, longWord } from "@/lib/testing/every-question";
import { expectAccessible } from "./accessible";
import { previewOf } from "./builder";
import { expect, picture, test } from "./fixtures";
import { aDestination, aPerson, aProject, type Destination } from "./people";
import { openBuilder } from "./place";
import { insertVersion } from "./published";
import { sandboxWorkspace } from "./sandbox";

type ContextOptions = Parameters<Browser["newContext"]>[0];

const states = ["Yours", "Empty", "Filled", "Invalid", "Wrong key", "Partner down", "Slow"];
const looks = ["narrow", "dark", "right to left"];
const modalSelector = 'section[aria-label^="Connect to"]';

/** Nothing is wider than what holds it, and nothing is cut off: long words wrap. */
async function expectFits(part: Locator, state: string): Promise<void> {
  const tooWide = await part.evaluate((root) => {
    const bounds = root.getBoundingClientRect();
    const isHidden = (element: Element) => element.closest(".sr-only, [hidden], datalist") !== null;
    // Controls scroll their own text; everything else has to show all of it.
    const isControl = (element: Element) => element.closest("input, select, textarea, svg") !== null;
    const wrong = [...root.querySelectorAll("*")].filter((element) => {
      if (isHidden(element)) return false;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < bounds.left - 1 || right > bounds.right + 1)) return true;
      return !isControl(element) && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    });
    return wrong.map(({ tagName, className, textContent }) => `${tagName} ${className} ${textContent.slice(0, 60)}`);
  });
  expect(tooWide, state).toEqual([]);
}

/** Nobody has to scroll sideways. */
async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
}

/** A destination of the catalog that asks everything, and a customer with a project. */
async function anOffer(request: APIRequestContext, asked?: DestinationDefinition) {
  const workspace = sandboxWorkspace(request, `modal-${randomUUID().slice(0, 6)}`);
  const definition = asked ?? everyQuestion(workspace.url);
  const partner = await aPerson();
  const destination = await aDestination(partner.organization, definition);
  const customer = await aPerson({ portalEnabled: false });
  await aProject(customer.organization);
  await insertVersion({
    ...{ organizationId: partner.organization.id, submittedById: partner.userId, destination, definition },
    number: "1.0",
    status: "approved",
  });
  return { destination, customer, key: workspace.key };
}

/** The page of the destination in the catalog, with its setup modal open. */
async function openModal(
  page: Page,
  { displayName, id }: Destination,
  title = `Connect to ${displayName}`,
): Promise<Locator> {
  await page.goto(`/catalog/${id}`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeVisible();
  return dialog;
}

const radio = (form: Locator, name: string) => form.getByRole("radio", { name, exact: true });
const save = (form: Locator, label = "Save") => form.getByRole("button", { name: label, exact: true });

test("the preview: every state, in every surrounding", async ({ open }) => {
  // Twenty-eight looks at it by axe, on a machine that may be busy.
  test.slow();
  const person = await aPerson();
  await aProject(person.organization);
  const destination = await aDestination(
    person.organization,
    everyQuestion("https://api.example.com", { isUnfinished: true }),
  );
  const page = await open(person, { reducedMotion: "reduce" });
  await openBuilder(page, { destination });
  const preview = previewOf(page);
  const modal = page.locator(modalSelector);
  for (const look of [undefined, ...looks]) {
    const toggle = look && preview.getByRole("button", { name: `Show the setup modal: ${look}` });
    if (toggle) await toggle.click();
    for (const state of states) {
      await radio(preview, state).check();
      await expectFits(modal, `${state}, ${look}`);
      await expectAccessible(page, `the preview: ${state}, ${look ?? "plain"}`, modalSelector);
      if (state === "Invalid") await picture(page, `preview-${look ?? "plain"}`);
    }
    if (toggle) await toggle.click();
  }
  await radio(preview, "Wrong key").check();
  await expect(modal.getByRole("alert")).toContainText("Not connected: Wrong key");
  await expect(modal.getByLabel(/^Access token/)).toHaveAttribute("aria-invalid", "true");
  await radio(preview, "Slow").check();
  await expect(modal.getByRole("status")).toContainText("Checking your answers");
  await modal.getByRole("button", { name: "Cancel" }).click();
  await expect(modal.getByRole("status")).toContainText("You stopped the check");
});

test("each question has a name, says what it is about, whether it must be answered, and what is wrong", async ({
  open,
  request,
}) => {
  const { destination, customer } = await anOffer(request);
  const page = await open(customer);
  const dialog = await openModal(page, destination);
  await save(dialog).click();
  const name = dialog.getByRole("textbox", { name: "Name" });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/^Give this installation a name/);
  const workspace = dialog.getByRole("textbox", { name: "Workspace" });
  await expect(workspace).toHaveAttribute("aria-required", "true");
  await expect(workspace).toHaveAttribute("aria-invalid", "true");
  await expect(workspace).toHaveAccessibleDescription("Enter a value for Workspace. The last part of its address.");
  await workspace.fill("Acme Shop");
  await expect(workspace).toHaveAccessibleDescription(
    "A workspace has small letters and hyphens only. The last part of its address.",
  );
  await workspace.fill("acme");
  await expect(workspace).not.toHaveAttribute("aria-invalid");
  await expect(workspace).toHaveAccessibleDescription("The last part of its address.");

  const token = dialog.getByLabel(/^Access token/);
  await expect(token).toHaveAttribute("type", "password");
  await expect(token).toHaveAccessibleDescription(/^Enter a value for Access token\./);
  await dialog.getByRole("button", { name: "Show Access token" }).click();
  await expect(token).toHaveAttribute("type", "text");

  const region = dialog.getByRole("radiogroup", { name: "Region" });
  await expect(region).toHaveAttribute("aria-required", "true");
  await expect(region).toHaveAttribute("aria-invalid", "true");
  await expect(region).toHaveAccessibleDescription(
    "Choose one of the options for Region. Where your account was opened.",
  );
  await radio(region, "Our own servers").check();
  await expect(region).not.toHaveAttribute("aria-invalid");
  // What an answer brings up is wrong only once somebody has pressed Save, and somebody has.
  const cluster = dialog.getByRole("combobox", { name: /^The region of the data center/ });
  await expect(cluster).toHaveAttribute("aria-invalid", "true");
  await cluster.selectOption("Single tenant");
  await expect(dialog.getByRole("textbox", { name: "Seats" })).toHaveAttribute("aria-invalid", "true");
  await radio(region, "Europe").check();
  await expect(cluster).toHaveCount(0);

  const note = dialog.getByRole("textbox", { name: longWord });
  await expect(note).not.toHaveAttribute("aria-required");
  await expect(dialog.getByRole("combobox", { name: "User ID Mapping" })).toHaveValue("user_id");
  const target = dialog.getByRole("combobox", { name: "Target of Key Mapping" });
  await expect(target).toHaveValue("id");
  await expect(target).not.toHaveAttribute("aria-invalid");
  await expect(dialog.getByRole("combobox", { name: "Key Mapping", exact: true })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await expect(
    radio(dialog.getByRole("radiogroup", { name: "Target of Second Key Mapping" }), "Customer ID"),
  ).toBeChecked();
  await expect(dialog.getByText("Folder")).toHaveCount(0);
  await expectAccessible(page, "the modal with everything in it");
});

/** What has the focus, as a screen reader calls it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const nameOf = (part: Element) => {
      const id = part.getAttribute("aria-labelledby");
      const isControl = part instanceof HTMLInputElement || part instanceof HTMLSelectElement;
      const label = id === null ? (isControl && part.labels?.[0]) || part : document.getElementById(id);
      return (part.getAttribute("aria-label") ?? label?.textContent ?? "").replace(/(\*|Optional)$/, "");
    };
    const isRadio = element instanceof HTMLInputElement && element.type === "radio";
    const named = (isRadio && element.closest("[role=radiogroup]")) || element;
    return named ? nameOf(named).slice(0, 40) : "";
  });

/** By Tab until something with this name has the focus; the names of all it went through. */
async function tabTo(page: Page, name: string | RegExp): Promise<string[]> {
  const seen: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    seen.push(now);
    if (typeof name === "string" ? now === name : name.test(now)) return seen;
  }
  throw new Error(`Tab never came to ${name}: ${seen.join(", ")}`);
}

test("by keyboard alone, from the page of the destination to the installation", async ({ open, request }) => {
  const { destination, customer, key } = await anOffer(request);
  const page = await open(customer);
  await page.goto(`/catalog/${destination.id}`);
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  await tabTo(page, "Connect");
  const dialog = page.getByRole("dialog", { name: `Connect to ${destination.displayName}` });
  const name = dialog.getByRole("textbox", { name: "Name" });

  // Escape leads back to where it was opened.
  await page.keyboard.press("Enter");
  await expect(name).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(name).toBeVisible();
  await tabTo(page, "Save");
  await page.keyboard.press("Enter");
  await expect(name).toBeFocused();
  await page.keyboard.type("Production");
  const order = await tabTo(page, "Save");
  expect(order).toEqual([
    "Access token",
    "Show Access token",
    "Workspace",
    "Region",
    "Channel",
    longWord.slice(0, 40),
    "User ID Mapping",
    "E-mail Mapping",
    "Key Mapping",
    "Target of Key Mapping",
    "Second Key Mapping",
    "Target of Second Key Mapping",
    "Test connection",
    "Cancel",
    "Save",
  ]);
  // Save leads to the first answer that is missing, again and again.
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel(/^Access token/)).toBeFocused();
  await page.keyboard.type("not-the-key");
  await tabTo(page, "Workspace");
  await page.keyboard.type("acme");
  await tabTo(page, "Region");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect(radio(dialog, "Europe")).toBeChecked();
  await tabTo(page, "Key Mapping");
  await page.keyboard.press("e");
  await tabTo(page, "Target of Second Key Mapping");
  await page.keyboard.press("ArrowRight");
  await expect(radio(dialog, "E-mail address")).toBeChecked();

  // Enter in a field saves; what the partner says is announced, and at the field.
  await tabTo(page, "Save");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Not connected: Wrong key");
  const token = dialog.getByLabel(/^Access token/);
  await expect(token).toHaveAccessibleDescription(/didn't accept this answer/);
  await expect(save(dialog)).toBeFocused();
  await expectAccessible(page, "a refused key");
  while ((await focused(page)) !== "Access token") await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(key);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Production" })).toBeVisible();
});

const surroundings: Record<string, ContextOptions & { fontSize?: string }> = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark" },
  "zoom of 200 %": { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  "zoom of 400 %": { viewport: { width: 320, height: 256 } },
  "text of 200 %": { viewport: { width: 1280, height: 800 }, fontSize: "200%" },
  "forced colours": { viewport: { width: 1280, height: 800 }, forcedColors: "active" },
};

test("on a phone, enlarged, with forced colours: all of it can be read and reached", async ({ open, request }) => {
  const { destination, customer } = await anOffer(request);
  for (const [name, { fontSize, ...options }] of Object.entries(surroundings)) {
    const page = await open(customer, { ...options, reducedMotion: "reduce" });
    const dialog = await openModal(page, destination);
    if (fontSize) await page.addStyleTag({ content: `html { font-size: ${fontSize} }` }).catch(() => undefined);
    await save(dialog).click();
    await radio(dialog, "Our own servers").check();
    await expectNoSideways(page);
    await expectFits(dialog, name);
    await expect(save(dialog)).toBeInViewport({ ratio: 1 });
    const last = dialog.getByRole("radiogroup", { name: "Target of Second Key Mapping" });
    await last.scrollIntoViewIfNeeded();
    await radio(last, "E-mail address").check();
    await expect(last).toBeInViewport({ ratio: 0.9 });
    // Motion is asked to be little: what moves is over at once.
    const longest = await dialog.evaluate((panel) => Number.parseFloat(getComputedStyle(panel).transitionDuration));
    expect(longest).toBeLessThanOrEqual(0.01);
    if (options.forcedColors) await expectStateWithoutColours(last);
    await expectAccessible(page, name, "[role=dialog]");
    await picture(page, name.replaceAll(/\W+/g, "-"));
    await page.context().close();
  }
});

/** What is chosen differs from what isn't, though the system gives the colours. */
async function expectStateWithoutColours(group: Locator): Promise<void> {
  const colourOf = (name: string) =>
    radio(group, name).evaluate((input) => {
      const { backgroundColor, color } = getComputedStyle(input.parentElement ?? input);
      return `${color} on ${backgroundColor}`;
    });
  expect(await colourOf("E-mail address")).not.toBe(await colourOf("Customer ID"));
}

test("in the reader's language at once, in another by choice, and the other way around", async ({ open, request }) => {
  const { destination, customer } = await anOffer(request);
  const page = await open(customer, { locale: "de-DE" });
  await openModal(page, destination, `Mit ${destination.displayName} verbinden`);
  // Its name changes with the language.
  const dialog = page.getByRole("dialog");
  const language = dialog.getByRole("combobox", { name: /Sprache|لغة|Language/ });
  await expect(language).toHaveValue("de");
  await expect(dialog).toHaveAttribute("lang", "de");
  // The page behind it says in German too what will be asked.
  await expect(page.locator("dt").filter({ hasText: "Arbeitsbereich" })).toHaveCount(1);
  const token = dialog.getByRole("textbox", { name: /^Zugangsschlüssel/ });
  await expect(token).toHaveAccessibleDescription("Steht in den Einstellungen des Partners.");
  // What isn't translated is there in the original.
  await expect(dialog.getByRole("combobox", { name: "Channel" })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Produktion");
  await token.fill("falsch");
  const workspace = dialog.getByRole("textbox", { name: "Arbeitsbereich" });
  await workspace.fill("Mein Laden");
  // The message that comes above it, as the field before is left, doesn't take the click away.
  await radio(dialog, "Europa").check();
  for (const mapping of ["Key Mapping", "Second Key Mapping"]) {
    await dialog.getByRole("combobox", { name: mapping, exact: true }).selectOption("email");
  }
  await save(dialog, "Speichern").click();
  await expect(workspace).toBeFocused();
  await expect(workspace).toHaveAccessibleDescription(/^Ein Arbeitsbereich hat nur Kleinbuchstaben/);
  await workspace.fill("mein-laden");
  await save(dialog, "Speichern").click();
  await expect(dialog.getByRole("alert")).toContainText("Nicht verbunden: Falscher Schlüssel");
  await expect(dialog.getByRole("alert")).toContainText("Kopieren Sie den Schlüssel noch einmal.");
  await picture(page, "german");

  await language.selectOption({ label: "العربية" });
  await expect(dialog).toHaveAttribute("dir", "rtl");
  // What came of it is told in the language that was chosen since.
  await expect(dialog.getByRole("alert")).not.toContainText("Falscher Schlüssel");
  await expect(dialog.getByRole("alert")).toContainText("تعذّر الاتصال");
  await expect(save(dialog, "حفظ")).toBeVisible();
  await expect(dialog.getByLabel(/^مفتاح الوصول/)).toHaveValue("falsch");
  await expect(radio(dialog, "أوروبا")).toBeChecked();
  await expectFits(dialog, "Arabic");
  await expectAccessible(page, "the modal in Arabic");
  await picture(page, "arabic");
  await language.selectOption({ label: "English" });
  await expect(dialog).not.toHaveAttribute("dir", "rtl");
  await expect(dialog.getByLabel(/^Access token/)).toHaveValue("falsch");
});

test("actions: turned off, narrowed, and without a trigger of their own", async ({ open, request }) => {
  const { destination, customer } = await anOffer(request, everyAction());
  const page = await open(customer, { viewport: { width: 390, height: 844 } });
  const dialog = await openModal(page, destination);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Events");
  const order = dialog.getByRole("switch", { name: /^Order completed/ });
  await expect(order).toBeChecked();
  await expect(order).toHaveAccessibleDescription("Writes the order into the person's history.");
  const more = dialog.getByRole("button", { name: "Only some of these events: Order completed" });
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await more.press("Enter");
  const condition = dialog.getByRole("textbox", { name: /^Condition for Order completed/ });
  await condition.fill("properties.total >");
  await save(dialog).click();
  await expect(condition).toHaveAttribute("aria-invalid", "true");
  await expect(condition).toBeFocused();
  await expect(condition).toHaveAccessibleDescription(/the condition can't be read/);
  await dialog.getByRole("switch", { name: /^Donau/ }).check();
  await expectNoSideways(page);
  await expectFits(dialog, "actions on a phone");
  await expectAccessible(page, "actions", "[role=dialog]");
  await picture(page, "actions");
  await order.uncheck();
  await expect(condition).toHaveCount(0);
  await save(dialog).click();
  await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
});
