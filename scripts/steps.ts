import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { z } from "zod";
import { buildPages, generateClient } from "./pages";
import { installed, onStopSignal, run, stopRunning } from "./run";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Passed only when repeated; counted as passed, too. */
  flaky: number;
}

export interface StepResult extends Counts {
  name: string;
  isOk: boolean;
  seconds: number;
}

/** One part of `npm test`. A step without tests counts only when it fails. */
export interface Step {
  name: string;
  /** Not worth doing after one of these has failed. */
  after?: string[];
  run: () => Promise<Partial<Counts> & { isOk: boolean }>;
}

/** No step takes this long; a test that spins would otherwise hold everything up for ever. */
const timeout = 20 * 60_000;

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Gives `work` a path for a report and reads what it wrote; nothing when it died first. */
async function withReport<T>(
  schema: z.ZodType<T>,
  work: (path: string) => Promise<number>,
): Promise<[number, T | undefined]> {
  const folder = mkdtempSync(join(tmpdir(), "landfall-report-"));
  try {
    const path = join(folder, "report.json");
    const code = await work(path);
    return [code, existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function vitest(project: string) {
  const [code, report] = await withReport(vitestReport, async (path) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${path}`];
    return (await run(installed("vitest"), ["run", `--project=${project}`, ...reporters], { timeout })).code;
  });
  return {
    isOk: code === 0,
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

async function playwright() {
  const [code, report] = await withReport(playwrightReport, async (path) => {
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: path };
    return (await run(installed("playwright"), ["test"], { env, timeout })).code;
  });
  return {
    isOk: code === 0,
    passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
    failed: report?.stats.unexpected ?? 0,
    skipped: report?.stats.skipped ?? 0,
    flaky: report?.stats.flaky ?? 0,
  };
}

async function program(name: string, parameters: string[]) {
  return { isOk: (await run(installed(name), parameters, { timeout })).code === 0 };
}

export const steps = {
  generate: {
    name: "generate",
    run: async () => {
      await generateClient();
      // The types of the routes, which the pages refer to.
      return await program("next", ["typegen"]);
    },
  },
  lint: { name: "lint", run: () => program("biome", ["check", "--error-on-warnings"]) },
  types: { name: "types", run: () => program("tsc", ["--noEmit", "-p", "."]) },
  // The core once more, without the DOM and without Node: there, what it must not touch does not exist.
  coreTypes: { name: "core-types", run: () => program("tsc", ["--noEmit", "-p", join("lib", "destination")]) },
  unit: { name: "unit", run: () => vitest("unit") },
  integration: { name: "integration", run: () => vitest("integration") },
  build: {
    name: "build",
    run: async () => {
      await buildPages();
      return { isOk: true };
    },
  },
  e2e: { name: "e2e", after: ["build"], run: playwright },
} satisfies Record<string, Step>;

async function runStep(step: Step): Promise<StepResult> {
  const start = performance.now();
  console.log(styleText("bold", `\n── ${step.name}`));
  const counts = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  try {
    const result = await step.run();
    Object.assign(counts, result);
    if (!result.isOk && counts.failed === 0) counts.failed = 1;
    return { ...counts, name: step.name, isOk: result.isOk, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...counts, failed: 1, name: step.name, isOk: false, seconds: (performance.now() - start) / 1000 };
  }
}

/** Runs the steps one after the other; a failed one does not hide what the next would say. */
export async function runSteps(chosen: Step[]): Promise<StepResult[]> {
  let isStopping = false;
  onStopSignal(async (signal) => {
    isStopping = true;
    stopRunning(signal);
  });
  const results: StepResult[] = [];
  for (const step of chosen) {
    const obstacle = results.find((result) => !result.isOk && step.after?.includes(result.name));
    if (isStopping || obstacle) {
      console.log(
        `\n── ${step.name}: not run, ${isStopping ? "because it was stopped" : `because ${obstacle?.name} failed`}`,
      );
      results.push({ name: step.name, isOk: false, passed: 0, failed: 1, skipped: 0, flaky: 0, seconds: 0 });
    } else {
      results.push(await runStep(step));
    }
  }
  return results;
}

/** Prints a line per step and the sum of all tests, and returns the exit code. */
export function printSummary(results: StepResult[]): number {
  const sum = (key: keyof Counts) => results.reduce((total, result) => total + result[key], 0);
  console.log("");
  for (const { name, isOk, passed, failed, seconds } of results) {
    const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : "";
    const mark = isOk ? styleText("green", "✓") : styleText("red", "✗");
    console.log(`${mark} ${name.padEnd(12)} ${`${seconds.toFixed(1)} s`.padStart(8)}   ${counts}`);
  }
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  const flaky = sum("flaky") > 0 ? `, ${sum("flaky")} of them only when repeated` : "";
  console.log(`\n${sum("passed")} passed${flaky}, ${sum("failed")} failed${skipped}`);
  return results.every((result) => result.isOk) ? 0 : 1;
}
