"use client";

import { ArrowRight, Check } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { goToSection, useCurrentSection, useSectionTracking } from "./current-section";
import { useDraft } from "./draft-provider";
import {
  type DestinationProgress,
  progressOfAll,
  progressWords,
  type SectionProgress,
  type SectionState,
  sectionStates,
} from "./section-progress";
import type { SectionId } from "./sections";

interface SectionNavigationProps {
  /** Who else is in a section, drawn at the end of its line. */
  marks?: Partial<Record<SectionId, ReactNode>>;
}

/** Ways to the sections, with how far each is and what is wrong in it: a rail where there is room, else a strip. */
export function SectionNavigation({ marks }: SectionNavigationProps) {
  useSectionTracking();
  const { definition, findings } = useDraft();
  const current = useCurrentSection();
  const states = sectionStates(definition, findings);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = strip.current?.querySelector<HTMLElement>(`ol a[href="#${current}"]`);
    const { current: box } = strip;
    // Not scrollIntoView: that would move the page too.
    if (!box || !link) return;
    box.scrollTo({
      left: link.offsetLeft - (box.clientWidth - link.offsetWidth) / 2,
      top: link.offsetTop - (box.clientHeight - link.offsetHeight) / 2,
    });
  }, [current]);
  return (
    <nav
      ref={strip}
      aria-label="Sections"
      className="scrollbar-none sticky top-0 z-20 -mx-4 flex overflow-x-auto border-line border-b bg-canvas px-3 py-1.5 sm:-mx-6 sm:px-5 @min-[43rem]:top-5 @min-[43rem]:-m-1 @min-[43rem]:block @min-[43rem]:max-h-[calc(100dvh-9rem)] @min-[43rem]:w-43 @min-[43rem]:shrink-0 @min-[43rem]:self-start @min-[43rem]:overflow-x-visible @min-[43rem]:overflow-y-auto @min-[43rem]:border-0 @min-[43rem]:p-1 max-lg:top-12"
    >
      <Progress progress={progressOfAll(states)} />
      <ol className="flex gap-0.5 @min-[43rem]:flex-col">
        {states.map((state) => (
          <li key={state.id} className="shrink-0">
            <SectionLink state={state} isCurrent={state.id === current} mark={marks?.[state.id]} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function follow(event: MouseEvent, section: SectionId): void {
  // With a modifier it is the browser's: a new tab, a download.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goToSection(section);
}

/** How much of the destination is there, and where to go on. */
function Progress({ progress: { complete, total, next } }: { progress: DestinationProgress }) {
  const words = `${complete} of ${total} sections complete`;
  return (
    <div className="flex shrink-0 items-center @min-[43rem]:mb-2 @min-[43rem]:block @min-[43rem]:px-2 @max-[43rem]:pe-2">
      <div
        role="progressbar"
        aria-label="Progress of the destination"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={complete}
        aria-valuetext={words}
        className="h-1 overflow-hidden rounded-full bg-line @max-[43rem]:hidden"
      >
        <div
          className={cn("h-full rounded-full transition-[width]", next ? "bg-accent" : "bg-success")}
          style={{ width: `${(complete / total) * 100}%` }}
        />
      </div>
      <p className="whitespace-nowrap text-2xs text-muted @min-[43rem]:mt-1.5">
        <span className="@min-[43rem]:hidden">
          <span aria-hidden="true">
            {complete}/{total}
          </span>
          <span className="sr-only">{words}</span>
        </span>
        <span className="hidden @min-[43rem]:inline">{words}</span>
      </p>
      <p className="min-h-4.5 whitespace-nowrap text-2xs @max-[43rem]:hidden">
        {next ? (
          <a
            href={`#${next.id}`}
            onClick={(event) => follow(event, next.id)}
            className="link inline-flex items-center gap-0.5"
          >
            <span className="max-w-28 truncate">Next: {next.name}</span>
            <ArrowRight aria-hidden="true" className="size-3 rtl:rotate-180" />
          </a>
        ) : (
          <span className="text-success-ink">Ready to test and submit</span>
        )}
      </p>
    </div>
  );
}

function SectionLink({ state, isCurrent, mark }: { state: SectionState; isCurrent: boolean; mark: ReactNode }) {
  const { id, name, parent, errors, warnings, progress } = state;
  return (
    <a
      href={`#${id}`}
      aria-current={isCurrent ? "location" : undefined}
      onClick={(event) => follow(event, id)}
      className={cn(
        "flex min-h-7 items-center gap-2 whitespace-nowrap rounded-sm px-2 text-xs hover:bg-hover hover:text-ink pointer-coarse:min-h-9",
        parent && "@min-[43rem]:ps-5",
        isCurrent ? "bg-selected font-medium text-ink" : "text-muted",
      )}
    >
      <ProgressMark progress={progress} />
      <span className="truncate @max-[43rem]:max-w-48">{name}</span>
      <span className="sr-only">, {progressWords[progress]}</span>
      <span className="ms-auto flex items-center gap-1 empty:hidden">
        {mark}
        {errors > 0 ? (
          <Count count={errors} word="error" look="bg-danger-soft text-danger-ink" />
        ) : warnings > 0 ? (
          <Count count={warnings} word="warning" look="bg-warning-soft text-warning-ink" />
        ) : null}
      </span>
    </a>
  );
}

/** An empty ring, a half one, a tick; a dot for what may stay empty. */
function ProgressMark({ progress }: { progress: SectionProgress }) {
  if (progress === "complete") {
    return (
      <span aria-hidden="true" className="grid size-3.5 shrink-0 place-items-center rounded-full bg-success-soft">
        <Check className="size-2.5 stroke-3 text-success-ink" />
      </span>
    );
  }
  if (progress === "optional") {
    return (
      <span aria-hidden="true" className="grid size-3.5 shrink-0 place-items-center">
        <span className="size-1 rounded-full bg-control" />
      </span>
    );
  }
  return (
    <span
      aria-hidden="true"
      className="relative size-3.5 shrink-0 overflow-hidden rounded-full border-[1.5px] border-control"
    >
      {progress === "in_progress" && <span className="absolute inset-y-0 start-0 w-1/2 bg-control" />}
    </span>
  );
}

function Count({ count, word, look }: { count: number; word: string; look: string }) {
  return (
    <span className={cn("min-w-4 rounded-full px-1 text-center font-medium text-2xs", look)}>
      <span className="sr-only">, </span>
      {count}
      <span className="sr-only"> {pluralize(count, word).replace(/^\S+ /, "")}</span>
    </span>
  );
}
