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

/** Walks on by `key`; whatever gets the focus is seen, and not under one of the bars that stay (WCAG 2.4.11). */
export async function expectFocusUncovered(page: Page, key: "Tab" | "Shift+Tab", presses: number): Promise<void> {
  const covered: string[] = [];
  for (let step = 0; step < presses; step += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      // The text area of Monaco lies under the lines that it draws.
      if (!focused || focused === document.body || focused.matches(".native-edit-context")) return null;
      const { left, top, right, bottom } = focused.getBoundingClientRect();
      // The middle of what lies within the window; a strip that goes on sideways may show only the beginning of it.
      const across = (Math.max(left, 0) + Math.min(right, window.innerWidth)) / 2;
      const down = (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2;
      const seen = document.elementFromPoint(across, down);
      if (seen && (focused.contains(seen) || seen.contains(focused))) return null;
      const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
      return labels.some((label) => label.contains(seen)) ? null : focused.outerHTML.slice(0, 160);
    });
    if (found) covered.push(found);
  }
  expect(covered, `covered while walking by ${key}`).toEqual([]);
}
