"use client";

import { useMemo } from "react";
import { ThreadsHere, useCommentPlace } from "./commentable";

/** The threads of a part as a whole, with those of places in it that this page doesn't draw. */
export function PlaceThreads({ steps }: { steps: readonly string[] }) {
  const anchor = useMemo(() => ({ steps: [...steps], node: [] }), [steps]);
  return <ThreadsHere {...useCommentPlace(anchor)} anchor={anchor} />;
}
