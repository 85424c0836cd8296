/** What a reviewer's requests are filled with: nobody's data, the same on the page and in a test. Pure. */
import type { DestinationDefinition } from "./destination/definition";
import { isCohortDefinition } from "./destination/endpoints";
import type { RequestValues } from "./destination/request-values";
import { generateSampleUsers, type SampleProperty } from "./destination/sample-users";
import { sampleEvents } from "./destination/trigger/sample-events";

/** The platform's usual user properties. */
export const reviewProperties: readonly SampleProperty[] = [
  { name: "user_id", type: "string", example: "user-1001" },
  { name: "device_id", type: "string", example: "5f2b8c1e-9d40-4a7b-8f6e-2c3d1a0b9e87" },
  { name: "email", type: "string", example: "jo@example.com" },
  { name: "phone", type: "string", example: "+4915112345678" },
];

/** Four users, or the sample events. Every property that a mapping was answered with has a value. */
export function reviewSamples(
  definition: DestinationDefinition,
  mappings: Readonly<Record<string, string>>,
): Pick<RequestValues, "users" | "events"> {
  if (!isCohortDefinition(definition)) return { users: [], events: sampleEvents.map(({ event }) => event) };
  const known = new Set(reviewProperties.map(({ name }) => name));
  const mapped = [...new Set(Object.values(mappings))].filter((name) => name !== "" && !known.has(name));
  const properties = [...reviewProperties, ...mapped.map((name) => ({ name, type: "string", example: "" }))];
  return { users: generateSampleUsers(definition, 4, properties) };
}
