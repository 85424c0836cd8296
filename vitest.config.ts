import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""),
  // Next itself makes this replacement for server code.
  "next/navigation": "next/dist/client/components/navigation.react-server.js",
};
// `server-only` throws on purpose unless this condition is set, as it is for the worker.
const ssr = { resolve: { conditions: ["react-server"] } };

// Made up, and the same in every run, so that a failure repeats.
const env = {
  AUTH_SECRET: "a-secret-for-tests-that-protects-nothing",
  BASE_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  LOG_LEVEL: "silent",
  TZ: "UTC",
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        ssr,
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts"],
          environment: "node",
          execArgv: ["--conditions=react-server"],
          // These tests share no state, so their modules are loaded once a worker instead of once a file.
          isolate: false,
          // Properties of thousands of runs share two cores with each other.
          testTimeout: 30_000,
          env,
        },
      },
      {
        resolve: { alias },
        ssr,
        test: {
          name: "integration",
          include: ["lib/**/*.integration.test.ts", "prisma/**/*.integration.test.ts"],
          environment: "node",
          globalSetup: ["lib/testing/global-setup.ts"],
          setupFiles: ["lib/testing/setup-database.ts"],
          pool: "forks",
          execArgv: ["--conditions=react-server"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          env,
        },
      },
    ],
  },
});
