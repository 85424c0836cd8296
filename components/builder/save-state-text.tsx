"use client";

import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { requestBuilder } from "./builder-events";
import { type DraftState, useDraft } from "./draft-provider";

/** What has become of the last edit, in words that are also read out. */
export function SaveStateText() {
  const draft = useDraft();
  const { icon, text, tone, canRetry, canDecide } = wordsFor(draft, useIsHydrated());
  return (
    <div
      className={cn(
        // The buttons fill a phone's width: the words have a line of their own.
        "flex min-w-0 flex-1 items-center gap-2 max-sm:basis-full sm:max-w-md sm:flex-none",
        // What went wrong stands at the bottom of a small screen, where it stays in view.
        (canRetry || canDecide) && "max-lg:sr-only",
      )}
    >
      <p
        role="status"
        className={cn("flex min-w-0 items-center gap-1.5 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0", tone)}
      >
        {icon}
        <span className="min-w-0">{text}</span>
      </p>
      <span className="contents max-lg:hidden">
        <WayOut canDecide={canDecide} canRetry={canRetry} />
      </span>
    </div>
  );
}

function WayOut({ canDecide, canRetry }: Pick<Words, "canDecide" | "canRetry">) {
  const { retrySave } = useDraft();
  return (
    <>
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
    </>
  );
}

/**
 * What is wrong with saving, at the bottom of a small screen: there the toolbar scrolls away. It is not read out, as the
 * toolbar's own line is.
 */
export function SaveProblemBar() {
  const { icon, text, tone, canRetry, canDecide } = wordsFor(useDraft(), true);
  if (!canRetry && !canDecide) return null;
  return (
    <aside
      aria-label="Saving"
      className="fixed inset-x-0 bottom-0 z-20 flex min-h-11 items-center justify-between gap-3 border-line-strong border-t bg-raised px-4 py-1.5 pb-[max(0.375rem,env(safe-area-inset-bottom))] shadow-2 lg:hidden"
    >
      <p className={cn("flex min-w-0 items-center gap-1.5 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0", tone)}>
        {icon}
        <span className="min-w-0">{text}</span>
      </p>
      <WayOut canDecide={canDecide} canRetry={canRetry} />
    </aside>
  );
}

interface Words {
  icon: ReactNode;
  text: string;
  tone: string;
  canRetry?: boolean;
  canDecide?: boolean;
}

function wordsFor(
  { saveState: state, isKept, isHolding }: Pick<DraftState, "saveState" | "isKept" | "isHolding">,
  isHydrated: boolean,
): Words {
  switch (state.kind) {
    case "saved":
      if (isHolding) {
        return { icon: <TriangleAlert />, text: "Not all is saved: a text is too long", tone: "text-danger-ink" };
      }
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
