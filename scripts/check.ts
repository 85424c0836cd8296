import { fail } from "./run";
import { printSummary, runSteps, steps } from "./steps";

// `npm run check`: format, lint, types and unit tests, in under a minute.
try {
  const results = await runSteps([steps.generate, steps.lint, steps.types, steps.coreTypes, steps.unit]);
  process.exitCode = printSummary(results);
} catch (error) {
  fail(error);
}
