import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { deleteInstallationQuery, installationStatusBody, saveInstallationBody } from "@/lib/installation-contract";
import { connectionEffects } from "@/lib/server/services/call-connection-test";
import { changeInstallationStatus } from "@/lib/server/services/change-installation-status";
import { deleteInstallation } from "@/lib/server/services/delete-installation";
import { readInstallation } from "@/lib/server/services/read-installations";
import { saveInstallation } from "@/lib/server/services/save-installation";

const params = z.object({ installationId: uuid });

/** The answers as they are stored. Of secrets it says that they are there, and since when. */
export const GET = route({ action: "installation.read", params }, async ({ actor, params }) =>
  readInstallation(actor, params.installationId),
);

export const PUT = route(
  { action: "installation.write", params, body: saveInstallationBody },
  async ({ actor, params, body, request }) =>
    saveInstallation(actor, params.installationId, body, connectionEffects(request.signal)),
);

/** Pauses it, or has it go on. */
export const PATCH = route(
  { action: "installation.write", params, body: installationStatusBody },
  async ({ actor, params, body }) => changeInstallationStatus(actor, params.installationId, body.status),
);

/** `?lists=keep`: what is done with the lists at the partner. */
export const DELETE = route(
  { action: "installation.write", params, query: deleteInstallationQuery },
  async ({ actor, params, query }) => {
    await deleteInstallation(actor, params.installationId, query);
    return undefined;
  },
);
