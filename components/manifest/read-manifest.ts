import type { DestinationDefinition } from "@/lib/destination/definition";
import type { Finding } from "@/lib/destination/finding";
import type { ManifestConnectionInfo } from "@/lib/destination/manifest/manifest";
import type { SourceProblem } from "@/lib/destination/manifest/source-text";

export interface GoodManifest {
  definition: DestinationDefinition;
  connectionInfo: ManifestConnectionInfo | undefined;
  findings: readonly Finding[];
}

export type ReadManifest = { ok: true; contents: GoodManifest } | { ok: false; problems: readonly SourceProblem[] };

/** What a text holds, or all that is wrong with it. What reads YAML is fetched at the first call. */
export async function readManifest(text: string): Promise<ReadManifest> {
  const [{ parseManifest }, { check }] = await Promise.all([
    import("@/lib/destination/manifest/manifest-text"),
    import("@/lib/destination/rulebook"),
  ]);
  const parsed = parseManifest(text);
  if (!parsed.ok) return parsed;
  const { definition, connectionInfo } = parsed;
  return { ok: true, contents: { definition, connectionInfo, findings: check(definition) } };
}

const bytesMax = 2_000_000;

/** The text of a chosen file; rejects with a sentence for people. */
export async function textOf(file: File): Promise<string> {
  if (file.size > bytesMax) throw new Error(`${file.name} is larger than 2 MB. A manifest has at most 2 MB.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name} isn't a text in UTF-8. Choose a manifest as JSON or YAML, saved as UTF-8.`);
  }
}
