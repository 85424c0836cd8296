import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignUpForm } from "@/components/people/sign-up-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { findSession } from "@/lib/http/session";
import { idParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { findOpenInvitation } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage(props: { searchParams: Promise<{ invitation?: string | string[] }> }) {
  if (await findSession(await headers())) redirect("/");
  const id = idParam.safeParse((await props.searchParams).invitation);
  const invitation = id.success ? await findOpenInvitation(db, id.data) : undefined;
  return (
    <AuthShell
      title="Create an account"
      description="Build and test destinations, or use those of others."
      footer={
        <>
          Have an account?{" "}
          <a href="/sign-in" className="link">
            Sign in
          </a>
        </>
      }
    >
      <SignUpForm
        isMailKept={!isMailConfigured()}
        invitation={invitation && { email: invitation.email, organizationName: invitation.organization.name }}
      />
    </AuthShell>
  );
}
