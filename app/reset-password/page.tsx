import type { Metadata } from "next";
import { ResetRequestForm } from "@/components/people/reset-request-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { isMailConfigured } from "@/lib/server/mailer";

export const metadata: Metadata = { title: "Reset your password" };

// Whether mail is set up is known at run time only.
export const dynamic = "force-dynamic";

export default function ResetPasswordPage() {
  return (
    <AuthShell
      title="Reset your password"
      description="We send a link to your address with which you choose a new one."
      footer={
        <a href="/sign-in" className="link">
          Back to sign in
        </a>
      }
    >
      <ResetRequestForm isMailKept={!isMailConfigured()} />
    </AuthShell>
  );
}
