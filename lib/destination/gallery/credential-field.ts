/** Fields that many partners ask for alike. */
import type { AuthenticationMethod, CustomField } from "@/lib/destination/definition";
import { field } from "@/lib/destination/example/list-destination";

/** A secret answer; of an authentication method, where one is named. */
export function secretField(
  variable: string,
  displayName: string,
  helpText: string,
  credentialOf: AuthenticationMethod | null = null,
): CustomField {
  return field({ type: "string", variable, displayName, helpText, secret: true, credentialOf });
}

/** A choice among regions: each option's value is a base URL, or sets several variables. */
export function regionField(
  variable: string,
  displayName: string,
  helpText: string,
  options: readonly { label: string; value: string; sets?: Record<string, string> }[],
): CustomField {
  return field({
    type: options.length > 3 ? "single_select" : "button_group",
    variable,
    displayName,
    helpText,
    defaultValue: options[0]?.value ?? "",
    options: options.map(({ label, value, sets = {} }, index) => ({
      id: `option_${index + 1}`,
      label,
      value,
      sets: Object.entries(sets).map(([name, text]) => ({ variable: name, value: text })),
    })),
  });
}
