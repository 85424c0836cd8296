/** Two browsers on one draft: nothing is overwritten silently, and each knows of the other. */
import type { Page } from "@playwright/test";
import type { ListDefinition } from "@/lib/destination/definition";
import { expectAccessible } from "./accessible";
import { editorOf, expectSaved, sectionOf, writeIn } from "./builder";
import { expect, shoot, test, type Who } from "./fixtures";
import { aPerson, readDraft } from "./people";
import { aPlace, openBuilder, type Place, saveState } from "./place";

interface Together {
  place: Place;
  mine: Page;
  theirs: Page;
}

/** Sam's draft, open at Sam's and at Kim Colleague's. */
async function together(
  open: (who: Who) => Promise<Page>,
  change?: (definition: ListDefinition) => void,
): Promise<Together> {
  const place = await aPlace(change);
  const colleague = await aPerson({ organization: place.person.organization, name: "Kim Colleague" });
  const [mine, theirs] = [await open(place.person), await open(colleague)];
  await openBuilder(mine, place);
  await openBuilder(theirs, place);
  return { place, mine, theirs };
}

const batchSize = (page: Page, section: string) =>
  sectionOf(page, section).getByRole("textbox", { name: "Batch size" });
const conflictOf = (page: Page) => page.getByRole("dialog", { name: "You both changed the same places" });
const payloadText = (page: Page) => sectionOf(page, "List creation").locator(".view-lines").first();

/** The draft as the server has it, once it has this. */
async function expectDraft<Value>(
  { destination }: Place,
  read: (endpoints: ListDefinition["endpoints"]) => Value,
  wanted: Value,
): Promise<void> {
  await expect
    .poll(async () => read((await readDraft(destination.id)).definition.endpoints), { timeout: 20_000 })
    .toEqual(wanted);
}

const lines = ["{", '  "name": "$amplitude_cohort_name",', '  "kind": "list",', '  "channel": "$channel"', "}"];
const withLines = ({ endpoints }: ListDefinition) => {
  endpoints.listCreation.payload = lines.join("\n");
};
const replaced = (line: number, text: string) => lines.with(line, text).join("\n");

test("different fields: joined without a question, and said", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409/);
  const { place, mine, theirs } = await together(open);
  await batchSize(theirs, "Add users").fill("77");
  await expectSaved(theirs);
  await expectDraft(place, ({ addUsers }) => addUsers.batchSize, 77);

  await batchSize(mine, "Remove users").fill("55");
  const told = mine.getByText("Kim Colleague changed this draft").first();
  await expect(told).toBeVisible({ timeout: 20_000 });
  await expect(mine.getByText(/^Add users.{1,3}[Bb]atch size$/).first()).toBeVisible();
  await shoot(mine, "joined");
  await expectAccessible(mine, "joined with what somebody else saved");
  await expect(batchSize(mine, "Add users")).toHaveValue("77");
  await expectDraft(place, ({ addUsers, removeUsers }) => [addUsers.batchSize, removeUsers.batchSize], [77, 55]);
});

test("different lines of one payload: both are there", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409|ERR_INTERNET_DISCONNECTED/);
  const { place, mine, theirs } = await together(open, withLines);
  await editorOf(sectionOf(mine, "List creation"), "Payload");
  await mine.context().setOffline(true);
  await writeIn(sectionOf(mine, "List creation"), "Payload", replaced(1, '  "name": "Mine $amplitude_cohort_name",'));
  await writeIn(sectionOf(theirs, "List creation"), "Payload", replaced(3, '  "channel": "Theirs $channel"'));
  await expectSaved(theirs);
  await expectDraft(place, ({ listCreation }) => listCreation.payload.includes("Theirs"), true);
  await mine.context().setOffline(false);

  const both = lines
    .with(1, '  "name": "Mine $amplitude_cohort_name",')
    .with(3, '  "channel": "Theirs $channel"')
    .join("\n");
  await expectDraft(place, ({ listCreation }) => listCreation.payload, both);
  await expect(payloadText(mine)).toContainText("Theirs $channel");
  await expect(payloadText(mine)).toContainText("Mine $amplitude_cohort_name");
  await expect(conflictOf(mine)).toBeHidden();
  await expect(payloadText(theirs)).toContainText("Mine $amplitude_cohort_name", { timeout: 30_000 });
});

