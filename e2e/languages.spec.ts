/** A setup modal in several languages: translated in the builder, and shown there as customers will read it. */
import type { Page } from "@playwright/test";
import { checkLook } from "./accessible";
import { expectSaved, previewOf, sectionOf } from "./builder";
import { expect, test } from "./fixtures";
import { readDraft } from "./people";
import { aPlace, openBuilder } from "./place";

const languageOf = (page: Page) => previewOf(page).getByRole("combobox", { name: "Language of the setup modal" });

async function translateInto(page: Page, language: string): Promise<void> {
  await sectionOf(page, "Languages").getByRole("combobox", { name: "Translate into" }).click();
  await page.getByRole("option", { name: new RegExp(`^${language}`) }).click();
}

test("a partner translates the setup modal, sees it in that language, and takes it back", async ({ open }) => {
  const place = await aPlace();
  const page = await open(place.person);
  await openBuilder(page, place);
  const section = sectionOf(page, "Languages");
  await expect(languageOf(page)).toHaveCount(0);

  await translateInto(page, "German");
  await expect(
    section.getByText(/German: \d+ of \d+ texts aren't translated\. Customers read them in English\./),
  ).toBeVisible();
  await section.getByText("German", { exact: true }).click();
  const label = section.getByRole("textbox", { name: "Custom field Access token › Display name" });
  await label.fill("Zugangsschlüssel");
  await expectSaved(page);
  await expect
    .poll(async () => (await readDraft(place.destination.id)).definition.fields[0]?.translations)
    .toEqual({ de: { displayName: "Zugangsschlüssel" } });
  await checkLook(page, "translated");

  const modal = previewOf(page).getByRole("region", { name: /^Connect to|^Mit .* verbinden$/ });
  await expect(modal.getByLabel(/^Access token/)).toBeVisible();
  await languageOf(page).selectOption({ label: "Deutsch" });
  await expect(modal.getByRole("textbox", { name: /^Zugangsschlüssel/ })).toBeVisible();
  await expect(modal.getByRole("button", { name: "Speichern" })).toBeVisible();
  // What isn't translated stays readable.
  await expect(modal.getByText(/^Channel/).first()).toBeVisible();

  await section.getByRole("button", { name: "Remove German" }).click();
  await expect(languageOf(page)).toHaveCount(0);
  await expect(modal.getByLabel(/^Access token/)).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(section.getByText("German", { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await readDraft(place.destination.id)).definition.languages)
    .toEqual({ original: "en", translated: ["de"] });
});

test("a language that is written from right to left turns the modal around", async ({ open }) => {
  const place = await aPlace((definition) => {
    definition.languages = { original: "en", translated: ["ar"] };
    const [field] = definition.fields;
    if (field) field.translations = { ar: { displayName: "مفتاح الوصول" } };
  });
  const page = await open(place.person);
  await openBuilder(page, place);
  await languageOf(page).selectOption({ label: "العربية" });
  const modal = previewOf(page).getByRole("region", { name: /^الاتصال بـ/ });
  const label = modal.getByLabel("مفتاح الوصول").first();
  await expect(label).toBeVisible();
  expect(await label.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  expect(await label.evaluate((element) => element.closest("[lang]")?.getAttribute("lang"))).toBe("ar");
  await checkLook(page, "right-to-left");
});
