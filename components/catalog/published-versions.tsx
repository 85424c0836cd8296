import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";

interface PublishedVersionsProps {
  versions: readonly {
    id: string;
    number: string;
    status: string;
    audience: string;
    releaseNote: string;
    deprecationNote: string;
    submittedAt: Date;
    decidedAt: Date | null;
  }[];
}

/** What has been published, newest first, with the partner's release notes. */
export function PublishedVersions({ versions }: PublishedVersionsProps) {
  return (
    <ol className="space-y-3.5">
      {versions.map((version) => (
        <li key={version.id} className="space-y-0.5 text-sm">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium text-ink">{version.number}</span>
            {version.status === "deprecated" && <Badge tone="warning">Deprecated</Badge>}
            {version.audience === "organization" && <Badge>Internal</Badge>}
            <span className="ms-auto text-faint text-xs">
              <RelativeTime at={version.decidedAt ?? version.submittedAt} />
            </span>
          </div>
          <p className="whitespace-pre-line break-words text-muted">{version.releaseNote}</p>
          {version.status === "deprecated" && version.deprecationNote && (
            <p className="break-words text-warning-ink text-xs">{version.deprecationNote}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
