/** The builder as a person uses it: by the names on the screen. */
import { expect, type Locator, type Page, type Response } from "@playwright/test";
import { z } from "zod";

export const sectionOf = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: "Configuration", exact: true }).getByRole("region", { name, exact: true });

export const previewOf = (page: Page): Locator => page.getByRole("region", { name: "Preview and test", exact: true });

/** The card of an endpoint at the right: its request, its button, its result. */
export const testCardOf = (page: Page, name: string): Locator =>
  previewOf(page).getByRole("region", { name, exact: true });

export async function openTab(
  page: Page,
  name: "Setup modal" | "Variables" | "Requests & tests" | "Simulate",
): Promise<void> {
  await previewOf(page)
    .getByRole("tab", { name: new RegExp(`^${name}`) })
    .click();
}

/** The last edit has reached the server. Typing changes the words at once, so this can't be an older "Saved". */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
}

/** The place in which one writes a payload, once the editor has come. */
export async function editorOf(section: Locator, label: string): Promise<Locator> {
  const field = section.getByRole("textbox", { name: new RegExp(`^${label}`) });
  // Without waiting until it is still: coming near, it may give way to the editor at this very moment.
  await field.first().evaluate((element) => element.scrollIntoView({ block: "center" }));
  const editor = section.getByRole("textbox", { name: new RegExp(`^${label}\\. Tab leaves`) });
  await expect(editor).toBeAttached();
  await editor.scrollIntoViewIfNeeded();
  return editor;
}

/** Replaces what an editor holds. */
export async function writeIn(section: Locator, label: string, text: string): Promise<Locator> {
  const editor = await editorOf(section, label);
  await editor.focus();
  await section.page().keyboard.press("ControlOrMeta+A");
  await pasteIn(editor, text);
  return editor;
}

/** As from the clipboard, which is one for all tests. Typed text would not do: brackets and quotes close themselves. */
export async function pasteIn(editor: Locator, text: string): Promise<void> {
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Picks from a list of the kit, which is drawn outside the section. */
export async function choose(field: Locator, option: string): Promise<void> {
  await field.click();
  await field.page().getByRole("option", { name: option }).click();
}

const testRun = z.object({
  exchange: z.object({
    request: z.object({ body: z.string().optional() }),
    response: z.object({ status: z.number(), body: z.string() }).optional(),
    failure: z.object({ kind: z.string(), rule: z.string().optional() }).optional(),
  }),
  outcome: z.object({ kind: z.string(), type: z.string() }),
  listId: z.object({ value: z.string().optional() }).nullable(),
});
export type TestRun = z.infer<typeof testRun>;

/** Presses Test endpoint, or Test action, and waits for what the portal answers. */
export async function testEndpoint(page: Page, name: string): Promise<TestRun> {
  const isAnswer = (response: Response) =>
    response.url().endsWith("/test-runs") && response.request().method() === "POST";
  const answer = page.waitForResponse(isAnswer, { timeout: 30_000 });
  await previewOf(page)
    .getByRole("button", { name: new RegExp(`^Test (endpoint|action): ${name}$`) })
    .click();
  const response = await answer;
  expect(response.status(), await response.text()).toBeLessThan(300);
  return testRun.parse(await response.json());
}

/** The red underlines of the editors in a section. */
export function errorMarks(section: Locator): Locator {
  // Monaco draws its marks without roles: they are for eyes only, and the text below the editor says the same.
  return section.locator(".squiggly-error");
}
