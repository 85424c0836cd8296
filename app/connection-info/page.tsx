import { IdCard, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { CatalogTile } from "@/components/catalog/catalog-tile";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { pluralize } from "@/components/ui/format-number";
import { logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listConnectionInfos } from "@/lib/server/repositories/connection-infos";

export const metadata: Metadata = { title: "Connection info" };

export default async function ConnectionInfoListPage() {
  const actor = await requireActor("connection_info.read");
  const infos = await listConnectionInfos(db, actor.organizationId);
  const create = (
    <ButtonLink href="/connection-info/new" variant="primary" icon={<Plus />}>
      New connection info
    </ButtonLink>
  );
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Connection info"
        description="How you appear in the catalog. One record may serve several destinations."
        actions={infos.length > 0 ? create : undefined}
      />
      {infos.length === 0 ? (
        <EmptyState
          icon={<IdCard />}
          title="No connection info yet"
          description="Begin here: a name, a category, a few words and a logo. The tile is shown as you type."
          actions={create}
        />
      ) : (
        <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {infos.map((info) => (
            <li key={info.id}>
              <Link href={`/connection-info/${info.id}`} className="block h-full rounded-lg">
                <CatalogTile
                  displayName={info.displayName}
                  summary={info.summary}
                  category={info.category?.name ?? ""}
                  logoSrc={logoSrc(info.logoId)}
                  footnote={`Version ${info.versionLabel || "–"} · used by ${pluralize(info.destinations.length, "destination")}`}
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PortalPage>
  );
}
