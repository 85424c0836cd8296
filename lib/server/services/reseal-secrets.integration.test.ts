import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/server/db";
import {
  countInstallationSecretsByKey,
  deleteInstallationSecrets,
  openInstallationSecrets,
  saveInstallationSecret,
} from "@/lib/server/repositories/installation-secrets";
import * as testValues from "@/lib/server/repositories/test-values";
import { SecretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";
import { testAnswers } from "@/lib/test-values-contract";
import { aDestination, anActor } from "@/lib/testing/factories";
import { anInstallation } from "@/lib/testing/installations";
import { type ResealProgress, resealSecrets } from "./reseal-secrets";

const bytesOf = (name: string) => createHash("sha256").update(name).digest();
const oldest = bytesOf("the oldest");
const older = bytesOf("the older");
const newest = bytesOf("the newest");
const all = new SecretKeys(newest, [older, oldest]);

const running = new Set<ChildProcess>();
beforeEach(() => db.testValue.deleteMany());
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** Secrets of several people under a key, with what they hold. */
async function secretsUnder(keys: SecretKeys, count: number, name: string) {
  const actor = await anActor();
  const { id: destinationId } = await aDestination({ id: actor.organizationId });
  const owner = { organizationId: actor.organizationId, userId: actor.userId, destinationId };
  const now = new Date();
  const answers = testAnswers.parse({
    projectId: "",
    name,
    settings: {},
    mappings: {},
    cohortName: "",
    nextSuffix: "",
    listId: "",
    userCount: 0,
  });
  const contentOf = (index: number) => `${name}-${index}-"é\u0000`;
  const fieldIds = Array.from({ length: count }, (_, index) => `f${String(index).padStart(4, "0")}`);
  await db.$transaction(
    async (tx) => {
      await testValues.saveAnswers(tx, owner, answers, now);
      for (const [index, fieldId] of fieldIds.entries()) {
        await testValues.saveSecret(tx, keys, owner, { fieldId, secret: new Secret(contentOf(index)), now });
      }
    },
    { timeout: 60_000 },
  );
  return {
    owner,
    /** How many of them these keys open to what they held. */
    readable: async (with_: SecretKeys) => {
      const opened = await testValues.openSecrets(db, with_, owner, fieldIds);
      return fieldIds.filter((fieldId, index) => opened.get(fieldId)?.reveal() === contentOf(index)).length;
    },
  };
}

/** The operator's command, as a process of its own. */
function rotateKeys(keys: { current: Buffer; previous?: Buffer[] }) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", join(process.cwd(), "scripts/rotate-keys.ts")],
    {
      env: {
        ...process.env,
        ENCRYPTION_KEY: keys.current.toString("base64"),
        ENCRYPTION_KEY_PREVIOUS: (keys.previous ?? []).map((key) => key.toString("base64")).join(","),
        NODE_OPTIONS: "",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += String(bytes)));
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return { code: Number(code), output };
  });
  return { child, ended, output: () => output };
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error("It did not come to pass within 15 seconds.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("killed in the middle of a batch, nothing is lost, and the next start goes on where it ended", async () => {
  const secrets = await secretsUnder(new SecretKeys(older), 350, "kept");
  const holder = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await holder.connect();
  try {
    // Somebody holds a row of the third batch, so that the command stands still in the middle of it.
    await holder.query("begin");
    await holder.query("select 1 from test_secret where field_id = 'f0250' for update");
    const first = rotateKeys({ current: newest, previous: [older] });
    await until(async () => {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return first.output().includes("200 of 350 secrets") && rows.length > 0;
    });
    first.child.kill("SIGKILL");
    await first.ended;
    await holder.query("rollback");
  } finally {
    await holder.end();
  }
  expect(await testValues.countSecretsByKey(db)).toEqual(
    new Map([
      [new SecretKeys(newest).currentId, 200],
      [new SecretKeys(older).currentId, 150],
    ]),
  );
  expect(await secrets.readable(all)).toBe(350);

  const second = await rotateKeys({ current: newest, previous: [older] }).ended;
  expect(second).toMatchObject({ code: 0, output: expect.stringContaining("Done: 150 secrets sealed again") });
  expect(await secrets.readable(new SecretKeys(newest))).toBe(350);

  const third = await rotateKeys({ current: newest }).ended;
  expect(third).toMatchObject({ code: 0, output: expect.stringContaining("Done: 0 secrets sealed again") });
}, 90_000);

