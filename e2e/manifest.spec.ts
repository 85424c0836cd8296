/** A destination as a file: out, changed, in again in part; a new one from a file; and a copy (SPEC 17). */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parseManifest } from "@/lib/destination/manifest/manifest-text";
import { expectAccessible } from "./accessible";
import { expectSaved, sectionOf } from "./builder";
import { listDestinationForTests } from "./definitions";
import { expect, shoot, test } from "./fixtures";
import { aConnectionInfo, aPerson, query, readDraft } from "./people";
import { aPlace, openBuilder, type Place } from "./place";

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Manifest and copies" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function download(page: Page, item: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await choose(page, item);
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Opens the dialog and gives it a file, as from the disk. */
async function bringIn(page: Page, name: string, text: string): Promise<void> {
  await choose(page, "Bring in a manifest…");
  await page
    .getByLabel("Manifest file")
    .setInputFiles({ name, mimeType: "application/yaml", buffer: Buffer.from(text) });
}

const review = (page: Page) => page.getByRole("dialog", { name: "Differences to the draft" });
const batchSize = (page: Page, section: string) =>
  sectionOf(page, section).getByRole("textbox", { name: "Batch size" });

async function endpointsOf({ destination }: Place) {
  return (await readDraft(destination.id)).definition.endpoints;
}

test("out, changed, in again with one field kept out, and taken back", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);

  const yaml = await download(page, "Download manifest (YAML)");
  const json = await download(page, "Download manifest (JSON)");
  expect(yaml.name).toMatch(/^partner-[a-z0-9-]+\.yaml$/);
  expect(json.name).toMatch(/\.json$/);
  const before = await readDraft(place.destination.id);
  for (const { text } of [yaml, json]) {
    const parsed = parseManifest(text);
    expect(parsed.ok && parsed.definition).toEqual(before.definition);
    expect(text).toContain("/manifest.schema.json");
  }

  const { addUsers, removeUsers } = before.definition.endpoints;
  const changed = yaml.text.replaceAll(/batchSize: \d+/g, "batchSize: 77").replaceAll("/v1/lists", "/v2/lists");
  await bringIn(page, "changed.yaml", changed);
  await page.getByRole("button", { name: "Compare with the draft" }).click();
  await expect(review(page)).toContainText("In the file");
  await expectAccessible(page, "the review of a manifest");
  await shoot(page, "review");
  await page.getByRole("checkbox", { name: "Take Add users › Batch size" }).uncheck();
  await expect(page.getByRole("checkbox", { name: "Take everything in Add users" })).not.toBeChecked();
  await review(page)
    .getByRole("button", { name: /^Bring in \d+ differences$/ })
    .click();
  await expect(review(page)).toBeHidden();

  await expect(batchSize(page, "Remove users")).toHaveValue("77");
  await expect(batchSize(page, "Add users")).toHaveValue(String(addUsers.batchSize));
  await expectSaved(page);
  await expect.poll(async () => (await endpointsOf(place)).listCreation.url).toContain("/v2/lists");

  await page.getByRole("button", { name: /^Undo “Bring in “changed\.yaml”/ }).click();
  await expect(batchSize(page, "Remove users")).toHaveValue(String(removeUsers.batchSize));
  await expect.poll(async () => (await readDraft(place.destination.id)).definition).toEqual(before.definition);

  await bringIn(page, "same.yaml", yaml.text);
  await page.getByRole("button", { name: "Compare with the draft" }).click();
  await expect(review(page)).toContainText("No difference");
});

