/** How a place of the builder stands in the page's address: `#add-users`, `#field-endpoints-addUsers-url`. */
import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId } from "./document-place";
import { isSectionId, type SectionId } from "./sections";

export type Address = { section: SectionId } | { path: DocumentPath };

/** The place that a fragment names; undefined for one that is not of ours. Whether the document has it is not asked. */
export function parseAddress(hash: string): Address | undefined {
  const text = decode(hash.replace(/^#/, ""));
  if (isSectionId(text)) return { section: text };
  if (!text.startsWith("field-")) return undefined;
  const steps = text.slice("field-".length).split("-");
  if (steps.some((step) => !/^(\d{1,4}|[A-Za-z]{1,40})$/.test(step))) return undefined;
  return { path: steps.map((step) => (/^\d/.test(step) ? Number(step) : step)) };
}

export function hashOf(address: Address): string {
  return `#${"section" in address ? address.section : fieldId(address.path)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
