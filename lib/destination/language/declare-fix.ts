/** The one click that declares a variable which a template uses. */
import type { FindingFix } from "@/lib/destination/finding";

export function declareFix(variable: string): Extract<FindingFix, { type: "declare_field" }> {
  return { label: `Add a custom field $${variable}`, type: "declare_field", variable };
}
