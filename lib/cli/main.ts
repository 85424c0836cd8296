/** The command line (SPEC 17): `landfall validate` and `landfall render`, for people and for CI. */
import { parseArgs } from "node:util";
import { nearestName } from "@/lib/destination/template/nearest-name";
import { exitCodes, type Surroundings } from "./command";
import { renderManifest } from "./render";
import { validateManifest } from "./validate";

const usage = `Usage:
  landfall validate <manifest> [--format json|text] [--with-listing] [--allow-host <host[:port]>]
  landfall render <manifest> --input <file> [--show-secrets]

A manifest is a destination as a JSON or YAML file; - reads it from standard input.

validate   runs the rulebook on it
  --format text      lines for people instead of JSON
  --with-listing     also checks the connection info in the manifest
  --allow-host       a host that may be called although it is private or without https; may be repeated
render     shows the requests that it makes from the input
  --input <file>     endpoint, answers, cohort and users, or events, as JSON or YAML
  --show-secrets     shows secret answers instead of masking them

Exit codes: 0 in order, 1 errors or problems found, 2 a file can't be read or isn't a manifest, 64 wrong usage.
docs/manifest-and-cli.md describes the files and what is printed.
`;

const options = {
  validate: {
    format: { type: "string" },
    "with-listing": { type: "boolean" },
    "allow-host": { type: "string", multiple: true },
    help: { type: "boolean", short: "h" },
  },
  render: {
    input: { type: "string" },
    "show-secrets": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
} as const;

/** Runs a command and returns its exit code. Answers go to `out`, everything else to `err`. */
export function main(parameters: readonly string[], surroundings: Surroundings): number {
  const [command, ...rest] = parameters;
  const wrong = (message: string) => {
    surroundings.err(`${message}\n\n${usage}`);
    return exitCodes.usage;
  };
  if (command === undefined) return wrong("Say what to do: validate or render.");
  if (command === "help" || command === "--help" || command === "-h") return help(surroundings);
  try {
    if (command === "validate") return validate(rest, surroundings, wrong);
    if (command === "render") return render(rest, surroundings, wrong);
  } catch (error) {
    if (isUsageError(error)) return wrong(usageMessage(error.message));
    throw error;
  }
  const near = nearestName(command, Object.keys(options));
  return wrong(`There is no command ${command}.${near === undefined ? "" : ` Did you mean ${near}?`}`);
}

type Refuse = (message: string) => number;

function validate(args: string[], surroundings: Surroundings, wrong: Refuse): number {
  const { values, positionals } = parseArgs({ args, options: options.validate, allowPositionals: true });
  const { format = "json" } = values;
  if (values.help) return help(surroundings);
  const [manifest, ...more] = positionals;
  if (manifest === undefined || more.length > 0) return wrong("Name one manifest: landfall validate <manifest>.");
  if (format !== "json" && format !== "text") return wrong(`--format is json or text, not ${format}.`);
  return validateManifest(
    { manifest, format, withListing: values["with-listing"] ?? false, allowedHosts: values["allow-host"] ?? [] },
    surroundings,
  );
}

function render(args: string[], surroundings: Surroundings, wrong: Refuse): number {
  const { values, positionals } = parseArgs({ args, options: options.render, allowPositionals: true });
  const { input } = values;
  if (values.help) return help(surroundings);
  const [manifest, ...more] = positionals;
  if (manifest === undefined || more.length > 0) {
    return wrong("Name one manifest: landfall render <manifest> --input <file>.");
  }
  if (input === undefined) return wrong("Name the input: landfall render <manifest> --input <file>.");
  if (input === "-" && manifest === "-") return wrong("Only one of the two files can be standard input.");
  return renderManifest({ manifest, input, showSecrets: values["show-secrets"] ?? false }, surroundings);
}

function help({ out }: Surroundings): number {
  out(usage);
  return exitCodes.ok;
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function usageMessage(message: string): string {
  const unknown = /^Unknown option '(--?[^']+)'/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const near = nearestName(unknown.replace(/^-+/, ""), Object.values(options).flatMap(Object.keys));
  return `There is no option ${unknown}.${near === undefined ? "" : ` Did you mean --${near}?`}`;
}
