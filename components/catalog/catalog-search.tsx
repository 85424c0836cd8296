"use client";

import { Search } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { kindNames } from "@/lib/destination/kind-words";
import type { CatalogFilters } from "./catalog-filters";

interface CatalogSearchProps {
  filters: CatalogFilters;
  categories: readonly string[];
  /** How many destinations were found. */
  count: number;
}

/** Part of the address, so it works before any script has loaded; with one, a choice is applied when it is made. */
export function CatalogSearch({ filters, categories, count }: CatalogSearchProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = () => form.current?.requestSubmit();
  return (
    <search>
      <form ref={form} className="mb-5 flex flex-wrap items-center gap-2">
        <div className="min-w-48 max-w-sm flex-1 basis-full sm:basis-64">
          <Input
            name="search"
            type="search"
            aria-label="Search the catalog"
            placeholder="Search by name, summary or category"
            defaultValue={filters.search}
            start={<Search className="size-4" />}
          />
        </div>
        <FilterSelect
          name="category"
          label="Category"
          value={filters.category}
          options={[
            { value: "", label: "All categories" },
            ...categories.map((name) => ({ value: name, label: name })),
          ]}
          onChange={submit}
        />
        <FilterSelect
          name="kind"
          label="Kind"
          value={filters.kind}
          options={[
            { value: "", label: "All kinds" },
            ...Object.entries(kindNames).map(([value, label]) => ({ value, label })),
          ]}
          onChange={submit}
        />
        <FilterSelect
          name="state"
          label="Installed or not"
          value={filters.state}
          options={[
            { value: "", label: "Installed or not" },
            { value: "installed", label: "Installed" },
            { value: "upgradable", label: "With a new version" },
            { value: "not_installed", label: "Not installed" },
          ]}
          onChange={submit}
        />
        <Button type="submit">Search</Button>
        <span role="status" className="text-muted text-sm">
          {pluralize(count, "destination")}
        </span>
      </form>
    </search>
  );
}

interface FilterSelectProps {
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: () => void;
}

function FilterSelect({ name, label, value, options, onChange }: FilterSelectProps) {
  return (
    <div className="w-40 grow sm:grow-0">
      <NativeSelect name={name} aria-label={label} defaultValue={value} options={options} onChange={onChange} />
    </div>
  );
}
