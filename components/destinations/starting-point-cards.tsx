"use client";

import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { DefinitionOutline } from "@/lib/destination/example/destination-template";
import type { StartingPoint } from "./starting-point";

interface StartingPointCardsProps {
  points: readonly StartingPoint[];
  value: StartingPoint["id"];
  onValueChange: (id: StartingPoint["id"]) => void;
  /** Names the choice; the heading above the cards. */
  label: string;
}

/** Cards to choose one from, each with what it contains. Real radio buttons. */
export function StartingPointCards({ points, value, onValueChange, label }: StartingPointCardsProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      {points.map((point) => (
        <Card
          key={point.id}
          name={name}
          point={point}
          isChosen={point.id === value}
          onChoose={() => onValueChange(point.id)}
        />
      ))}
    </div>
  );
}

interface CardProps {
  name: string;
  point: StartingPoint;
  isChosen: boolean;
  onChoose: () => void;
}

function Card({ name, point, isChosen, onChoose }: CardProps) {
  const textId = useId();
  const { outline } = point;
  return (
    <label
      className={cn(
        "flex cursor-pointer flex-col rounded-lg border bg-surface p-3.5 shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        isChosen ? "border-accent ring-1 ring-accent" : "border-line hover:border-control",
      )}
    >
      <span className="flex items-start gap-2.5">
        <input
          type="radio"
          name={name}
          checked={isChosen}
          onChange={onChoose}
          aria-label={point.name}
          aria-describedby={textId}
          className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface outline-none checked:border-[5px] checked:border-accent"
        />
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
            {point.name}
            {point.id === "example" && <Badge tone="accent">Works at once</Badge>}
          </span>
          <span id={textId} className="mt-0.5 block text-muted text-xs">
            {point.description}
          </span>
        </span>
      </span>
      {outline ? (
        <Outline outline={outline} />
      ) : (
        <span className="mt-3 grid flex-1 place-items-center rounded-md border border-line border-dashed p-4 text-center text-faint text-xs">
          Your own, from the first field on
        </span>
      )}
    </label>
  );
}

/** What is inside, as small as it can be read. */
function Outline({ outline: { authentication, questions, calls, payload } }: { outline: DefinitionOutline }) {
  return (
    <span className="mt-3 flex flex-1 flex-col gap-2 rounded-md border border-line bg-sunken p-2.5 text-xs">
      <span className="block text-muted">
        {authentication} · asks for {questions.join(", ")}
      </span>
      <span className="block space-y-0.5">
        {calls.map(({ name, method, url }) => (
          <span key={name} className="flex items-baseline gap-2">
            <span className="w-20 shrink-0 truncate text-faint">{name}</span>
            <code className="min-w-0 truncate font-mono text-2xs text-ink" dir="ltr">
              <span className="text-syntax-keyword">{method}</span> {pathOf(url)}
            </code>
          </span>
        ))}
      </span>
      <code className="mt-auto block truncate font-mono text-2xs text-muted" dir="ltr">
        {payload.replace(/\s+/g, " ")}
      </code>
    </span>
  );
}

/** A card has room for what tells calls apart: the path. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, "").replace(/^\/w\/[^/]+/, "") || url;
}
