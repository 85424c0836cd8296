import { isLosslessNumber } from "@/lib/destination/json";
import type { SampleProperty, SampleUser } from "@/lib/destination/sample-users";
import { valueText } from "@/lib/destination/template/value-text";

/**
 * What may follow `${user.`: the properties of the project, then those that only the sample users have, such as a
 * column of a CSV.
 */
export function knownProperties(
  ofProject: readonly SampleProperty[],
  users: readonly SampleUser[],
): readonly SampleProperty[] {
  const known = new Set(ofProject.map(({ name }) => name));
  const [first] = users;
  const ofUsers = Object.entries(first?.properties ?? {}).filter(([name]) => !known.has(name));
  return [
    ...ofProject,
    ...ofUsers.map(([name, value]) => ({
      name,
      type: isLosslessNumber(value) ? "number" : typeof value === "object" ? "text" : typeof value,
      example: valueText(value) ?? "",
    })),
  ];
}
