import "server-only";
import type { TestRunBody } from "@/lib/contract";
import type { CustomField } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import type { DestinationRow } from "@/lib/server/repositories/destinations";
import { openSecrets } from "@/lib/server/repositories/test-values";
import { secretKeys } from "@/lib/server/sealed-secrets";

/**
 * The answers of a test with the person's stored secrets where it asks for them: opened for this one call, never given
 * back. Refuses what isn't stored, what was typed as well, and a field that isn't secret any more: nothing would mask it.
 */
export async function withStoredSecrets(
  actor: Actor,
  { id: destinationId, definition }: DestinationRow,
  { settings, storedSecrets = [] }: Pick<TestRunBody, "settings" | "storedSecrets">,
): Promise<Record<string, string>> {
  if (storedSecrets.length === 0) return settings;
  const { organizationId, userId } = actor;
  const fields = storedSecrets.map((fieldId) => {
    const field = definition.fields.find((candidate) => candidate.id === fieldId);
    if (!field || !isSecretField(field) || field.variable === "") {
      throw refusal("storedSecrets", "This destination has no such secret field. Reload the page.");
    }
    if (Object.hasOwn(settings, field.variable)) {
      throw refusal(field.variable, "Send either an answer or the stored secret, not both.");
    }
    return field;
  });
  const opened = await openSecrets(db, secretKeys(), { organizationId, userId, destinationId }, storedSecrets);
  const stored = fields.map((field): [string, string] => {
    const secret = opened.get(field.id);
    if (secret) return [field.variable, secret.reveal()];
    if (!opened.has(field.id)) throw refusal(field.variable, `Nothing is stored for ${nameOf(field)}. Enter it.`);
    log.error({ event: "secret_unreadable", destinationId, fieldId: field.id }, "a stored secret does not open");
    throw refusal(field.variable, `What is stored for ${nameOf(field)} can't be read any more. Enter it again.`);
  });
  // From entries: a variable may be called `__proto__`, and assigning to that would do something else.
  return Object.fromEntries([...Object.entries(settings), ...stored]);
}

function nameOf({ displayName, variable }: CustomField): string {
  return displayName || variable;
}

function refusal(path: string, message: string): AppError {
  return new AppError("invalid_input", `Nothing was sent. ${message}`, { issues: [{ path, message }] });
}
