/** The faults of the sandbox partner through its own page: armed, composed, changed, paused and removed. */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { sandboxWorkspace } from "./sandbox";

interface Armed {
  script: { name: string; rules: { every: number; calls: { operation: string }; effect: { type: string } }[] } | null;
  isPaused: boolean;
}

function bench(request: APIRequestContext, name: string) {
  const workspace = sandboxWorkspace(request, `faults-${name}`);
  const headers = { "x-api-key": workspace.key };
  return {
    ...workspace,
    armed: async (): Promise<Armed> => (await request.get(`${workspace.url}/faults`, { headers })).json(),
    scripts: async (): Promise<{ name: string }[]> =>
      (await (await request.get(`${workspace.url}/faults/scripts`, { headers })).json()).scripts,
    control: async (method: "PUT" | "DELETE", path: string, data?: object) => {
      const answer = await request.fetch(workspace.url + path, { method, headers, data });
      expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
    },
    call: (method: "GET" | "POST", path: string, data?: object) =>
      request.fetch(`${workspace.url}/v1${path}`, { method, headers, data }),
  };
}

async function openFaults(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Faults" }).click();
}

const composer = (page: Page) => page.getByRole("dialog", { name: /^(Compose|Edit) faults$/ });
const armButton = (page: Page) => composer(page).getByRole("button", { name: "Arm", exact: true });

test("every ready-made script is armed, and opens in the composer as it is", async ({ page, request }) => {
  const { url, scripts, armed } = bench(request, "ready-made");
  await openFaults(page, url);
  const all = await scripts();
  expect(all.length).toBeGreaterThan(20);
  for (const { name } of all) {
    await page.getByRole("button", { name: `Arm: ${name}`, exact: true }).click();
    // The focus is where one reads what is armed.
    await expect(page.getByRole("heading", { name, exact: true })).toBeFocused();
    const before = await armed();
    await page.getByRole("button", { name: "Edit rules" }).click();
    await armButton(page).click();
    await expect(composer(page)).toBeHidden();
    expect(await armed(), name).toEqual(before);
  }
});

test("rules are composed with the keyboard, and say what is wrong with them", async ({ page, request }) => {
  const { url, armed } = bench(request, "composed");
  await openFaults(page, url);
  await page.getByRole("button", { name: "Compose rules" }).press("Enter");
  await expect(composer(page).getByRole("combobox", { name: "Which calls" })).toBeFocused();
  await page.keyboard.type("Add mem");
  await page.keyboard.press("Tab");
  await page.keyboard.type("A late");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1200");
  await expect(composer(page).getByText("Add members, all calls: answered 1.2 s late.")).toBeVisible();

  await composer(page).getByRole("button", { name: "Add a rule" }).click();
  const second = composer(page).getByRole("group", { name: "Rule 2" });
  await second.getByRole("combobox", { name: "What happens" }).selectOption("answer");
  const every = second.getByRole("spinbutton", { name: "Only every n-th call" });
  await every.fill("0");
  await expect(
    second.getByText("Only every n-th call: A whole number from 1 to 1,000,000 belongs here."),
  ).toBeVisible();
  await expectAccessible(page, "the composer with a problem");
  await armButton(page).click();
  await expect(every).toBeFocused();
  expect((await armed()).script).toBeNull();

  await every.fill("2");
  await second.getByRole("button", { name: "Move up Rule 2" }).click();
  await armButton(page).click();
  await expect(composer(page)).toBeHidden();
  const rules = (await armed()).script?.rules.map((rule) => [rule.effect.type, rule.every, rule.calls.operation]);
  expect(rules).toEqual([
    ["answer", 2, "any"],
    ["slow", 1, "add_members"],
  ]);

  await page.getByRole("button", { name: "Compose rules" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Compose rules" })).toBeFocused();
});

test("hits are counted beside each request; a script rests and goes", async ({ page, request }) => {
  const { url, call, armed, control } = bench(request, "counted");
  await control("DELETE", "/faults");
  await openFaults(page, url);
  await page.getByRole("button", { name: "Arm: Down for maintenance", exact: true }).click();
  for (let index = 0; index < 2; index += 1) expect((await call("GET", "/lists")).status()).toBe(502);
  await expect(page.getByRole("button", { name: /GET \/lists 502.*Fault: 502, 2 of 4/ })).toBeVisible();
  await expect(page.getByText("Fired 2 of 4 times · 2 calls counted")).toBeVisible();
  await expect(page.getByText("Fault: 502, 2 of 4. Nothing was done.")).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  expect((await call("GET", "/lists")).status()).toBe(200);
  expect((await armed()).isPaused).toBe(true);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("No faults. The partner answers as it should.")).toBeVisible();

  await control("PUT", "/faults", { rules: [{ effect: { type: "slow", milliseconds: 1500 } }] });
  const slow = call("GET", "/me");
  const row = page.getByRole("list").getByRole("button", { name: /GET \/me/ });
  await expect(row).toContainText("under way");
  await slow;
  await expect(row).toContainText(/1[,.]?5\d\d(\.\d)? ms/);
});

test("what is missing and what is too much is shown as it changes", async ({ page, request }) => {
  const { url, call, control } = bench(request, "expected");
  await control("PUT", "/expectation", { expected: [{ kind: "tag", name: "vip", members: ["u1", "u2"] }] });
  await call("POST", "/tags/vip/users", { ids: ["u1", "u3"] });
  await page.goto(`${url}/`);
  await page.getByRole("tab", { name: "Expected" }).click();
  const panel = page.getByRole("tabpanel", { name: /^Expected/ });
  await expect(panel).toContainText("2 expected · 2 there · 1 missing · 1 too many");
  await expect(panel).toContainText("Differs");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page, `what is expected, ${scheme}`);
    await page.getByRole("tab", { name: "Faults" }).click();
    await expectAccessible(page, `faults, ${scheme}`);
    await page.getByRole("tab", { name: "Expected" }).click();
  }
  await call("POST", "/tags/vip/users", { ids: ["u2"] });
  await expect(panel).toContainText("2 expected · 3 there · 1 too many");
});

test("fits a phone", async ({ page, request }) => {
  const { url, control } = bench(request, "phone");
  await page.setViewportSize({ width: 390, height: 844 });
  await control("PUT", "/faults", { readyMade: "slow_then_dead" });
  await page.goto(`${url}/`);
  await page.getByRole("button", { name: "Show the faults" }).click();
  await expect(page.getByRole("heading", { name: "Slow, then dead" })).toBeFocused();
  await page.getByRole("button", { name: "Edit rules" }).click();
  await expect(armButton(page)).toBeInViewport();
  await expectAccessible(page, "the composer on a phone");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});
