import { publicRoute } from "@/lib/http/route";
import { assertSession, withoutSessionCookie } from "@/lib/http/session";
import { demoSignInBody } from "@/lib/people-contract";
import { signInDemo } from "@/lib/server/services/sign-in-demo";
import { signOut } from "@/lib/server/services/sign-out";

/** Signs in as a person of the demo. Everybody else signs in with a password at /api/auth/sign-in/email. */
export const POST = publicRoute({ body: demoSignInBody }, async ({ body, request }) => {
  const answer = await signInDemo(body.demo, request.headers);
  return new Response(null, { status: 204, headers: answer.headers });
});

/** Ends this session. */
export const DELETE = publicRoute({}, async ({ request }) => {
  await signOut(await assertSession(request.headers));
  return withoutSessionCookie(new Response(null, { status: 204 }));
});
