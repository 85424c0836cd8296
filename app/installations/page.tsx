import { Plug } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { InstallationBadge, UpgradeBadge } from "@/components/installations/installation-badge";
import { installationFilters, matchesInstallation } from "@/components/installations/installation-filters";
import { InstallationSearch } from "@/components/installations/installation-search";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { type InstallationSummary, readInstallations } from "@/lib/server/services/read-installations";

export const metadata: Metadata = { title: "Installations" };

/** So many are looked through faster than searched. */
const fewMax = 8;

export default async function InstallationsPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor("installation.read");
  const filters = installationFilters.parse(await props.searchParams);
  const installations = await readInstallations(actor);
  const shown = installations.filter((installation) => matchesInstallation(installation, filters));
  const isNarrowed = filters.search !== "" || filters.state !== "";
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Installations"
        description={`What ${actor.organizationName} has set up, in all of its projects.`}
        actions={
          installations.length > 0 && (
            <ButtonLink href="/catalog" variant="primary">
              Browse the catalog
            </ButtonLink>
          )
        }
      />
      {(isNarrowed || installations.length > fewMax) && (
        // Made anew with each address, so that the form shows what is in it after going back.
        <InstallationSearch key={JSON.stringify(filters)} filters={filters} count={shown.length} />
      )}
      {installations.length > 0 && shown.length === 0 && (
        <EmptyState
          icon={<Plug />}
          title="Nothing matches"
          description="Try another word, or look through everything."
          actions={<ButtonLink href="/installations">Show everything</ButtonLink>}
        />
      )}
      {installations.length === 0 && (
        <Card>
          <EmptyState
            icon={<Plug />}
            title="Nothing is installed yet"
            description="Choose a destination in the catalog and connect it to one of your projects."
            actions={
              <ButtonLink href="/catalog" variant="primary">
                Browse the catalog
              </ButtonLink>
            }
          />
        </Card>
      )}
      {shown.length > 0 && (
        <Card isFlush>
          <Table label="Installations">
            <Thead>
              <Tr>
                <Th>Name</Th>
                <Th className={wide}>Destination</Th>
                <Th className={wide}>Project</Th>
                <Th className={wide}>Version</Th>
                <Th className={wide}>Status</Th>
                <Th className={wide}>Changed</Th>
              </Tr>
            </Thead>
            <Tbody>
              {shown.map((installation) => (
                <Row key={installation.id} installation={installation} />
              ))}
            </Tbody>
          </Table>
        </Card>
      )}
    </PortalPage>
  );
}

/** On a phone everything stands below the name: what scrolls out of sight isn't seen. */
const wide = "hidden md:table-cell";

function Row({ installation }: { installation: InstallationSummary }) {
  const { id, name, displayName, logoId, project, version, newerVersion, status, updatedAt } = installation;
  const marks = (
    <>
      {newerVersion && <UpgradeBadge number={newerVersion.number} />}
      {version.status === "deprecated" && <Badge tone="warning">Deprecated</Badge>}
    </>
  );
  return (
    <Tr isInteractive>
      <Td>
        <Link
          href={`/installations/${id}`}
          className="block min-w-32 max-w-64 break-words font-medium text-ink after:absolute after:inset-0 hover:underline"
        >
          {name}
        </Link>
        <div className="mt-1 space-y-1.5 md:hidden">
          <p className="break-words text-muted">
            {displayName} {version.number} in {project.name}
          </p>
          <p className="flex flex-wrap gap-1.5">
            <InstallationBadge status={status} />
            {marks}
          </p>
        </div>
      </Td>
      <Td className={wide}>
        <span className="flex min-w-40 items-center gap-2">
          <LogoTile name={displayName} src={logoSrc(logoId)} size="sm" />
          <span className="min-w-0 break-words">{displayName}</span>
        </span>
      </Td>
      <Td className={`${wide} text-muted`}>{project.name}</Td>
      <Td className={wide}>
        <span className="flex flex-wrap items-center gap-1.5">
          {version.number}
          {marks}
        </span>
      </Td>
      <Td className={wide}>
        <InstallationBadge status={status} />
      </Td>
      <Td className={`${wide} text-muted`}>
        <RelativeTime at={updatedAt} />
      </Td>
    </Tr>
  );
}
