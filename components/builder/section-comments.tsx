"use client";

import { MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useAllThreads } from "@/components/review/threads-provider";
import { placeOfAnchor } from "@/lib/review-anchor";
import { useDraft } from "./draft-provider";
import { useFieldComments } from "./field-comments";
import { endpointOfSection, type FixedSectionId, type SectionId, sectionOf } from "./sections";

/** The comments on a section as a whole, or on what this page has no field for, under its heading. */
export function SectionComments({ id }: { id: FixedSectionId }) {
  const { marker, threads } = useFieldComments(placeOfSection(id));
  if (!marker) return null;
  return (
    <div className="mt-2">
      {marker}
      {threads}
    </div>
  );
}

const places: Partial<Record<FixedSectionId, string>> = {
  "cohort-name": "slugifyCohortName",
  property: "propertyKey",
  members: "memberCalls",
};

function placeOfSection(id: FixedSectionId): string[] {
  const key = endpointOfSection(id);
  return key === undefined ? [places[id] ?? id] : ["endpoints", key];
}

/** For the navigation: how many comments are open in each section. */
export function useCommentMarks(): Partial<Record<SectionId, ReactNode>> {
  const { definition } = useDraft();
  const open = useAllThreads().filter(({ status }) => status === "open");
  const counts = new Map<SectionId, number>();
  for (const { anchor } of open) {
    const path = placeOfAnchor({ definition }, anchor);
    const section = path && sectionOf(definition, path);
    if (section) counts.set(section, (counts.get(section) ?? 0) + 1);
  }
  const marks: Partial<Record<SectionId, ReactNode>> = {};
  for (const [section, count] of counts) marks[section] = <Mark count={count} />;
  return marks;
}

function Mark({ count }: { count: number }) {
  return (
    <span className="flex h-4 items-center gap-0.5 rounded-full bg-accent-soft px-1 font-medium text-2xs text-accent-ink">
      <MessageSquare aria-hidden="true" className="size-2.5" />
      <span className="sr-only">, </span>
      {count}
      <span className="sr-only"> open {count === 1 ? "comment" : "comments"}</span>
    </span>
  );
}
