import { z } from "zod";
import { publicRoute } from "@/lib/http/route";
import { assertSession } from "@/lib/http/session";
import { idParam } from "@/lib/people-contract";
import { acceptInvitation } from "@/lib/server/services/accept-invitation";

/** Somebody may accept before they belong to any organization, so the use case checks who they are. */
export const POST = publicRoute({ params: z.object({ invitationId: idParam }) }, async ({ request, params }) =>
  acceptInvitation(await assertSession(request.headers), params.invitationId),
);
