import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { NewDestinationForm } from "@/components/destinations/new-destination-form";
import { startingPoints } from "@/components/destinations/starting-point";
import { PageHeader } from "@/components/ui/page-header";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listConnectionInfos } from "@/lib/server/repositories/connection-infos";
import { sandboxOf } from "@/lib/server/services/create-destination";

export const metadata: Metadata = { title: "New destination" };

export default async function NewDestinationPage(props: { searchParams: Promise<{ connectionInfo?: string }> }) {
  const actor = await requireActor("destination.write");
  const { connectionInfo } = await props.searchParams;
  const infos = await listConnectionInfos(db, actor.organizationId);
  const sandbox = sandboxOf(actor);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="New destination"
        description="Three choices; everything can be edited afterwards."
        breadcrumb={[{ label: "Destinations", href: "/destinations" }, { label: "New" }]}
      />
      <NewDestinationForm
        connectionInfos={infos.map(({ id, displayName, versionLabel }) => ({ id, displayName, versionLabel }))}
        selectedId={infos.find(({ id }) => id === connectionInfo)?.id}
        points={startingPoints(sandbox && sandboxDestination(sandbox.url, sandbox.workspace))}
      />
    </PortalPage>
  );
}
