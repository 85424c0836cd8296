/**
 * Every ready-made fault script, armed on the sandbox's page and played from the test bench as a delivery would play it:
 * how each call is classified, what customers read, what is retried and when, and how it ends.
 */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import type { DestinationDefinition, Endpoint } from "@/lib/destination/definition";
import { clientCredentials } from "@/lib/destination/example/list-destination";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { readyMadeScripts } from "@/lib/sandbox/ready-made-scripts";
import { expectAccessible } from "./accessible";
import { openTab, previewOf, testCardOf } from "./builder";
import {
  add,
  comesThrough,
  create,
  down,
  type Play,
  type PlayedCall,
  type PlayedTest,
  playedByChance,
  plays,
} from "./fault-plays";
import { expect, shoot, test } from "./fixtures";
import { aDestination, aPerson, aProject, type Person } from "./people";
import { openBuilder } from "./place";
import { type SandboxWorkspace, sandboxWorkspace } from "./sandbox";

test.describe.configure({ mode: "parallel" });

interface Bench {
  builder: Page;
  /** The page of the workspace, its faults in front. */
  partner: Page;
  workspace: SandboxWorkspace;
}

type Open = (who: Person) => Promise<Page>;

/** A person with the example destination, ready to test as a delivery would, and the page of its workspace beside. */
async function aBench(open: Open, auth: "bearer" | "oauth2" = "bearer"): Promise<Bench> {
  const name = `faults-${randomUUID().slice(0, 8)}`;
  const person = await aPerson();
  await aProject(person.organization);
  const destination = await aDestination(person.organization, definitionFor(name, auth));
  const builder = await open(person);
  const workspace = sandboxWorkspace(builder.request, name);
  const partner = await builder.context().newPage();
  await partner.goto(`${workspace.url}/`);
  await partner.getByRole("tab", { name: "Faults" }).click();
  await openBuilder(builder, { destination });
  const preview = previewOf(builder);
  // On a busy machine the form may still be waking up: what it knows of, it offers to remember.
  await expect(async () => {
    if (auth === "oauth2") await preview.getByLabel(/^Client ID/).fill(workspace.clientId);
    const secret = auth === "oauth2" ? workspace.secret : workspace.key;
    await preview.getByLabel(auth === "oauth2" ? /^Client secret/ : /^Access token/).fill(secret);
    await expect(preview.getByText("Once typed, it can be remembered")).toBeHidden({ timeout: 1_000 });
  }).toPass();
  await openTab(builder, "Requests & tests");
  await preview.getByRole("switch", { name: /^Test as a delivery would/ }).check();
  return { builder, partner, workspace };
}

function definitionFor(workspace: string, auth: "bearer" | "oauth2"): DestinationDefinition {
  const sandboxUrl = process.env.SANDBOX_URL ?? "";
  const lists = sandboxDestination(sandboxUrl, workspace);
  if (auth === "bearer") return lists;
  const credentials = sandboxEventDestination(sandboxUrl, workspace).fields;
  const { listCreation, addUsers, removeUsers } = lists.endpoints;
  return {
    ...lists,
    endpoints: {
      ...lists.endpoints,
      listCreation: blaming("client_secret", listCreation),
      addUsers: blaming("client_secret", addUsers),
      removeUsers: blaming("client_secret", removeUsers),
    },
    authentication: clientCredentials({
      tokenUrl: `${sandboxUrl}/w/${workspace}/oauth/token`,
      scope: "lists",
      credentialsIn: "header",
    }),
    fields: [
      ...lists.fields.filter(({ credentialOf }) => credentialOf !== "bearer"),
      ...credentials.filter(({ credentialOf }) => credentialOf === "oauth2"),
    ],
  };
}

/** The same endpoint with a catalog that blames another field. */
function blaming<Called extends Endpoint>(variable: string, endpoint: Called): Called {
  const errors = endpoint.errors.map((entry) => (entry.field ? { ...entry, field: variable } : entry));
  return { ...endpoint, errors };
}

async function arm({ partner, builder }: Bench, name: string): Promise<void> {
  await partner.bringToFront();
  await partner.getByRole("button", { name: `Arm: ${name}`, exact: true }).click();
  // The focus goes there as soon as the sandbox has armed it.
  await expect(partner.getByRole("heading", { name, exact: true })).toBeFocused();
  await expect(partner.getByText("Armed", { exact: true })).toBeVisible();
  // A page behind another one is given little time.
  await builder.bringToFront();
}

const trialOf = ({ builder }: Bench, endpoint: string): Locator =>
  previewOf(builder).getByRole("region", { name: `${endpoint} as a delivery would make it` });
const resultOf = ({ builder }: Bench, endpoint: string): Locator =>
  previewOf(builder).getByRole("region", { name: `Result of ${endpoint}` });
