import { Badge } from "@/components/ui/badge";
import { DescriptionList } from "@/components/ui/description-list";
import { pluralize } from "@/components/ui/format-number";
import { type DefinitionOutline, outlineOf } from "@/lib/destination/example/destination-template";
import { kindNames } from "@/lib/destination/kind-words";
import type { GoodManifest } from "./read-manifest";

/** What a manifest holds, in few words: enough to see that it is the right one. */
export function ManifestSummary({ contents: { definition, findings } }: { contents: GoodManifest }) {
  const { authentication, questions, calls } = outlineOf(definition);
  return (
    <DescriptionList
      items={[
        { term: "Kind", value: kindNames[definition.kind] },
        { term: "Authentication", value: authentication },
        {
          term: "Asks customers for",
          value: questions.length > 0 ? questions.map((each) => each || "Without a name").join(", ") : "Nothing",
        },
        { term: "Calls", value: <Calls calls={calls} /> },
        { term: "Rulebook", value: <FindingCounts findings={findings} /> },
      ]}
    />
  );
}

function Calls({ calls }: Pick<DefinitionOutline, "calls">) {
  if (calls.length === 0) return "None yet";
  return (
    <ul className="space-y-0.5">
      {calls.map(({ name, method, url }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls may have one name, and their order is what they are known by.
        <li key={index} className="flex flex-wrap items-baseline gap-x-2">
          <span>{name}</span>
          <code dir="ltr" className="min-w-0 break-all font-mono text-muted text-xs">
            {method} {url || "without a URL yet"}
          </code>
        </li>
      ))}
    </ul>
  );
}

function FindingCounts({ findings }: Pick<GoodManifest, "findings">) {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  if (errors + warnings === 0) return <Badge tone="success">Nothing to mend</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {errors > 0 && <Badge tone="danger">{pluralize(errors, "error")}</Badge>}
      {warnings > 0 && <Badge tone="warning">{pluralize(warnings, "warning")}</Badge>}
      <span className="text-muted text-xs">The builder shows each at its place.</span>
    </span>
  );
}
