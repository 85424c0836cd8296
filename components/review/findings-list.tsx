import { Badge } from "@/components/ui/badge";
import type { FrozenFinding } from "@/lib/contract";

const tones = { error: "danger", warning: "warning", info: "info" } as const;

/** What the rulebook found at submission, and the partner's reason for each warning. */
export function FindingsList({ findings }: { findings: readonly FrozenFinding[] }) {
  const shown = findings.filter(({ severity }) => severity !== "info");
  if (shown.length === 0) return <p className="text-muted text-sm">The rulebook found nothing to fix or to explain.</p>;
  return (
    <ul className="space-y-3">
      {shown.map((finding) => (
        <li key={`${finding.rule}-${finding.path.join(".")}-${finding.message}`} className="text-sm">
          <p className="flex flex-wrap items-baseline gap-2">
            <Badge tone={tones[finding.severity]}>
              <a href={`/rulebook#${finding.rule}`} className="hover:underline">
                {finding.rule}
              </a>
            </Badge>
            <span className="min-w-0 break-words text-ink">
              {finding.place && <span className="text-muted">{finding.place}: </span>}
              {finding.message}
            </span>
          </p>
          {finding.waiver && (
            <p className="mt-1 break-words border-line-strong border-s-2 ps-3 text-muted">Partner: {finding.waiver}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
