import { z } from "zod";
import { route } from "@/lib/http/route";
import { userPropertyBody, uuidParam } from "@/lib/people-contract";
import { deleteUserProperty, saveUserProperty } from "@/lib/server/services/save-user-property";

const params = z.object({ projectId: uuidParam, propertyId: uuidParam });

export const PUT = route({ action: "project.write", params, body: userPropertyBody }, ({ actor, params, body }) =>
  saveUserProperty(actor, params.projectId, body, params.propertyId),
);

export const DELETE = route({ action: "project.write", params }, async ({ actor, params }) => {
  await deleteUserProperty(actor, params.projectId, params.propertyId);
  return undefined;
});
