/** Cookie → who it is. Everything is read from the database at each request, so that a demotion works at once (T6). */
import { headers as requestHeaders } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { AppError } from "@/lib/errors";
import { type Action, type Actor, can, type PlatformRole } from "@/lib/policy";
import { auth } from "@/lib/server/auth";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { type Owned, ownerAmong } from "@/lib/server/repositories/owners";
import { type Membership, membershipsOf, parsePlatformRole } from "@/lib/server/repositories/users";

/** A signed-in person, who may not belong to any organization yet. */
export interface SignedIn {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  platformRole: PlatformRole;
  activeOrganizationId?: string;
}

/** The person whose session cookie came with the request; undefined when there is none or it has ended. */
export async function findSession(headers: Headers): Promise<SignedIn | undefined> {
  const found = await auth().api.getSession({ headers });
  if (!found) return undefined;
  const { session, user } = found;
  return {
    sessionId: session.id,
    userId: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    platformRole: parsePlatformRole(user.platformRole),
    activeOrganizationId: session.activeOrganizationId ?? undefined,
  };
}

/** For routes that somebody without an organization needs too. Refuses strangers. */
export async function assertSession(headers: Headers): Promise<SignedIn> {
  const signedIn = await findSession(headers);
  if (!signedIn) throw new AppError("unauthenticated", "Sign in to go on.");
  return signedIn;
}

/**
 * The person and the organization they are working for: the session's active one or, when they have left it or
 * never chose, the one they joined first. Undefined for strangers and for people without an organization.
 */
export async function findActor(headers: Headers): Promise<Actor | undefined> {
  const signedIn = await findSession(headers);
  return signedIn && actorOf(signedIn);
}

/** For a person who is known to be signed in. Undefined when they belong to no organization. */
export async function actorOf(signedIn: SignedIn): Promise<Actor | undefined> {
  return actorFrom(signedIn, await membershipsOf(db, signedIn.userId));
}

function actorFrom(signedIn: SignedIn, memberships: readonly Membership[]): Actor | undefined {
  const isActive = (membership: { organizationId: string }) =>
    membership.organizationId === signedIn.activeOrganizationId;
  const membership = memberships.find(isActive) ?? memberships[0];
  if (!membership) return undefined;
  return {
    userId: signedIn.userId,
    name: signedIn.name,
    email: signedIn.email,
    platformRole: signedIn.platformRole,
    organizationId: membership.organizationId,
    organizationName: membership.organizationName,
    organizationRole: membership.organizationRole,
    portalEnabled: membership.portalEnabled,
  };
}

/**
 * For pages. A stranger is sent to sign in and comes back afterwards; a person without an organization is sent to
 * /welcome; who may not do `action` gets the page that says there is nothing here. With what the page is about, somebody
 * who works for another of their organizations at the moment is asked to switch, rather than told that it isn't there.
 */
export async function requireActor(action: Action = "account.read", owned?: Owned): Promise<Actor> {
  const signedIn = await requireSession();
  const memberships = await membershipsOf(db, signedIn.userId);
  const actor = actorFrom(signedIn, memberships);
  if (!actor) redirect("/welcome");
  if (owned && memberships.length > 1) {
    const others = memberships.map(({ organizationId }) => organizationId).filter((id) => id !== actor.organizationId);
    const organization = await ownerAmong(db, others, owned);
    const next = (await requestHeaders()).get("x-path") ?? "/";
    if (organization) redirect(`/elsewhere?${new URLSearchParams({ organization, next })}`);
  }
  if (!can(actor, action)) notFound();
  return actor;
}

/** For the pages that a person without an organization needs too. */
export async function requireSession(): Promise<SignedIn> {
  const headers = await requestHeaders();
  const signedIn = await findSession(headers);
  if (!signedIn) redirect(`/sign-in?next=${encodeURIComponent(headers.get("x-path") ?? "/")}`);
  return signedIn;
}

/** Takes the session cookie away from the browser; the session itself has ended already. */
export function withoutSessionCookie(response: Response): Response {
  const isSecure = env().BASE_URL.startsWith("https:");
  const name = `${isSecure ? "__Secure-" : ""}landfall.session_token`;
  response.headers.append(
    "set-cookie",
    `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`,
  );
  return response;
}
