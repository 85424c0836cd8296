import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { anActor } from "@/lib/testing/factories";
import { requestDestination } from "./request-destination";

const rowsOf = (userId: string) => db.destinationRequest.findMany({ where: { userId } });

test("who asks twice for one destination is on the list once, with the newer note", async () => {
  const actor = await anActor({ portalEnabled: false });
  expect(await requestDestination(actor, { name: "Acme Mail", note: "" })).toEqual({ wasKnown: false });
  expect(await requestDestination(actor, { name: "ACME mail", note: "For newsletters." })).toEqual({ wasKnown: true });
  expect(await requestDestination(actor, { name: "Acme Mail", note: "" })).toEqual({ wasKnown: true });
  expect(await rowsOf(actor.userId)).toMatchObject([{ name: "Acme Mail", note: "For newsletters." }]);
});

test("two presses at once are one request; two people are two", async () => {
  const actor = await anActor();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => requestDestination(actor, { name: "Acme", note: "" })),
  );
  expect(answers.filter(({ wasKnown }) => !wasKnown)).toHaveLength(1);
  const colleague = await anActor();
  expect(await requestDestination(colleague, { name: "Acme", note: "" })).toEqual({ wasKnown: false });
});

test("nobody fills the list alone", async () => {
  const actor = await anActor();
  for (let index = 0; index < 20; index += 1) await requestDestination(actor, { name: `Number ${index}`, note: "" });
  await expect(requestDestination(actor, { name: "One more", note: "" })).rejects.toMatchObject({
    code: "rate_limited",
  });
  expect(await requestDestination(actor, { name: "Number 3", note: "" })).toEqual({ wasKnown: true });
});
