import { FilterForm } from "@/components/catalog/filter-form";
import { pluralize } from "@/components/ui/format-number";
import type { InstallationFilters } from "./installation-filters";

/** What the list of installations is narrowed down by; `count` is how many were found. */
export function InstallationSearch({ filters, count }: { filters: InstallationFilters; count: number }) {
  return (
    <FilterForm
      searchLabel="Search your installations"
      placeholder="Search by name, destination or project"
      search={filters.search}
      found={pluralize(count, "installation")}
      filters={[
        {
          name: "state",
          label: "State",
          value: filters.state,
          options: [
            { value: "", label: "All states" },
            { value: "active", label: "Active" },
            { value: "paused", label: "Paused" },
            { value: "upgradable", label: "With a new version" },
          ],
        },
      ]}
    />
  );
}
