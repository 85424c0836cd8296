/** The test account that a partner lends to the reviewers of a version: taken in, checked, sealed. */
import "server-only";
import type { z } from "zod";
import type { CustomField, DestinationDefinition } from "@/lib/destination/definition";
import { byId, byVariable } from "@/lib/destination/installation-answers";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { validateActions, validateSettings } from "@/lib/destination/settings";
import { AppError, type InputIssue } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { vaultBody } from "@/lib/review-vault-contract";
import type { Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as vaults from "@/lib/server/repositories/review-vaults";
import { openSecrets } from "@/lib/server/repositories/test-values";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";

interface VaultVersion {
  id: string;
  number: string;
  organizationId: string;
  destinationId: string;
  definition: DestinationDefinition;
}

type Body = z.output<typeof vaultBody>;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Stores the account of a version in place of the one before. Refuses answers that no call could be made with, a secret
 * among the other answers, and a secret for a field that isn't secret in this version: nothing would mask it. `at` is
 * where the body stands in the request, for the paths of what is refused.
 */
export async function storeVault(
  tx: Tx,
  actor: Actor,
  version: VaultVersion,
  body: Body,
  { now, at }: { now: Date; at: string },
): Promise<void> {
  const { definition, organizationId, id: versionId } = version;
  assertSecretsApart(definition, body, at);
  const secrets = await secretsOf(tx, actor, version, body, { now, at });
  assertComplete(definition, body, secrets, at);
  const isReplaced = (await vaults.findOwnVault(tx, { organizationId, versionId }, now)) !== undefined;
  const expiresAt = new Date(now.getTime() + body.days * dayMs);
  const place = { organizationId, versionId };
  await vaults.replaceVault(tx, place, {
    // Answers of fields that are gone stay behind: they may have been secret once.
    answers: byId(definition, byVariable(definition, body.answers)).answers,
    note: body.note,
    expiresAt,
    storedById: actor.userId,
    storedAt: now,
  });
  for (const [fieldId, secret] of secrets) {
    await vaults.saveVaultSecret(tx, secretKeys(), place, { fieldId, secret, now });
  }
  await auditLog.record(tx, actor, isReplaced ? "vault.replaced" : "vault.stored", versionId, {
    number: version.number,
    secretFields: [...secrets.keys()],
    expiresAt: expiresAt.toISOString(),
  });
}

function assertSecretsApart(definition: DestinationDefinition, body: Body, at: string): void {
  const secretIds = new Set(definition.fields.filter(isSecretField).map(({ id }) => id));
  const named = [...Object.keys(body.secrets), ...body.storedSecrets, ...body.keptSecrets];
  const issues: InputIssue[] = [
    ...Object.keys(body.answers.settings)
      .filter((id) => secretIds.has(id))
      .map((id) => ({
        path: `${at}.answers.settings.${id}`,
        message: "This answer is secret: send it under secrets.",
      })),
    ...named
      .filter((id) => !secretIds.has(id))
      .map((id) => ({ path: `${at}.secrets.${id}`, message: "There is no secret field with this ID." })),
    ...named
      .filter((id, index) => named.indexOf(id) !== index)
      .map((id) => ({ path: `${at}.secrets.${id}`, message: "Say once where this secret comes from." })),
  ];
  if (issues.length > 0) throw refusal("secrets and other answers are kept apart.", issues);
}

/** Typed ones, and copies of those that are stored already: no page ever has those. */
async function secretsOf(
  tx: Tx,
  actor: Actor,
  { definition, organizationId, destinationId, id: versionId }: VaultVersion,
  body: Body,
  { now, at }: { now: Date; at: string },
): Promise<Map<string, Secret>> {
  const keys = secretKeys();
  const owner = { organizationId, userId: actor.userId, destinationId };
  const stored = await openSecrets(tx, keys, owner, body.storedSecrets);
  const own = { organizationId, versionId };
  const hasOwn = body.keptSecrets.length > 0 && (await vaults.findOwnVault(tx, own, now)) !== undefined;
  const before = hasOwn ? versionId : await vaults.findNewestVaultVersion(tx, { organizationId, destinationId }, now);
  const kept = before
    ? await vaults.openVaultSecrets(tx, keys, { organizationId, versionId: before }, now)
    : new Map<string, Secret | undefined>();
  const found = new Map<string, Secret>();
  const issues: InputIssue[] = [];
  for (const field of definition.fields.filter(isSecretField)) {
    const typed = body.secrets[field.id];
    const isCopied = body.storedSecrets.includes(field.id) || body.keptSecrets.includes(field.id);
    const copied = body.storedSecrets.includes(field.id) ? stored.get(field.id) : kept.get(field.id);
    if (typed !== undefined) found.set(field.id, new Secret(typed));
    else if (isCopied && copied) found.set(field.id, copied);
    else if (isCopied) {
      const message = `What was stored for ${nameOf(field)} is gone or can't be read any more. Enter it.`;
      issues.push({ path: `${at}.secrets.${field.id}`, message });
    }
  }
  if (issues.length > 0) throw refusal("a secret that was to be copied isn't there.", issues);
  return found;
}

function assertComplete(
  definition: DestinationDefinition,
  { answers }: Body,
  secrets: ReadonlyMap<string, Secret>,
  at: string,
): void {
  const revealed = Object.fromEntries([...secrets].map(([id, secret]) => [id, secret.reveal()]));
  const { settings, mappings, actions } = byVariable(definition, answers, revealed);
  const issues: InputIssue[] = [
    ...validateSettings(definition, settings, mappings).map(({ source, path, message }) => {
      const list = source === "field" ? definition.fields : definition.mappings;
      const id = list[Number(path[1])]?.id ?? "";
      return { path: `${at}.answers.${source === "field" ? "settings" : "mappings"}.${id}`, message };
    }),
    ...validateActions(definition, actions).map(({ actionId, message }) => ({
      path: `${at}.answers.actions.${actionId}`,
      message,
    })),
  ];
  if (issues.length > 0) throw refusal("reviewers couldn't make a call with it yet.", issues);
}

function nameOf({ displayName, variable }: CustomField): string {
  return displayName || variable;
}

function refusal(why: string, issues: InputIssue[]): AppError {
  const [first] = issues;
  return new AppError("invalid_input", `The test account for the reviewers was not stored: ${why} ${first?.message}`, {
    issues,
  });
}
