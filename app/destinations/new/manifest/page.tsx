import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { NewFromManifest } from "@/components/manifest/new-from-manifest";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listCategories, listConnectionInfos } from "@/lib/server/repositories/connection-infos";

export const metadata: Metadata = { title: "New destination from a manifest" };

export default async function NewFromManifestPage() {
  const actor = await requireActor("destination.write");
  const [infos, categories] = await Promise.all([listConnectionInfos(db, actor.organizationId), listCategories(db)]);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="New destination from a manifest"
        description="A manifest is a destination as a file, without secret values."
        breadcrumb={[
          { label: "Destinations", href: "/destinations" },
          { label: "New", href: "/destinations/new" },
          { label: "From a manifest" },
        ]}
      />
      <NewFromManifest
        connectionInfos={infos.map(({ id, displayName, versionLabel }) => ({ id, displayName, versionLabel }))}
        categories={categories.map(({ id, name }) => ({ id, name }))}
      />
    </PortalPage>
  );
}
