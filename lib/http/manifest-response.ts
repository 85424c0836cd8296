import type { ManifestFormat } from "@/lib/destination/manifest/manifest-format";
import type { ManifestFile } from "@/lib/server/services/read-manifest";

const types: Record<ManifestFormat, string> = {
  yaml: "application/yaml; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** A file to keep: browsers save it under its name. The name is made of letters, digits and hyphens. */
export function manifestResponse({ name, text }: ManifestFile, format: ManifestFormat): Response {
  return new Response(text, {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
