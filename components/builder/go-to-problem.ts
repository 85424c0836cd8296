import { toast } from "@/components/ui/toast";
import { goToPlace } from "@/components/variables/reveal-range";
import { requestBuilder } from "./builder-events";
import { fieldId } from "./document-place";
import { nextStop, type Problem, type Standing, type Stop, stopsOf } from "./problem-stops";
import type { SectionId } from "./sections";

let stops: readonly Stop[] = [];
let last: Stop | undefined;

/** The builder tells what there is to go through; from the top of the page to its end. */
export function setProblems(problems: readonly Problem[], sections: readonly SectionId[]): void {
  stops = stopsOf(problems, sections);
}

/** Goes to the problem after or before the one visited last, round and round: into its field, onto its piece of text. */
export function goToProblem(step: 1 | -1): void {
  if (stops.length === 0) {
    toast.success("No problems", { description: "Everything the rulebook looks at is in order." });
    return;
  }
  const next = nextStop(stops, standing(), step);
  if (!next) return;
  last = next;
  const { path, range, message } = next.finding;
  goToPlace(path, range);
  requestBuilder("announce", { text: `Problem ${next.index + 1} of ${stops.length}: ${message}` });
}

/** At the field that has the focus, so that going on begins there; else at the problem visited last. */
function standing(): Standing | undefined {
  const field = document.activeElement?.closest("[id^='field-']");
  if (last && (!field || field.id === fieldId(last.finding.path))) return last;
  const here = stops.find(({ finding }) => fieldId(finding.path) === field?.id);
  if (!here) return last;
  // Somebody who came here by another way has seen what is said about the field, but not every piece of its text.
  return { ...here, start: here.finding.range ? undefined : here.start };
}
