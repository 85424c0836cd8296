"use client";

import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import { useRouter } from "next/navigation";
import { useSend } from "@/components/people/use-send";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { pluralize } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";

interface ChainStateProps {
  check?: { at: Date; entries: number; problems: string[]; end?: string };
}

/** What the newest check of the audit log has found, and a button for another one. */
export function ChainState({ check }: ChainStateProps) {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();
  const isBroken = check !== undefined && check.problems.length > 0;
  const Icon = check === undefined ? ShieldQuestion : isBroken ? ShieldAlert : ShieldCheck;
  const tone = check === undefined ? "text-faint" : isBroken ? "text-danger-ink" : "text-success-ink";

  async function checkNow() {
    const answer = await start("POST", "/api/v1/admin/audit/checks");
    if (answer?.ok) router.refresh();
  }

  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-start gap-3">
          <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${tone}`} />
          <div className="min-w-0 text-sm" role="status">
            <p className="font-medium text-ink">{summaryOf(check)}</p>
            {check && (
              <p className="break-all text-muted text-xs">
                <RelativeTime at={check.at} />
                {check.end && (
                  <>
                    {" · ends with "}
                    <code className="font-mono">{check.end}</code>
                  </>
                )}
              </p>
            )}
          </div>
        </div>
        <Button onClick={checkNow} isLoading={isBusy}>
          Check now
        </Button>
      </div>
      {isBroken && (
        <Callout tone="danger" title="The log is not what was written" className="mt-4">
          <ul className="list-disc space-y-1 ps-4">
            {check.problems.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Callout>
      )}
      {problem && (
        <Callout tone="danger" isLive className="mt-4">
          {problem.message}
        </Callout>
      )}
    </Card>
  );
}

function summaryOf(check: ChainStateProps["check"]): string {
  if (!check) return "The chain of entries has not been checked yet.";
  const read = `Checked ${pluralize(check.entries, "entry", "entries")}`;
  return check.problems.length === 0 ? `${read}: unbroken.` : `${read}: broken.`;
}
