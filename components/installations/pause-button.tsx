"use client";

import { CirclePause, CirclePlay } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { messageOf } from "@/lib/client/api";
import { installationsApi } from "@/lib/client/installations-api";
import type { InstallationStatus } from "@/lib/installation-contract";

/** Stops an installation from sending, or has it go on. */
export function PauseButton({ installationId, status }: { installationId: string; status: InstallationStatus }) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function press() {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await installationsApi.setStatus(installationId, status === "active" ? "paused" : "active");
      router.refresh();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <>
      <Button isLoading={isBusy} icon={status === "active" ? <CirclePause /> : <CirclePlay />} onClick={press}>
        {status === "active" ? "Pause" : "Resume"}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-danger-ink text-xs">
          {problem}
        </p>
      )}
    </>
  );
}
