import { Check, Link2, X } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Tone } from "@/components/ui/tone";
import type { Severity } from "@/lib/destination/finding";
import type { Rule } from "@/lib/destination/rule";
import { ruleInAction } from "@/lib/destination/rule-example";

const severities: Record<Severity, { word: string; tone: Tone }> = {
  error: { word: "Error", tone: "danger" },
  warning: { word: "Warning", tone: "warning" },
  info: { word: "Note", tone: "info" },
};

/** One rule: what it looks for and why, an example of each kind, and what the builder then says. */
export function RuleEntry({ rule }: { rule: Rule }) {
  const { word, tone } = severities[rule.severity];
  const seen = ruleInAction(rule);
  return (
    <article
      id={rule.id}
      aria-labelledby={`${rule.id}-title`}
      className="group/rule scroll-mt-16 px-4 py-4 target:bg-selected"
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-mono text-faint text-xs">{rule.id}</span>
        <h3 id={`${rule.id}-title`} className="font-semibold text-base text-ink">
          {rule.title}
        </h3>
        <Badge tone={tone}>{word}</Badge>
        <a
          href={`#${rule.id}`}
          aria-label={`Link to ${rule.id}`}
          className="rounded-sm text-faint opacity-0 transition-opacity hover:text-ink focus-visible:opacity-100 group-hover/rule:opacity-100 pointer-coarse:opacity-100"
        >
          <Link2 aria-hidden="true" className="size-4" />
        </a>
      </div>
      <p className="mt-1 max-w-prose text-muted text-sm">{rule.explanation}</p>
      <div className="mt-3 grid gap-2 sm:grid-cols-2">
        <Example isGood={false}>{rule.bad.text}</Example>
        <Example isGood>{rule.good.text}</Example>
      </div>
      {seen && (
        <p className="mt-3 max-w-prose border-line-strong border-s-2 ps-3 text-muted text-sm">
          <span className="break-words">{seen.message}</span>
          {seen.fixLabel && (
            <span className="mt-0.5 block text-faint text-xs">
              One click: <span className="font-medium text-ink">{seen.fixLabel}</span>
            </span>
          )}
        </p>
      )}
    </article>
  );
}

function Example({ isGood, children }: { isGood: boolean; children: ReactNode }) {
  const Icon = isGood ? Check : X;
  return (
    <p
      className={cn(
        "flex min-w-0 items-start gap-2 rounded-md border px-2.5 py-1.5",
        isGood ? "border-success-line bg-success-soft" : "border-danger-line bg-danger-soft",
      )}
    >
      <Icon
        aria-label={isGood ? "Like this" : "Not like this"}
        role="img"
        className={cn("mt-0.5 size-3.5 shrink-0", isGood ? "text-success-ink" : "text-danger-ink")}
      />
      <code className="min-w-0 break-words font-mono text-ink text-xs">{children}</code>
    </p>
  );
}
