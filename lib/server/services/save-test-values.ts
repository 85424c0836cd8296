import "server-only";
import type { z } from "zod";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { parseTemplate } from "@/lib/destination/template/parse";
import { AppError, type InputIssue } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import * as testValues from "@/lib/server/repositories/test-values";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";
import type { saveTestValuesBody, TestAnswers, TestValuesAnswer } from "@/lib/test-values-contract";
import { readTestValues } from "./read-test-values";

/**
 * Keeps what a person tests a destination with: the answers in place of those before, and the secrets that are named.
 * Refuses a secret among the answers, and a secret for a field that isn't secret in the draft as the server has it.
 */
export async function saveTestValues(
  actor: Actor,
  destinationId: string,
  { answers, secrets }: z.output<typeof saveTestValuesBody>,
  now = new Date(),
): Promise<TestValuesAnswer> {
  const owner = { organizationId: actor.organizationId, userId: actor.userId, destinationId };
  await db.$transaction(async (tx) => {
    await testValues.lockDraft(tx, actor.organizationId, destinationId);
    const destination = await findDestination(tx, actor.organizationId, destinationId);
    if (!destination) throw new AppError("not_found", "There is no such destination.");
    const { definition } = destination;
    assertSecretsApart(definition, answers, Object.keys(secrets));
    await testValues.saveAnswers(tx, owner, withoutLeftovers(definition, answers), now);
    for (const [fieldId, value] of Object.entries(secrets)) {
      await testValues.saveSecret(tx, secretKeys(), owner, { fieldId, secret: new Secret(value), now });
    }
  });
  return readTestValues(actor, destinationId);
}

function assertSecretsApart(definition: DestinationDefinition, answers: TestAnswers, secretIds: string[]): void {
  const secretFields = new Set(definition.fields.filter(isSecretField).map(({ id }) => id));
  const issues: InputIssue[] = [
    ...Object.keys(answers.settings)
      .filter((id) => secretFields.has(id))
      .map((id) => ({ path: `answers.settings.${id}`, message: "This answer is secret: send it under secrets." })),
    ...secretIds
      .filter((id) => !secretFields.has(id))
      .map((id) => ({ path: `secrets.${id}`, message: "The draft has no secret field with this ID." })),
  ];
  if (issues.length === 0) return;
  throw new AppError("invalid_input", "Nothing was kept: secrets and other answers are kept apart.", { issues });
}

/**
 * The answers that are for something in the draft: what belonged to a field that was deleted may have been a secret. A
 * property's name that is made of a secret is not kept either, because the secret stands in it in the clear.
 */
function withoutLeftovers(definition: DestinationDefinition, answers: TestAnswers): TestAnswers {
  const known = new Set([...definition.fields, ...definition.mappings].map(({ id }) => id));
  const settings = Object.fromEntries(Object.entries(answers.settings).filter(([id]) => known.has(id)));
  return { ...answers, settings, propertyKey: isNameSecret(definition) ? "" : answers.propertyKey };
}

function isNameSecret(definition: DestinationDefinition): boolean {
  if (definition.kind !== "property") return false;
  const { names } = parseTemplate(definition.propertyKey, "text");
  return definition.fields.some((field) => isSecretField(field) && names.has(field.variable));
}
