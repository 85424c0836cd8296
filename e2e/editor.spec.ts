/** Writing templates by keyboard only: complete, mend, find one's way, rename, format, undo (issue 3, "Must show"). */
import type { Page } from "@playwright/test";
import type { ListDefinition } from "@/lib/destination/definition";
import { expectAccessible } from "./accessible";
import { sectionOf } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { chooseByArrows, enterByTab, fixInEditor, goTo, goToEditor, press, times } from "./keyboard";
import { readDraft } from "./people";
import { aPlace, openBuilder, type Place } from "./place";

const payloadOf = (page: Page, section: string) => sectionOf(page, section).locator(".view-lines").first();
const urlOf = (page: Page, section: string) => sectionOf(page, section).getByRole("combobox", { name: "URL" });

/** The draft as the server has it, once it has this. */
async function expectDraft<Value>(
  { destination }: Place,
  read: (definition: ListDefinition) => Value,
  wanted: Value,
): Promise<void> {
  await expect
    .poll(async () => read((await readDraft(destination.id)).definition), { timeout: 15_000 })
    .toEqual(wanted);
}

/** `$channel` wherever a variable may stand. */
function usingChannel({ endpoints: { addUsers } }: ListDefinition): void {
  addUsers.url += "?via=$channel";
  addUsers.payload = '{"via":"$channel","members":$items}';
  addUsers.itemTemplate = '{"id": "$user_id_field", "via": "$channel"}';
  const [first] = addUsers.errors;
  if (first) first.message = "The token for $channel was not accepted.";
}

const usesOfChannel = ({ fields, endpoints: { addUsers, listCreation } }: ListDefinition) => [
  fields.at(-1)?.variable,
  addUsers.url.split("?").at(-1),
  addUsers.payload,
  addUsers.itemTemplate,
  addUsers.errors[0]?.message,
  listCreation.payload.split("\n").at(-2)?.trim(),
];

const usesOf = (name: string) => [
  name,
  `via=$${name}`,
  `{"via":"$${name}","members":$items}`,
  `{"id": "$user_id_field", "via": "$${name}"}`,
  `The token for $${name} was not accepted.`,
  `"channel": "$${name}"`,
];

/** F8 goes on to this piece of the payload, which is then selected. */
async function nextProblem(page: Page, piece: string): Promise<void> {
  await press(page, "F8");
  await expect(sectionOf(page, "List creation").getByText(`${piece.length} selected`)).toBeVisible();
}

test("a payload: go from problem to problem and mend each, then take it all back", async ({ open }) => {
  const faulty = [
    "{",
    '  "name": "$amplitude_cohort_nam",',
    '  "region": "$region_code",',
    '  "channel": "$channel",',
    "}",
  ].join("\n");
  const place = await aPlace(({ endpoints }) => {
    endpoints.listCreation.payload = faulty;
  });
  const page = await open(place.person);
  await openBuilder(page, place);
  const payload = payloadOf(page, "List creation");
  const fields = sectionOf(page, "Custom fields");
  const region = fields.getByText("$region_code", { exact: true });
  await enterByTab(page);
  await goToEditor(page, "List creation", "Payload");
  await press(page, "ControlOrMeta+Home");
  await nextProblem(page, "$amplitude_cohort_nam");
  await shoot(page, "problem");
  await expectAccessible(page, "a payload with a problem");

  await fixInEditor(page, "$amplitude_cohort_name");
  await expect(payload).toContainText('"$amplitude_cohort_name"');

  await nextProblem(page, "$region_code");
  await press(page, "ControlOrMeta+.");
  await expect(page.getByRole("option", { name: "Add a custom field $region_code" })).toBeVisible();
  await shoot(page, "fixes");
  await press(page, "Escape");
  await fixInEditor(page, "Add a custom field $region_code");
  await expect(region.first()).toBeAttached();

  await nextProblem(page, ",");
  await fixInEditor(page, "comma");
  const mended = faulty.replace("cohort_nam", "cohort_name").replace('nel",', 'nel"');
  await expectDraft(place, ({ endpoints }) => endpoints.listCreation.payload, mended);
  await expectDraft(place, (definition) => definition.fields.at(-1)?.variable, "region_code");

  await press(page, "ControlOrMeta+z");
  await expect(payload).toContainText('"$channel",');
  await press(page, "ControlOrMeta+z");
  await expect(region).toHaveCount(0);
  await press(page, "ControlOrMeta+z");
  await expectDraft(place, ({ endpoints }) => endpoints.listCreation.payload, faulty);
});