test("without the old key nothing is touched, and the message names what is missing but no key", async () => {
  const secrets = await secretsUnder(new SecretKeys(older), 3, "needs the old key");
  await secretsUnder(new SecretKeys(oldest), 2, "needs another");
  const before = await db.testSecret.findMany();

  const { code, output } = await rotateKeys({ current: newest, previous: [oldest] }).ended;

  expect(code).toBe(1);
  expect(output).toContain(`${new SecretKeys(older).currentId} (3 secrets)`);
  expect(output).not.toContain(new SecretKeys(oldest).currentId);
  for (const key of [older, oldest, newest]) expect(output).not.toContain(key.toString("base64"));
  expect(await db.testSecret.findMany()).toEqual(before);
  expect(await secrets.readable(all)).toBe(3);
}, 30_000);

test("several old keys at once; what the current key has sealed stays untouched", async () => {
  const groups = await Promise.all([
    secretsUnder(new SecretKeys(oldest), 130, "oldest"),
    secretsUnder(new SecretKeys(older), 130, "older"),
    secretsUnder(new SecretKeys(newest), 5, "newest"),
  ]);
  const ofNewest = () => db.testSecret.findMany({ where: groups[2]?.owner && { userId: groups[2].owner.userId } });
  const before = await ofNewest();
  const said: ResealProgress[] = [];

  const result = await resealSecrets(all, (progress) => said.push(progress));

  expect(result).toEqual({ resealed: 260, unreadable: 0, total: 260, remaining: 0 });
  expect(said.map(({ resealed }) => resealed)).toEqual([100, 200, 260]);
  expect(await ofNewest()).toEqual(before);
  expect(await Promise.all(groups.map(({ readable }) => readable(new SecretKeys(newest))))).toEqual([130, 130, 5]);
});

test("fingerprints are made anew, so that they go on telling the same secret from another", async () => {
  const { owner } = await secretsUnder(new SecretKeys(older), 1, "print");
  const printOf = async () => (await testValues.findTestValues(db, owner))?.secrets[0]?.fingerprint;
  const before = await printOf();
  await resealSecrets(all);
  const after = await printOf();
  expect(after).not.toBe(before);
  await db.$transaction((tx) =>
    testValues.saveSecret(tx, all, owner, {
      fieldId: "f0000",
      secret: new Secret('print-0-"é\u0000'),
      now: new Date(),
    }),
  );
  expect(await printOf()).toBe(after);
});

test("a damaged row stays as it is, is counted, and keeps no other from being sealed again", async () => {
  const secrets = await secretsUnder(new SecretKeys(older), 120, "damaged");
  await db.$executeRaw`
    UPDATE test_secret SET sealed = (SELECT sealed FROM test_secret WHERE field_id = 'f0001') WHERE field_id = 'f0000'`;
  const result = await resealSecrets(all);
  expect(result).toEqual({ resealed: 119, unreadable: 1, total: 120, remaining: 1 });
  expect(await secrets.readable(new SecretKeys(newest))).toBe(119);

  const { code, output } = await rotateKeys({ current: newest, previous: [older] }).ended;
  expect(code).toBe(1);
  expect(output).toContain("1 secret could not be opened");
}, 30_000);

test("two commands at once seal every secret once", async () => {
  const secrets = await secretsUnder(new SecretKeys(older), 250, "twice");
  const results = await Promise.all([resealSecrets(all), resealSecrets(all)]);
  expect(results.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(250);
  expect(results.map(({ unreadable, remaining }) => [unreadable, remaining])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(await secrets.readable(new SecretKeys(newest))).toBe(250);
});

test("secrets of installations are sealed again with the others, and open as before", async () => {
  const keys = { before: new SecretKeys(older), after: new SecretKeys(newest, [older]) };
  const { customer, id } = await anInstallation();
  const owner = { organizationId: customer.organizationId, installationId: id };
  await db.$transaction(async (tx) => {
    for (let index = 0; index < 150; index += 1) {
      const secret = new Secret(`secret-${index}`);
      await saveInstallationSecret(tx, keys.before, owner, { fieldId: `f${index}`, secret, now: new Date() });
    }
    await deleteInstallationSecrets(tx, owner, ["token"]);
  });
  expect(await resealSecrets(keys.after)).toEqual({ resealed: 150, unreadable: 0, total: 150, remaining: 0 });
  const alone = new SecretKeys(newest);
  const opened = await openInstallationSecrets(db, alone, owner, ["f0", "f99", "f149"]);
  expect([...opened].map(([fieldId, secret]) => [fieldId, secret?.reveal()]).sort()).toEqual([
    ["f0", "secret-0"],
    ["f149", "secret-149"],
    ["f99", "secret-99"],
  ]);
  expect(await countInstallationSecretsByKey(db)).toEqual(new Map([[alone.currentId, 150]]));
});
