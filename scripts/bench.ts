import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { generateClient } from "./pages";
import { fail, onStopSignal, root, run, stopRunning } from "./run";

// `npm run bench`: every bench/*.bench.ts, one at a time so that they do not disturb each other; or those whose names begin
// with one of the words given: npm run bench -- render diff
onStopSignal(async (signal) => stopRunning(signal));
try {
  const words = process.argv.slice(2);
  const files = (existsSync(join(root, "bench")) ? readdirSync(join(root, "bench")) : []).filter((name) =>
    name.endsWith(".bench.ts"),
  );
  const chosen = files.filter((name) => words.length === 0 || words.some((word) => name.startsWith(word)));
  if (chosen.length === 0) {
    throw new Error(`No such benchmark. There are: ${files.map((name) => name.replace(".bench.ts", "")).join(", ")}`);
  }
  await generateClient();
  for (const name of chosen) {
    console.log(`\n${name.replace(".bench.ts", "")}`);
    const { code } = await run(process.execPath, [
      "--expose-gc",
      "--import",
      "tsx",
      "--conditions=react-server",
      join(root, "bench", name),
    ]);
    if (code !== 0) process.exitCode = 1;
  }
} catch (error) {
  fail(error);
}
