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
export function QueueFilters(props: QueueFiltersProps) {
  const { filter } = props;
  const form = useRef<HTMLFormElement>(null);
  return (
    <search>
      <Form ref={form} action="/reviews" className="flex flex-wrap items-center gap-2">
        {filter.tab !== "waiting" && <input type="hidden" name="tab" value={filter.tab} />}
        <div className="min-w-44 flex-1 basis-44">
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
        {choicesOf(props).map((choice) => (
          <Choice
            key={choice.name}
            {...choice}
            value={filter[choice.name]}
            onChange={() => form.current?.requestSubmit()}
          />
        ))}
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

interface ChoiceOptions {
  name: "assignee" | "kind" | "category" | "organization" | "overdue";
  label: string;
  /** Value and words; the first is the one without a choice. */
  options: readonly (readonly [value: string, label: string])[];
}

function choicesOf({ filter, organizations, categories, reviewers, ownId }: QueueFiltersProps): ChoiceOptions[] {
  const others = reviewers.filter(({ id }) => id !== ownId).map(({ id, name }) => [id, name] as const);
  const age = {
    name: "overdue",
    label: "Age",
    options: [
      ["", "Any age"],
      ["yes", "Overdue"],
    ],
  } as const;
  return [
    {
      name: "assignee",
      label: "Assignee",
      options: [["", "Anybody"], ["mine", "Assigned to me"], ["unassigned", "Nobody yet"], ...others],
    },
    { name: "kind", label: "Kind", options: [["", "All kinds"], ...Object.entries(kindNames)] },
    {
      name: "category",
      label: "Category",
      options: [["", "All categories"], ...categories.map((name) => [name, name] as const)],
    },
    {
      name: "organization",
      label: "Partner",
      options: [["", "All partners"], ...organizations.map(({ id, name }) => [id, name] as const)],
    },
    ...(filter.tab === "waiting" ? [age] : []),
  ];
}

interface ChoiceProps extends ChoiceOptions {
  value: string;
  onChange: () => void;
}

function Choice({ name, label, value, onChange, options }: ChoiceProps) {
  const known = options.some(([option]) => option === value);
  return (
    <div className="w-34 max-sm:flex-1 max-sm:basis-36">
      <NativeSelect
        key={value}
        name={name}
        aria-label={label}
        defaultValue={known ? value : ""}
        onChange={onChange}
        options={options.map(([option, words]) => ({ value: option, label: words }))}
      />
    </div>
  );
}
