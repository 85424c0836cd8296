"use client";

import { Search } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

interface Filter {
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
}

interface FilterFormProps {
  searchLabel: string;
  placeholder: string;
  search: string;
  filters: readonly Filter[];
  /** How many were found. */
  found: string;
}

/** Part of the address, so it works before any script has loaded; with one, a choice is applied when it is made. */
export function FilterForm({ searchLabel, placeholder, search, filters, found }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <search>
      <form ref={form} className="mb-5 flex flex-wrap items-center gap-2">
        <div className="min-w-48 max-w-sm flex-1 basis-full sm:basis-64">
          <Input
            name="search"
            type="search"
            aria-label={searchLabel}
            placeholder={placeholder}
            defaultValue={search}
            start={<Search className="size-4" />}
          />
        </div>
        {filters.map(({ name, label, value, options }) => (
          <div key={name} className="w-40 grow sm:grow-0">
            <NativeSelect
              name={name}
              aria-label={label}
              defaultValue={value}
              options={options}
              onChange={() => form.current?.requestSubmit()}
            />
          </div>
        ))}
        <Button type="submit">Search</Button>
        <span role="status" className="text-muted text-sm">
          {found}
        </span>
      </form>
    </search>
  );
}
