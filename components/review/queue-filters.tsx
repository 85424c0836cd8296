"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { kindNames } from "@/lib/destination/kind-words";
import type { QueueFilter } from "@/lib/review-contract";
import { isFiltered, queueAddress } from "./queue-address";

interface QueueFiltersProps {
  filter: QueueFilter;
  organizations: readonly { id: string; name: string }[];
  categories: readonly string[];
  reviewers: readonly { id: string; name: string }[];
  ownId: string;
}

/** What of the queue is shown. A plain form: the choice stands in the address, and works before any script has loaded. */
export function QueueFilters({ filter, organizations, categories, reviewers, ownId }: QueueFiltersProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = () => form.current?.requestSubmit();
  const others = reviewers.filter(({ id }) => id !== ownId);
  return (
    <search>
      <Form ref={form} action="/reviews" className="flex flex-wrap items-center gap-2">
        {filter.tab !== "waiting" && <input type="hidden" name="tab" value={filter.tab} />}
        <div className="min-w-48 flex-1 basis-56">
          <Input
            key={filter.search}
            name="search"
            type="search"
            aria-label="Search the queue"
            placeholder="Destination or partner"
            defaultValue={filter.search}
            start={<Search className="size-4" />}
          />
        </div>
        <Choice
          name="assignee"
          label="Assignee"
          value={filter.assignee}
          onChange={submit}
          options={[
            { value: "", label: "Anybody" },
            { value: "mine", label: "Assigned to me" },
            { value: "unassigned", label: "Nobody yet" },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Choice
          name="kind"
          label="Kind"
          value={filter.kind}
          onChange={submit}
          options={[
            { value: "", label: "All kinds" },
            ...Object.entries(kindNames).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Choice
          name="category"
          label="Category"
          value={filter.category}
          onChange={submit}
          options={[
            { value: "", label: "All categories" },
            ...categories.map((name) => ({ value: name, label: name })),
          ]}
        />
        <Choice
          name="organization"
          label="Partner"
          value={filter.organization}
          onChange={submit}
          options={[
            { value: "", label: "All partners" },
            ...organizations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {filter.tab === "waiting" && (
          <Choice
            name="overdue"
            label="Age"
            value={filter.overdue}
            onChange={submit}
            options={[
              { value: "", label: "Any age" },
              { value: "yes", label: "Overdue" },
            ]}
          />
        )}
        <Button type="submit">Search</Button>
        {isFiltered(filter) && (
          <ButtonLink variant="ghost" href={queueAddress({ tab: filter.tab })}>
            Clear
          </ButtonLink>
        )}
      </Form>
    </search>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  onChange: () => void;
  options: readonly { value: string; label: string }[];
}

function Choice({ name, label, value, onChange, options }: ChoiceProps) {
  const known = options.some((option) => option.value === value);
  return (
    <div className="w-38 max-sm:flex-1 max-sm:basis-36">
      <NativeSelect
        key={value}
        name={name}
        aria-label={label}
        defaultValue={known ? value : ""}
        onChange={onChange}
        options={options}
      />
    </div>
  );
}
