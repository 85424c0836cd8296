/** What the commands of the command line have in common: files in, an answer out, an exit code. */
import { stringify } from "lossless-json";
import type { DocumentPath } from "@/lib/destination/finding";
import { type ParsedManifest, parseManifest } from "@/lib/destination/manifest/manifest-text";
import { type SourceProblem, sourceBytesMax } from "@/lib/destination/manifest/source-text";

export const exitCodes = { ok: 0, problems: 1, unreadable: 2, usage: 64 } as const;

/** What a command reaches outside itself. */
export interface Surroundings {
  /** The bytes of a file, undefined if there are more than `bytesMax`; throws where it can't be read. `-`: standard input. */
  read: (path: string, bytesMax: number) => Uint8Array | undefined;
  out: (text: string) => void;
  err: (text: string) => void;
}

/** Something wrong with a file: in which, at which part of it, and where that stands. */
export interface FileProblem {
  file: string;
  path: DocumentPath;
  message: string;
  line?: number;
  column?: number;
}

export type ReadText = { ok: true; text: string } | { ok: false; problem: FileProblem };

/** The text of a file as UTF-8. */
export function readText(file: string, { read }: Surroundings): ReadText {
  const failed = (message: string): ReadText => ({ ok: false, problem: { file, path: [], message } });
  let bytes: Uint8Array | undefined;
  try {
    bytes = read(file, sourceBytesMax);
  } catch (error) {
    return failed(`The file can't be read: ${reasonOf(error)}`);
  }
  if (!bytes) return failed(`The file is too large: at most ${sourceBytesMax} bytes are read.`);
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return failed("The file isn't text in UTF-8. Save it in that encoding.");
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is none at this path.";
  if (code === "EISDIR") return "this is a folder.";
  if (code === "EACCES" || code === "EPERM") return "you may not read it.";
  return error instanceof Error ? error.message : String(error);
}

export type ReadManifest =
  | { ok: true; manifest: Extract<ParsedManifest, { ok: true }> }
  | { ok: false; problems: FileProblem[] };

export function readManifest(file: string, surroundings: Surroundings): ReadManifest {
  const read = readText(file, surroundings);
  if (!read.ok) return { ok: false, problems: [read.problem] };
  const manifest = parseManifest(read.text);
  return manifest.ok ? { ok: true, manifest } : { ok: false, problems: inFile(file, manifest.problems) };
}

export function inFile(file: string, problems: readonly SourceProblem[]): FileProblem[] {
  return problems.map((problem) => ({ file, ...problem }));
}

/** Prints an answer as JSON; numbers keep their digits. */
export function printJson(answer: object, { out }: Surroundings): void {
  out(`${stringify(answer, undefined, 2)}\n`);
}

/** `manifest.yaml:12:5`, as editors and terminals make links of it. */
export function placeInFile({ file, line, column }: Pick<FileProblem, "file" | "line" | "column">): string {
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
}
