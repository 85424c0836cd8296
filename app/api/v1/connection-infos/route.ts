import { connectionInfoBody } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listConnectionInfos } from "@/lib/server/repositories/connection-infos";
import { createConnectionInfo } from "@/lib/server/services/save-connection-info";

export const GET = route({ action: "connection_info.read" }, async ({ actor }) => ({
  connectionInfos: await listConnectionInfos(db, actor.organizationId),
}));

export const POST = route({ action: "connection_info.write", body: connectionInfoBody }, async ({ actor, body }) =>
  Response.json(await createConnectionInfo(actor, body), { status: 201 }),
);
