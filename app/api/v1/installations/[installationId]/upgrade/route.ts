import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { upgradeInstallationBody } from "@/lib/installation-contract";
import { connectionEffects } from "@/lib/server/services/call-connection-test";
import { readUpgrade } from "@/lib/server/services/read-upgrade";
import { upgradeInstallation } from "@/lib/server/services/upgrade-installation";

const params = z.object({ installationId: uuid });

/** What an upgrade to the version that is offered now would ask, carry and drop. */
export const GET = route({ action: "installation.read", params }, async ({ actor, params }) => {
  const { installation, target, plan } = await readUpgrade(actor, params.installationId);
  return {
    from: { versionId: installation.version.id, number: installation.version.number },
    to: { versionId: target.id, number: target.number },
    revision: installation.revision,
    ...plan,
  };
});

export const POST = route(
  { action: "installation.write", params, body: upgradeInstallationBody },
  async ({ actor, params, body, request }) =>
    upgradeInstallation(actor, params.installationId, body, connectionEffects(request.signal)),
);
