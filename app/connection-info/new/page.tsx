import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { ConnectionInfoForm } from "@/components/connection-info/connection-info-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listCategories } from "@/lib/server/repositories/connection-infos";

export const metadata: Metadata = { title: "New connection info" };

export default async function NewConnectionInfoPage(props: { searchParams: Promise<{ next?: string }> }) {
  const actor = await requireActor("connection_info.write");
  const { next } = await props.searchParams;
  const categories = await listCategories(db);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="New connection info"
        description="What customers read before they connect."
        breadcrumb={[{ label: "Connection info", href: "/connection-info" }, { label: "New" }]}
      />
      <ConnectionInfoForm
        categories={categories.map(({ id, name }) => ({ id, name }))}
        isForDestination={next === "destination"}
      />
    </PortalPage>
  );
}
