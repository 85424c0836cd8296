"use client";

import { usePresenceMarks } from "./presence";
import { useCommentMarks } from "./section-comments";
import { SectionNavigation } from "./section-navigation";
import { isSectionId } from "./sections";

/** The navigation, with marks where colleagues are, and where comments are open. */
export function PresentNavigation() {
  const people = usePresenceMarks();
  const comments = useCommentMarks();
  const marks = Object.fromEntries(
    [...new Set([...Object.keys(people), ...Object.keys(comments)])].filter(isSectionId).map((id) => [
      id,
      <>
        {comments[id]}
        {people[id]}
      </>,
    ]),
  );
  return <SectionNavigation marks={marks} />;
}