const callsOf = (bench: Bench, endpoint: string): Locator =>
  trialOf(bench, endpoint)
    .getByRole("list", { name: `Calls of ${endpoint}` })
    .getByRole("listitem");

function startTest({ builder }: Bench, endpoint: string): Promise<void> {
  return previewOf(builder)
    .getByRole("button", { name: `Test endpoint: ${endpoint}`, exact: true })
    .click();
}

const escaped = (text: string) =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll(" ", "\\s")
    .replaceAll("…", "[^]*");

/** The parts of a call in the order in which they are read. */
function reading({ status, verdict, message, next }: PlayedCall): RegExp {
  const parts = [status, verdict, message, next].filter((part) => part !== undefined);
  return new RegExp(parts.map(escaped).join("[^]*"));
}

async function playTest(bench: Bench, { endpoint, calls, end, result = [], isCancelled }: PlayedTest): Promise<void> {
  await startTest(bench, endpoint);
  const trial = trialOf(bench, endpoint);
  if (isCancelled) {
    await expect(trial.getByText(`Call ${calls.length + 1} is under way.`)).toBeVisible({ timeout: 45_000 });
    await testCardOf(bench.builder, `${endpoint} endpoint`).getByRole("button", { name: "Cancel" }).click();
  }
  await expect(trial.getByText(end)).toBeVisible({ timeout: 60_000 });
  await expect(callsOf(bench, endpoint)).toHaveText(calls.map(reading));
  const last = calls.at(-1);
  const shown = resultOf(bench, endpoint);
  // The newest result stands below, classified as the catalog on this page does it.
  if (last && !isCancelled) {
    const { status, verdict, next } = last;
    const title = next.replace(/ Here after .*$/, "");
    await expect(shown).toContainText(
      reading({ status, verdict: verdict.replace(/^.*: (?=Success)/, ""), next: title }),
    );
    await expect(shown.getByRole("region", { name: "What a delivery would do" })).toContainText(title);
  }
  for (const text of result) await expect(shown).toContainText(text);
}

async function play(
  bench: Bench,
  { id, script }: { id: string; script: { name: string } },
  { users, tests, held = [] }: Play,
) {
  await test.step(`${id}: ${script.name}`, async () => {
    const card = testCardOf(bench.builder, "Expected and actual");
    if (await card.isVisible()) await card.getByRole("button", { name: "Forget what is expected" }).click();
    if (users) await chooseUsers(bench, users);
    await arm(bench, script.name);
    for (const each of tests) await playTest(bench, each);
    for (const text of held) await expect(card).toContainText(text);
    if (users) await chooseUsers(bench, "6 users");
    // Whatever the partner sends back: no key is drawn.
    const { key, secret } = bench.workspace;
    const drawn = await previewOf(bench.builder).textContent();
    expect([key, secret].filter((text) => drawn?.includes(text))).toEqual([]);
  });
}

async function chooseUsers({ builder }: Bench, count: string): Promise<void> {
  const data = testCardOf(builder, "Test data");
  const choice = data.getByLabel("How many users to generate");
  if (!(await choice.isVisible())) await data.getByText("Sample users", { exact: true }).click();
  await choice.selectOption(count);
}

/** In the order of the sandbox's own list; a script without a play fails the test. */
function scriptsOf(group: Play["group"]) {
  return readyMadeScripts.flatMap((script) => {
    const found = plays[script.id];
    if (!found && !playedByChance.includes(script.id)) throw new Error(`Nobody says what becomes of ${script.id}.`);
    return found?.group === group ? [{ script, found }] : [];
  });
}

test("refusals, broken answers and attacks, one script after the other", async ({ open, watcher }) => {
  test.setTimeout(480_000);
  watcher.tolerate(/status of 4\d\d/);
  const bench = await aBench(open);
  await playTest(bench, create);
  for (const { script, found } of scriptsOf("quick")) await play(bench, script, found);
});

test("a partner who answers late, never, or byte by byte", async ({ open }) => {
  test.setTimeout(180_000);
  const scripts = scriptsOf("slow");
  const benches = await Promise.all(scripts.map(() => aBench(open)));
  await Promise.all(
    scripts.map(({ script, found }, index) => {
      const bench = benches[index];
      return bench && play(bench, script, found);
    }),
  );
});

test("access tokens that are not to be had, or end early", async ({ open }) => {
  test.setTimeout(150_000);
  for (const { script, found } of scriptsOf("token")) await play(await aBench(open, "oauth2"), script, found);
});

