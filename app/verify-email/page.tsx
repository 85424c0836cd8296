import type { Metadata } from "next";
import { headers } from "next/headers";
import { AuthShell } from "@/components/shell/auth-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { findSession } from "@/lib/http/session";

export const metadata: Metadata = { title: "Confirm your address" };

/** Where the link in the confirmation mail leads, with `error` when it did not work. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: Promise<{ error?: string }> }) {
  const { error } = await searchParams;
  const isSignedIn = (await findSession(await headers())) !== undefined;
  if (error) {
    return (
      <AuthShell
        title="This link does not work any more"
        description="It may have expired, or been cut off by the mail program. Sign in with your password: if the address is not confirmed yet, we send you a new link."
      >
        <ButtonLink href="/sign-in" variant="primary">
          Sign in
        </ButtonLink>
      </AuthShell>
    );
  }
  return (
    <AuthShell title="Your address is confirmed" description="Your account is ready.">
      <ButtonLink href={isSignedIn ? "/" : "/sign-in"} variant="primary">
        {isSignedIn ? "Go on" : "Sign in"}
      </ButtonLink>
    </AuthShell>
  );
}
