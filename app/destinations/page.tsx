import { Anchor, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { CopyDestinationButton } from "@/components/manifest/copy-destination-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listDestinations } from "@/lib/server/repositories/destinations";

export const metadata: Metadata = { title: "Destinations" };

type Row = Awaited<ReturnType<typeof listDestinations>>[number];

export default async function DestinationsPage() {
  const actor = await requireActor("destination.read");
  const destinations = await listDestinations(db, actor.organizationId);
  const create = (
    <ButtonLink href="/destinations/new" variant="primary" icon={<Plus />}>
      New destination
    </ButtonLink>
  );
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Destinations"
        description={`What ${actor.organizationName} builds for the catalog.`}
        actions={destinations.length > 0 ? create : undefined}
      />
      {destinations.length === 0 ? (
        <EmptyState
          icon={<Anchor />}
          title="No destination yet"
          description="A destination says how cohorts reach your API. Start with a working example against the sandbox, or with an empty one."
          actions={create}
        />
      ) : (
        <Card isFlush>
          <Table label="Destinations">
            <Thead>
              <Tr>
                <Th>Destination</Th>
                <Th>Kind</Th>
                <Th>Newest version</Th>
                <Th>In the catalog</Th>
                <Th>Draft edited</Th>
                <Th>
                  <span className="sr-only">Copy</span>
                </Th>
              </Tr>
            </Thead>
            <Tbody>
              {destinations.map((destination) => (
                <DestinationRow key={destination.id} destination={destination} />
              ))}
            </Tbody>
          </Table>
        </Card>
      )}
    </PortalPage>
  );
}

function DestinationRow({ destination }: { destination: Row }) {
  const info = destination.connectionInfo;
  const newest = destination.versions[0];
  const listed = destination.versions.find(({ status }) => status === "approved");
  return (
    <Tr>
      <Td>
        <Link href={`/destinations/${destination.id}`} className="group flex min-w-56 items-center gap-3">
          <LogoTile name={info.displayName} src={logoSrc(info.logoId)} />
          <span className="min-w-0">
            <span className="block truncate font-medium text-ink group-hover:underline">{info.displayName}</span>
            <span className="block max-w-md truncate text-faint text-xs">{info.summary || "No summary yet"}</span>
          </span>
        </Link>
      </Td>
      <Td className="text-muted capitalize">{destination.kind}</Td>
      <Td>
        <span className="flex items-center gap-2 whitespace-nowrap">
          <VersionStatusBadge status={newest?.status ?? "draft"} />
          {newest && <span className="font-mono text-faint text-xs">{newest.number}</span>}
        </span>
      </Td>
      <Td className="whitespace-nowrap text-muted">{listed ? `Version ${listed.number}` : "Not listed"}</Td>
      <Td className="whitespace-nowrap text-muted">
        <RelativeTime at={destination.updatedAt} />
      </Td>
      <Td>
        <CopyDestinationButton destinationId={destination.id} displayName={info.displayName} />
      </Td>
    </Tr>
  );
}