test("three in ten fail, the same ones each time, and every one comes through", async ({ open }) => {
  test.setTimeout(150_000);
  const bench = await aBench(open);
  await playTest(bench, create);
  const script = readyMadeScripts.find(({ id }) => id === "flapping");
  const courses: string[][] = [];
  for (let round = 0; round < 2; round += 1) {
    await arm(bench, script?.script.name ?? "");
    const course: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      await startTest(bench, "Add users");
      await expect(trialOf(bench, "Add users").getByText(/^Done with/)).toBeVisible({ timeout: 40_000 });
      const calls = await callsOf(bench, "Add users").allInnerTexts();
      course.push(...calls.map((text) => /\b(200|500|502|503)\b/.exec(text)?.[0] ?? text));
      for (const text of calls.slice(0, -1)) {
        expect(text).toMatch(reading({ ...down("", "Retry after"), status: "" }));
      }
    }
    courses.push(course);
  }
  expect(courses[0]?.some((status) => status !== "200")).toBe(true);
  expect(courses[1]).toEqual(courses[0]);
});

test("rules that are composed on the sandbox's page, and what the screens look like", async ({ open }) => {
  test.setTimeout(180_000);
  const bench = await aBench(open);
  const { partner, builder } = bench;
  await playTest(bench, create);
  await partner.getByRole("button", { name: "Compose rules" }).click();
  const composer = partner.getByRole("dialog", { name: "Compose faults" });
  const rule = composer.getByRole("group", { name: "Rule 1" });
  await rule.getByRole("combobox", { name: "Which calls" }).selectOption("Add members");
  await rule.getByRole("combobox", { name: "What happens" }).selectOption("An error status");
  await rule.getByRole("combobox", { name: "Status", exact: true }).selectOption("503 unavailable");
  await rule.getByRole("combobox", { name: "Retry-After", exact: true }).selectOption("in seconds");
  await rule.getByRole("textbox", { name: "Value of Retry-After" }).fill("40");
  await rule.getByRole("spinbutton", { name: "How many times at most" }).fill("1");
  await rule.getByRole("checkbox", { name: "The partner does what was asked all the same" }).check();
  await composer.getByRole("button", { name: "Arm", exact: true }).click();
  await expect(composer).toBeHidden();
  await builder.bringToFront();

  const asked = "Retry after 40 s (Retry-After), up to 8 times.";
  // Once by itself: what a delivery would do is said, and leads to seeing it.
  const preview = previewOf(builder);
  await preview.getByRole("switch", { name: /^Test as a delivery would/ }).uncheck();
  await startTest(bench, "Add users");
  const result = resultOf(bench, "Add users");
  const note = result.getByRole("region", { name: "What a delivery would do" });
  await expect(note).toContainText(asked);
  await expect(note).toContainText("Until then it makes no other call either.");
  // The partner had done it all the same, and only the partner knows.
  const card = testCardOf(builder, "Expected and actual");
  await expect(card).toContainText("4 expected · 4 there");
  await note.scrollIntoViewIfNeeded();
  await expectAccessible(builder, "what a delivery would do");
  await shoot(builder, "what-a-delivery-would-do");

  await partner.getByRole("button", { name: "Start again" }).click();
  await note.getByRole("button", { name: "Test as a delivery would" }).click();
  const trial = trialOf(bench, "Add users");
  await expect(trial).toContainText("Waits are shortened to at most 2 s.");
  await expect(trial.getByText("Waits 2 s; a delivery would wait 40 s.")).toBeVisible();
  await expect(trial.getByText("Done with call 2.")).toBeVisible();
  await expect(trial).toContainText("A delivery would have waited 40 s in all; here it was 2 s.");
  await expect(callsOf(bench, "Add users")).toHaveText(
    comesThrough(down("503 Service Unavailable", `${asked} Here after 2 s.`)).calls.map(reading),
  );
  await trial.scrollIntoViewIfNeeded();
  await expectAccessible(builder, "a test as a delivery would make it");
  await shoot(builder, "as-a-delivery-would");

  // Whoever removes members behind our back is found out.
  await partner.getByRole("button", { name: "Remove", exact: true }).click();
  await preview.getByRole("switch", { name: /^Test as a delivery would/ }).check();
  await playTest(bench, add);
  await removeMember(bench);
  await card.getByRole("button", { name: "Look again" }).click();
  await expect(card).toContainText("4 expected · 3 there · 1 missing");
  await card.scrollIntoViewIfNeeded();
  await expectAccessible(builder, "expected and actual");
  await shoot(builder, "expected-and-actual");
  await card.getByRole("button", { name: "Forget what is expected" }).click();
  await expect(card).toBeHidden();
});

/** As somebody at the partner would: by its own API. */
async function removeMember({ workspace, builder }: Bench): Promise<void> {
  const { lists } = (await workspace.get("/lists")) as { lists: { id: string }[] };
  const id = lists.at(-1)?.id;
  const { members } = (await workspace.get(`/lists/${id}`)) as { members: { id: string }[] };
  const answer = await builder.request.post(`${workspace.url}/v1/lists/${id}/members/remove`, {
    headers: { authorization: `Bearer ${workspace.key}` },
    data: { members: members.slice(0, 1).map((member) => ({ id: member.id })) },
  });
  expect(answer.ok()).toBe(true);
}
