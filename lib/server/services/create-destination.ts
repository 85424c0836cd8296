import "server-only";
import type { CreateDestinationBody } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type SandboxPlace, startDefinition } from "@/lib/destination/gallery/start-definition";
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
  return db.$transaction(async (tx) => {
    const info = await findConnectionInfo(tx, actor.organizationId, body.connectionInfoId);
    if (!info) {
      throw new AppError("invalid_input", "This connection info does not exist. Choose another or create one first.", {
        issues: [{ path: "connectionInfoId", message: "Choose a connection info record." }],
      });
    }
    const destination = await destinations.createDestination(tx, actor.organizationId, {
      connectionInfoId: info.id,
      definition: startOf(actor, body),
      userId: actor.userId,
    });
    await auditLog.record(tx, actor, "destination.created", destination.id, { displayName: info.displayName });
    return destination;
  });
}

function startOf(actor: Actor, { kind, startFrom }: CreateDestinationBody): DestinationDefinition {
  const sandbox = sandboxOf(actor);
  if (startFrom === "example" && !sandbox) {
    throw new AppError("unavailable", "This portal runs without the sandbox partner. Start with a blank draft.");
  }
  const definition = startDefinition(kind, startFrom, sandbox);
  if (definition) return definition;
  throw new AppError("invalid_input", "There is no such template for this kind of destination. Choose another one.", {
    issues: [{ path: "startFrom", message: "Choose a template of this kind, or start with a blank draft." }],
  });
}

/** The sandbox gives every organization a workspace of its own, named after it. */
export function sandboxOf(actor: Actor): SandboxPlace | undefined {
  const url = env().SANDBOX_URL;
  return url === undefined ? undefined : { url, workspace: slugify(actor.organizationName).toLowerCase() };
}
