import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { ConnectionInfoForm } from "@/components/connection-info/connection-info-form";
import { PageHeader } from "@/components/ui/page-header";
import { uuid } from "@/lib/contract";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { findConnectionInfo, listCategories } from "@/lib/server/repositories/connection-infos";

export const metadata: Metadata = { title: "Connection info" };

export default async function ConnectionInfoPage(props: { params: Promise<{ connectionInfoId: string }> }) {
  const actor = await requireActor("connection_info.read");
  const { connectionInfoId } = await props.params;
  if (!uuid.safeParse(connectionInfoId).success) notFound();
  const [info, categories] = await Promise.all([
    findConnectionInfo(db, actor.organizationId, connectionInfoId),
    listCategories(db),
  ]);
  if (!info) notFound();
  const { id, revision, category, organizationId, createdAt, updatedAt, ...saved } = info;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={info.displayName}
        description="Changes show in the catalog with the next approved version."
        breadcrumb={[{ label: "Connection info", href: "/connection-info" }, { label: info.displayName }]}
      />
      <ConnectionInfoForm
        categories={categories.map((row) => ({ id: row.id, name: row.name }))}
        existing={{ id, revision, ...saved }}
      />
    </PortalPage>
  );
}