test("one field: whoever saves second decides", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409|ERR_INTERNET_DISCONNECTED/);
  const { place, mine, theirs } = await together(open, withLines);
  await editorOf(sectionOf(mine, "List creation"), "Payload");
  await mine.context().setOffline(true);
  await batchSize(mine, "Add users").fill("55");
  await batchSize(mine, "Remove users").fill("56");
  await writeIn(sectionOf(mine, "List creation"), "Payload", replaced(2, '  "kind": "mine",'));
  await batchSize(theirs, "Add users").fill("77");
  await writeIn(sectionOf(theirs, "List creation"), "Payload", replaced(2, '  "kind": "theirs",'));
  await expectSaved(theirs);
  await expectDraft(place, ({ listCreation }) => listCreation.payload.includes("theirs"), true);
  await mine.context().setOffline(false);

  const dialog = conflictOf(mine);
  await expect(dialog).toContainText("Kim Colleague", { timeout: 20_000 });
  await expectAccessible(mine, "conflict");
  await shoot(mine, "conflict");
  await dialog.getByRole("button", { name: "Decide later" }).click();
  await expect(saveState(mine)).toContainText("Not saved");
  await mine.getByRole("button", { name: "Decide", exact: true }).click();

  const save = dialog.getByRole("button", { name: "Save this choice" });
  await expect(save).toBeDisabled();
  await dialog
    .getByRole("group", { name: /^Add users.{1,3}[Bb]atch size$/ })
    .getByRole("radio", { name: /Kim/ })
    .check();
  const text = dialog.getByRole("group", { name: /^List creation.{1,3}[Pp]ayload$/ });
  await text.getByRole("radio", { name: "Yours", exact: true }).check();
  await text.getByRole("radio", { name: "Write it yourself" }).check();
  const own = text.getByRole("textbox", { name: /written by yourself/ });
  await expect(own).toHaveValue(replaced(2, '  "kind": "mine",'));
  await own.fill(replaced(2, '  "kind": "mine and theirs",'));
  await expectAccessible(mine, "conflict, decided");
  await shoot(mine, "conflict-decided");
  await save.click();
  await expectSaved(mine);
  await expectDraft(
    place,
    ({ addUsers, removeUsers, listCreation }) => [addUsers.batchSize, removeUsers.batchSize, listCreation.payload],
    [77, 56, replaced(2, '  "kind": "mine and theirs",')],
  );
  await expect(payloadText(mine)).toContainText("mine and theirs");

  // The decision is a step of the one who decided.
  await mine.getByRole("button", { name: /^Undo/ }).first().click();
  await expectDraft(place, ({ addUsers, removeUsers }) => [addUsers.batchSize, removeUsers.batchSize], [55, 56]);
});

test("each sees that the other is here, and where, and that they have left", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409/);
  const { mine, theirs } = await together(open);
  await batchSize(theirs, "Remove users").focus();
  // A page asks when it comes to the front, and from time to time.
  const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));
  const present = mine.getByRole("button", {
    name: "1 other person in this draft: Kim Colleague is editing Remove users",
  });
  await expect(async () => {
    await lookAgain(mine);
    await expect(present).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(mine.getByRole("status").filter({ hasText: "Also in this draft: Kim Colleague" })).toBeAttached();
  await present.click();
  const people = mine.getByRole("dialog", { name: "Also in this draft" });
  await expect(people).toContainText("Kim Colleague");
  await shoot(mine, "presence");
  await expectAccessible(mine, "who else is here");
  await people.getByRole("button", { name: "Remove users" }).click();
  await expect(sectionOf(mine, "Remove users")).toBeInViewport();

  await theirs.goto("/destinations");
  await expect(async () => {
    await lookAgain(mine);
    await expect(mine.getByRole("button", { name: /in this draft/ })).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});
