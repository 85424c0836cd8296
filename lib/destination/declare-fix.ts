/** The one click that declares a variable which a template uses. */
import type { FindingFix } from "./finding";

/** `isChoice`: the field will have options, because the variable decides which host is called (SPEC 6 rule 7). */
export function declareFix(variable: string, isChoice = false): Extract<FindingFix, { type: "declare_field" }> {
  const what = isChoice ? "field with options" : "custom field";
  return { label: `Add a ${what} $${variable}`, type: "declare_field", variable };
}
