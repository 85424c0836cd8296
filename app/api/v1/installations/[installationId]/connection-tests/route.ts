import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { connectionEffects } from "@/lib/server/services/call-connection-test";
import { testInstallation } from "@/lib/server/services/test-connection";

const params = z.object({ installationId: uuid });

/** Tests the answers as they are stored. */
export const POST = route({ action: "installation.write", params }, async ({ actor, params, request }) =>
  testInstallation(actor, params.installationId, connectionEffects(request.signal)),
);
