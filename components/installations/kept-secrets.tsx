"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { pluralize } from "@/components/ui/format-number";
import { messageOf } from "@/lib/client/api";
import { installationsApi } from "@/lib/client/installations-api";
import type { InstallationAnswers } from "@/lib/installation-contract";

interface KeptSecretsProps {
  installation: { id: string; name: string; revision: number; answers: InstallationAnswers };
  secrets: readonly { fieldId: string }[];
  /** The number of the version that asked for them. */
  version: string;
  canWrite: boolean;
}

/** Secrets that only the version before asks for: they stay sealed for a rollback, unless somebody deletes them. */
export function KeptSecrets({ installation, secrets, version, canWrite }: KeptSecretsProps) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function deleteThem() {
    setIsBusy(true);
    setProblem(undefined);
    const { id, name, revision, answers } = installation;
    try {
      await installationsApi.save(id, {
        name,
        revision,
        answers,
        deletedSecrets: secrets.map(({ fieldId }) => fieldId),
      });
      router.refresh();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Card
      title="Kept for a rollback"
      actions={
        canWrite && (
          <Button size="sm" isLoading={isBusy} onClick={deleteThem}>
            Delete now
          </Button>
        )
      }
    >
      <p className="text-muted text-sm">
        {pluralize(secrets.length, "secret")} that only version {version} asks for{" "}
        {secrets.length === 1 ? "stays" : "stay"} sealed until the next upgrade, so that you can roll back to it.
        Without {secrets.length === 1 ? "it" : "them"} you can still roll back, and answer again.
      </p>
      {problem && (
        <Callout tone="danger" isLive className="mt-3">
          {problem}
        </Callout>
      )}
    </Card>
  );
}
