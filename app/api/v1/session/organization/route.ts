import { publicRoute } from "@/lib/http/route";
import { assertSession } from "@/lib/http/session";
import { switchOrganizationBody } from "@/lib/people-contract";
import { switchOrganization } from "@/lib/server/services/switch-organization";

/** Works for another of this person's organizations from now on. */
export const POST = publicRoute({ body: switchOrganizationBody }, async ({ request, body }) => {
  await switchOrganization(await assertSession(request.headers), body.organizationId);
  return undefined;
});
