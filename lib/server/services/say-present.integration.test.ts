import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { sampleDefinition } from "@/lib/testing/definitions";
import { aDestination, anActor } from "@/lib/testing/factories";
import { saveDraft } from "./save-draft";
import { sayPresent } from "./say-present";

const at = (seconds: number) => new Date(Date.parse("2026-01-02T10:00:00Z") + seconds * 1_000);
const aTab = (section: string | null = null) => ({ tabId: randomUUID(), section, isLeaving: false });

async function twoColleagues() {
  const nadia = await anActor();
  const organization = { id: nadia.organizationId, name: nadia.organizationName, portalEnabled: true };
  const tomas = await anActor({ organization, organizationRole: "member" });
  return { nadia, tomas, destination: await aDestination(organization) };
}

test("each hears who else is there and where, and not of themselves", async () => {
  const { nadia, tomas, destination } = await twoColleagues();

  expect((await sayPresent(nadia, destination.id, aTab("add-users"), at(0))).people).toEqual([]);
  expect(await sayPresent(tomas, destination.id, aTab(), at(1))).toEqual({
    revision: 1,
    people: [{ userId: nadia.userId, name: nadia.name, section: "add-users" }],
  });
  expect((await sayPresent(nadia, destination.id, aTab("delivery"), at(2))).people).toEqual([
    { userId: tomas.userId, name: tomas.name, section: null },
  ]);
});

test("the newest revision comes with it", async () => {
  const { nadia, tomas, destination } = await twoColleagues();
  await saveDraft(tomas, destination.id, { revision: 1, definition: sampleDefinition() });

  expect((await sayPresent(nadia, destination.id, aTab(), at(0))).revision).toBe(2);
});

test("two tabs of one person are one person, where they were last seen to edit", async () => {
  const { nadia, tomas, destination } = await twoColleagues();
  const [first, second] = [aTab("fields"), aTab("delivery")];
  await sayPresent(tomas, destination.id, first, at(0));
  await sayPresent(tomas, destination.id, second, at(5));
  await sayPresent(tomas, destination.id, { ...first, section: "headers" }, at(10));

  const { people } = await sayPresent(nadia, destination.id, aTab(), at(11));
  expect(people).toEqual([{ userId: tomas.userId, name: tomas.name, section: "headers" }]);

  // A tab that lies in the background says nothing of where they are.
  await sayPresent(tomas, destination.id, { ...first, section: null }, at(12));
  expect((await sayPresent(nadia, destination.id, aTab(), at(13))).people[0]?.section).toBe("delivery");
});

test("a tab that leaves is gone at once, and one that falls silent after 45 seconds", async () => {
  const { nadia, tomas, destination } = await twoColleagues();
  const tab = aTab("fields");
  const others = async (seconds: number) =>
    (await sayPresent(nadia, destination.id, aTab(), at(seconds))).people.map(({ userId }) => userId);

  await sayPresent(tomas, destination.id, tab, at(0));
  expect(await others(1)).toEqual([tomas.userId]);
  await sayPresent(tomas, destination.id, { ...tab, isLeaving: true }, at(2));
  expect(await others(3)).toEqual([]);

  await sayPresent(tomas, destination.id, tab, at(10));
  expect(await others(55)).toEqual([tomas.userId]);
  expect(await others(56)).toEqual([]);
});

test("rows of tabs that are gone don't stay", async () => {
  const { nadia, tomas, destination } = await twoColleagues();
  const elsewhere = await aDestination({ id: tomas.organizationId });
  await sayPresent(tomas, elsewhere.id, aTab(), at(0));
  await sayPresent(nadia, destination.id, aTab(), at(3_600));

  const rows = await db.draftPresence.findMany({ where: { destinationId: { in: [destination.id, elsewhere.id] } } });
  expect(rows.map(({ userId }) => userId)).toEqual([nadia.userId]);
});

test("another organization's destination does not exist, and nobody is noted there", async () => {
  const { nadia, destination } = await twoColleagues();
  const stranger = await anActor();
  const tab = aTab();

  await expect(sayPresent(stranger, destination.id, tab, at(0))).rejects.toMatchObject({ code: "not_found" });
  await expect(sayPresent(stranger, destination.id, { ...tab, isLeaving: true }, at(0))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(sayPresent(nadia, randomUUID(), tab, at(0))).rejects.toMatchObject({ code: "not_found" });
  expect(await db.draftPresence.count({ where: { destinationId: destination.id } })).toBe(0);
});

test("a tab can't be sent away by somebody who knows its name", async () => {
  const { nadia, tomas, destination } = await twoColleagues();
  const tab = aTab("fields");
  await sayPresent(tomas, destination.id, tab, at(0));
  await sayPresent(nadia, destination.id, { ...tab, isLeaving: true }, at(1));

  expect((await sayPresent(nadia, destination.id, aTab(), at(2))).people).toHaveLength(1);
});

test("presence goes with its destination, and a heartbeat of many tabs at once is no trouble", async () => {
  const { nadia, tomas, destination } = await twoColleagues();
  const tabs = Array.from({ length: 20 }, () => aTab("fields"));
  await Promise.all(tabs.flatMap((tab) => [nadia, tomas].map((who) => sayPresent(who, destination.id, tab))));
  expect((await sayPresent(nadia, destination.id, aTab())).people).toHaveLength(1);

  await db.destination.delete({ where: { id: destination.id } });
  expect(await db.draftPresence.count({ where: { destinationId: destination.id } })).toBe(0);
});
