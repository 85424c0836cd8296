import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export const metadata: Metadata = { title: "Kit: lone card", robots: { index: false, follow: false } };

/** The lone card of sign-in and its like. The form goes nowhere. */
export default function KitAuthPage() {
  return (
    <AuthShell title="Sign in" description="Welcome back." footer="New here? Ask for an invitation.">
      <form className="space-y-4">
        <Field label="E-mail">
          <Input type="email" autoComplete="email" />
        </Field>
        <Field label="Password">
          <Input type="password" autoComplete="current-password" />
        </Field>
        <Button variant="primary" type="submit" className="w-full">
          Sign in
        </Button>
      </form>
    </AuthShell>
  );
}
