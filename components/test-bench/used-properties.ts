import type { DestinationDefinition } from "@/lib/destination/definition";
import { variableUses } from "@/lib/destination/variable-use";

/** The user properties that templates read by themselves: `$user_id`, `$device_id` and `${user.email}`. */
export function usedProperties(definition: DestinationDefinition): string[] {
  const names = variableUses(definition).flatMap(({ name, rest }) => {
    if (name === "user_id" || name === "device_id") return [name];
    return name === "user" && rest[0] !== undefined ? [rest[0]] : [];
  });
  return [...new Set(names)];
}
