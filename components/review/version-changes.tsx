import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import { type ChangeKind, changeKinds, type VersionChange } from "@/lib/destination/version-change";
import type { VersionImpact } from "@/lib/destination/version-impact";
import { kindLooks } from "./change-kinds";
import { ChangeValues } from "./change-values";
import { countOf } from "./impact-words";

interface VersionChangesProps {
  /** From `diffVersions`. */
  changes: readonly VersionChange[];
  /** Says beside a change how many installations it concerns. */
  impact?: VersionImpact;
  /** Titles and effects only, for customers, who don't read templates. */
  isBrief?: boolean;
  headingLevel?: 3 | 4;
}

/** What two versions differ in, the weightiest first. What weighs little is folded, unless there is nothing else. */
export function VersionChanges({ changes, impact, isBrief = false, headingLevel = 3 }: VersionChangesProps) {
  if (changes.length === 0) return <p className="text-muted text-sm">Nothing changed: both versions say the same.</p>;
  const groups = changeKinds
    .map((kind) => ({ kind, own: changes.filter((change) => change.kind === kind) }))
    .filter(({ own }) => own.length > 0);
  return (
    <div className="space-y-5">
      {groups.map(({ kind, own }) => {
        const list = <ChangeList changes={own} impact={impact} isBrief={isBrief} />;
        if (kind !== "minor" || groups.length === 1) {
          return (
            <section key={kind} className="space-y-2">
              <GroupHeading kind={kind} count={own.length} level={headingLevel} />
              {list}
            </section>
          );
        }
        const { name, meaning } = kindLooks[kind];
        return (
          <Disclosure key={kind} isPlain title={name} description={meaning} count={own.length}>
            {list}
          </Disclosure>
        );
      })}
    </div>
  );
}

function GroupHeading({ kind, count, level }: { kind: ChangeKind; count: number; level: 3 | 4 }) {
  const { name, meaning, tone } = kindLooks[kind];
  const Heading = `h${level}` as const;
  return (
    <div>
      <Heading className="flex items-center gap-2 font-semibold text-ink text-sm">
        {name} <Badge tone={tone}>{count}</Badge>
      </Heading>
      <p className="text-muted text-xs">{meaning}</p>
    </div>
  );
}

interface ChangeListProps {
  changes: readonly VersionChange[];
  impact: VersionImpact | undefined;
  isBrief: boolean;
}

/** A part of the destination is named once, beside the first of its changes. */
function ChangeList({ changes, impact, isBrief }: ChangeListProps) {
  return (
    <ul className="min-w-0 divide-y divide-line rounded-md border border-line">
      {bySection(changes).map(({ section, own }) => (
        <li key={section} className="flex flex-col gap-x-4 px-3 py-2 sm:flex-row">
          <p className="shrink-0 break-words pt-0.5 font-medium text-muted text-xs sm:w-36">{section}</p>
          <ul className="min-w-0 flex-1 space-y-2">
            {own.map((change) => (
              <li key={change.id} className="min-w-0 text-sm">
                <ChangeText change={change} impact={impact} />
                {!isBrief && <ChangeValues change={change} />}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function ChangeText({ change, impact }: { change: VersionChange; impact: VersionImpact | undefined }) {
  const count = impact && countOf(change, impact);
  return (
    <>
      <p className="break-words text-ink [overflow-wrap:anywhere]">
        {change.title}
        {count && (
          <Badge tone={count.isNone ? "neutral" : "warning"} className="ms-2 align-text-bottom">
            {count.words}
          </Badge>
        )}
      </p>
      {change.effect && <p className="break-words text-muted text-xs leading-5">{change.effect}</p>}
    </>
  );
}

function bySection(changes: readonly VersionChange[]): { section: string; own: VersionChange[] }[] {
  const sections = new Map<string, VersionChange[]>();
  for (const change of changes) sections.set(change.section, [...(sections.get(change.section) ?? []), change]);
  return [...sections].map(([section, own]) => ({ section, own }));
}
