import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { vaultBody } from "@/lib/review-vault-contract";
import { lendAccount, takeAccountBack } from "@/lib/server/services/lend-account";
import { readVault } from "@/lib/server/services/read-vault";

const params = z.object({ versionId: uuid });

export const GET = route({ action: "destination.read", params }, async ({ actor, params }) =>
  readVault(actor, params.versionId),
);

export const PUT = route({ action: "destination.submit", params, body: vaultBody }, async ({ actor, params, body }) => {
  await lendAccount(actor, params.versionId, body);
  return undefined;
});

export const DELETE = route({ action: "destination.submit", params }, async ({ actor, params }) => {
  await takeAccountBack(actor, params.versionId);
  return undefined;
});
