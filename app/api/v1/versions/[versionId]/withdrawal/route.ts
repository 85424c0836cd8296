import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { withdrawVersion } from "@/lib/server/services/withdraw-version";

const params = z.object({ versionId: uuid });

export const POST = route({ action: "destination.withdraw", params }, async ({ actor, params }) => {
  await withdrawVersion(actor, params.versionId);
  return undefined;
});
