import "server-only";
import type { CreateDestinationBody } from "@/lib/contract";
import { blankListDefinition, type DestinationDefinition } from "@/lib/destination/definition";
import { findTemplate } from "@/lib/destination/example/destination-template";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { slugify } from "@/lib/destination/template/slugify";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findConnectionInfo } from "@/lib/server/repositories/connection-infos";
import * as destinations from "@/lib/server/repositories/destinations";

/** Starts a destination, blank, from a template or as a working example, under one of the organization's connection info records. */
export async function createDestination(actor: Actor, body: CreateDestinationBody): Promise<{ id: string }> {
  if (body.kind !== "list") {
    throw new AppError("invalid_input", "Only list destinations can be built at this time.", {
      issues: [{ path: "kind", message: "Choose the kind “list”." }],
    });
  }
  return db.$transaction(async (tx) => {
    const info = await findConnectionInfo(tx, actor.organizationId, body.connectionInfoId);
    if (!info) {
      throw new AppError("invalid_input", "This connection info does not exist. Choose another or create one first.", {
        issues: [{ path: "connectionInfoId", message: "Choose a connection info record." }],
      });
    }
    const destination = await destinations.createDestination(tx, actor.organizationId, {
      connectionInfoId: info.id,
      definition: startOf(actor, body.startFrom),
      userId: actor.userId,
    });
    await auditLog.record(tx, actor, "destination.created", destination.id, { displayName: info.displayName });
    return destination;
  });
}

function startOf(actor: Actor, startFrom: CreateDestinationBody["startFrom"]): DestinationDefinition {
  if (startFrom !== "example") return findTemplate(startFrom)?.build() ?? blankListDefinition();
  const sandbox = sandboxOf(actor);
  if (!sandbox)
    throw new AppError("unavailable", "This portal runs without the sandbox partner. Start with a blank draft.");
  return sandboxDestination(sandbox.url, sandbox.workspace);
}

/** The sandbox gives every organization a workspace of its own, named after it. */
export function sandboxOf(actor: Actor): { url: string; workspace: string } | undefined {
  const url = env().SANDBOX_URL;
  return url === undefined ? undefined : { url, workspace: slugify(actor.organizationName).toLowerCase() };
}
