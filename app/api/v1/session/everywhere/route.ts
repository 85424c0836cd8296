import { publicRoute } from "@/lib/http/route";
import { assertSession, withoutSessionCookie } from "@/lib/http/session";
import { signOutEverywhere } from "@/lib/server/services/sign-out";

/** Ends every session of this person, this one too. */
export const DELETE = publicRoute({}, async ({ request }) => {
  const result = await signOutEverywhere(await assertSession(request.headers));
  return withoutSessionCookie(Response.json(result));
});
