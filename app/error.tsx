"use client";

import { Failure } from "@/components/shell/failure";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";

/** What a person sees when we have a bug. What went wrong is in the server's log, under the number shown. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Failure
      title="Something broke on our side"
      description="The page could not be shown. What you saved is safe. Trying again often helps; if it does not, tell your administrator what you were doing."
      digest={error.digest}
    >
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
      {/* A plain link: after a bug the next page had better start from nothing. */}
      <a href="/" className={buttonClass()}>
        Go to the start page
      </a>
    </Failure>
  );
}
