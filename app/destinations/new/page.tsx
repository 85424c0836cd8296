import { FileUp } from "lucide-react";
import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { NewDestinationForm } from "@/components/destinations/new-destination-form";
import { startingPoints } from "@/components/destinations/starting-point";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listConnectionInfos } from "@/lib/server/repositories/connection-infos";
import { sandboxOf } from "@/lib/server/services/create-destination";

export const metadata: Metadata = { title: "New destination" };

export default async function NewDestinationPage(props: { searchParams: Promise<{ connectionInfo?: string }> }) {
  const actor = await requireActor("destination.write");
  const { connectionInfo } = await props.searchParams;
  const infos = await listConnectionInfos(db, actor.organizationId);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="New destination"
        description="Three choices; everything can be edited afterwards."
        breadcrumb={[{ label: "Destinations", href: "/destinations" }, { label: "New" }]}
        actions={
          <ButtonLink href="/destinations/new/manifest" icon={<FileUp />}>
            From a manifest
          </ButtonLink>
        }
      />
      <NewDestinationForm
        connectionInfos={infos.map(({ id, displayName, versionLabel }) => ({ id, displayName, versionLabel }))}
        selectedId={infos.find(({ id }) => id === connectionInfo)?.id}
        points={startingPoints(sandboxOf(actor))}
      />
    </PortalPage>
  );
}
