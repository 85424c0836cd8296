/** What goes wrong, as a person meets it: a message in place, nothing typed is lost (issue 2, "Bad input"). */
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { customField } from "@/lib/destination/definition";
import { editorOf, expectSaved, openTab, previewOf, sectionOf, testEndpoint, writeIn } from "./builder";
import { expect, shoot, test } from "./fixtures";
import { partnerUrl, startPartner } from "./partner-server";
import { aSession, endSessions, type Person, readDraft, sessionCookieOf } from "./people";
import { aPlace, openBuilder, saveState } from "./place";

test.describe("in the configuration", () => {
  test("a bad URL, an undeclared variable, a hyphenated name, a payload that is no JSON", async ({ open }) => {
    const place = await aPlace();
    const page = await open(place.person);
    await openBuilder(page, place);
    const creation = sectionOf(page, "List creation");

    const url = creation.getByRole("combobox", { name: "URL" });
    await url.fill("lists/new");
    await url.press("Tab");
    await expect(creation.getByText(/A URL begins with https:\/\//)).toBeVisible();
    await expect(url).toHaveAttribute("aria-invalid", "true");
    await url.fill("https://192.168.0.10/lists");
    await url.press("Tab");
    await expect(creation.getByText(/192\.168\.0\.10 .*Use a public host name/)).toBeVisible();
    await url.fill("https://api.example.com/$nobody_declared_this/lists");
    await url.press("Tab");
    await expect(creation.getByText(/\$nobody_declared_this/).first()).toBeVisible();
    await shoot(page, "bad-url");

    await writeIn(creation, "Payload", '{"name": "$amplitude_cohort_name",}');
    await url.focus();
    await expect(creation.getByText(/comma/i).first()).toBeVisible();
    await writeIn(creation, "Payload", '{"name": $amplitude_cohort_name, // note\n "ok": true');
    await url.focus();
    await expect(creation.getByLabel("Error:", { exact: true }).first()).toBeVisible();
    await shoot(page, "bad-payload");

    const fields = sectionOf(page, "Custom fields");
    await fields.getByText("Channel", { exact: true }).first().click();
    const variable = fields.getByRole("textbox", { name: "Variable" });
    await variable.fill("the-channel");
    await variable.press("Tab");
    await expect(fields.getByText(/hyphen/).first()).toBeVisible();
    await shoot(page, "bad-name");
    await fields
      .getByRole("button", { name: /the_channel/ })
      .first()
      .click();
    await expect(variable).toHaveValue("the_channel");

    // Half-finished and wrong work is kept all the same.
    await expectSaved(page);
    const { definition } = await readDraft(place.destination.id);
    expect(definition.endpoints.listCreation.payload).toContain("// note");
  });

  test("offline while typing: kept, and saved when the connection is back", async ({ open, watcher }) => {
    watcher.tolerate(/ERR_INTERNET_DISCONNECTED/);
    const place = await aPlace();
    const page = await open(place.person);
    await openBuilder(page, place);
    // The editors have come, so that the page needs nothing any more but the place to save.
    await editorOf(sectionOf(page, "List creation"), "Payload");
    await editorOf(sectionOf(page, "Remove users"), "Item template");
    await page.context().setOffline(true);
    await sectionOf(page, "Add users").getByRole("textbox", { name: "Batch size" }).fill("321");
    await expect(saveState(page)).toContainText("Offline: kept in this browser");
    await shoot(page, "offline");
    await page.context().setOffline(false);
    await expect(saveState(page)).toContainText(/^Saved/);
    expect((await readDraft(place.destination.id)).definition.endpoints.addUsers.batchSize).toBe(321);
  });

  test("a reload in the middle of a word: the journal brings it back", async ({ open, watcher }) => {
    watcher.tolerate(/ERR_FAILED/);
    const place = await aPlace();
    const page = await open(place.person);
    await openBuilder(page, place);
    // The server must not hear of it before the page is gone.
    await page.route("**/api/v1/destinations/*", (route) =>
      route.request().method() === "PUT" ? route.abort() : route.continue(),
    );
    const path = sectionOf(page, "List creation").getByRole("textbox", { name: /^Path to the list ID/ });
    await path.fill("data.list.identifi");
    await page.reload();
    await page.unroute("**/api/v1/destinations/*");
    await expect(path).toHaveValue("data.list.identifi");
    await path.press("End");
    await path.pressSequentially("er");
    // “Saved” may still be said of what the journal brought back: only the stored draft tells.
    const storedPath = async () => (await readDraft(place.destination.id)).definition.endpoints.listCreation.listIdPath;
    await expect.poll(storedPath, { timeout: 20_000 }).toBe("data.list.identifier");
  });

  test("signed out while editing: kept, and saved after signing in again", async ({ open, watcher }) => {
    watcher.tolerate(/status of 401/);
    const place = await aPlace();
    const page = await open(place.person);
    await openBuilder(page, place);
    await endSessions(place.person);
    const size = sectionOf(page, "Add users").getByRole("textbox", { name: "Batch size" });
    await size.fill("4321");
    await expect(saveState(page)).toContainText(/Not saved: .*[Ss]ign in/);
    await shoot(page, "signed-out");
    await expect(size).toHaveValue("4321");

    await page.context().addCookies([sessionCookieOf({ token: await aSession(place.person.userId) })]);
    await page.getByRole("button", { name: "Try again" }).click();
    await expectSaved(page);
    const storedSize = async () => (await readDraft(place.destination.id)).definition.endpoints.addUsers.batchSize;
    await expect.poll(storedSize, { timeout: 15_000 }).toBe(4321);
  });
});

test.describe("in the connection info", () => {
  test("logos that are none, or not square; a name that is taken; text that is too long", async ({ open, watcher }) => {
    watcher.tolerate(/status of (400|409)/);
    const { person, destination } = await aPlace();
    const page = await open(person);
    await page.goto(`/connection-info/${destination.connectionInfoId}`);
    const upload = async (name: string, mimeType: string, buffer: Buffer) => {
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: /^(Upload|Replace) logo$/ }).click(),
      ]);
      await chooser.setFiles({ name, mimeType, buffer });
    };
    const said = page.getByRole("status");
    await upload("logo.svg", "image/svg+xml", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    await expect(said.filter({ hasText: "logo.svg is not a PNG" })).toBeVisible();
    await upload("fake.png", "image/png", Buffer.from("GIF89a, in truth"));
    await expect(said.filter({ hasText: "fake.png could not be read" })).toBeVisible();
    await upload("tiny.png", "image/png", await blankPng(32, 32));
    await expect(said.filter({ hasText: "tiny.png is 32 × 32 pixels" })).toBeVisible();
    await upload("wide.png", "image/png", await blankPng(400, 200));
    await expect(said.filter({ hasText: "Cropped to the middle" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Replace logo" })).toBeVisible();

    await page.getByLabel("Display name").fill("northwind MESSAGING");
    await page.getByLabel("Summary").fill("x".repeat(161));
    await page.getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByText("Shorten the summary to 160 characters at most.")).toBeVisible();
    await page.getByLabel("Summary").fill("Short.");
    await page.getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByText(/taken|already/i).first()).toBeVisible();
    await expect(page.getByLabel("Display name")).toHaveValue("northwind MESSAGING");
    await expect(page.getByLabel("Display name")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Display name")).toBeFocused();
    await shoot(page, "name-taken");
  });

  test("two people at once: the text stays and one decides", async ({ open, watcher }) => {
    watcher.tolerate(/status of 409/);
    const { person, destination } = await aPlace();
    const [first, second] = [await open(person), await open(person)];
    const path = `/connection-info/${destination.connectionInfoId}`;
    await first.goto(path);
    await second.goto(path);
    await second.getByLabel("Summary").fill("Theirs.");
    await second.getByRole("button", { name: /^Save/ }).click();
    await expect(second.getByText(/^Saved/).first()).toBeVisible();
    await first.getByLabel("Summary").fill("Mine.");
    await first.getByRole("button", { name: /^Save/ }).click();
    const told = first.getByRole("status").filter({ hasText: "Somebody else saved in the meantime" });
    await expect(told).toContainText("Theirs.");
    await expect(told).toBeInViewport();
    await expect(first.getByLabel("Summary")).toHaveValue("Mine.");
    await shoot(first, "connection-info-conflict");
    await first.reload();
    await expect(first.getByLabel("Summary")).toHaveValue("Mine.");
    await second.getByLabel("Summary").fill("Theirs again.");
    await second.getByRole("button", { name: /^Save/ }).click();
    await expect(second.getByText(/^Saved/).first()).toBeVisible();
    await first.getByRole("button", { name: /^Save/ }).click();
    await told.getByRole("button", { name: "Take their version" }).click();
    await expect(first.getByLabel("Summary")).toHaveValue("Theirs again.");
    await first.reload();
    await expect(first.getByLabel("Summary")).toHaveValue("Theirs again.");
  });
});

function blankPng(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: "#0b6a73" } })
    .png()
    .toBuffer();
}

