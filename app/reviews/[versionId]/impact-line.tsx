import { compareOnce } from "@/app/compare-once";
import { DecisionPoint } from "@/components/review/decision-point";
import { pluralize } from "@/components/ui/format-number";
import type { Actor } from "@/lib/policy";
import type { VersionRow } from "@/lib/server/repositories/versions";

/** What an approval would mean for the installations of earlier versions, in one line; nothing where there are none. */
export async function ImpactLine({ actor, version }: { actor: Actor; version: VersionRow }) {
  const { impact } = await compareOnce(actor, version);
  const { installations, needAnswers, broken } = impact;
  if (installations === 0) return null;
  const parts = [
    needAnswers > 0 && `${pluralize(needAnswers, "installation")} would have to answer something first`,
    broken > 0 && `${pluralize(broken, "installation")} would break`,
  ].filter((part) => part !== false);
  return (
    <DecisionPoint isFine={parts.length === 0} section="changes">
      {parts.length === 0
        ? `${installations === 1 ? "The installation" : `All ${pluralize(installations, "installation")}`} can go over as ${installations === 1 ? "it is" : "they are"}`
        : parts.join(", ")}
    </DecisionPoint>
  );
}
