"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Links to pages beside each other. On a phone they scroll, and the current one comes into view. */
export function TabList({ current, children }: { current?: string; children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another current page is what it waits for.
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!list.current || !link) return;
    // Of the list alone: `scrollIntoView` would move the page, too.
    list.current.scrollLeft = link.offsetLeft - (list.current.clientWidth - link.offsetWidth) / 2;
  }, [current]);

  return (
    <ul ref={list} className="scrollbar-none relative -mb-px flex min-w-0 max-w-full gap-1 overflow-x-auto">
      {children}
    </ul>
  );
}
