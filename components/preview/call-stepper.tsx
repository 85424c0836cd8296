"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { IconButton } from "@/components/ui/icon-button";
import type { Call } from "@/lib/destination/calls";

interface CallStepperProps {
  call: Call;
  /** "Add users", for the names of the buttons. */
  name: string;
  /** It is the last call that could be built: there is no going to another one now. */
  isStale: boolean;
  /** Whether it sends events rather than users. */
  isOfEvents: boolean;
  onStep: (index: number) => void;
}

/** Who is in the call that is shown, who is in the others, and who is in none. */
export function CallStepper({ call, name, isStale, isOfEvents, onStep }: CallStepperProps) {
  const { index, following } = call;
  const count = index + 1 + following;
  return (
    <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <p role="status" className="text-muted text-xs">
        {takenWords(call, isOfEvents ? "event" : "user")}
      </p>
      {count > 1 && (
        <span className="flex items-center gap-0.5">
          <IconButton
            label={`Previous call of ${name}`}
            size="sm"
            disabled={isStale || index === 0}
            onClick={() => onStep(index - 1)}
          >
            <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
          </IconButton>
          <span className="min-w-14 text-center text-muted text-xs">
            {formatNumber(index + 1)} of {formatNumber(count)}
          </span>
          <IconButton
            label={`Next call of ${name}`}
            size="sm"
            disabled={isStale || following === 0}
            onClick={() => onStep(index + 1)}
          >
            <ChevronRight aria-hidden="true" className="rtl:rotate-180" />
          </IconButton>
        </span>
      )}
    </div>
  );
}

function takenWords({ index, taken, total, following, built }: Call, item: "event" | "user"): string {
  const all =
    item === "user" ? pluralize(total, "sample user") : pluralize(total, "event that fits", "events that fit");
  if (index + following === 0) {
    if (taken === total) return total === 1 ? `One call takes the one ${all.slice(2)}.` : `One call takes all ${all}.`;
    return `One call takes ${formatNumber(taken)} of the ${all}.`;
  }
  const rest = following === 0 ? "it is the last one" : pluralize(following, "more call follows", "more calls follow");
  const direction = built.ok ? built.batch?.direction : undefined;
  const way = direction === undefined ? "" : `, to ${direction}`;
  return `This call takes ${formatNumber(taken)} of ${all}${way}; ${rest}.`;
}

const skippedShown = 50;

interface SkippedItemsProps {
  call: Call;
  /** By the index in the call's users, or events. */
  nameOfUser: (user: number) => string;
  nameOfEvent: (event: number) => string;
}

/** The sample users or events that can't be sent, each with its reason. */
export function SkippedItems({ call, nameOfUser, nameOfEvent }: SkippedItemsProps) {
  const { skipped: users, skippedEvents = [] } = call.built;
  const skipped = [
    ...users.map(({ user, reason }) => ({ name: nameOfUser(user), reason })),
    ...skippedEvents.map(({ event, reason }) => ({ name: nameOfEvent(event), reason })),
  ];
  if (skipped.length === 0) return null;
  return (
    <Disclosure isPlain title="Left out of this call" count={skipped.length} tone="warning">
      <ul className="space-y-1 text-xs">
        {skipped.slice(0, skippedShown).map(({ name, reason }) => (
          <li key={`${name} ${reason}`} className="flex flex-wrap gap-x-2 break-words">
            <span className="font-medium">{name}</span>
            <span className="min-w-0 text-muted">{reason}</span>
          </li>
        ))}
      </ul>
      {skipped.length > skippedShown && (
        <p className="mt-1 text-muted text-xs">And {formatNumber(skipped.length - skippedShown)} more.</p>
      )}
    </Disclosure>
  );
}
