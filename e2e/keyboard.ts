/** The builder by its keys alone: nothing here touches the mouse, and nothing puts the focus anywhere for the person. */
import { expect, type Locator, type Page } from "@playwright/test";
import { sectionOf } from "./builder";

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

export async function times(page: Page, count: number, key: string): Promise<void> {
  for (let step = 0; step < count; step += 1) await page.keyboard.press(key);
}

/** The first Tab of the page: from here on there is a focus to go on from. */
export async function enterByTab(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("Skip to content");
}

/** Finds something by the palette and goes there. */
export async function goTo(page: Page, label: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Search and run" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(label);
  await expect(palette.getByRole("option").first()).toContainText(label);
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
}

/** Goes into a payload or item template by the palette, and waits until Monaco has the focus. */
export async function goToEditor(page: Page, section: string, label: string): Promise<Locator> {
  await goTo(page, `${section}: ${label}`);
  const editor = sectionOf(page, section).getByRole("textbox", { name: new RegExp(`^${label}\\. Tab `) });
  await expect(editor).toBeFocused();
  return editor;
}

/** Opens the fixes of the problem at the caret of a payload, and takes one. */
export async function fixInEditor(page: Page, label: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+.");
  const fixes = page.locator(".action-widget").first();
  await expect(fixes).toBeVisible();
  await chooseByArrows(page, fixes.getByRole("option"), label);
  await expect(fixes).toBeHidden();
}

/** Goes down a list until the wanted choice is the active one, and takes it. */
export async function chooseByArrows(page: Page, options: Locator, label: string): Promise<void> {
  const wanted = options.filter({ hasText: label }).first();
  await expect(wanted).toBeVisible();
  const isActive = () => wanted.evaluate((option) => option.matches(".focused, [aria-selected=true]"));
  for (let step = await options.count(); step > 0 && !(await isActive()); step -= 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}
