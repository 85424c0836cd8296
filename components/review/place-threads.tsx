"use client";

import { useMemo } from "react";
import { ThreadsHere, useCommentPlace } from "./commentable";
import { useThreadsAt } from "./threads-provider";

/** Keeps the threads of a part that is hidden at the moment, such as by another tab: its number there counts them. */
export function HiddenThreads({ steps }: { steps: readonly string[] }) {
  useThreadsAt(useMemo(() => ({ steps: [...steps], node: [] }), [steps]));
  return null;
}

/** The threads of a part as a whole, with those of places in it that this page doesn't draw. */
export function PlaceThreads({ steps }: { steps: readonly string[] }) {
  const anchor = useMemo(() => ({ steps: [...steps], node: [] }), [steps]);
  return <ThreadsHere {...useCommentPlace(anchor)} anchor={anchor} />;
}
