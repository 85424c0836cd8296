import { rules } from "@/lib/destination/rulebook";

const titles: ReadonlyMap<string, string> = new Map(rules.map(({ id, title }) => [id, title]));

/** The rule behind a finding, in the rulebook: why it matters, with examples. In a new tab, so that no place is lost. */
export function RuleLink({ rule }: { rule: string }) {
  const title = titles.get(rule);
  return (
    <a
      href={`/rulebook#${rule}`}
      target="_blank"
      rel="noreferrer"
      className="shrink-0 rounded-sm font-mono text-2xs text-faint hover:text-accent-ink hover:underline"
    >
      {rule}
      {title && <span className="sr-only"> ({title})</span>}
    </a>
  );
}
