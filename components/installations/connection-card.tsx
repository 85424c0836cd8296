"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { SetupAttemptView } from "@/components/preview/setup-attempt";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { formatDuration } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { messageOf } from "@/lib/client/api";
import { installationsApi } from "@/lib/client/installations-api";
import { type ConnectionTestResult, outcomeIn } from "@/lib/installation-contract";

interface ConnectionCardProps {
  installationId: string;
  /** The partner's display name. */
  displayName: string;
  /** What the newest test of these answers said. */
  test: ConnectionTestResult | null;
  /** What the field is called that the test blames. */
  blamedField: string | undefined;
  canTest: boolean;
  /** The language that the answers are read in. */
  language: string;
}

/** Whether the partner accepts what is stored, as the newest test had it; and another test. */
export function ConnectionCard({
  installationId,
  displayName,
  test,
  blamedField,
  canTest,
  language,
}: ConnectionCardProps) {
  const router = useRouter();
  const [isTesting, setIsTesting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const abort = useRef<AbortController>(undefined);

  async function run() {
    const controller = new AbortController();
    abort.current = controller;
    setIsTesting(true);
    setProblem(undefined);
    try {
      await installationsApi.test(installationId, controller.signal);
      router.refresh();
    } catch (error) {
      if (!controller.signal.aborted) setProblem(messageOf(error));
    } finally {
      setIsTesting(false);
    }
  }

  return (
    <Card
      title="Connection"
      actions={
        canTest && (
          <Button size="sm" isLoading={isTesting} onClick={run}>
            Test connection
          </Button>
        )
      }
    >
      <div className="space-y-3">
        {isTesting ? (
          <SetupAttemptView name={displayName} attempt={{ kind: "checking" }} onCancel={() => abort.current?.abort()} />
        ) : (
          <LastTest displayName={displayName} test={test} blamedField={blamedField} language={language} />
        )}
        {problem && (
          <Callout tone="danger" isLive>
            {problem}
          </Callout>
        )}
      </div>
    </Card>
  );
}

function LastTest({
  displayName,
  test,
  blamedField,
  language,
}: Pick<ConnectionCardProps, "displayName" | "test" | "blamedField" | "language">) {
  if (!test) return <p className="text-muted text-sm">Not tested since the answers changed.</p>;
  const when = <RelativeTime at={test.testedAt} />;
  if (test.outcome.kind === "success") {
    return (
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone="success" hasDot>
          Connected
        </Badge>
        <span className="text-muted">
          {displayName} accepted the answers {when}, in {formatDuration(test.durationMs)}.
        </span>
      </p>
    );
  }
  return (
    <div className="space-y-2">
      <SetupAttemptView
        name={displayName}
        attempt={{ kind: "failed", outcome: outcomeIn(test, language) }}
        language={language}
        onCancel={() => undefined}
      />
      <p className="text-muted text-xs">
        {blamedField && `It blames the answer to ${blamedField}. `}
        {test.isSent ? "Tested" : "Tried"} {when}.
      </p>
    </div>
  );
}
