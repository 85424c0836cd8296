"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmButton } from "@/components/people/confirm-button";
import { textIn } from "@/lib/client/send";
import { ApiKeyOnce } from "./api-key-once";

export function ApiKey({ projectId, last4 }: { projectId: string; last4: string | null }) {
  const router = useRouter();
  const [fresh, setFresh] = useState<string>();
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm">
          {last4 ? (
            <>
              <span className="font-mono text-ink text-xs">lf_••••••••{last4}</span>
              <span className="text-muted"> is in use.</span>
            </>
          ) : (
            <span className="text-muted">This project has no API key yet.</span>
          )}
        </p>
        <ConfirmButton
          label={last4 ? "Replace key" : "Create key"}
          title={last4 ? "Replace the API key?" : "Create an API key?"}
          description={
            last4
              ? "The old key stops working at once. Whatever uses it must get the new one."
              : "It is shown once, so have the place ready where it will be kept."
          }
          confirmLabel={last4 ? "Replace key" : "Create key"}
          tone={last4 ? "danger" : "primary"}
          method="POST"
          url={`/api/v1/projects/${projectId}/api-key`}
          onDone={(data) => {
            setFresh(textIn(data, "apiKey"));
            router.refresh();
          }}
        />
      </div>
      {fresh && <ApiKeyOnce title="The new key" apiKey={fresh} />}
    </div>
  );
}
