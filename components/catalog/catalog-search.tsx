import { pluralize } from "@/components/ui/format-number";
import { kindNames } from "@/lib/destination/kind-words";
import type { CatalogFilters } from "./catalog-filters";
import { FilterForm } from "./filter-form";

interface CatalogSearchProps {
  filters: CatalogFilters;
  categories: readonly string[];
  /** How many destinations were found. */
  count: number;
}

/** What the catalog is narrowed down by. */
export function CatalogSearch({ filters, categories, count }: CatalogSearchProps) {
  return (
    <FilterForm
      searchLabel="Search the catalog"
      placeholder="Search by name, summary or category"
      search={filters.search}
      found={pluralize(count, "destination")}
      filters={[
        {
          name: "category",
          label: "Category",
          value: filters.category,
          options: [
            { value: "", label: "All categories" },
            ...categories.map((name) => ({ value: name, label: name })),
          ],
        },
        {
          name: "kind",
          label: "Kind",
          value: filters.kind,
          options: [
            { value: "", label: "All kinds" },
            ...Object.entries(kindNames).map(([value, label]) => ({ value, label })),
          ],
        },
        {
          name: "state",
          label: "Installed or not",
          value: filters.state,
          options: [
            { value: "", label: "Installed or not" },
            { value: "installed", label: "Installed" },
            { value: "upgradable", label: "With a new version" },
            { value: "not_installed", label: "Not installed" },
          ],
        },
      ]}
    />
  );
}
