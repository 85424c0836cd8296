import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { installationRevisionBody } from "@/lib/installation-contract";
import { rollbackInstallation } from "@/lib/server/services/rollback-installation";

const params = z.object({ installationId: uuid });

/** Takes the newest upgrade back. */
export const POST = route(
  { action: "installation.write", params, body: installationRevisionBody },
  async ({ actor, params, body }) => rollbackInstallation(actor, params.installationId, body),
);
