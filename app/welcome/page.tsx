import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AcceptInvitation } from "@/components/people/accept-invitation";
import { CreateOrganizationForm } from "@/components/people/create-organization-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { SignOut } from "@/components/shell/sign-out";
import { actorOf, requireSession } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { findUser, openInvitationsFor } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Welcome" };

/** For people who belong to no organization: join one that invited them, or found one. */
export default async function WelcomePage() {
  const person = await requireSession();
  if (await actorOf(person)) redirect("/");
  const user = await findUser(db, person.userId);
  const invitations = person.emailVerified ? await openInvitationsFor(db, person.email) : [];
  return (
    <AuthShell
      title={`Welcome, ${person.name}`}
      description="You don't belong to an organization at the moment."
      footer={
        <>
          Signed in as {person.email}. <SignOut className="link">Sign out</SignOut>
        </>
      }
    >
      {invitations.length > 0 && (
        <section aria-labelledby="invitations-title" className="mb-6 border-line border-b pb-6">
          <h2 id="invitations-title" className="font-semibold text-ink text-sm">
            You are invited
          </h2>
          <ul className="mt-3 space-y-4">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="space-y-2">
                <p className="text-muted text-sm">
                  {invitation.inviter.name} invited you to {invitation.organization.name}.
                </p>
                <AcceptInvitation invitationId={invitation.id} organizationName={invitation.organization.name} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <CreateOrganizationForm name={user?.organizationName ?? undefined} />
    </AuthShell>
  );
}
