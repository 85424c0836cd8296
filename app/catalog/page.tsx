import { Compass, Search } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { CatalogTile } from "@/components/catalog/catalog-tile";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { pluralize } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { logoSrc } from "@/components/ui/logo-tile";
import { NativeSelect } from "@/components/ui/native-select";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listCatalog } from "@/lib/server/repositories/versions";

export const metadata: Metadata = { title: "Catalog" };

type Entry = Awaited<ReturnType<typeof listCatalog>>[number];

export default async function CatalogPage(props: {
  searchParams: Promise<{ search?: string | string[]; category?: string | string[] }>;
}) {
  const actor = await requireActor("catalog.read");
  const query = await props.searchParams;
  const search = first(query.search).trim();
  const category = first(query.category);
  const all = await listCatalog(db);
  const shown = all.filter((entry) => matches(entry, search, category));
  const categories = [...new Set(all.map(({ connectionInfo }) => connectionInfo.category).filter(Boolean))].sort();
  return (
    <PortalPage actor={actor}>
      <PageHeader title="Catalog" description="Destinations that have been reviewed and approved." />
      <search>
        <form className="mb-5 flex flex-wrap items-center gap-2">
          <div className="min-w-48 max-w-sm flex-1">
            <Input
              name="search"
              type="search"
              aria-label="Search the catalog"
              placeholder="Search by name or summary"
              defaultValue={search}
              start={<Search className="size-4" />}
            />
          </div>
          <div className="w-48">
            <NativeSelect
              name="category"
              aria-label="Category"
              defaultValue={category}
              options={[
                { value: "", label: "All categories" },
                ...categories.map((name) => ({ value: name, label: name })),
              ]}
            />
          </div>
          <Button type="submit">Search</Button>
          <span role="status" className="text-muted text-sm">
            {pluralize(shown.length, "destination")}
          </span>
        </form>
      </search>
      {shown.length === 0 ? (
        <EmptyState
          icon={<Compass />}
          title={all.length === 0 ? "The catalog is still empty" : "Nothing matches"}
          description={
            all.length === 0
              ? "A destination appears here as soon as the first one is approved."
              : "Try another word, or look through all categories."
          }
          actions={all.length > 0 ? <ButtonLink href="/catalog">Show everything</ButtonLink> : undefined}
        />
      ) : (
        <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {shown.map((entry) => (
            <li key={entry.id}>
              <Link href={`/catalog/${entry.destinationId}`} className="block h-full rounded-lg">
                <CatalogTile
                  {...entry.connectionInfo}
                  kind={entry.destination.kind}
                  logoSrc={logoSrc(entry.connectionInfo.logoId)}
                  footnote={`Version ${entry.number}`}
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PortalPage>
  );
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

function matches({ connectionInfo }: Entry, search: string, category: string): boolean {
  if (category && connectionInfo.category !== category) return false;
  const text = `${connectionInfo.displayName} ${connectionInfo.summary}`.toLowerCase();
  return text.includes(search.toLowerCase());
}
