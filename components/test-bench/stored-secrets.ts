/** Which answers of a test are secrets that the server has: the page never sees them, so they are stood in for. Pure. */
import type { KeptSecretState } from "@/components/preview/secret-keeping";
import { sampleAnswer } from "@/components/preview/setup-states";
import { fieldRowId, type ProjectProperty, type SetupProblem, setupProblems } from "@/components/preview/setup-values";
import { activeFields } from "@/lib/destination/active-fields";
import type { CustomField, DestinationDefinition } from "@/lib/destination/definition";
import { ownValue } from "@/lib/destination/effective-settings";
import { isSecretField, mask } from "@/lib/destination/mask-secrets";
import { setupValuesOf, type TestValues } from "./test-values";

/** The fields that tests answer with what is stored: asked, stored, and nothing else typed for this page. */
export function storedFields(
  definition: DestinationDefinition,
  values: TestValues,
  secrets: Readonly<Record<string, KeptSecretState>>,
): CustomField[] {
  return activeFields(definition).filter((field) => {
    if (field.variable === "" || !isSecretField(field)) return false;
    const secret = ownValue(secrets, field.id);
    const isStored = secret?.storedAt !== undefined && secret.phase !== "forgetting";
    return isStored && (ownValue(values.settings, field.id) ?? "") === "";
  });
}

/** Answers with a stand-in of the right form for each stored secret. Requests built of them are looked at, never sent. */
export function withStoredStandIns(
  definition: DestinationDefinition,
  settings: Record<string, string>,
  stored: readonly CustomField[],
): Record<string, string> {
  if (stored.length === 0) return settings;
  const standIns = stored.map((field) => [field.variable, sampleAnswer(definition, settings, field) || mask] as const);
  return Object.fromEntries([...Object.entries(settings), ...standIns]);
}

/** What a test sends: the answers, and which of them the server has. */
export function answersToSend(
  settings: Readonly<Record<string, string>>,
  stored: readonly CustomField[],
): { settings: Record<string, string>; storedSecrets: string[] } {
  const variables = new Set<string>(stored.map(({ variable }) => variable));
  return {
    settings: Object.fromEntries(Object.entries(settings).filter(([variable]) => !variables.has(variable))),
    storedSecrets: stored.map(({ id }) => id),
  };
}

/** What is wrong with the answers of the test bench. A stored secret is no missing answer. */
export function testSetupProblems(
  definition: DestinationDefinition,
  values: TestValues,
  { stored, properties }: { stored: readonly CustomField[]; properties?: readonly ProjectProperty[] | undefined },
): SetupProblem[] {
  const rows = new Set(stored.map(({ variable }) => fieldRowId(variable)));
  const problems = setupProblems(definition, setupValuesOf(definition, values), { asked: "all", properties });
  return problems.filter(({ rowId }) => !rows.has(rowId));
}
