import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { join } from "node:path";

export const root = process.cwd();

/** The path of a program that npm installed. */
export function installed(name: string): string {
  return join(root, "node_modules/.bin", name);
}

export interface Result {
  code: number;
  seconds: number;
}

const running = new Set<ChildProcess>();

/**
 * Runs a program to its end, with our terminal as its own or with everything it prints given to `onOutput`. A signal to us
 * reaches it through `stopRunning`.
 */
export async function run(
  program: string,
  parameters: string[],
  { onOutput, ...options }: SpawnOptions & { onOutput?: (text: string) => void } = {},
): Promise<Result> {
  const start = performance.now();
  const output = onOutput ? "pipe" : "inherit";
  const child = spawn(program, parameters, { cwd: root, stdio: ["ignore", output, output], ...options });
  for (const stream of onOutput ? [child.stdout, child.stderr] : []) {
    stream?.setEncoding("utf8").on("data", (text: string) => onOutput?.(text));
  }
  running.add(child);
  const code = await new Promise<number>((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  running.delete(child);
  return { code, seconds: (performance.now() - start) / 1000 };
}

/** Ends whatever `run` is waiting for. */
export function stopRunning(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}

/** Calls `stop` once when the person or the system wants us to end, and again only if they insist. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let firstAt: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // A terminal and npm may each pass on the same Ctrl-C: only a later one means "now".
      if (firstAt !== undefined && performance.now() - firstAt > 1_500) process.exit(1);
      if (firstAt !== undefined) return;
      firstAt = performance.now();
      void stop(signal);
    });
  }
}

/** Prints what went wrong in words; the stack only helps with our own bugs and is shown on request. */
export function fail(error: unknown): never {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  if (process.env.DEBUG && error instanceof Error) console.error(error.stack);
  process.exit(1);
}