test.describe("a partner's server", () => {
  let stop: () => Promise<void>;
  test.beforeAll(async () => {
    stop = await startPartner();
  });
  test.afterAll(() => stop());

  /** The destination's first call goes to one of the misbehaving paths. */
  async function openAt(open: (who: Person) => Promise<Page>, url: string): Promise<Page> {
    const place = await aPlace(({ endpoints }) => {
      endpoints.listCreation.url = url;
    });
    const page = await open(place.person);
    await openBuilder(page, place);
    await previewOf(page)
      .getByLabel(/^Access token/)
      .fill("a-key");
    await openTab(page, "Requests & tests");
    return page;
  }

  const result = (page: Page) => previewOf(page).getByRole("region", { name: "Result of List creation" });

  for (const { path, says } of [
    { path: "/reset", says: "The connection failed" },
    { path: "/html", says: "An HTML page instead of JSON" },
    { path: "/huge", says: "we stop at 1 MB" },
    { path: "/bomb", says: "Compressed answer (gzip)" },
    { path: "/invalid", says: "The body is not valid JSON" },
    { path: "/redirect", says: "Redirect not followed" },
  ]) {
    test(`that answers like ${path} is shown as such`, async ({ open }) => {
      const page = await openAt(open, `${partnerUrl}${path}`);
      await testEndpoint(page, "List creation");
      await expect(result(page)).toContainText(says);
      await expect(page).not.toHaveTitle("taken over");
      await result(page).scrollIntoViewIfNeeded();
      await shoot(page, `partner${path.replace("/", "-")}`);
    });
  }

  for (const path of ["/hang", "/drip"]) {
    test(`that answers like ${path} can be cancelled`, async ({ open, watcher }) => {
      watcher.tolerate(/ERR_ABORTED|Failed to fetch/);
      const page = await openAt(open, `${partnerUrl}${path}`);
      const card = previewOf(page).getByRole("region", { name: "List creation endpoint" });
      await card.getByRole("button", { name: "Test endpoint: List creation" }).click();
      await expect(card.getByRole("status").filter({ hasText: "waiting for the partner" })).toBeAttached();
      await card.getByRole("button", { name: "Cancel" }).click();
      await expect(card.getByText("You stopped this call")).toBeVisible();
      await expect(card.getByRole("button", { name: "Test endpoint: List creation" })).toBeEnabled();
    });
  }

  test("that takes too long is given up after 15 seconds, in words", async ({ open }) => {
    const page = await openAt(open, `${partnerUrl}/drip`);
    const { exchange } = await testEndpoint(page, "List creation");
    expect(exchange.failure?.kind).toBe("timeout");
    await expect(result(page)).toContainText("The partner took too long");
    await shoot(page, "partner-timeout");
  });

  test("at a private address is named as such before anything is sent", async ({ open }) => {
    const page = await openAt(open, "https://10.0.0.7/lists");
    await expect(sectionOf(page, "List creation")).toContainText("10.0.0.7");
    await previewOf(page).getByRole("button", { name: "Test endpoint: List creation" }).click();
    await expect(page.getByRole("combobox", { name: "URL" }).first()).toBeFocused();
    await expect(result(page)).toHaveCount(0);
  });

  test("that a customer's answer puts on a forbidden port is not called, and the rule is named", async ({ open }) => {
    // What the document says is in order; only the guard sees the answer and the document together.
    const place = await aPlace((definition) => {
      definition.endpoints.listCreation.url = "$endpoint/lists";
      definition.fields.push(
        customField.parse({
          id: "endpoint",
          type: "string",
          variable: "endpoint",
          displayName: "Endpoint",
          hostPatterns: ["*.example.com"],
        }),
      );
    });
    const page = await open(place.person);
    await openBuilder(page, place);
    await previewOf(page)
      .getByLabel(/^Access token/)
      .fill("a-key");
    await previewOf(page)
      .getByLabel(/^Endpoint/)
      .fill("https://service.example.com:9999");
    await openTab(page, "Requests & tests");
    const run = await testEndpoint(page, "List creation");
    expect(run.exchange.failure).toMatchObject({ kind: "refused", rule: "port" });
    await expect(result(page)).toContainText("We refused to send this request");
    await expect(result(page)).toContainText("Rule: ");
  });
});
