import { join } from "node:path";
import { describeInstallation, findDatabase, loadEnvFile } from "./installation";
import { generateClient } from "./pages";
import { fail, onStopSignal, root, run, stopRunning } from "./run";

// `npm run worker`: one more worker, on DATABASE_URL or beside a running `npm start`.
onStopSignal(async (signal) => stopRunning(signal));
try {
  loadEnvFile();
  await generateClient();
  const ports = { port: Number(process.env.PORT) || 3000, sandboxPort: Number(process.env.SANDBOX_PORT) || 4010 };
  const { env } = describeInstallation(await findDatabase(), ports);
  const { code } = await run(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", join(root, "lib/worker/main.ts")],
    { env: { ...env, NODE_ENV: "production" } },
  );
  process.exitCode = code;
} catch (error) {
  fail(error);
}
