"use client";

import "./globals.css";
import { Failure } from "@/components/shell/failure";
import { Button } from "@/components/ui/button";

/** Stands in for the whole document when even the layout failed, so it brings its own. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Landfall</title>
        <Failure
          title="Something broke on our side"
          description="The page could not be shown. What you saved is safe. Try again; if it keeps happening, tell your administrator."
          digest={error.digest}
        >
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </Failure>
      </body>
    </html>
  );
}
