import { styleText } from "node:util";
import { parseEnv } from "@/lib/server/env";
import {
  choosePorts,
  describeInstallation,
  type Installation,
  loadEnvFile,
  openDatabase,
  prepareDatabase,
} from "./installation";
import { buildPages, generateClient } from "./pages";
import type { Postgres } from "./postgres";
import { fail, onStopSignal, stopRunning } from "./run";
import { type Part, type Stack, startStack, waitUntilReady } from "./stack";

/** `npm start`, and with `--dev` `npm run dev`: everything that SPEC 20 says, in one process that holds the others. */
const mode = process.argv.includes("--dev") ? "development" : "production";

const colors = { web: "cyan", worker: "magenta", sandbox: "yellow" } as const;

function printLine(part: Part, line: string): void {
  console.log(`${styleText(colors[part], part.padEnd(7))} ${styleText("dim", "│")} ${line}`);
}

let stack: Stack | undefined;
let postgres: Postgres | undefined;

async function stopAll(): Promise<void> {
  stopRunning("SIGTERM");
  await stack?.stop();
  await postgres?.stop();
}

async function printWelcome({ baseUrl, isDemo }: Installation): Promise<void> {
  // Since the command was given, so that installing packages counts too.
  const seconds = ((Date.now() - Number(process.env.LAUNCHED_AT ?? performance.timeOrigin)) / 1000).toFixed(1);
  console.log(
    `\n${styleText("green", "Landfall is ready")} on ${styleText("bold", baseUrl)} after ${seconds} seconds.`,
  );
  if (isDemo) {
    const { demoPassword, demoPeople } = await import("@/lib/server/demo-people");
    const width = Math.max(...demoPeople.map((person) => person.title.length));
    console.log(`\nDemo sign-ins, by one click or with the password ${styleText("bold", demoPassword)}:`);
    for (const { title, email } of demoPeople) console.log(`  ${title.padEnd(width)}  ${email}`);
  }
  console.log("\nCtrl-C stops everything.\n");
}

async function start(): Promise<void> {
  loadEnvFile();
  const ports = await choosePorts();
  await generateClient();
  const database = await openDatabase();
  postgres = database.postgres;
  const installation = describeInstallation(database.url, ports);
  // The processes would each refuse a bad setting; one message before anything is built is kinder.
  parseEnv({ ...installation.env, NODE_ENV: mode });
  await prepareDatabase(installation);
  if (mode === "production" && (await buildPages()) === "built") console.log("The pages are built.");
  const options = { ...installation, mode, onLine: printLine } as const;
  stack = startStack(options);
  await waitUntilReady(stack, options);
  await printWelcome(installation);
  throw new Error(await stack.ended);
}

onStopSignal(async () => {
  console.log("\nStopping …");
  await stopAll();
  process.exit(0);
});

try {
  await start();
} catch (error) {
  await stopAll();
  fail(error);
}
