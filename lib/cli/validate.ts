/** `landfall validate`: the rulebook on a manifest. */
import type { Finding, Severity } from "@/lib/destination/finding";
import type { ManifestConnectionInfo } from "@/lib/destination/manifest/manifest";
import type { SourcePosition } from "@/lib/destination/manifest/source-text";
import { type CheckContext, check } from "@/lib/destination/rulebook";
import { exitCodes, type FileProblem, placeInFile, printJson, readManifest, type Surroundings } from "./command";

export interface ValidateOptions {
  manifest: string;
  format: "json" | "text";
  /** Whether the connection info in the manifest is checked too. */
  withListing: boolean;
  allowedHosts: readonly string[];
}

type LocatedFinding = Finding & SourcePosition;

export function validateManifest(options: ValidateOptions, surroundings: Surroundings): number {
  const read = readManifest(options.manifest, surroundings);
  if (!read.ok) {
    printProblems(read.problems, options, surroundings);
    return exitCodes.unreadable;
  }
  const { definition, connectionInfo, position } = read.manifest;
  const context: CheckContext = {
    allowedHosts: options.allowedHosts,
    ...(options.withListing && { connectionInfo: listing(connectionInfo) }),
  };
  const findings = check(definition, context).map((finding) => ({ ...finding, ...position(finding.path) }));
  const counts = { error: 0, warning: 0, info: 0 } satisfies Record<Severity, number>;
  for (const { severity } of findings) counts[severity] += 1;
  const isOk = counts.error === 0;
  if (options.format === "json") printJson({ ok: isOk, findings, counts }, surroundings);
  else surroundings.out(asText(options.manifest, findings, counts));
  return isOk ? exitCodes.ok : exitCodes.problems;
}

/** A file holds no logo: that one is uploaded in the portal, and isn't missed here. */
function listing(info: ManifestConnectionInfo | undefined): NonNullable<CheckContext["connectionInfo"]> {
  const { displayName = "", summary = "", fullDescription = "", category = "" } = info ?? {};
  return { displayName, summary, fullDescription, hasLogo: true, hasCategory: category !== "" };
}

function printProblems(problems: FileProblem[], { format }: ValidateOptions, surroundings: Surroundings): void {
  if (format === "json") {
    printJson({ ok: false, problems }, surroundings);
    return;
  }
  surroundings.out(problems.map((problem) => `${placeInFile(problem)}: ${problem.message}\n`).join(""));
}

function asText(file: string, findings: readonly LocatedFinding[], counts: Record<Severity, number>): string {
  const lines = findings.map(
    ({ rule, severity, place, message, line, column }) =>
      `${placeInFile({ file, line, column })}: ${severity} ${rule}: ${place}: ${message}`,
  );
  const words = [counted(counts.error, "error"), counted(counts.warning, "warning"), counted(counts.info, "note")];
  const sum = findings.length === 0 ? "Nothing to fix." : `${words.join(", ")}.`;
  return `${[...lines, sum].join("\n")}\n`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
