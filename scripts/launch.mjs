/**
 * The way into every command: `node scripts/launch.mjs start`. Runs on a bare Node and npm, before anything is installed;
 * installs what package-lock.json names when node_modules does not hold it, then hands over to scripts/<command>.ts under
 * the Node that npm brought.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const launchedAt = Date.now();
const [command = "start", ...parameters] = process.argv.slice(2);

function refuse(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function isOlderThan(version, minimum) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < minimum[0] || (major === minimum[0] && minor < minimum[1]);
}

/** npm writes down what it installed when it has finished: the two lists agree, or something is missing. */
function isInstalled() {
  const notePath = join(root, "node_modules/.package-lock.json");
  if (!existsSync(notePath)) return false;
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const found = JSON.parse(readFileSync(notePath, "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, entry]) => path === "" || entry.optional || entry.devOptional || found[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

function install() {
  // Not to stdout: what a command prints there may be read by a program.
  console.error("Installing packages. The first time this takes a minute or two.");
  // npm names itself to its scripts; started without npm, the one on the path will do.
  const npm = process.env.npm_execpath ?? "";
  const [program, first] = /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
  // Development packages too, whatever NODE_ENV says: building needs the types and testing the tools.
  const { status } = spawnSync(
    program,
    [...first, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["inherit", 2, "inherit"],
    },
  );
  if (status !== 0) {
    refuse("npm could not install the packages: the reason is above. It needs the npm registry the first time.");
  }
}

if (isOlderThan(process.versions.node, [20, 19])) {
  refuse(`Landfall needs Node 20.19 or newer; this is ${process.version}. Install a current one from nodejs.org.`);
}
if (process.platform === "win32") {
  refuse("Landfall runs on Linux and macOS. On Windows, run it inside WSL.");
}
if (!isInstalled()) install();

const binaries = join(root, "node_modules/.bin");
const node = join(binaries, "node");
if (spawnSync(node, ["--version"]).status !== 0) {
  refuse(
    "The Node that npm brings is missing, because npm was told not to run install scripts. Allow them (npm config delete ignore-scripts), remove node_modules and start again.",
  );
}

const child = spawn(
  node,
  ["--import", "tsx", "--conditions=react-server", join("scripts", `${command}.ts`), ...parameters],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}`,
      NEXT_TELEMETRY_DISABLED: "1",
      LAUNCHED_AT: String(launchedAt),
    },
  },
);
// The command stops its own children in order; this process only waits for it. A terminal has already told it of Ctrl-C.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
