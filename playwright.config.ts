import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "@/scripts/browser";
import { findFreePort } from "@/scripts/ports";

// Chosen once, in the first process that reads this file; Playwright's workers inherit them.
process.env.CHROMIUM_PATH ??= findBrowser();
process.env.E2E_PORT ??= String(await findFreePort());
process.env.E2E_SANDBOX_PORT ??= String(await findFreePort());
// Where e2e/partner-server.ts misbehaves: one of the addresses beside the sandbox that the server under test may call.
process.env.E2E_PARTNER_PORT ??= String(await findFreePort());
// Where e2e/secret-canary.spec.ts has a partner that repeats what it is told.
process.env.E2E_ECHO_PORT ??= String(await findFreePort());

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // On a busy machine a browser is sometimes late. What passes only when repeated is named in the report and counted apart
  // in the summary of npm test: it is a defect to be looked at, not a reason to stop everything.
  retries: process.env.CI === undefined ? 0 : 1,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: `http://localhost:${process.env.E2E_PORT}`,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } }],
});
