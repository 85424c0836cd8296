import { toast } from "@/components/ui/toast";
import type { Finding } from "@/lib/destination/finding";
import { requestBuilder } from "./builder-events";
import { fieldId } from "./document-place";
import { focusField } from "./focus-field";
import { type SectionId, sectionIds } from "./sections";

interface Problem {
  finding: Finding;
  section: SectionId;
}

let problems: readonly Problem[] = [];
let last: string | undefined;

/** The builder tells what there is to go through; from the top of the page to its end. */
export function setProblems(next: readonly Problem[]): void {
  problems = [...next].sort((left, right) => sectionIds.indexOf(left.section) - sectionIds.indexOf(right.section));
}

const keyOf = ({ finding }: Problem) => finding.path.join(".");

/** Focuses the field of the problem after or before the one visited last, round and round. */
export function goToProblem(step: 1 | -1): void {
  const places = [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
  if (places.length === 0) {
    toast.success("No problems", { description: "Everything the rulebook looks at is in order." });
    return;
  }
  const at = places.findIndex((problem) => keyOf(problem) === (placeOfFocus(places) ?? last));
  const next = places[at < 0 ? (step > 0 ? 0 : places.length - 1) : (at + step + places.length) % places.length];
  if (!next) return;
  last = keyOf(next);
  focusField(next.finding.path);
  const index = places.indexOf(next) + 1;
  requestBuilder("announce", { text: `Problem ${index} of ${places.length}: ${next.finding.message}` });
}

/** The problem at the field that has the focus, so that going on begins there. */
function placeOfFocus(places: readonly Problem[]): string | undefined {
  const field = document.activeElement?.closest("[id^='field-']");
  const problem = places.find(({ finding }) => fieldId(finding.path) === field?.id);
  return problem && keyOf(problem);
}
