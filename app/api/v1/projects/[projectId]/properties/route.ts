import { z } from "zod";
import { route } from "@/lib/http/route";
import { userPropertyBody, uuidParam } from "@/lib/people-contract";
import { saveUserProperty } from "@/lib/server/services/save-user-property";

export const POST = route(
  { action: "project.write", params: z.object({ projectId: uuidParam }), body: userPropertyBody },
  async ({ actor, params, body }) =>
    Response.json(await saveUserProperty(actor, params.projectId, body), { status: 201 }),
);
