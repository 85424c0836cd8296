/** Texts that break editors: none hangs the page, and none gets lost on its way to the server and back. */
import type { Locator, Page } from "@playwright/test";
import { draft } from "@/lib/contract";
import type { ListDefinition } from "@/lib/destination/definition";
import { asList } from "@/lib/testing/definitions";
import { expectAccessible } from "./accessible";
import { editorOf, expectSaved, pasteIn, sectionOf, writeIn } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { aPlace, openBuilder, type Place, saveState } from "./place";

type Endpoints = ListDefinition["endpoints"];

/** As the portal gives it: the database writes what Postgres refuses in its own way. */
async function readEndpoints(page: Page, { destination }: Place): Promise<Endpoints> {
  const response = await page.request.get(`/api/v1/destinations/${destination.id}`);
  return asList(draft.parse(await response.json()).definition).endpoints;
}

async function expectEndpoints<Value>(page: Page, place: Place, read: (endpoints: Endpoints) => Value, wanted: Value) {
  await expect.poll(async () => read(await readEndpoints(page, place)), { timeout: 20_000 }).toEqual(wanted);
}

const linesOf = (section: Locator) => section.locator(".view-lines").first();

const windows = '{\r\n  "name": "$amplitude_cohort_name",\r\n  "channel": "$channel"\r\n}';
const marked = '\ufeff{"members": $items}';
const rightToLeft = '{"שם": "رسالة \u202eabc\u202c إلى العملاء", "members": $items}';
const half = '{"id": "$user_id_field", "note": "half \ud800 of a character"}';

test("Windows line ends, a byte order mark, right-to-left text, half a character: saved and still there", async ({
  open,
}) => {
  // One text with Windows line ends comes from elsewhere, and nobody edits it here.
  const place = await aPlace(({ endpoints }) => {
    endpoints.listCreation.payload = windows;
  });
  const page = await open(place.person);
  await openBuilder(page, place);
  const [creation, add, remove] = ["List creation", "Add users", "Remove users"].map((name) => sectionOf(page, name));
  if (!creation || !add || !remove) throw new Error("There are three sections.");
  await editorOf(creation, "Payload");
  await expect(linesOf(creation)).toContainText('"channel": "$channel"');
  await writeIn(add, "Payload", marked);
  await writeIn(add, "Item template", half);
  await writeIn(remove, "Payload", rightToLeft);
  await writeIn(remove, "Item template", windows.replaceAll("$channel", "$user_id_field"));
  const shown = ({ listCreation, addUsers, removeUsers }: Endpoints) => [
    listCreation.payload,
    addUsers.payload,
    addUsers.itemTemplate,
    removeUsers.payload,
    removeUsers.itemTemplate,
  ];
  // What is pasted has the line ends of the editor.
  const pasted = windows.replaceAll("$channel", "$user_id_field").replaceAll("\r\n", "\n");
  const wanted = [windows, marked, half, rightToLeft, pasted];
  await expectEndpoints(page, place, shown, wanted);
  await expectSaved(page);
  await shoot(page, "hard-texts");
  await expectAccessible(page, "hard texts");

  await page.reload();
  await openBuilder(page, place);
  await editorOf(creation, "Payload");
  await editorOf(add, "Item template");
  await expect(add.locator(".view-lines").last()).toContainText("of a character");
  await editorOf(remove, "Payload");
  await expect(linesOf(remove)).toContainText("إلى العملاء");
  await expectEndpoints(page, place, shown, wanted);

  // An edit of the one text with Windows line ends keeps every other character of it.
  const editor = await editorOf(creation, "Payload");
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await expectEndpoints(
    page,
    place,
    ({ listCreation }) => listCreation.payload.replaceAll("\r\n", "\n"),
    `${windows.replaceAll("\r\n", "\n")} `,
  );
});

test("a thousand levels of nesting: a message, and the page goes on", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const creation = sectionOf(page, "List creation");
  const deep = `${'{"a":['.repeat(500)}"$channel"${"]}".repeat(500)}`;
  await writeIn(creation, "Payload", deep);
  await creation.getByRole("combobox", { name: "URL" }).focus();
  await expect(creation.getByText(/nested 64 deep at most/).first()).toBeVisible();
  await expectEndpoints(page, place, ({ listCreation }) => listCreation.payload, deep);
  await page.reload();
  await openBuilder(page, place);
  await editorOf(creation, "Payload");
  await expect(linesOf(creation)).toContainText('{"a":[');
  await expect(creation.getByText(/nested 64 deep at most/).first()).toBeVisible();
  await shoot(page, "deep");

  const size = sectionOf(page, "Add users").getByRole("textbox", { name: "Batch size" });
  await size.fill("321");
  await expectEndpoints(
    page,
    place,
    ({ addUsers, listCreation }) => [addUsers.batchSize, listCreation.payload.length],
    [321, deep.length],
  );
});

test("a paste of a megabyte: one message, nothing is lost, and the page answers", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const creation = sectionOf(page, "List creation");
  const editor = await editorOf(creation, "Payload");
  const before = (await readEndpoints(page, place)).listCreation.payload;
  const row = '  {"name": "$amplitude_cohort_name", "channel": "$channel", "note": "as from an export"},\n';
  const big = `[\n${row.repeat(Math.ceil(2 ** 20 / row.length))}null\n]`;
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  const pastedAt = Date.now();
  await pasteIn(editor, big);
  const told = creation.getByText(
    /^Shorten this to 262,144 characters; it has 1,0\d\d,\d{3}\. Until then it is not saved\.$/,
  );
  await expect(told).toBeVisible({ timeout: 15_000 });
  await expect(told).toHaveCount(1);
  // Generous: the machine may be busy. By itself it takes a good second.
  expect(Date.now() - pastedAt).toBeLessThan(10_000);
  await shoot(page, "megabyte");
  await expectAccessible(page, "a paste of a megabyte");

  await expect(saveState(page)).toHaveText("Not all is saved: a text is too long");

  // Other fields are saved, and the long text stays where it is.
  const size = sectionOf(page, "Add users").getByRole("textbox", { name: "Batch size" });
  await size.fill("321");
  await expectEndpoints(page, place, ({ addUsers, listCreation }) => [addUsers.batchSize, listCreation.payload], [
    321,
    before,
  ]);
  await expect(creation.getByText("1.0 MB")).toBeVisible();
  // Whoever leaves is asked first.
  const asked = page.waitForEvent("dialog");
  void page.reload().catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();

  // Undo takes the paste back and nothing else. Shortened, a text is saved.
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(told).toBeHidden();
  await expect(linesOf(creation)).toContainText("[Amplitude]");
  await expect(size).toHaveValue("321");
  await expect(saveState(page)).toContainText(/^Saved/);
  await page.keyboard.press("ControlOrMeta+A");
  await pasteIn(editor, big);
  await expect(told).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press("ControlOrMeta+A");
  await pasteIn(editor, '{"name": "short again"}');
  await expect(told).toBeHidden();
  await expectEndpoints(page, place, ({ listCreation }) => listCreation.payload, '{"name": "short again"}');
  await expect(saveState(page)).toContainText(/^Saved/);
});
