import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A search that is part of the address: it can be bookmarked, and works before any script has loaded. */
export function SearchForm({ label, search }: { label: string; search: string }) {
  return (
    <search>
      <form className="flex max-w-md gap-2">
        <Input
          type="search"
          name="search"
          aria-label={label}
          placeholder={label}
          defaultValue={search}
          start={<Search />}
        />
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}
