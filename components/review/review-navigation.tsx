"use client";

import { useEffect, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { type ReviewSectionName, reviewSectionId, reviewSectionNames } from "./review-sections";
import { useAllThreads } from "./threads-provider";

/** Ways to the parts of a long page, always in view, with how many comments are open. */
export function ReviewNavigation({ sections }: { sections: readonly ReviewSectionName[] }) {
  const open = useAllThreads().filter(({ status }) => status === "open").length;
  const current = useCurrent(sections);
  return (
    <nav
      aria-label="Parts of the review"
      className="scrollbar-none sticky top-12 z-20 -mx-4 mb-5 overflow-x-auto border-line border-b bg-canvas px-4 py-1.5 sm:-mx-6 sm:px-6 lg:mx-0 lg:px-0"
    >
      <ul className="flex gap-0.5">
        {sections.map((section) => (
          <li key={section} className="shrink-0">
            <a
              href={`#${reviewSectionId(section)}`}
              aria-current={section === current ? "location" : undefined}
              className={cn(
                "flex min-h-8 items-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 text-sm hover:bg-hover hover:text-ink pointer-coarse:min-h-10",
                section === current ? "bg-selected font-medium text-ink" : "text-muted",
              )}
            >
              {reviewSectionNames[section]}
              {section === "comments" && open > 0 && (
                <Badge tone="accent">
                  {open}
                  <span className="sr-only"> open</span>
                </Badge>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The part that one is reading: the last whose beginning has passed the upper third. */
function useCurrent(sections: readonly ReviewSectionName[]): ReviewSectionName | undefined {
  const [current, setCurrent] = useState(sections[0]);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const passed = sections.filter((section) => {
          const top = document.getElementById(reviewSectionId(section))?.getBoundingClientRect().top;
          return top !== undefined && top < window.innerHeight / 3;
        });
        const isAtEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 4;
        setCurrent(isAtEnd && window.scrollY > 0 ? sections.at(-1) : (passed.at(-1) ?? sections[0]));
      });
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", look);
    };
  }, [sections]);
  return current;
}
