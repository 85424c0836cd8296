import { toast } from "@/components/ui/toast";
import type { ManifestContents } from "@/lib/destination/manifest/manifest";
import type { ManifestFormat } from "@/lib/destination/manifest/manifest-format";

const promise = "It holds no secret values.";

/** Saves the destination as a file, made in this browser from what is on the screen. */
export async function downloadManifest(contents: ManifestContents, format: ManifestFormat): Promise<void> {
  const file = await fileOf(contents, format);
  if (!file) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.text], { type: "text/plain" }));
  link.download = file.name;
  link.click();
  // Not at once: the browser may still be asking where to put it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  toast.success(`${file.name} downloaded`, { description: promise });
}

/** The same on the clipboard. */
export async function copyManifest(contents: ManifestContents, format: ManifestFormat): Promise<void> {
  const file = await fileOf(contents, format);
  if (!file) return;
  try {
    await navigator.clipboard.writeText(file.text);
    toast.success("Manifest copied", { description: promise });
  } catch {
    toast.error("Not copied", { description: "The browser did not allow it. Download the manifest instead." });
  }
}

async function fileOf(contents: ManifestContents, format: ManifestFormat) {
  try {
    const { manifestFileName, manifestText } = await import("@/lib/destination/manifest/manifest-text");
    const schemaUrl = `${window.location.origin}/manifest.schema.json`;
    const name = manifestFileName(contents.connectionInfo?.displayName ?? "", format);
    return { name, text: manifestText(contents, format, schemaUrl) };
  } catch {
    toast.error("No manifest was made", { description: "Part of the page could not be loaded. Try again." });
    return undefined;
  }
}
