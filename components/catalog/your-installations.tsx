import Link from "next/link";
import { InstallationBadge, UpgradeBadge } from "@/components/installations/installation-badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import type { InstallationStatus } from "@/lib/installation-contract";

interface YourInstallationsProps {
  /** The partner's display name. */
  displayName: string;
  installations: readonly {
    id: string;
    name: string;
    status: InstallationStatus;
    project: { name: string };
    version: { number: string };
    newerVersion: { number: string } | null;
  }[];
}

const shownMax = 5;

/** What the organization has of a destination already: the first few, and where all of them are. */
export function YourInstallations({ displayName, installations }: YourInstallationsProps) {
  if (installations.length === 0) return null;
  const isCut = installations.length > shownMax;
  return (
    <Card
      title="Your installations"
      isFlush
      actions={
        isCut && (
          <ButtonLink size="sm" href={`/installations?search=${encodeURIComponent(displayName)}`}>
            Show all {installations.length}
          </ButtonLink>
        )
      }
    >
      <ul className="divide-y divide-line">
        {installations.slice(0, shownMax).map(({ id, name, status, project, version, newerVersion }) => (
          <li
            key={id}
            className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover"
          >
            <div className="min-w-0 flex-1 basis-40">
              <Link
                href={`/installations/${id}`}
                className="break-words font-medium text-ink after:absolute after:inset-0 hover:underline"
              >
                {name}
              </Link>
              <p className="break-words text-muted text-xs">
                {project.name}, version {version.number}
              </p>
            </div>
            <span className="flex flex-wrap gap-1.5">
              {newerVersion && <UpgradeBadge number={newerVersion.number} />}
              <InstallationBadge status={status} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
