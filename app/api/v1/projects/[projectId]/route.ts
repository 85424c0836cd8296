import { z } from "zod";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { projectBody, uuidParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findProject } from "@/lib/server/repositories/projects";
import { renameProject } from "@/lib/server/services/rename-project";

const params = z.object({ projectId: uuidParam });

export const GET = route({ action: "project.read", params }, async ({ actor, params }) => {
  const project = await findProject(db, actor.organizationId, params.projectId);
  if (!project) throw new AppError("not_found", "There is no such project.");
  const { id, name, apiKeyLast4, createdAt, properties } = project;
  return { id, name, apiKeyLast4, createdAt, properties };
});

export const PATCH = route({ action: "project.write", params, body: projectBody }, ({ actor, params, body }) =>
  renameProject(actor, params.projectId, body.name),
);
