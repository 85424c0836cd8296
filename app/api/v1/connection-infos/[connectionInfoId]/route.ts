import { z } from "zod";
import { updateConnectionInfoBody, uuid } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { findConnectionInfo } from "@/lib/server/repositories/connection-infos";
import { updateConnectionInfo } from "@/lib/server/services/save-connection-info";

const params = z.object({ connectionInfoId: uuid });

export const GET = route({ action: "connection_info.read", params }, async ({ actor, params }) => {
  const row = await findConnectionInfo(db, actor.organizationId, params.connectionInfoId);
  if (!row) throw new AppError("not_found", "There is no such connection info.");
  return row;
});

export const PUT = route(
  { action: "connection_info.write", params, body: updateConnectionInfoBody },
  async ({ actor, params, body }) => updateConnectionInfo(actor, params.connectionInfoId, body),
);
