"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Shortcut } from "@/components/ui/shortcut";
import { inkTone } from "@/components/ui/tone";
import type { Finding, Severity } from "@/lib/destination/finding";
import type { OfferedFix } from "@/lib/destination/language/quick-fix";
import type { TriggerInfo } from "@/lib/destination/trigger/language/hover";

interface TriggerCardProps {
  info: TriggerInfo | undefined;
  findings: readonly Finding[];
  fixes: readonly OfferedFix[];
  onFix: (offered: OfferedFix) => void;
}

const tones: Record<Severity, string> = {
  error: inkTone.danger,
  warning: inkTone.warning,
  info: inkTone.info,
};

const inks: Record<TriggerInfo["part"], string> = {
  path: "text-syntax-variable",
  function: "text-syntax-key",
  operator: "text-ink",
  keyword: "text-syntax-keyword",
  value: "text-syntax-string",
};

/** What a part of a trigger is, what the event at hand holds there, and what is wrong with it. */
export function TriggerCard({ info, findings, fixes, onFix }: TriggerCardProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the focus in the input while the card is used.
    <div onMouseDown={(event) => event.preventDefault()} className="max-h-80 overflow-y-auto">
      <div className="space-y-1.5 px-3 py-2.5 text-xs">
        {info && <code className={cn("block break-all font-mono font-semibold", inks[info.part])}>{info.title}</code>}
        {info?.lines.map((line) => (
          <p key={line} className="break-words text-muted">
            {line}
          </p>
        ))}
        {info?.value !== undefined && (
          <p className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
            <span className="text-faint">Now</span>
            <span className="break-all font-mono text-ink">{info.value}</span>
          </p>
        )}
        {findings.map(({ rule, severity, message, range }) => (
          <p key={`${rule}${range?.start}${message}`} className={cn("break-words", tones[severity])}>
            {message}
          </p>
        ))}
        {fixes.length > 0 && (
          <div className="flex flex-wrap items-center gap-1.5 pt-0.5">
            {fixes.map((offered) => (
              <Button key={JSON.stringify(offered.fix)} size="sm" tabIndex={-1} onClick={() => onFix(offered)}>
                {offered.fix.label}
              </Button>
            ))}
            <span className="flex items-center gap-1.5 px-1 text-faint">
              Fixes <Shortcut keys="mod+." />
            </span>
          </div>
        )}
      </div>
    </div>
  );
}
