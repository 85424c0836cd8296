import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installed, root } from "./run";

function onPath(name: string): string | undefined {
  const { status, stdout } = spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function findInstalled(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const applications = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  return names.map(onPath).find((path) => path !== undefined) ?? applications.find((path) => existsSync(path));
}

/** Playwright's own browser: there already, or downloaded when its server can be reached. */
function findPlaywrights(): string | undefined {
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  console.log("No Chromium or Chrome is installed here: asking Playwright to download one.");
  spawnSync(installed("playwright"), ["install", "chromium"], { cwd: root, stdio: "ignore", timeout: 180_000 });
  return existsSync(path) ? path : undefined;
}

function installDistributions(): string | undefined {
  if (process.getuid?.() !== 0 || !onPath("apt-get")) return undefined;
  console.log("Playwright's download did not work: installing the distribution's chromium.");
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  spawnSync("apt-get", ["update", "-q"], options);
  spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], options);
  return findInstalled();
}

/** A browser for the tests: CHROMIUM_PATH, an installed one, Playwright's, or as root the distribution's. */
export function findBrowser(): string {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
  }
  const found = findInstalled() ?? findPlaywrights() ?? installDistributions();
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium or Chrome: none is installed, and Playwright's download did not work. Install one, or name it in CHROMIUM_PATH.",
  );
}
