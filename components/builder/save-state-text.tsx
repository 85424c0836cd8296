"use client";

import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { requestBuilder } from "./builder-events";
import { useDraft } from "./draft-provider";

/** What has become of the last edit, in words that are also read out. */
export function SaveStateText() {
  const { saveState, isKept, retrySave } = useDraft();
  const { icon, text, tone, canRetry, canDecide } = wordsFor(saveState, isKept, useIsHydrated());
  return (
    <div
      className={cn(
        "flex min-w-0 flex-1 items-center gap-2 sm:max-w-md sm:flex-none",
        // What went wrong is a sentence: on a phone it has a line of its own.
        tone !== "text-muted" && "max-sm:order-first max-sm:basis-full",
      )}
    >
      <p
        role="status"
        className={cn("flex min-w-0 items-center gap-1.5 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0", tone)}
      >
        {icon}
        <span className="min-w-0">{text}</span>
      </p>
      {canDecide && (
        <Button size="sm" onClick={() => requestBuilder("show-conflict")}>
          Decide
        </Button>
      )}
      {canRetry && (
        <Button size="sm" onClick={retrySave}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface Words {
  icon: ReactNode;
  text: string;
  tone: string;
  canRetry?: boolean;
  canDecide?: boolean;
}

function wordsFor(state: ReturnType<typeof useDraft>["saveState"], isKept: boolean, isHydrated: boolean): Words {
  switch (state.kind) {
    case "saved":
      return { icon: <Check />, text: isHydrated ? `Saved ${clockTime(state.at)}` : "Saved", tone: "text-muted" };
    case "unsaved":
    case "saving":
      return { icon: <LoaderCircle className="animate-spin" />, text: "Saving…", tone: "text-muted" };
    case "offline":
      return {
        icon: <CloudOff />,
        text: isKept
          ? "Offline: kept in this browser, will be saved when the connection is back"
          : "Offline: not saved and not kept, because this browser's storage is full or off. Keep this page open",
        tone: "text-warning-ink",
        canRetry: true,
      };
    case "refused":
      return { icon: <TriangleAlert />, text: `Not saved: ${state.message}`, tone: "text-danger-ink", canRetry: true };
    case "conflict":
      return {
        icon: <TriangleAlert />,
        text: "Not saved: somebody else changed the same places",
        tone: "text-danger-ink",
        canDecide: true,
      };
  }
}

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndClock = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function clockTime(at: Date): string {
  const isToday = at.toDateString() === new Date().toDateString();
  return (isToday ? clock : dayAndClock).format(at);
}

/** Times are in the reader's zone, which only their browser knows. */
function useIsHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
