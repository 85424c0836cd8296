import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { DemoSignIn } from "@/components/people/demo-sign-in";
import { SignInForm } from "@/components/people/sign-in-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { safePath } from "@/lib/http/safe-path";
import { findSession } from "@/lib/http/session";
import { demoPeople } from "@/lib/server/demo-people";
import { env } from "@/lib/server/env";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safePath((await searchParams).next);
  if (await findSession(await headers())) redirect(next);
  const { DEMO, PLATFORM_NAME } = env();
  return (
    <AuthShell
      title="Sign in"
      description={`The partner integration portal of ${PLATFORM_NAME}.`}
      footer={
        <>
          New here?{" "}
          <a href="/sign-up" className="link">
            Create an account
          </a>
        </>
      }
    >
      <SignInForm next={next} />
      {DEMO === "1" && <DemoSignIn people={demoChoices()} next={next} />}
    </AuthShell>
  );
}

function demoChoices() {
  return demoPeople.map(({ key, name, title, can }) => ({ key, name, title, can }));
}
