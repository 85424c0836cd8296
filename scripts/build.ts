import { loadEnvFile } from "./installation";
import { buildPages, generateClient } from "./pages";
import { fail, onStopSignal, stopRunning } from "./run";

// `npm run build`: the pages for production, unless they are built already.
onStopSignal(async (signal) => stopRunning(signal));
try {
  loadEnvFile();
  await generateClient();
  console.log(`The pages are ${(await buildPages()) === "built" ? "built" : "up to date"}.`);
} catch (error) {
  fail(error);
}
