import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AcceptInvitation } from "@/components/people/accept-invitation";
import { AuthShell } from "@/components/shell/auth-shell";
import { SignOut } from "@/components/shell/sign-out";
import { buttonClass } from "@/components/ui/button-class";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { findSession, type SignedIn } from "@/lib/http/session";
import { idParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findInvitation, isInvitationOpen } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ invitationId: string }> }) {
  const id = idParam.safeParse((await params).invitationId);
  const invitation = id.success ? await findInvitation(db, id.data) : null;
  if (!invitation) notFound();
  const { organization, inviter } = invitation;
  if (!isInvitationOpen(invitation)) {
    return (
      <AuthShell
        title="This invitation is closed"
        description={`It was accepted, canceled, or has expired. Ask an owner of ${organization.name} for a new one.`}
      >
        <ButtonLink href="/">Go to the start page</ButtonLink>
      </AuthShell>
    );
  }
  const person = await findSession(await headers());
  return (
    <AuthShell
      title={`Join ${organization.name}`}
      description={`${inviter.name} invited you as ${invitation.role === "owner" ? "an owner" : "a member"}.`}
    >
      <Answer
        person={person}
        invitation={{ id: invitation.id, email: invitation.email, organizationName: organization.name }}
      />
    </AuthShell>
  );
}

interface AnswerProps {
  person: SignedIn | undefined;
  invitation: { id: string; email: string; organizationName: string };
}

function Answer({ person, invitation }: AnswerProps) {
  if (!person) {
    return (
      <div className="space-y-4">
        <p className="text-muted text-sm">
          Sign in as {invitation.email}, or create an account with this address. Then accept.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/invitations/${invitation.id}`)}`} variant="primary">
            Sign in
          </ButtonLink>
          <ButtonLink href={`/sign-up?invitation=${invitation.id}`}>Create an account</ButtonLink>
        </div>
      </div>
    );
  }
  if (person.email.toLowerCase() !== invitation.email.toLowerCase()) {
    return (
      <Callout
        tone="warning"
        title="This invitation is for another address"
        actions={<SignOut className={buttonClass({})}>Sign out</SignOut>}
      >
        You are signed in as {person.email}. Sign out, then open the link again and sign in with the address that
        received it.
      </Callout>
    );
  }
  return <AcceptInvitation invitationId={invitation.id} organizationName={invitation.organizationName} />;
}
