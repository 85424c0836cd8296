import { findBrowser } from "./browser";
import { fail } from "./run";
import { printSummary, runSteps, steps } from "./steps";

// `npm test`: everything, with a database, servers and a browser of its own. Names choose steps: npm test -- unit e2e
const all = [
  steps.generate,
  steps.lint,
  steps.types,
  steps.coreTypes,
  steps.unit,
  steps.integration,
  steps.build,
  steps.e2e,
];

try {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !all.some((step) => step.name === name));
  if (unknown) throw new Error(`There is no step "${unknown}". The steps: ${all.map((step) => step.name).join(", ")}.`);
  const chosen = names.length > 0 ? all.filter((step) => names.includes(step.name)) : all;
  if (chosen.includes(steps.e2e)) process.env.CHROMIUM_PATH = findBrowser();
  process.exitCode = printSummary(await runSteps(chosen));
} catch (error) {
  fail(error);
}