test("a payload: complete a variable and a filter, with the present value beside them", async ({ open }) => {
  const place = await aPlace();
  // On Windows Monaco gives this list the roles that a screen reader of there wants, which axe does not know.
  const page = await open(place.person, { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0" });
  await openBuilder(page, place);
  const list = page.locator(".suggest-widget");
  await enterByTab(page);
  await goToEditor(page, "List creation", "Payload");
  // To the line of the channel, before its closing quote.
  await press(page, "ControlOrMeta+End", "ArrowUp", "End", "ArrowLeft");
  await page.keyboard.type(" or $");
  await expect(list.getByRole("option").first()).toBeVisible();
  await page.keyboard.type("{cha");
  const suggestion = list.getByRole("option", { name: /^\$channel/ });
  await expect(suggestion).toBeVisible();
  await expect(suggestion).toContainText("email");
  await shoot(page, "completion");
  await expectAccessible(page, "completion in a payload");
  await press(page, "Enter");
  await expect(payloadOf(page, "List creation")).toContainText("or ${channel}");
  // The brace has closed itself, and the caret is still inside.
  await page.keyboard.type(" | up");
  await expect(list.getByRole("option", { name: /^upper/ })).toBeVisible();
  await shoot(page, "completion-filter");
  await press(page, "Enter");
  await expectDraft(
    place,
    ({ endpoints }) => endpoints.listCreation.payload.split("\n").at(-2)?.trim(),
    '"channel": "$channel or ${channel | upper}"',
  );
});

test("a payload: declaration, uses, rename everywhere, format; each undone as a step of the document", async ({
  open,
}) => {
  const place = await aPlace(usingChannel);
  const page = await open(place.person);
  await openBuilder(page, place);
  await enterByTab(page);
  const editor = await goToEditor(page, "Add users", "Payload");
  await press(page, "ControlOrMeta+Home");
  await times(page, 10, "ArrowRight");

  await press(page, "F12");
  const variable = sectionOf(page, "Custom fields").getByRole("textbox", { name: "Variable" });
  await expect(variable).toBeFocused();
  await expect(variable).toHaveValue("channel");

  await goToEditor(page, "Add users", "Payload");
  await press(page, "Shift+F12");
  const uses = page.getByRole("dialog", { name: "Uses of $channel" });
  await expect(uses.getByRole("button", { name: /payload/i }).first()).toBeVisible();
  await expect(uses.getByRole("list", { name: "Uses of $channel" }).getByRole("listitem")).toHaveCount(5);
  await shoot(page, "uses");
  await expectAccessible(page, "the uses of a variable");
  await press(page, "Escape");
  await expect(uses).toBeHidden();
  await expect(editor).toBeFocused();

  await press(page, "F2");
  const rename = page.getByRole("dialog", { name: "Rename $channel" });
  await expect(rename.getByRole("textbox", { name: "New name" })).toBeFocused();
  await page.keyboard.type("medium");
  await expect(rename.getByText("6 places will change")).toBeVisible();
  await shoot(page, "rename");
  await expectAccessible(page, "renaming a variable");
  await press(page, "Enter");
  await expect(rename).toBeHidden();
  await expectDraft(place, usesOfChannel, usesOf("medium"));
  await expect(editor).toBeFocused();
  await press(page, "ControlOrMeta+z");
  await expectDraft(place, usesOfChannel, usesOf("channel"));

  const written = ({ endpoints }: ListDefinition) => endpoints.addUsers.payload;
  await press(page, "Shift+Alt+F");
  await expectDraft(place, written, '{"via": "$channel", "members": $items}');
  await press(page, "ControlOrMeta+z");
  await expectDraft(place, written, '{"via":"$channel","members":$items}');
});

test("a URL on one line: complete, mend, rename", async ({ open }) => {
  const place = await aPlace(usingChannel);
  const page = await open(place.person);
  await openBuilder(page, place);
  const url = urlOf(page, "Add users");
  await enterByTab(page);
  await goTo(page, "Add users: URL");
  await expect(url).toBeFocused();
  await press(page, "End");
  await page.keyboard.type("&as=${cha");
  const variables = page.getByRole("listbox", { name: "Variables" });
  await expect(variables.getByRole("option", { name: /channel/ })).toContainText("email");
  await shoot(page, "url-completion");
  await expectAccessible(page, "completion in a URL");
  await press(page, "Enter");
  await expect(url).toHaveValue(/&as=\$\{channel\}$/);
  await press(page, "ArrowLeft");
  await page.keyboard.type(" | up");
  await expect(page.getByRole("listbox", { name: "Filters" }).getByRole("option", { name: /^upper/ })).toBeVisible();
  await press(page, "Enter");
  await expect(url).toHaveValue(/&as=\$\{channel \| upper\}$/);

  await press(page, "End");
  await page.keyboard.type("&to=$list_di ");
  await press(page, "Backspace", "ArrowLeft", "ControlOrMeta+.");
  const fixes = page.getByRole("listbox", { name: "Fixes" });
  await expect(fixes).toBeVisible();
  await shoot(page, "url-fixes");
  await expectAccessible(page, "fixes in a URL");
  await chooseByArrows(page, fixes.getByRole("option"), "$list_id");
  await expect(url).toHaveValue(/&to=\$list_id$/);
  const ownPart = ({ endpoints }: ListDefinition) => endpoints.addUsers.url.split("?").at(-1);
  await expectDraft(place, ownPart, "via=$channel&as=${channel | upper}&to=$list_id");

  // The caret into the first `$channel`.
  await press(page, "Home");
  const at = (await url.inputValue()).indexOf("$channel") + 2;
  await times(page, at, "ArrowRight");
  await press(page, "F2");
  await expect(page.getByRole("dialog", { name: "Rename $channel" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "New name" })).toBeFocused();
  await page.keyboard.type("medium");
  await press(page, "Enter");
  await expectDraft(place, ownPart, "via=$medium&as=${medium | upper}&to=$list_id");
  await expect(url).toBeFocused();
  await press(page, "ControlOrMeta+z");
  await expectDraft(place, ownPart, "via=$channel&as=${channel | upper}&to=$list_id");
});

test("Tab leaves a payload or indents in it, as chosen, also after a reload", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  await enterByTab(page);
  const editor = await goToEditor(page, "List creation", "Payload");
  await press(page, "Tab");
  await expect(editor).not.toBeFocused();
  await press(page, "Shift+Tab");
  await expect(editor).toBeFocused();
  await press(page, "Control+m");
  await expect(sectionOf(page, "List creation").getByRole("button", { name: "Tab indents" })).toBeVisible();
  await page.reload();
  await openBuilder(page, place);
  await enterByTab(page);
  await goToEditor(page, "List creation", "Payload");
  await press(page, "ControlOrMeta+Home", "Tab");
  await expect(editor).toBeFocused();
  const first = ({ endpoints }: ListDefinition) => endpoints.listCreation.payload.slice(0, 4);
  await expectDraft(place, first, "  {\n");
  await press(page, "Control+m", "Tab");
  await expect(editor).not.toBeFocused();
});

test("the palette goes to a section; the question mark lists the shortcuts", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  await enterByTab(page);
  await press(page, "ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Search and run" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("remove users");
  await expect(palette.getByRole("option").first()).toHaveText(/^Remove users/);
  await shoot(page, "palette");
  await expectAccessible(page, "the palette");
  await press(page, "Enter");
  await expect(palette).toBeHidden();
  const section = sectionOf(page, "Remove users");
  await expect(section).toBeFocused();
  await expect(section).toBeInViewport();

  await page.keyboard.type("?");
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shortcuts.getByText("Next problem")).toBeVisible();
  await shoot(page, "shortcuts");
  await expectAccessible(page, "the list of shortcuts");
  await press(page, "Escape");
  await expect(shortcuts).toBeHidden();
  await expect(section.locator(":focus")).toBeVisible();
});

