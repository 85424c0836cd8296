"use client";

import { ListChecks, type LucideIcon, Tag, Zap } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import type { DestinationKind } from "@/lib/destination/definition";

interface Kind {
  kind: DestinationKind;
  title: string;
  Icon: LucideIcon;
  text: string;
  /** When it is the right one. */
  when: string;
}

const kinds: readonly Kind[] = [
  {
    kind: "list",
    title: "List",
    Icon: ListChecks,
    text: "A cohort becomes a list of users.",
    when: "Your API has lists or segments with members to add and remove.",
  },
  {
    kind: "property",
    title: "User property",
    Icon: Tag,
    text: "A cohort becomes a property or a tag of each of its members.",
    when: "Your API has profiles, and a call that writes an attribute or a tag.",
  },
  {
    kind: "event",
    title: "Events",
    Icon: Zap,
    text: "Events and profile changes, as they happen.",
    when: "Your API takes events, orders or profile updates, one or many at a time.",
  },
];

interface KindChoiceProps {
  value: DestinationKind;
  onValueChange: (kind: DestinationKind) => void;
}

/** The three kinds, each with what becomes of a cohort and when to choose it. Real radio buttons. */
export function KindChoice({ value, onValueChange }: KindChoiceProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-ink text-sm">Kind</legend>
      <div className="grid grid-cols-1 gap-2 md:grid-cols-3">
        {kinds.map(({ kind, title, Icon, text, when }) => (
          <label
            key={kind}
            className={cn(
              "flex cursor-pointer items-start gap-2.5 rounded-lg border bg-surface p-3 shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
              kind === value ? "border-accent ring-1 ring-accent" : "border-line hover:border-control",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={kind === value}
              onChange={() => onValueChange(kind)}
              aria-label={title}
              aria-describedby={`${name}-${kind}`}
              className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface outline-none checked:border-[5px] checked:border-accent"
            />
            <span className="min-w-0 text-sm">
              <span className="flex items-center gap-1.5 font-medium text-ink">
                <Icon aria-hidden="true" className="size-4 text-accent-ink" />
                {title}
              </span>
              <span id={`${name}-${kind}`} className="mt-0.5 block text-muted text-xs">
                <span className="block text-ink">{text}</span> {when}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
