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
  const first = await db.destinationRequest.findFirstOrThrow({
    where: { userId: actor.userId },
    orderBy: { createdAt: "asc" },
  });
  const after = (hours: number) => new Date(first.createdAt.getTime() + hours * 3_600_000);
  const onceMore = (now: Date) => requestDestination(actor, { name: "One more", note: "" }, now);
  const clock = after(24).toISOString().slice(11, 16);
  await expect(onceMore(after(1))).rejects.toMatchObject({
    code: "rate_limited",
    message: `You have asked for 20 destinations within a day. It goes on in 23 hours, at ${clock} UTC.`,
    details: { retryAfterSeconds: 23 * 3_600 },
  });
  expect(await requestDestination(actor, { name: "Number 3", note: "" })).toEqual({ wasKnown: true });
  expect(await onceMore(after(24))).toEqual({ wasKnown: false });
});

test("what the database takes for any letters is a letter to whoever types it", async () => {
  const actor = await anActor();
  await requestDestination(actor, { name: "Acme", note: "We need it." });
  for (const name of ["A%", "____", "Ac\\me"]) {
    expect(await requestDestination(actor, { name, note: "Another." })).toEqual({ wasKnown: false });
  }
  expect(await requestDestination(actor, { name: "aCME", note: "" })).toEqual({ wasKnown: true });
});
