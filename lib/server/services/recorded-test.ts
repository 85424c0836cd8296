/** What a test run keeps beside its exchange: nothing secret, and nothing without bounds. */
import "server-only";
import type { TestRun } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { ownValue } from "@/lib/destination/effective-settings";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { SecretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";
import { inputsCharsMax, type RunDetails, type TestInputs } from "@/lib/test-history-contract";

type Told = Pick<TestRun, "listId" | "skipped" | "skippedEvents" | "items" | "accessToken" | "warnings">;

const wordsCharsMax = 500;

/** The same, with every text from outside masked and cut: the exchange of the token was masked when it was made. */
export function detailsOf(
  { listId, skipped, skippedEvents, items, accessToken, warnings }: Told,
  maskText: (text: string) => string,
): RunDetails {
  const words = (text: string) => {
    const masked = maskText(text);
    return masked.length > wordsCharsMax ? `${masked.slice(0, wordsCharsMax)}…` : masked;
  };
  return {
    listId: listId && {
      ...listId,
      ...(listId.value !== undefined && { value: maskText(listId.value) }),
      ...(listId.message !== undefined && { message: words(listId.message) }),
    },
    skipped: skipped.map(({ user, reason }) => ({ user, reason: words(reason) })),
    skippedEvents: skippedEvents.map(({ event, reason }) => ({ event, reason: words(reason) })),
    items: items && {
      listed: items.listed.map((item) => ({ ...item, ...report(item, words) })),
      unmatched: items.unmatched.map((item) => ({ ...item, ...report(item, words), reason: words(item.reason) })),
      problems: items.problems.map(words),
    },
    accessToken,
    warnings: warnings.map(words),
  };
}

function report({ code, message }: { code?: string; message?: string }, words: (text: string) => string) {
  return {
    ...(code !== undefined && { code: words(code) }),
    ...(message !== undefined && { message: words(message) }),
  };
}

/**
 * The inputs of a test by the IDs of fields and mappings, secret answers left out. Null where they are too large to be
 * kept, or where a secret stands among them in the clear, such as in a list ID that the partner made of it.
 */
export function inputsOf(
  definition: DestinationDefinition,
  given: TestInputs,
  maskText: (text: string) => string,
): TestInputs | null {
  const { projectId, cohort, users, events, actions, listId, propertyKey } = given;
  const fields = definition.fields.filter((field) => !isSecretField(field));
  const inputs: TestInputs = {
    projectId,
    settings: byId([...fields, ...definition.mappings], given.settings),
    mappings: byId(definition.mappings, given.mappings),
    cohort: { id: cohort.id, name: cohort.name },
    users,
    events,
    actions,
    listId,
    propertyKey,
  };
  const text = JSON.stringify(inputs);
  return text.length > inputsCharsMax || maskText(text) !== text ? null : inputs;
}

function byId(
  parts: readonly { id: string; variable: string }[],
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = parts.flatMap(({ id, variable }): [string, string][] => {
    const answer = variable === "" ? undefined : ownValue(answers, variable);
    return answer === undefined ? [] : [[id, answer]];
  });
  return Object.fromEntries(entries);
}

/** The answers of recorded inputs by variable, as the definition names them now. Nothing for what is secret by now. */
export function answersOf(
  definition: DestinationDefinition,
  inputs: Pick<TestInputs, "settings" | "mappings">,
): { settings: Record<string, string>; mappings: Record<string, string> } {
  const fields = definition.fields.filter((field) => !isSecretField(field));
  return {
    settings: byVariable([...fields, ...definition.mappings], inputs.settings),
    mappings: byVariable(definition.mappings, inputs.mappings),
  };
}

function byVariable(
  parts: readonly { id: string; variable: string }[],
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = parts.flatMap(({ id, variable }): [string, string][] => {
    const answer = variable === "" ? undefined : ownValue(answers, id);
    return answer === undefined ? [] : [[variable, answer]];
  });
  return Object.fromEntries(entries);
}

/** Recorded inputs as they may be shown now: without answers to fields that were made secret since. */
export function withoutSecrets(definition: DestinationDefinition, inputs: TestInputs): TestInputs {
  const secret = new Set(definition.fields.filter(isSecretField).map(({ id }) => id));
  const settings = Object.fromEntries(Object.entries(inputs.settings).filter(([id]) => !secret.has(id)));
  return { ...inputs, settings };
}

/**
 * A keyed fingerprint of each secret answer, by the ID of its field. They are of one place for all runs of a
 * destination, whoever made them, so that two runs tell whether another key was used.
 */
export function fingerprintsOf(
  definition: DestinationDefinition,
  settings: Readonly<Record<string, string>>,
  { organizationId, destinationId }: { organizationId: string; destinationId: string },
  keys: Pick<SecretKeys, "fingerprint">,
): Record<string, string> {
  const entries = definition.fields.filter(isSecretField).flatMap(({ id, variable }): [string, string][] => {
    const answer = variable === "" ? undefined : ownValue(settings, variable);
    if (answer === undefined || answer === "") return [];
    const place = { organizationId, table: "test_run", row: [destinationId], field: id };
    return [[id, keys.fingerprint(new Secret(answer), place)]];
  });
  return Object.fromEntries(entries);
}
