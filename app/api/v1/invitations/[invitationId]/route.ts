import { z } from "zod";
import { route } from "@/lib/http/route";
import { idParam } from "@/lib/people-contract";
import { cancelInvitation } from "@/lib/server/services/cancel-invitation";

export const DELETE = route(
  { action: "organization.manage", params: z.object({ invitationId: idParam }) },
  async ({ actor, params }) => {
    await cancelInvitation(actor, params.invitationId);
    return undefined;
  },
);
