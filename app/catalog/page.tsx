import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { type CatalogFilters, catalogFilters, isNarrowed, matchesFilters } from "@/components/catalog/catalog-filters";
import { CatalogMarks } from "@/components/catalog/catalog-marks";
import { CatalogSearch } from "@/components/catalog/catalog-search";
import { CatalogTile } from "@/components/catalog/catalog-tile";
import { RequestDestination } from "@/components/catalog/request-destination";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { type CatalogItem, readCatalog } from "@/lib/server/services/read-catalog";

export const metadata: Metadata = { title: "Catalog" };

export default async function CatalogPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor("catalog.read");
  const filters = catalogFilters.parse(await props.searchParams);
  const all = await readCatalog(actor);
  const shown = all.filter((item) => matchesFilters(item, filters));
  const categories = [...new Set(all.map(({ category }) => category).filter(Boolean))].sort();
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Catalog"
        description="Destinations that have been reviewed and approved."
        actions={<ButtonLink href="/installations">Your installations</ButtonLink>}
      />
      {/* Made anew with each address, so that the form shows what is in it after going back. */}
      <CatalogSearch key={JSON.stringify(filters)} filters={filters} categories={categories} count={shown.length} />
      {shown.length === 0 ? <NothingFound filters={filters} isEmpty={all.length === 0} /> : <Tiles items={shown} />}
      {shown.length > 0 && (
        <div className="mt-8 max-w-xl">
          <Disclosure title="Miss one? Request a destination">
            <RequestDestination key={filters.search} search={filters.search} />
          </Disclosure>
        </div>
      )}
    </PortalPage>
  );
}

function Tiles({ items }: { items: CatalogItem[] }) {
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {items.map((item) => (
        <li key={item.destinationId} className="min-w-0">
          <Link href={`/catalog/${item.destinationId}`} className="block h-full rounded-lg">
            <CatalogTile
              displayName={item.displayName}
              summary={item.summary}
              category={item.category}
              kind={item.kind}
              logoSrc={logoSrc(item.logoId)}
              footnote={`Version ${item.number}`}
              marks={<CatalogMarks {...item} />}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function NothingFound({ filters, isEmpty }: { filters: CatalogFilters; isEmpty: boolean }) {
  return (
    <>
      <EmptyState
        icon={<Compass />}
        title={isEmpty ? "The catalog is still empty" : "Nothing matches"}
        description={
          isEmpty
            ? "A destination appears here as soon as the first one is approved."
            : "Try another word, or look through everything."
        }
        actions={isNarrowed(filters) ? <ButtonLink href="/catalog">Show everything</ButtonLink> : undefined}
      />
      <div className="mx-auto mt-6 max-w-xl">
        <RequestDestination key={filters.search} search={filters.search} isFramed />
      </div>
    </>
  );
}
