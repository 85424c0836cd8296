/** A stored test secret: written and never read, replaced, forgotten, and still usable after a change of keys. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import type { Locator, Page } from "@playwright/test";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { checkLook } from "./accessible";
import { openTab, previewOf, testCardOf, testEndpoint } from "./builder";
import { expect, test } from "./fixtures";
import { query } from "./people";
import { aPlace, openBuilder, type Place } from "./place";

const key = () => workspaceKey("e2e", process.env.SANDBOX_SECRET);
const name = "Access token";

const fieldOf = (page: Page): Locator => previewOf(page).getByLabel(/^Access token/);
const press = (page: Page, label: string) =>
  previewOf(page)
    .getByRole("button", { name: `${label}: ${name}`, exact: true })
    .click();

/** Opens the setup modal of the builder, once it is known that nothing is stored. */
async function openEmpty(page: Page, place: Place): Promise<void> {
  await openBuilder(page, place);
  await expect(previewOf(page)).toContainText("Once typed, it can be remembered for your tests.");
}

async function expectStored(page: Page): Promise<void> {
  await expect(fieldOf(page)).toHaveValue("Stored for your tests");
  await expect(fieldOf(page)).toHaveAttribute("readonly", "");
}

const rowsOf = ({ destination }: Place) =>
  query<{ sealed: string; field_id: string; user_id: string }>(
    "select sealed, field_id, user_id from test_secret where destination_id = $1",
    [destination.id],
  );

/** The response's status, of a test that is made with what is stored. */
async function tryIt(page: Page): Promise<number | undefined> {
  await openTab(page, "Requests & tests");
  const { exchange } = await testEndpoint(page, "List creation");
  await openTab(page, "Setup modal");
  return exchange.response?.status;
}

/** A script of ours, with what it printed. */
async function run(script: string, env: Record<string, string | undefined>, input = ""): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", script], {
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  const [printed, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(problems).toBe("");
  return printed;
}

test("typed, stored, used, replaced and forgotten: it is on the screen only while it is typed", async ({
  open,
  watcher,
}) => {
  watcher.tolerate(/status of 401/);
  const place = await aPlace();
  const page = await open(place.person);
  await openEmpty(page, place);

  await test.step("masked while it is typed", async () => {
    await fieldOf(page).fill(key());
    await expect(fieldOf(page)).toHaveAttribute("type", "password");
    await previewOf(page)
      .getByRole("button", { name: `Show ${name}` })
      .click();
    await expect(fieldOf(page)).toHaveAttribute("type", "text");
    await previewOf(page)
      .getByRole("button", { name: `Hide ${name}` })
      .click();
    await expect(fieldOf(page)).toHaveAttribute("type", "password");
    expect(await rowsOf(place)).toEqual([]);
  });

  await test.step("stored, it leaves the page", async () => {
    await press(page, "Remember for my tests");
    await expectStored(page);
    await checkLook(page, "stored");
    await openBuilder(page, place);
    await expectStored(page);
    expect(await page.content()).not.toContain(key());
    expect(await tryIt(page)).toBe(201);
    await openTab(page, "Requests & tests");
    await expect(testCardOf(page, "List creation endpoint")).toContainText("••••••");
    await openTab(page, "Setup modal");
    expect(await page.content()).not.toContain(key());
  });

  await test.step("a test that is pressed before the server has said what it keeps waits for it", async () => {
    let answer = () => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/test-values", async (route) => {
      await isAnswered;
      await route.continue();
    });
    await openBuilder(page, place);
    await openTab(page, "Requests & tests");
    const card = testCardOf(page, "List creation endpoint");
    const button = card.getByRole("button", { name: "Test endpoint: List creation" });
    await button.click();
    await card.getByRole("button", { name: "Cancel" }).click();
    await expect(card).toContainText("Nothing was sent.");
    const run = page.waitForResponse((response) => response.url().endsWith("/test-runs"));
    await button.click();
    await expect(card.getByRole("button", { name: "Cancel" })).toBeVisible();
    answer();
    expect((await (await run).json()).exchange.response.status).toBe(201);
    await page.unroute("**/test-values");
    await openTab(page, "Setup modal");
  });

  await test.step("replaced, and replaced again", async () => {
    const [before] = await rowsOf(place);
    await press(page, "Replace");
    await expect(fieldOf(page)).toHaveValue("");
    await fieldOf(page).fill("a-key-that-opens-nothing");
    await checkLook(page, "replacing");
    await press(page, "Store this one instead");
    await expectStored(page);
    expect(await tryIt(page)).toBe(401);
    const [after] = await rowsOf(place);
    expect(after?.sealed).not.toBe(before?.sealed);
    await press(page, "Replace");
    await press(page, "Keep the stored one");
    await expectStored(page);
    await press(page, "Replace");
    await fieldOf(page).fill(key());
    await press(page, "Store this one instead");
    await expectStored(page);
    expect(await tryIt(page)).toBe(201);
    expect(await rowsOf(place)).toHaveLength(1);
  });

  await test.step("forgotten, unless that is undone", async () => {
    await press(page, "Forget");
    await expect(previewOf(page)).toContainText("Forgotten.");
    await press(page, "Undo");
    await expectStored(page);
    expect(await rowsOf(place)).toHaveLength(1);
    await press(page, "Forget");
    await expect.poll(() => rowsOf(place), { timeout: 30_000 }).toEqual([]);
    await openEmpty(page, place);
    await expect(fieldOf(page)).toHaveValue("");
    await expect(fieldOf(page)).not.toHaveAttribute("readonly");
  });
});

test("a secret under an older key is refused in words, and the rotation command makes it usable again", async ({
  open,
  watcher,
}) => {
  watcher.tolerate(/status of 400/);
  const place = await aPlace();
  const page = await open(place.person);
  await openEmpty(page, place);
  await fieldOf(page).fill(key());
  await press(page, "Remember for my tests");
  await expectStored(page);
  const [row] = await rowsOf(place);
  if (!row) throw new Error("Nothing was stored.");

  // As an installation has sealed it whose key was replaced since, and not kept.
  const older = randomBytes(32).toString("base64");
  const { destination, person } = place;
  const order = {
    key: older,
    secret: key(),
    place: {
      organizationId: person.organization.id,
      table: "test_secret",
      row: [destination.id, row.user_id],
      field: row.field_id,
    },
  };
  const sealed = await run("e2e/seal-secret.ts", {}, JSON.stringify(order));
  await query("update test_secret set sealed = $1 where destination_id = $2", [sealed, destination.id]);
  await openTab(page, "Requests & tests");
  await previewOf(page).getByRole("button", { name: "Test endpoint: List creation" }).click();
  await expect(previewOf(page)).toContainText(`What is stored for ${name} can't be read any more. Enter it again.`);

  const printed = await run("scripts/rotate-keys.ts", { ENCRYPTION_KEY_PREVIOUS: older });
  expect(printed).toContain("No secret needs an older key.");
  const [rotated] = await rowsOf(place);
  expect(rotated?.sealed.split(".")[1]).toBe(row.sealed.split(".")[1]);
  expect(rotated?.sealed).not.toContain(key());
  expect(await tryIt(page)).toBe(201);
});
