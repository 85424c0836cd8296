/** What is kept of test values, in the browser's tab and on the server. Secrets are in neither. */
import { z } from "zod";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { isSameJson } from "@/lib/destination/same-json";
import type { TestValuesAnswer } from "@/lib/test-values-contract";
import { type TestValues, testValues } from "./test-values";

/** Half of what browsers keep for a page, and what the server takes. */
const storedCharsMax = 1_900_000;

/** How the tab's values stand to the server's. */
const standing = z.object({
  /** The server's answers that these follow; null: it had none. */
  keptAt: z.string().nullable().default(null),
  /** Whether the server doesn't have them yet. */
  isUnsaved: z.boolean().default(false),
});
export type Standing = z.infer<typeof standing>;

const remembered = testValues.extend(standing.shape);

/** Everything but secrets and answers to what is gone; users and events only while they are few. */
export function valuesToKeep(definition: DestinationDefinition, values: TestValues): TestValues {
  const secrets = new Set(definition.fields.filter(isSecretField).map(({ id }) => id));
  const known = new Set([...definition.fields, ...definition.mappings].map(({ id }) => id));
  const settings = Object.fromEntries(
    Object.entries(values.settings).filter(([id]) => known.has(id) && !secrets.has(id)),
  );
  const kept = { ...values, settings };
  return JSON.stringify(kept).length <= storedCharsMax ? kept : { ...kept, users: undefined, events: undefined };
}

/** Text for the browser's session storage, of what `valuesToKeep` gave. */
export function serializeTestValues(kept: TestValues, how: Standing): string {
  return JSON.stringify({ ...kept, ...how });
}

/** What an earlier page left; undefined where it can't be used any more. */
export function deserializeTestValues(text: string | null): { values: TestValues; standing: Standing } | undefined {
  if (text === null) return undefined;
  try {
    const parsed = remembered.safeParse(JSON.parse(text));
    if (!parsed.success) return undefined;
    const { keptAt, isUnsaved, ...values } = parsed.data;
    return { values, standing: { keptAt, isUnsaved } };
  } catch {
    return undefined;
  }
}

interface Beginning {
  /** The values on the page now. */
  current: TestValues;
  /** The very values that the page began with; others by now: somebody changed something meanwhile. */
  begun: TestValues | undefined;
  /** How the tab's values stood before the page was opened; absent: it had none. */
  remembered: Standing | undefined;
  kept: Pick<TestValuesAnswer, "answers" | "updatedAt">;
}

/**
 * What to go on with once the server has said what it keeps: what was changed here and never got there, else the
 * server's, which may be newer than this tab. An answer typed meanwhile is never lost, nor does it take the others along.
 */
export function valuesToBeginWith(beginning: Beginning): { values: TestValues } & Standing {
  const { current, begun, remembered, kept } = beginning;
  const { answers, updatedAt } = kept;
  const isTouched = current !== begun;
  const isNews = answers !== null && remembered?.keptAt !== updatedAt && !remembered?.isUnsaved;
  if (!isNews) {
    // Before it was kept on the server, a tab may have had answers that nobody else has.
    const isAlone = !answers && remembered !== undefined;
    return { values: current, keptAt: updatedAt, isUnsaved: isTouched || isAlone || remembered?.isUnsaved === true };
  }
  if (!isTouched) return { values: answers, keptAt: updatedAt, isUnsaved: false };
  return { values: begun ? withChanges(answers, begun, current) : current, keptAt: updatedAt, isUnsaved: true };
}

/** `theirs`, with what `ours` holds otherwise than `base`: each answer by itself. */
function withChanges(theirs: TestValues, base: TestValues, ours: TestValues): TestValues {
  return testValues.parse({
    ...theirs,
    ...changesOf(base, ours),
    settings: { ...theirs.settings, ...changesOf(base.settings, ours.settings) },
    mappings: { ...theirs.mappings, ...changesOf(base.mappings, ours.mappings) },
    actions: { ...theirs.actions, ...changesOf(base.actions, ours.actions) },
  });
}

function changesOf<Value>(base: Record<string, Value>, ours: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(ours).filter(([key, value]) => !isSameJson(value, base[key])));
}
