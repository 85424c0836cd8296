/** Test values in the browser's session storage, so that they outlive a reload. Secrets never get there. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type TestValues, testValues } from "./test-values";

/** Half of what browsers keep for a page. */
const storedCharsMax = 2_000_000;

/** Text for the browser's session storage: everything but secrets; users only while they are few. */
export function serializeTestValues(definition: DestinationDefinition, values: TestValues): string {
  const secrets = new Set(definition.fields.filter(({ secret }) => secret).map(({ id }) => id));
  const known = new Set([...definition.fields, ...definition.mappings].map(({ id }) => id));
  const settings = Object.fromEntries(
    Object.entries(values.settings).filter(([id]) => known.has(id) && !secrets.has(id)),
  );
  const text = JSON.stringify({ ...values, settings });
  return text.length <= storedCharsMax
    ? text
    : JSON.stringify({ ...values, settings, users: undefined, events: undefined });
}

/** What an earlier page left; undefined where it can't be used any more. */
export function deserializeTestValues(text: string | null): TestValues | undefined {
  if (text === null) return undefined;
  try {
    const parsed = testValues.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
