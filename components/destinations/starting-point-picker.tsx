"use client";

import { FlaskConical, PenLine, Search } from "lucide-react";
import { useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { LogoTile } from "@/components/ui/logo-tile";
import { NativeSelect } from "@/components/ui/native-select";
import { findStartingPoints } from "./find-starting-points";
import type { StartingPoint } from "./starting-point";
import { StartingPointDetails } from "./starting-point-details";

interface StartingPointPickerProps {
  /** Of one kind. */
  points: readonly StartingPoint[];
  value: string;
  onValueChange: (id: string) => void;
  /** Names the choice; the heading above it. */
  label: string;
}

/** From so many on, looking for one is easier than reading all. */
const searchedFrom = 8;

/** What to start from: a list to choose one of, by name or category, and beside it what the chosen one holds. */
export function StartingPointPicker({ points, value, onValueChange, label }: StartingPointPickerProps) {
  const [search, setSearch] = useState("");
  const [category, setCategory] = useState("");
  const found = findStartingPoints(points, search).filter((point) => category === "" || point.category === category);
  const chosen = points.find(({ id }) => id === value);
  return (
    <div className="space-y-3">
      {points.length >= searchedFrom && (
        <div className="grid grid-cols-1 gap-2 sm:grid-cols-[minmax(0,1fr)_12rem]">
          <Field label="Search templates" isLabelHidden>
            <Input
              type="search"
              start={<Search aria-hidden="true" />}
              value={search}
              placeholder="Search by partner, or by what the API is like"
              onChange={(event) => setSearch(event.currentTarget.value)}
              onKeyDown={(event) => {
                // In a form Enter would create the destination.
                if (event.key === "Enter") event.preventDefault();
              }}
            />
          </Field>
          <Field label="Category" isLabelHidden>
            <NativeSelect
              value={category}
              onChange={(event) => setCategory(event.currentTarget.value)}
              options={[{ value: "", label: "All categories" }, ...categoriesOf(points)]}
            />
          </Field>
        </div>
      )}
      <p role="status" className="sr-only">
        {search !== "" && `${pluralize(found.length, "template")} found`}
      </p>
      <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <PointList points={found} value={value} onValueChange={onValueChange} label={label} />
        {chosen && <StartingPointDetails point={chosen} />}
      </div>
    </div>
  );
}

function categoriesOf(points: readonly StartingPoint[]): { value: string; label: string }[] {
  return [...new Set(points.map(({ category }) => category))].map((category) => ({ value: category, label: category }));
}

function PointList({ points, value, onValueChange, label }: StartingPointPickerProps) {
  const name = useId();
  if (points.length === 0) {
    return (
      <p className="rounded-lg border border-line border-dashed p-4 text-center text-muted text-sm">
        No template fits. Look for another word, or start blank.
      </p>
    );
  }
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="max-h-112 overflow-y-auto rounded-lg border border-line bg-surface shadow-1"
    >
      {points.map((point, index) => (
        <div key={point.id}>
          {point.category !== points[index - 1]?.category && (
            <p className="sticky top-0 border-line border-b bg-sunken px-3 py-1 font-medium text-2xs text-muted">
              {point.category}
            </p>
          )}
          <Point name={name} point={point} isChosen={point.id === value} onChoose={() => onValueChange(point.id)} />
        </div>
      ))}
    </div>
  );
}

interface PointProps {
  name: string;
  point: StartingPoint;
  isChosen: boolean;
  onChoose: () => void;
}

function Point({ name, point, isChosen, onChoose }: PointProps) {
  const textId = useId();
  return (
    <label
      className={cn(
        "flex cursor-pointer items-start gap-2.5 border-line border-b px-3 py-2 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring",
        isChosen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        aria-label={point.name}
        aria-describedby={textId}
        className="mt-1.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface outline-none checked:border-[5px] checked:border-accent"
      />
      <PointMark point={point} />
      <span className="min-w-0">
        <span className="block font-medium text-ink text-sm">{point.name}</span>
        <span id={textId} className="line-clamp-2 text-muted text-xs">
          {point.description}
        </span>
      </span>
    </label>
  );
}

function PointMark({ point: { id, name } }: { point: StartingPoint }) {
  const Icon = id === "example" ? FlaskConical : id === "blank" ? PenLine : undefined;
  if (!Icon) return <LogoTile name={name.split(" ")[0] ?? name} size="sm" className="mt-0.5" />;
  return (
    <span aria-hidden="true" className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-sm bg-accent-soft">
      <Icon className="size-3.5 text-accent-ink" />
    </span>
  );
}
