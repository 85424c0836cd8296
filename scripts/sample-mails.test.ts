import { expect, test, vi } from "vitest";

/** What was composed while the samples were made: a template without a sample is seen by nobody before it is sent. */
const drawn = vi.hoisted(() => new Set<string>());
vi.mock(import("@/lib/server/services/version-messages"), async (original) => {
  const { messageFor } = await original();
  return {
    messageFor: (side, event, ...facts) => {
      drawn.add(`${side} ${event}`);
      return messageFor(side, event, ...facts);
    },
  };
});
vi.mock(import("@/lib/server/mail-templates"), async (original) => noting(await original()));
vi.mock(import("@/lib/server/services/account-messages"), async (original) => noting(await original()));

function noting<Functions extends object>(functions: Functions): Functions {
  return new Proxy(functions, {
    get(target, name, receiver) {
      drawn.add(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
}
test("x", async () => {
  const { sampleMails } = await import("./sample-mails");
  expect(Object.keys(sampleMails).length).toBeGreaterThan(20);
  expect([...drawn]).toEqual([]);
});
