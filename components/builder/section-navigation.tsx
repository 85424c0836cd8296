"use client";

import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { useDraft } from "./draft-provider";
import { type SectionId, type SectionState, sectionIds, sectionNames, sectionStates } from "./sections";

/** Anchors to the sections with their problems: a rail where there is room, else a strip. */
export function SectionNavigation() {
  const { definition, findings } = useDraft();
  const current = useCurrentSection();
  const states = sectionStates(definition, findings);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = strip.current?.querySelector<HTMLElement>(`a[href="#${current}"]`);
    const { current: box } = strip;
    // Not scrollIntoView: that would move the page too.
    if (box && link) box.scrollTo({ left: link.offsetLeft - (box.clientWidth - link.offsetWidth) / 2 });
  }, [current]);
  return (
    <nav
      ref={strip}
      aria-label="Sections"
      className="scrollbar-none sticky top-0 z-20 -mx-4 overflow-x-auto border-line border-b bg-canvas px-3 py-1.5 sm:-mx-6 sm:px-5 @min-[43rem]:top-6 @min-[43rem]:m-0 @min-[43rem]:w-38 @min-[43rem]:shrink-0 @min-[43rem]:self-start @min-[43rem]:overflow-visible @min-[43rem]:border-0 @min-[43rem]:p-0 max-lg:top-12"
    >
      <ol className="flex gap-0.5 @min-[43rem]:flex-col">
        {states.map((state) => (
          <li key={state.id} className="shrink-0">
            <SectionLink state={state} isCurrent={state.id === current} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function SectionLink({ state, isCurrent }: { state: SectionState; isCurrent: boolean }) {
  const { id, errors, warnings } = state;
  return (
    <a
      href={`#${id}`}
      aria-current={isCurrent ? "location" : undefined}
      className={cn(
        "flex min-h-7 items-center justify-between gap-2 whitespace-nowrap rounded-sm px-2 text-xs hover:bg-hover hover:text-ink pointer-coarse:min-h-9",
        isCurrent ? "bg-selected font-medium text-ink" : "text-muted",
      )}
    >
      {sectionNames[id]}
      {errors > 0 ? (
        <Count count={errors} word="error" look="bg-danger-soft text-danger-ink" />
      ) : warnings > 0 ? (
        <Count count={warnings} word="warning" look="bg-warning-soft text-warning-ink" />
      ) : (
        <Check aria-label="no problems" className="size-3 text-success-ink" />
      )}
    </a>
  );
}

function Count({ count, word, look }: { count: number; word: string; look: string }) {
  return (
    <span className={cn("min-w-4 rounded-full px-1 text-center font-medium text-2xs", look)}>
      {count}
      <span className="sr-only"> {pluralize(count, word).replace(/^\S+ /, "")}</span>
    </span>
  );
}

/** The section at the top of what one reads. */
function useCurrentSection(): SectionId {
  const [current, setCurrent] = useState<SectionId>("authentication");
  useEffect(() => {
    const visible = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target.id);
          else visible.delete(target.id);
        }
        const first = sectionIds.find((id) => visible.has(id));
        if (first) setCurrent(first);
      },
      // A section counts while it crosses the upper part of the screen.
      { rootMargin: "-15% 0px -65% 0px" },
    );
    for (const id of sectionIds) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, []);
  return current;
}