test("a broken file says where, keeps its text, and is mended there", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const { text } = await download(page, "Download manifest (YAML)");
  const broken = text.replace("kind: list", "kind: lists");
  const line = broken.split("\n").findIndex((each) => each.startsWith("kind:")) + 1;

  await bringIn(page, "broken.yaml", broken);
  const mistakes = page.getByRole("region", { name: "Mistakes" });
  await expect(mistakes).toContainText("Did you mean list?");
  await expect(page.getByRole("button", { name: "Compare with the draft" })).toBeDisabled();
  await expectAccessible(page, "a manifest with a mistake");
  await shoot(page, "mistakes");
  await mistakes.getByRole("button", { name: `Line ${line}, column 7` }).click();
  const field = page.getByRole("textbox", { name: "Manifest", exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type("list");
  await expect(mistakes).toBeHidden();
  await expect(page.getByRole("button", { name: "Compare with the draft" })).toBeEnabled();

  await field.fill('{"landfall": 1, "kind": "event"}');
  await page.getByRole("button", { name: "Compare with the draft" }).click();
  await expect(review(page)).toContainText("A destination keeps its kind");
});

test("a new destination from a file, with its connection info", async ({ open, watcher }) => {
  watcher.tolerate(/status of 409/);
  const person = await aPerson();
  const taken = await aConnectionInfo(person.organization);
  const page = await open(person);
  await page.goto("/destinations/new");
  await page.getByRole("link", { name: "From a manifest" }).click();
  const { schemaVersion: landfall, ...definition } = listDestinationForTests();
  const manifest = {
    landfall,
    connectionInfo: { displayName: taken.displayName, category: "Pigeon post", summary: "By air." },
    ...definition,
  };
  await page.getByRole("textbox", { name: "Manifest", exact: true }).fill(JSON.stringify(manifest, null, 2));
  await expect(page.getByText("This portal has no category “Pigeon post”")).toBeVisible();
  await expectAccessible(page, "a manifest that was read");
  await shoot(page, "new-from-manifest");
  await page.getByRole("button", { name: "Create destination" }).click();
  const name = page.getByRole("textbox", { name: /^Display name/ });
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill(`${taken.displayName} by file`);
  await page.getByRole("button", { name: "Create destination" }).click();

  await page.waitForURL(/\/destinations\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${taken.displayName} by file`);
  const id = page.url().split("/").at(-1) ?? "";
  expect((await readDraft(id)).definition).toEqual({ schemaVersion: landfall, ...definition });
});

test("a copy, from the builder and from the list, says in the log what it was made of", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  // Not saved yet: the copy has it all the same.
  await batchSize(page, "Add users").fill("33");
  await choose(page, "Make a copy…");
  const dialog = page.getByRole("dialog", { name: "Make a copy" });
  await expectAccessible(page, "making a copy");
  await shoot(page, "copy");
  await dialog.getByRole("textbox", { name: /^Display name/ }).fill(`${place.destination.displayName} two`);
  await dialog.getByRole("button", { name: "Make the copy" }).click();
  await page.waitForURL((url) => url.pathname !== `/destinations/${place.destination.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${place.destination.displayName} two`);
  await expect(batchSize(page, "Add users")).toHaveValue("33");
  const copyId = page.url().split("/").at(-1) ?? "";
  const entries = await query<{ details: { from: string } }>(
    "select details from audit_entry where subject = $1 and action = 'destination.copied'",
    [copyId],
  );
  expect(entries.map(({ details }) => details.from)).toEqual([place.destination.id]);

  await page.goto("/destinations");
  await page.getByRole("button", { name: `Make a copy of ${place.destination.displayName} two` }).click();
  await dialog.getByText("One that is there").click();
  await dialog.getByRole("button", { name: "Make the copy" }).click();
  await page.waitForURL(/\/destinations\/[0-9a-f-]{36}$/);
  expect(page.url()).not.toContain(copyId);
});

test("the API gives the manifest to its organization, and the schema to everybody", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  const address = `/api/v1/destinations/${place.destination.id}/manifest`;
  const yaml = await page.request.get(`${address}?format=yaml`);
  expect(yaml.headers()).toMatchObject({
    "content-type": "application/yaml; charset=utf-8",
    "content-disposition": expect.stringMatching(/^attachment; filename="partner-[a-z0-9-]+\.yaml"$/),
  });
  const parsed = parseManifest(await yaml.text());
  expect(parsed.ok && parsed.definition).toEqual((await readDraft(place.destination.id)).definition);
  const json: unknown = await (await page.request.get(`${address}?format=json`)).json();
  expect(json).toMatchObject({ $schema: expect.stringMatching(/\/manifest\.schema\.json$/), landfall: 1 });
  expect((await page.request.get(`${address}?format=toml`)).status()).toBe(400);

  const stranger = await open(null);
  const schema = await stranger.request.get("/manifest.schema.json");
  expect(schema.headers()["content-type"]).toContain("application/schema+json");
  expect(await schema.text()).toBe(await readFile("docs/manifest.schema.json", "utf8"));
});
