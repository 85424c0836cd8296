import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { vaultBody } from "@/lib/review-vault-contract";
import { db } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as versions from "@/lib/server/repositories/versions";
import { endVault } from "./end-vault";
import { noVersion } from "./move-version";
import { storeVault } from "./store-vault";

/**
 * Lends the reviewers of a version that is in review a test account, in place of the one before: a key has expired, say.
 * They are told: whoever waited for it can go on.
 */
export async function lendAccount(
  actor: Actor,
  versionId: string,
  body: z.output<typeof vaultBody>,
  now = new Date(),
): Promise<void> {
  await db.$transaction(async (tx) => {
    const version = await versions.lockVersion(tx, versionId, { organizationId: actor.organizationId });
    if (!version) throw noVersion();
    if (version.status !== "in_review") {
      throw new AppError(
        "illegal_transition",
        `Nothing was stored: version ${version.number} is not in review any more, so no reviewer needs an account.`,
      );
    }
    await storeVault(tx, actor, version, body, { now, at: "vault" });
    await enqueue(tx, "notify", { event: "account_lent", versionId, actorId: actor.userId });
  });
}

/** Takes the account back, whatever became of the version. Nothing of it is left; who reviews it now is told. */
export async function takeAccountBack(actor: Actor, versionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const version = await versions.lockVersion(tx, versionId, { organizationId: actor.organizationId });
    if (!version) throw noVersion();
    const isEnded = await endVault(tx, actor, version, "The partner took it back.");
    if (!isEnded || version.status !== "in_review") return;
    await enqueue(tx, "notify", { event: "account_ended", versionId, actorId: actor.userId });
  });
}
