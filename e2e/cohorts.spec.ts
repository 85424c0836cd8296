/** Cohorts by the interface: a file that is refused and mended, pages, changes, a load by API, and users for a test. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { openTab, testCardOf } from "./builder";
import { expect, test } from "./fixtures";
import { aPerson, aProject, query } from "./people";
import { aPlace, openBuilder } from "./place";

const refused = /status of 400/;

/** Chooses a file; once more on a page that was not awake yet. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const input = page.getByLabel("File with members").and(page.locator("input"));
  await expect(async () => {
    await input.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await expect(page.getByText(name, { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

const csv = (ids: readonly number[]) =>
  `user_id,email,plan\n${ids.map((n) => `user-${String(n).padStart(3, "0")},u${n}@example.com,${n % 2 ? "gold" : ""}`).join("\n")}\n`;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const factOf = (page: Page, term: string) =>
  page.locator("dl > div").filter({ has: page.getByRole("term").filter({ hasText: new RegExp(`^${term}$`) }) });

async function aProjectPage(open: (who: Awaited<ReturnType<typeof aPerson>>) => Promise<Page>) {
  const person = await aPerson();
  const project = await aProject(person.organization);
  const page = await open(person);
  return { page, project };
}

/** A cohort with members 1 to `count`, made as a person makes it, with its page open. */
async function createCohort(page: Page, projectId: string, name: string, count: number): Promise<void> {
  await page.goto(`/projects/${projectId}/cohorts/new`);
  await page.getByLabel(/^Name/).fill(name);
  await choose(page, "members.csv", csv(upTo(count)));
  await page.getByRole("button", { name: "Create cohort" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(factOf(page, "Members")).toContainText(String(count));
}

test("a cohort is made from a file; one that is refused changes nothing and loses nothing", async ({
  open,
  watcher,
}) => {
  watcher.tolerate(refused);
  const { page, project } = await aProjectPage(open);
  await page.goto(`/projects/${project.id}`);
  await expect(page.getByText("No cohort yet")).toBeVisible();
  await expectAccessible(page, "a project without cohorts");
  await page.getByRole("link", { name: "New cohort" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New cohort" })).toBeVisible();

  await page.getByLabel(/^Name/).fill("Power users");
  await choose(page, "headless.csv", "user-1,gold\nuser-2,\n");
  await expect(page.getByText(/Line 1: No column holds the members' IDs/)).toBeVisible();
  await expectAccessible(page, "a file without a header");

  await choose(page, "broken.csv", `${csv(upTo(20))}user-021\n`);
  await page.getByRole("button", { name: "Create cohort" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "The cohort was not created" });
  await expect(alert).toContainText("Line 22: This line has one value, but there are 3 columns.");
  await expectAccessible(page, "a file that was refused");
  await expect(page.getByLabel(/^Name/)).toHaveValue("Power users");
  await expect(page.getByText("broken.csv")).toBeVisible();
  await expect
    .poll(() => query("select id from cohort where project_id = $1", [project.id]), {
      message: "nothing is left behind",
    })
    .toEqual([]);

  await choose(page, "mended.csv", csv(upTo(60)));
  await page.getByRole("button", { name: "Create cohort" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Power users" })).toBeVisible();
  await expect(factOf(page, "Members")).toContainText("60");
  await expect(factOf(page, "Properties")).toContainText("user_id, email, plan");
  await expect(factOf(page, "Properties")).toContainText("mappings can't choose it: plan");
  await expectAccessible(page, "a cohort");

  await page.goto(`/projects/${project.id}`);
  const row = page.getByRole("row").filter({ hasText: "Power users" });
  await expect(row).toContainText("60");
  await expect(row).toContainText("email, plan");
});

test("members are looked through, replaced, patched; the cohort is renamed and deleted", async ({ open, watcher }) => {
  watcher.tolerate(refused, /status of 409/);
  const { page, project } = await aProjectPage(open);
  await createCohort(page, project.id, "First", 3);
  await createCohort(page, project.id, "Second", 60);
  const members = page.getByRole("table", { name: "Members" });

  await test.step("pages and search", async () => {
    await expect(members.getByRole("row")).toHaveCount(26);
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(members).toContainText("user-026");
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(members).toContainText("user-060");
    await expect(page.getByRole("link", { name: "Next page" })).toHaveCount(0);
    await page.getByRole("searchbox").fill("user-04");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(members.getByRole("row")).toHaveCount(11);
    await page.getByRole("searchbox").fill("nobody");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByText("No member's ID begins with “nobody”")).toBeVisible();
    await expectAccessible(page, "a search without a result");
  });

  await test.step("add and remove", async () => {
    await page.getByRole("radio", { name: "Add and remove" }).check({ force: true });
    await choose(page, "changes.csv", "Operation,ID,plan\nREMOVE,user-001,\nadd,user-002,\nadd,user-100,team\n");
    await page.getByRole("button", { name: "Add and remove members" }).click();
    await expect(page.getByText("60 members now")).toBeVisible();
    await expect(page.getByText("3 rows read: 1 added, 1 removed.")).toBeVisible();
    await expectAccessible(page, "a patch that was loaded");
  });

  await test.step("replace asks first", async () => {
    await page.getByRole("radio", { name: "Replace all" }).check({ force: true });
    await page.getByRole("button", { name: "Replace members" }).click();
    await expect(page.getByText("Choose the file first.")).toBeVisible();
    await choose(page, "patch.csv", "operation,user_id\nadd,u1\n");
    await page.getByRole("button", { name: "Replace members" }).click();
    const question = page.getByRole("alertdialog");
    await expect(question).toContainText("60 members now");
    await expectAccessible(page, "the question before replacing");
    await question.getByRole("button", { name: "Replace members" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The members are as they were" })).toContainText(
      "Choose to add and remove members instead",
    );
    await choose(page, "all.ndjson", '{"user_id": "u1", "score": 12345678901234567890}\n{"user_id": "u2"}\n');
    await page.getByRole("button", { name: "Replace members" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Replace members" }).click();
    await expect(page.getByText("2 members now")).toBeVisible();
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(members).toContainText("12345678901234567890");
  });

  await test.step("rename", async () => {
    const dialog = page.getByRole("dialog");
    await expect(async () => {
      if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Rename" }).click();
      await expect(dialog).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await dialog.getByLabel("Cohort's name").fill("First");
    await dialog.getByRole("button", { name: "Rename cohort" }).click();
    await expect(dialog).toContainText("This project has a cohort named “First” already.");
    await dialog.getByLabel("Cohort's name").fill("Third");
    await dialog.getByRole("button", { name: "Rename cohort" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Third" })).toBeVisible();
  });

  await test.step("delete", async () => {
    await page.getByRole("button", { name: "Delete cohort" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete cohort" }).click();
    await expect(page).toHaveURL(new RegExp(`/projects/${project.id}$`));
    await expect(page.getByRole("row").filter({ hasText: "First" })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "Third" })).toHaveCount(0);
  });
});

test("an upload that is cancelled leaves the members as they were", async ({ open }) => {
  const { page, project } = await aProjectPage(open);
  await createCohort(page, project.id, "Steady", 3);
  // As over a slow line: the upload stands still until the test lets go of it.
  await page.route("**/members?mode=*", () => {});
  await page.getByRole("radio", { name: "Add and remove" }).check({ force: true });
  await choose(page, "more.csv", csv(upTo(10)));
  await page.getByRole("button", { name: "Add and remove members" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expectAccessible(page, "an upload under way");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("The members are as they were.")).toBeVisible();
  await expect(page.getByText("more.csv")).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Add and remove members" }).click();
  await expect(page.getByText("10 members now")).toBeVisible();
});

test("a project's own systems load members with its API key, and with no other", async ({ open, request }) => {
  const { page, project } = await aProjectPage(open);
  await createCohort(page, project.id, "From our warehouse", 3);
  const made = await page.request.post(`/api/v1/projects/${project.id}/api-key`, {
    headers: { origin: process.env.BASE_URL ?? "" },
  });
  const { apiKey } = await made.json();
  await page.getByText("Load members from your own systems").click();
  await expectAccessible(page, "how to load by API");
  const call = await page.getByRole("region", { name: "Replace all members" }).textContent();
  const [, address = ""] = /"(http[^"]+)"/.exec(call ?? "") ?? [];
  expect(address).toContain(`${process.env.BASE_URL}/api/v1/projects/${project.id}/cohorts/`);

  const put = (url: string, key: string) =>
    request.put(url, {
      data: Buffer.from("id\nu1\nu2\n"),
      headers: { authorization: `Bearer ${key}`, "content-type": "text/csv" },
    });
  expect((await put(address, "lf_wrong")).status()).toBe(401);
  const other = await aProjectPage(open);
  expect((await put(address.replace(project.id, other.project.id), apiKey)).status()).toBe(404);
  const answer = await put(address, apiKey);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ rows: 2, added: 2, removed: 3, memberCount: 2 });
  const [entry] = await query<{ actor_name: string; actor_id: string | null }>(
    "select actor_name, actor_id from audit_entry where action = 'cohort.loaded' and subject = $1 order by id desc limit 1",
    [/cohorts\/([^/]+)/.exec(address)?.[1]],
  );
  expect(entry).toEqual({ actor_name: `API key ••••${String(apiKey).slice(-4)}`, actor_id: null });
});

test("a test takes its sample users from a cohort of the project", async ({ open }) => {
  const { person, destination } = await aPlace();
  const page = await open(person);
  const [project] = await query<{ id: string }>("select id from project where organization_id = $1", [
    person.organization.id,
  ]);
  await createCohort(page, project?.id ?? "", "Real people", 30);
  await openBuilder(page, { destination });
  await openTab(page, "Requests & tests");
  const data = testCardOf(page, "Test data");
  await data.getByText("Sample users", { exact: true }).click();
  await data.getByRole("button", { name: "From a cohort" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Cohort")).toContainText("Real people (30 members)");
  await expectAccessible(page, "choosing a cohort for a test");
  await dialog.getByLabel("How many").selectOption("3 members");
  await dialog.getByLabel("What the test does").selectOption("Add them, and remove a third again");
  await dialog.getByRole("button", { name: "Use 3 members" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(data.getByLabel(/^Operation of user/)).toHaveCount(4);
  await expect(data.getByLabel("user_id of user 1")).toHaveValue("user-001");
  await expect(data.getByLabel("email of user 2")).toHaveValue("u2@example.com");
  await expect(data.getByLabel("Operation of user 4")).toHaveValue("remove");
  await expect(data.getByLabel("Cohort name")).toHaveValue("Real people");
});

test("on a phone nothing is wider than the screen, and long names break", async ({ open }) => {
  const person = await aPerson();
  const project = await aProject(person.organization);
  const page = await open(person, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  const fits = async (state: string) => {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${state} is wider than the screen`).toBeLessThanOrEqual(0);
    await expectAccessible(page, state);
  };
  await createCohort(page, project.id, `Averyveryverylongnamewithoutanyspaces${"x".repeat(120)}`, 30);
  await fits("a cohort on a phone");
  await page.goto(`/projects/${project.id}`);
  await fits("a project on a phone");
  await page.goto(`/projects/${project.id}/cohorts/new`);
  await choose(page, `${"a-long-name-of-a-file-".repeat(8)}.csv`, csv([1]));
  await fits("a new cohort on a phone");
});
