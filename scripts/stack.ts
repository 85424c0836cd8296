import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./run";

export type Part = "web" | "worker" | "sandbox";

/** The web server, the worker and the sandbox, running. */
export interface Stack {
  /** Resolves, in words, when one of them has ended without being asked to. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface StackOptions {
  mode: "production" | "development";
  env: Record<string, string | undefined>;
  port: number;
  sandboxPort: number;
  /** The address the web server listens on. */
  host: string;
  onLine: (part: Part, line: string) => void;
}

const stopPatienceMs = 10_000;
const readyPatienceMs = 120_000;

function commandOf(part: Part, { mode, port, host }: StackOptions): string[] {
  if (part === "web") {
    const verb = mode === "production" ? "start" : "dev";
    return [join(root, "node_modules/next/dist/bin/next"), verb, "--port", String(port), "--hostname", host];
  }
  const main = join(root, `lib/${part}/main.ts`);
  if (mode === "production") return ["--import", "tsx", "--conditions=react-server", main];
  return [
    join(root, "node_modules/tsx/dist/cli.mjs"),
    "watch",
    "--clear-screen=false",
    "--conditions=react-server",
    main,
  ];
}

function startPart(part: Part, options: StackOptions): ChildProcess {
  const child = spawn(
    process.execPath,
    ["--import", join(root, "scripts/stop-with-parent.mjs"), ...commandOf(part, options)],
    {
      cwd: root,
      env: { ...options.env, NODE_ENV: options.mode, STOP_WITH_PARENT: String(process.pid) },
      // A process group of its own: Ctrl-C in a terminal is ours to pass on, in order.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", (line) => options.onLine(part, line));
  }
  return child;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

async function stopPart(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const end = once(child, "exit");
  signalGroup(child, "SIGTERM");
  await Promise.race([end, sleep(stopPatienceMs, undefined, { ref: false })]);
  signalGroup(child, "SIGKILL");
  if (!hasEnded(child)) await end;
}

/** Starts all three. They share one environment; nothing is restarted behind anybody's back. */
export function startStack(options: StackOptions): Stack {
  const children = new Map<Part, ChildProcess>();
  let isStopping = false;
  const ended = new Promise<string>((resolve) => {
    for (const part of ["sandbox", "worker", "web"] as const) {
      const child = startPart(part, options);
      children.set(part, child);
      child.once("error", (error) => resolve(`The ${part} could not be started: ${error.message}.`));
      child.once("exit", (code, signal) => {
        if (!isStopping)
          resolve(`The ${part} ended by itself (${signal ?? `exit code ${code}`}); its last lines are above.`);
      });
    }
  });
  return {
    ended,
    stop: async () => {
      isStopping = true;
      await Promise.all([...children.values()].map(stopPart));
    },
  };
}

async function isListening(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 1_000 });
    const answer = (result: boolean) => () => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", answer(true)).once("error", answer(false)).once("timeout", answer(false));
  });
}

async function isReady(port: number): Promise<string | true> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/health/ready`, { signal: AbortSignal.timeout(10_000) });
    return response.ok || `it answers ${response.status}: ${(await response.text()).slice(0, 500)}`;
  } catch {
    return "it does not answer";
  }
}

/** Waits until the web server says that it can serve and the sandbox listens. Throws when a part ends or time is up. */
export async function waitUntilReady(stack: Stack, { port, sandboxPort }: StackOptions): Promise<void> {
  let failure: string | undefined;
  void stack.ended.then((message) => {
    failure = message;
  });
  const deadline = performance.now() + readyPatienceMs;
  let state: string | true = "it does not answer";
  while (performance.now() < deadline) {
    if (failure) throw new Error(failure);
    state = await isReady(port);
    if (state === true && (await isListening(sandboxPort))) return;
    await sleep(100);
  }
  throw new Error(
    state === true
      ? `The sandbox does not listen on port ${sandboxPort} after two minutes.`
      : `The web server is not ready after two minutes: ${state}.`,
  );
}
