/** Sign-in without a password, for the people of the demo. Callable by our own code only: it has no address. */
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { demoPeople } from "./demo-people";
import { env } from "./env";

export const demoSignIn = {
  id: "landfall-demo-sign-in",
  endpoints: {
    signInDemo: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ email: z.email() }), requireHeaders: true },
      async (context) => {
        const { email } = context.body;
        const isDemoPerson = demoPeople.some((person) => person.email === email);
        const found =
          isDemoPerson && env().DEMO === "1" && (await context.context.internalAdapter.findUserByEmail(email));
        if (!found) throw new APIError("NOT_FOUND", { message: "There is no such demo person." });
        const session = await context.context.internalAdapter.createSession(found.user.id);
        await setSessionCookie(context, { session, user: found.user });
        return context.json({ userId: found.user.id });
      },
    ),
  },
} satisfies BetterAuthPlugin;
