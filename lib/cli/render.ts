/** `landfall render`: the requests that a manifest makes from an input. */
import { exitCodes, type FileProblem, inFile, printJson, readManifest, readText, type Surroundings } from "./command";
import { renderCalls } from "./render-calls";
import { readRenderInput } from "./render-input";

export interface RenderOptions {
  manifest: string;
  input: string;
  showSecrets: boolean;
}

export function renderManifest(options: RenderOptions, surroundings: Surroundings): number {
  const refuse = (problems: FileProblem[], code: number) => {
    printJson({ ok: false, problems }, surroundings);
    return code;
  };
  const read = readManifest(options.manifest, surroundings);
  if (!read.ok) return refuse(read.problems, exitCodes.unreadable);
  const text = readText(options.input, surroundings);
  if (!text.ok) return refuse([text.problem], exitCodes.unreadable);
  const { definition, position } = read.manifest;
  const input = readRenderInput(text.text, definition);
  if (!input.ok) return refuse(inFile(options.input, input.problems), exitCodes.problems);

  const { problems, ...rendered } = renderCalls(definition, input.input, options.showSecrets);
  if (problems.length === 0) {
    printJson({ ok: true, ...rendered }, surroundings);
    return exitCodes.ok;
  }
  const located = problems.map(({ path, message }) => ({ file: options.manifest, path, message, ...position(path) }));
  printJson({ ok: false, problems: located, ...rendered }, surroundings);
  return exitCodes.problems;
}
