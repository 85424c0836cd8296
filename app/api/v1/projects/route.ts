import { route } from "@/lib/http/route";
import { projectBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { listProjectsWithProperties } from "@/lib/server/repositories/projects";
import { createProject } from "@/lib/server/services/create-project";

export const GET = route({ action: "project.read" }, async ({ actor }) => {
  const projects = await listProjectsWithProperties(db, actor.organizationId);
  return { projects: projects.map(({ id, name, apiKeyLast4, properties }) => ({ id, name, apiKeyLast4, properties })) };
});

/** The answer holds the API key, which is shown this once. */
export const POST = route({ action: "project.write", body: projectBody }, async ({ actor, body }) =>
  Response.json(await createProject(actor, body.name), { status: 201 }),
);
