import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import type { InstallationStatus } from "@/lib/installation-contract";

interface InstallationNoticesProps {
  installationId: string;
  status: InstallationStatus;
  version: { number: string; status: string; deprecationNote: string };
  newer: { number: string; releaseNote: string } | undefined;
  /** The version with which the destination ended for new installations. */
  ended: { number: string; deprecationNote: string } | undefined;
  problems: readonly string[];
  canWrite: boolean;
}

/** What somebody should know about an installation before anything else. */
export function InstallationNotices({ installationId, status, version, newer, ...props }: InstallationNoticesProps) {
  const deprecated = version.status === "deprecated" ? version : props.ended;
  return (
    <div className="mb-6 space-y-3 empty:hidden">
      {props.problems.length > 0 && (
        <Callout tone="danger" title="Some answers don't do any more">
          <ul className="list-disc ps-5">
            {props.problems.map((problem) => (
              <li key={problem} className="break-words">
                {problem}
              </li>
            ))}
          </ul>
          {props.canWrite && <p className="mt-1">Press Edit to answer again.</p>}
        </Callout>
      )}
      {status === "paused" && (
        <Callout tone="info" title="Paused">
          Nothing is sent until somebody presses Resume.
        </Callout>
      )}
      {deprecated && (
        <Callout
          tone="warning"
          title={
            deprecated === version ? `Version ${version.number} is deprecated` : "This destination has been deprecated"
          }
        >
          {deprecated.deprecationNote && (
            <p className="whitespace-pre-line break-words">{deprecated.deprecationNote}</p>
          )}
          <p>This installation goes on as before. {newer && `Version ${newer.number} takes its place.`}</p>
        </Callout>
      )}
      {newer && (
        <Callout
          tone="info"
          title={`Version ${newer.number} is available`}
          actions={
            <ButtonLink href={`/installations/${installationId}/upgrade`} size="sm">
              See what changes
            </ButtonLink>
          }
        >
          <p className="line-clamp-4 whitespace-pre-line break-words">{newer.releaseNote}</p>
        </Callout>
      )}
    </div>
  );
}
