/** Builds guards with one rule broken: the guard's own source, changed in one place, in a folder of its own. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Guard } from "./guard";
import type { Change, GuardFile } from "./mutants";

const guardFiles: readonly GuardFile[] = [
  ...(["egress", "egress-dial", "egress-failure", "egress-headers"] as const),
  ...(["egress-policy", "egress-proxy", "egress-resolver", "egress-response"] as const),
];
/** What the guard uses of the rest of the product. */
const coreFiles = ["lib/destination/egress-rule.ts", "lib/destination/template/host-pattern.ts"];

const requireFromRoot = createRequire(resolve("package.json"));

export class MutantWorkshop {
  private constructor(
    private readonly folder: string,
    private readonly sources: ReadonlyMap<string, string>,
  ) {}

  static async open(): Promise<MutantWorkshop> {
    const paths = [...guardFiles.map((file) => `lib/server/${file}.ts`), ...coreFiles];
    const read = paths.map(async (path) => [basename(path, ".ts"), await readFile(path, "utf8")] as const);
    return new MutantWorkshop(await mkdtemp(join(tmpdir(), "landfall-guard-")), new Map(await Promise.all(read)));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** A guard in which each change was made. Throws where the text to be changed isn't there exactly once. */
  async load(name: string, changes: readonly Change[]): Promise<Guard> {
    const folder = join(this.folder, name);
    await mkdir(folder);
    for (const [file, source] of this.sources) {
      const mutated = changes.filter((change) => change.file === file).reduce(applied, source);
      await writeFile(join(folder, `${file}.mjs`), asModule(mutated));
    }
    const load = (file: GuardFile) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${file}.mjs`)).href);
    const parts = await Promise.all((["egress", "egress-headers", "egress-policy"] as const).map(load));
    const { send, judgeHeaders, judgeMethod, judgeAddresses, judgeUrl, parseEgressAllow } = Object.assign({}, ...parts);
    return { send, judgeHeaders, judgeMethod, judgeAddresses, judgeUrl, parseEgressAllow };
  }
}

function applied(source: string, { file, from, to }: Change): string {
  const pieces = source.split(from);
  if (pieces.length !== 2) throw new Error(`“${from}” is in ${file}.ts ${pieces.length - 1} times instead of once.`);
  return pieces.join(to);
}

/** Plain JavaScript whose imports stay in the folder, or name the installed package. */
function asModule(source: string): string {
  return stripTypeScriptTypes(source).replaceAll(/(?<=^(?:import|\}) .*from )"([^"]+)"/gm, (_text, name: string) => {
    if (name.startsWith("node:")) return `"${name}"`;
    const isOurs = name.startsWith("./") || name.startsWith("@/");
    return isOurs ? `"./${basename(name)}.mjs"` : `"${pathToFileURL(requireFromRoot.resolve(name)).href}"`;
  });
}
