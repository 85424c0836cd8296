import type { Metadata } from "next";
import { NewPasswordForm } from "@/components/people/new-password-form";
import { AuthShell } from "@/components/shell/auth-shell";

export const metadata: Metadata = {
  title: "Choose a new password",
  // The address holds the token: no page that is opened from here may learn it.
  referrer: "no-referrer",
};

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <AuthShell
      title="Choose a new password"
      description="Every session of yours ends with it."
      footer={
        <a href="/reset-password" className="link">
          Ask for a new link
        </a>
      }
    >
      <NewPasswordForm token={token} />
    </AuthShell>
  );
}
