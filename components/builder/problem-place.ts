/** Where a finding is, in words. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { sectionNames, sectionOf } from "./sections";

const partNames = new Map<string | number, string>([
  ["url", "URL"],
  ["payload", "Payload"],
  ["itemTemplate", "Item template"],
  ["batchSize", "Batch size"],
  ["bodyBytesMax", "Maximum body size"],
  ["listIdPath", "Path to the list ID"],
  ["listIdTemplate", "List ID"],
  ["variable", "Variable"],
  ["displayName", "Display name"],
  ["targetName", "Target"],
  ["pattern", "Pattern"],
  ["options", "Options"],
  ["defaultValue", "Default"],
  ["defaultProperty", "Default property"],
  ["hostPatterns", "Allowed hosts"],
  ["secret", "Secret"],
  ["name", "Name"],
  ["value", "Value"],
  ["message", "Error message"],
  ["failureReason", "Failure reason"],
  ["status", "Status code"],
  ["subErrorCode", "Sub error code"],
  ["fixUrl", "Link to a fix"],
  ["field", "Field to check"],
  ["errors", "Error classifications"],
  ["headers", "Headers"],
]);

/** "Add users › Payload", "Custom fields › Region › Default"; for the destination as a whole "Connection info". */
export function describePlace(definition: DestinationDefinition, path: DocumentPath): string {
  const section = sectionOf(definition, path);
  if (!section) return "The destination as a whole";
  const steps = path.flatMap((step, index) => {
    if (typeof step === "number") return nameOfPart(getAtPath(definition, path.slice(0, index + 1)));
    const isLast = index === path.length - 1;
    return isLast && index > 0 ? (partNames.get(step) ?? []) : [];
  });
  return [sectionNames[section], ...steps].join(" › ");
}

function nameOfPart(part: unknown): string | never[] {
  for (const key of ["displayName", "label", "failureReason", "name", "variable"]) {
    const name = getAtPath(part, [key]);
    if (typeof name === "string" && name !== "") return name;
  }
  return [];
}
