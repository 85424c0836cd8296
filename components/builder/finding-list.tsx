"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Finding } from "@/lib/destination/finding";
import { useDraftActions } from "./draft-provider";
import { severityLooks } from "./severity-looks";

/** Findings in place, each with its one-click fix where there is one. Inline elements only: it stands inside texts. */
export function FindingList({ findings, className }: { findings: readonly Finding[]; className?: string }) {
  if (findings.length === 0) return null;
  return (
    <span className={cn("block space-y-1", className)}>
      {findings.map((finding) => (
        <FindingLine
          key={`${finding.rule}${finding.path.join(".")}${finding.range?.start ?? ""}${finding.message}`}
          finding={finding}
        />
      ))}
    </span>
  );
}

export function FindingLine({ finding, className }: { finding: Finding; className?: string }) {
  const { Icon, ink, word } = severityLooks[finding.severity];
  return (
    // By the baseline: a fix in the line makes it higher than its words.
    <span className={cn("flex items-baseline gap-1.5 text-xs", ink, className)}>
      <Icon aria-label={`${word}:`} className="size-3.5 shrink-0 translate-y-0.5" />
      <span className="min-w-0 break-words">
        {finding.message} <FixButton finding={finding} />
      </span>
    </span>
  );
}

/** `className`: how it stands in a line of text, unless it stands by itself. */
export function FixButton({ finding, className = "ms-1 align-baseline" }: { finding: Finding; className?: string }) {
  const { fix } = useDraftActions();
  if (!finding.fix) return null;
  return (
    <Button size="sm" className={className} onClick={() => fix(finding)}>
      {finding.fix.label}
    </Button>
  );
}
