"use client";

import { pluralize } from "@/components/ui/format-number";
import type { Tone } from "@/components/ui/tone";
import type { DocumentPath } from "@/lib/destination/finding";
import { useFindingCount } from "./draft-pieces";

interface PartProblems {
  count?: string;
  tone?: Tone;
}

/** How many errors, or else warnings, are at or below a place: for the title of what folds. */
export function usePartProblems(path: DocumentPath): PartProblems {
  const { errors, warnings } = useFindingCount(path);
  if (errors > 0) return { count: pluralize(errors, "error"), tone: "danger" };
  if (warnings > 0) return { count: pluralize(warnings, "warning"), tone: "warning" };
  return {};
}
