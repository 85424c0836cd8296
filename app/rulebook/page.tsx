import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { RuleEntry } from "@/components/rulebook/rule-entry";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { ruleChapters } from "@/lib/destination/rulebook";
import { requireActor } from "@/lib/http/session";

export const metadata: Metadata = { title: "Rulebook" };

export default async function RulebookPage() {
  const actor = await requireActor("catalog.read");
  const count = ruleChapters.reduce((total, { rules }) => total + rules.length, 0);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Rulebook"
        description={`The ${count} checks that the builder and the reviewers run on every destination: the same findings, all at once. Errors have to be fixed before submitting; a warning may be explained instead.`}
      />
      <nav aria-label="Chapters" className="mb-5 flex flex-wrap gap-1.5">
        {ruleChapters.map(({ id, title, rules }) => (
          <a
            key={id}
            href={`#${id}`}
            className="inline-flex min-h-7 items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 text-ink text-xs hover:bg-hover pointer-coarse:min-h-9"
          >
            {title}
            <span className="text-faint tabular-nums">{rules.length}</span>
          </a>
        ))}
      </nav>
      <div className="space-y-5">
        {ruleChapters.map(({ id, title, rules }) => (
          <Card key={id} id={id} title={title} isFlush>
            <div className="divide-y divide-line">
              {rules.map((rule) => (
                <RuleEntry key={rule.id} rule={rule} />
              ))}
            </div>
          </Card>
        ))}
      </div>
    </PortalPage>
  );
}
