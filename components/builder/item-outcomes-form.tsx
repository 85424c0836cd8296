"use client";

import { ListPlus } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { blankItemOutcome } from "@/lib/destination/blank-definition";
import type { ItemOutcome } from "@/lib/destination/definition";
import { type EndpointKey, isActionKey } from "@/lib/destination/endpoints";
import { useShownFindings } from "./draft-pieces";
import { useBatchedEndpoint } from "./endpoint-piece";
import { FindingList } from "./finding-list";
import { ItemOutcomeForm, useOutcomesPlace } from "./item-outcome-form";
import { outcomeExamples } from "./outcome-examples";
import { PlaceDisclosure } from "./place-disclosure";
import { useListEdits } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";

const noOutcomes: readonly ItemOutcome[] = [];

/** How a response tells what became of single users or events. Not drawn again while the request is edited. */
export const ItemOutcomesForm = memo(function ItemOutcomesForm({ endpointKey }: { endpointKey: EndpointKey }) {
  const endpoint = useBatchedEndpoint(endpointKey);
  const outcomes = endpoint?.itemOutcomes ?? noOutcomes;
  const { path } = useOutcomesPlace(endpointKey);
  const problems = usePartProblems(path);
  const items = isActionKey(endpointKey) ? "events" : "users";
  // The response to one event is about that event: error classifications tell what it says.
  if (isActionKey(endpointKey) && endpoint?.batchSize === 1 && outcomes.length === 0) return null;
  return (
    <PlaceDisclosure
      path={path}
      title={`Results of single ${items}`}
      description={
        outcomes.length > 0
          ? `How a response names ${items} it refused.`
          : `For APIs that answer 200 and refuse some ${items} in the body.`
      }
      count={problems.count ?? (outcomes.length > 0 ? outcomes.length : undefined)}
      tone={problems.tone}
    >
      <OutcomeList endpointKey={endpointKey} outcomes={outcomes} />
    </PlaceDisclosure>
  );
});

function OutcomeList({ endpointKey, outcomes }: { endpointKey: EndpointKey; outcomes: readonly ItemOutcome[] }) {
  const place = useOutcomesPlace(endpointKey);
  const list = useListEdits(place);
  const findings = useShownFindings(place.path);
  const item = isActionKey(endpointKey) ? "event" : "user";
  const add = (outcome: ItemOutcome) => list.add(outcome, outcomes.length, "path");
  return (
    <div className="space-y-3">
      <FindingList findings={findings} />
      {outcomes.length === 0 ? (
        <Beginnings item={item} onChoose={add} />
      ) : (
        <>
          {outcomes.map((outcome, index) => (
            <ItemOutcomeForm
              key={outcome.id}
              outcome={outcome}
              index={index}
              count={outcomes.length}
              endpointKey={endpointKey}
            />
          ))}
          <Button size="sm" icon={<ListPlus />} onClick={() => add(blankItemOutcome())}>
            Add rule
          </Button>
        </>
      )}
    </div>
  );
}

function Beginnings({ item, onChoose }: { item: string; onChoose: (outcome: ItemOutcome) => void }) {
  return (
    <div className="space-y-3">
      <p className="max-w-prose text-muted text-sm">
        Without a rule, the status code decides for all {item}s of a call. If your API lists single results in its
        response, say where: a half-failed call then counts only the {item}s that were taken.
      </p>
      <ul aria-label="Responses to start from" className="grid grid-cols-1 gap-2 @lg:grid-cols-3">
        {outcomeExamples.map(({ title, response, build }) => (
          <li key={title}>
            <button
              type="button"
              onClick={() => onChoose(build())}
              className="flex size-full cursor-pointer flex-col items-start gap-1.5 rounded-md border border-line bg-surface p-2.5 text-start hover:border-control hover:bg-hover"
            >
              <span className="font-medium text-ink text-sm">{title}</span>
              <code className="block w-full break-words font-mono text-2xs text-muted" dir="ltr">
                {response}
              </code>
            </button>
          </li>
        ))}
      </ul>
      <Button size="sm" variant="ghost" icon={<ListPlus />} onClick={() => onChoose(blankItemOutcome())}>
        Add an empty rule
      </Button>
    </div>
  );
}
