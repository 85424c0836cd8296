import { describe, expect, test } from "vitest";
import { createDestinationBody } from "@/lib/contract";
import { destinationDefinition, destinationKinds } from "@/lib/destination/definition";
import { gallery } from "@/lib/destination/gallery/gallery";
import { db } from "@/lib/server/db";
import { aConnectionInfo, anActor, anOrganization } from "@/lib/testing/factories";
import { createDestination } from "./create-destination";

async function partner() {
  const organization = await anOrganization();
  const actor = await anActor({ organization });
  const info = await aConnectionInfo(organization);
  return { actor, connectionInfoId: info.id };
}

const storedAt = async (id: string) => {
  const row = await db.destination.findUniqueOrThrow({ where: { id } });
  return { kind: row.kind, definition: destinationDefinition.parse(row.definition) };
};

describe.each([...destinationKinds])("a destination of kind %s", (kind) => {
  test("begins blank or with a template of its kind", async () => {
    const { actor, connectionInfoId } = await partner();
    const entry = gallery.find((each) => each.kind === kind);
    if (!entry) throw new Error("The gallery has entries of each kind.");
    for (const startFrom of ["blank", entry.id]) {
      const body = createDestinationBody.parse({ connectionInfoId, kind, startFrom });
      const { id } = await createDestination(actor, body);
      const stored = await storedAt(id);
      expect(stored.kind).toBe(kind);
      expect(stored.definition.kind).toBe(kind);
    }
  });

  test("doesn't begin with a template of another kind, or with one that doesn't exist", async () => {
    const { actor, connectionInfoId } = await partner();
    const other = gallery.find((each) => each.kind !== kind);
    for (const startFrom of [other?.id ?? "", "no_such_template"]) {
      await expect(createDestination(actor, { connectionInfoId, kind, startFrom })).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
  });
});

test("a start is a plain name", () => {
  const parse = (startFrom: string) =>
    createDestinationBody.safeParse({ connectionInfoId: crypto.randomUUID(), kind: "list", startFrom }).success;
  expect(parse("iterable_cohort")).toBe(true);
  for (const wrong of ["", "Blank", "../blank", "a".repeat(61)]) expect(parse(wrong)).toBe(false);
});
