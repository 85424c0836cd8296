"use client";

import "./globals.css";
import { AuthShell } from "@/components/shell/auth-shell";
import { Button } from "@/components/ui/button";

/** Stands in for the whole document when even the layout failed, so it brings its own. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Landfall</title>
        <AuthShell
          title="Something broke on our side"
          description="The page could not be shown. What you saved is safe. Try again; if it keeps happening, tell your administrator."
          footer={error.digest && `Error number ${error.digest}`}
        >
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </AuthShell>
      </body>
    </html>
  );
}
