/** A person's own destination, open in the builder: what a test about editing begins with. */
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import type { ListDefinition } from "@/lib/destination/definition";
import { listDestinationForTests } from "./definitions";
import { drawLogo } from "./draw-logo";
import { aDestination, aPerson, aProject, type Destination, insert, type Person, query } from "./people";

export interface Place {
  person: Person;
  destination: Destination;
}

/** A person with a project and a complete list destination of their own, changed as the test wants it. */
export async function aPlace(change: (definition: ListDefinition) => void = () => undefined): Promise<Place> {
  const person = await aPerson();
  await aProject(person.organization);
  const definition = listDestinationForTests();
  change(definition);
  return { person, destination: await aDestination(person.organization, definition) };
}

/** The same, with all that the catalog asks for: it lacks nothing but tests. */
export async function aReadyPlace(): Promise<Place> {
  const place = await aPlace();
  const logo = randomUUID();
  await insert("logo", {
    id: logo,
    organization_id: place.person.organization.id,
    png: await drawLogo(128),
    pixels: 128,
  });
  await query(
    `update connection_info set logo_id = $1, category_id = (select id from category order by position limit 1),
       summary = 'Sends cohorts somewhere.', full_description = 'Sends cohorts somewhere.' where id = $2`,
    [logo, place.destination.connectionInfoId],
  );
  return place;
}

/** Opens the builder and waits until it can be typed into. */
export async function openBuilder(page: Page, { destination }: Pick<Place, "destination">): Promise<void> {
  await page.goto(`/destinations/${destination.id}`);
  await expect(page.getByRole("heading", { level: 1, name: destination.displayName })).toBeVisible();
  // Only a page that has come to life says when.
  await expect(saveState(page)).toHaveText(/^(Saved \d|Saving|Not saved|Offline)/, { timeout: 20_000 });
}

/** What the toolbar says has become of the last edit. */
export const saveState = (page: Page) =>
  page.getByRole("status").filter({ hasText: /^(Saved|Saving|Not saved|Not all is saved|Offline)/ });
