"use client";

import { AuthShell } from "@/components/shell/auth-shell";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

/** What a person sees when we have a bug. What went wrong is in the server's log, under the number shown. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <AuthShell
      title="Something broke on our side"
      description="The page could not be shown. What you saved is safe. Trying again often helps; if it does not, tell your administrator what you were doing."
      footer={error.digest && `Error number ${error.digest}`}
    >
      <div className="flex gap-2">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <ButtonLink href="/">Go to the start page</ButtonLink>
      </div>
    </AuthShell>
  );
}
