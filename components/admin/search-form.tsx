import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

interface SearchFormProps {
  label: string;
  search?: string;
  /** One more condition, chosen from a list; the empty value takes it away. */
  choice?: { name: string; label: string; value?: string; options: readonly { value: string; label: string }[] };
  /** The ID of what is searched, where the page comes back to. */
  anchor?: string;
}

/** A search that is part of the address: it can be bookmarked, and works before any script has loaded. */
export function SearchForm({ label, search = "", choice, anchor }: SearchFormProps) {
  return (
    <search>
      <form action={anchor && `#${anchor}`} className="flex max-w-2xl flex-wrap gap-2">
        <div className="min-w-48 flex-1">
          <Input
            type="search"
            name="search"
            aria-label={label}
            placeholder={label}
            defaultValue={search}
            start={<Search />}
          />
        </div>
        {choice && (
          <NativeSelect
            name={choice.name}
            aria-label={choice.label}
            defaultValue={choice.value ?? ""}
            options={choice.options}
            className="w-44"
          />
        )}
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}
