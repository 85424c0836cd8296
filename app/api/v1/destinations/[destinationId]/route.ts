import { z } from "zod";
import { saveDraftBody, uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { deleteDestination } from "@/lib/server/services/delete-destination";
import { readDraft, saveDraft } from "@/lib/server/services/save-draft";

const params = z.object({ destinationId: uuid });

export const GET = route({ action: "destination.read", params }, async ({ actor, params }) =>
  readDraft(actor, params.destinationId),
);

export const PUT = route(
  { action: "destination.write", params, body: saveDraftBody },
  async ({ actor, params, body }) => saveDraft(actor, params.destinationId, body),
);

export const DELETE = route({ action: "destination.write", params }, async ({ actor, params }) => {
  await deleteDestination(actor, params.destinationId);
  return undefined;
});
