import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { sampleDefinition } from "@/lib/testing/definitions";
import { aDestination, anActor } from "@/lib/testing/factories";
import { readDraft, saveDraft } from "./save-draft";

const edited = { ...sampleDefinition(), slugifyCohortName: true };

test("a save at the newest revision is kept and gets the next revision", async () => {
  const actor = await anActor();
  const destination = await aDestination({ id: actor.organizationId });

  const saved = await saveDraft(actor, destination.id, { revision: 1, definition: edited });

  expect(saved.revision).toBe(2);
  const draft = await readDraft(actor, destination.id);
  expect(draft).toMatchObject({ revision: 2, updatedBy: actor.name });
  expect(draft.definition.slugifyCohortName).toBe(true);
});

test("a stale save is refused with what the server holds, and changes nothing", async () => {
  const actor = await anActor();
  const destination = await aDestination({ id: actor.organizationId });
  await saveDraft(actor, destination.id, { revision: 1, definition: edited });

  const late = saveDraft(actor, destination.id, { revision: 1, definition: sampleDefinition() });

  const refusal = await late.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ code: "stale_revision", details: { theirs: { revision: 2 } } });
  expect((await readDraft(actor, destination.id)).definition.slugifyCohortName).toBe(true);
});

test("every text is stored as it was typed: null characters, halves of characters, line ends, byte-order marks", async () => {
  const actor = await anActor();
  const destination = await aDestination({ id: actor.organizationId });
  const payload = 'a\u0000b\ud83dc\ude00d\ufffe0041\ufeff\r\n\u202e"\\u0000"\u2028😀';
  const sample = sampleDefinition();
  const definition = {
    ...sample,
    endpoints: { ...sample.endpoints, addUsers: { ...sample.endpoints.addUsers, payload } },
  };

  await saveDraft(actor, destination.id, { revision: 1, definition });

  expect((await readDraft(actor, destination.id)).definition).toEqual(definition);
});

test("of ten saves at the same revision, exactly one is kept", async () => {
  const actor = await anActor();
  const destination = await aDestination({ id: actor.organizationId });

  const saves = await Promise.allSettled(
    Array.from({ length: 10 }, () => saveDraft(actor, destination.id, { revision: 1, definition: edited })),
  );

  expect(saves.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await readDraft(actor, destination.id)).revision).toBe(2);
});

test("another organization's destination does not exist", async () => {
  const destination = await aDestination({ id: (await anActor()).organizationId });
  const stranger = await anActor();

  await expect(readDraft(stranger, destination.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(saveDraft(stranger, destination.id, { revision: 1, definition: edited })).rejects.toMatchObject({
    code: "not_found",
  });
});
