import { parseArgs } from "node:util";
import { describeInstallation, findDatabase, loadEnvFile } from "./installation";
import { fail } from "./run";

/**
 * `npm run -s verify-audit`: checks that no entry of the audit log was changed, removed, slipped in or cut off. Ends with
 * status 1 where one was. Safe while the portal runs. `-- --expect <position>:<hash>` also checks that an end that an
 * earlier check has printed is still part of the log.
 */
function parseEnd(text: string | undefined): { position: string; hash: string } | undefined {
  if (text === undefined) return undefined;
  const [, position, hash] = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position && hash) return { position, hash };
  throw new Error("Usage: npm run -s verify-audit -- --expect <position>:<hash>, as an earlier check has printed it");
}

try {
  const { values } = parseArgs({ options: { expect: { type: "string" } } });
  const expected = parseEnd(values.expect);
  loadEnvFile();
  const { env } = describeInstallation(await findDatabase(), { port: 3000, sandboxPort: 4010 });
  Object.assign(process.env, env);
  const { db } = await import("@/lib/server/db");
  const { verifyAuditChain } = await import("@/lib/server/services/verify-audit-chain");
  const { entries, end, problems } = await verifyAuditChain({
    expected,
    onProgress: (checked) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${checked.toLocaleString("en")} entries`);
    },
  }).finally(() => db.$disconnect());
  if (process.stderr.isTTY) process.stderr.write("\r");
  const checked = `Checked ${entries.toLocaleString("en")} ${entries === 1 ? "entry" : "entries"}`;
  if (problems.length === 0) {
    console.log(`${checked}: unbroken.`);
    if (entries > 0) console.log(`The log ends with ${end.position}:${end.hash}`);
  } else {
    process.exitCode = 1;
    console.log(`${checked}: BROKEN.`);
    for (const problem of problems) console.log(`- ${problem}`);
  }
} catch (error) {
  fail(error);
}