test("without Monaco a text area does the same work, and Monaco takes over when it can", async ({ open, watcher }) => {
  watcher.tolerate(/ERR_FAILED|ChunkLoadError/);
  const place = await aPlace(usingChannel);
  const page = await open(place.person);
  // Which file of the build holds Monaco is known by what is in it.
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("landfall.renameVariable")) await route.abort();
    else await route.fulfill({ response });
  });
  await openBuilder(page, place);
  const section = sectionOf(page, "Add users");
  await enterByTab(page);
  await goTo(page, "Add users: Payload");
  const plain = section.getByRole("textbox", { name: "Payload", exact: true });
  await expect(plain).toBeFocused();
  await press(page, "ControlOrMeta+a");
  await page.keyboard.type('{"via":"$channel","nobody":"$nobody_knows"}');
  await press(page, "Shift+Tab", "Tab");
  await expect(section.getByText(/\$nobody_knows isn't declared/).first()).toBeVisible();
  await expect(plain).toHaveAttribute("aria-invalid", "true");
  await press(page, "ControlOrMeta+a");
  await page.keyboard.type('{"via":"$channel","members":$items}');
  await press(page, "Tab");
  await expect(section.getByRole("button", { name: "Format" }).first()).toBeFocused();
  await press(page, "Enter");
  const formatted = '{"via": "$channel", "members": $items}';
  await expect(plain).toHaveValue(formatted);
  await expectDraft(place, ({ endpoints }) => endpoints.addUsers.payload, formatted);
  await shoot(page, "plain-editor");
  await expectAccessible(page, "the plain editor");

  // Monaco comes while somebody is typing: it goes on from where they are, and not one key is lost.
  await press(page, "Shift+Tab", "ControlOrMeta+Home");
  await times(page, '{"via'.length, "ArrowRight");
  await page.unrouteAll({ behavior: "wait" });
  await page.evaluate(() => setTimeout(() => window.dispatchEvent(new Event("online")), 50));
  const editor = section.getByRole("textbox", { name: /^Payload\. Tab / });
  let typed = "";
  for (; typed.length < 400 && (await editor.count()) === 0; typed += "abcdefghij") {
    await page.keyboard.type("abcdefghij", { delay: 5 });
  }
  await expect(editor).toBeFocused();
  await page.keyboard.type("_still_here");
  const written = formatted.replace("via", `via${typed}_still_here`);
  await expect(payloadOf(page, "Add users")).toContainText("_still_here");
  await expectDraft(place, ({ endpoints }) => endpoints.addUsers.payload, written);
});
