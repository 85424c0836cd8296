import type { Endpoint } from "@/lib/destination/definition";
import { outcomeWords } from "@/lib/destination/outcome-words";

interface OutcomeRulesProps {
  endpoint: Endpoint;
  noun: "user" | "event";
}

/** What counts as a success of an endpoint, and what becomes of the single users or events of a call. */
export function OutcomeRules({ endpoint, noun }: OutcomeRulesProps) {
  const { successCodes, successBody } = endpoint;
  const outcomes = "itemOutcomes" in endpoint ? endpoint.itemOutcomes : [];
  const codes = successCodes.length === 0 ? "Any 2xx" : successCodes.join(", ");
  const sentences = outcomes.flatMap((outcome) => {
    const words = outcomeWords(outcome, noun);
    return words === undefined ? [] : [{ id: outcome.id, words }];
  });
  return (
    <ul className="max-w-prose list-disc space-y-1 ps-4.5 text-ink text-sm marker:text-faint">
      <li>
        {codes} counts as a success
        {successBody.trim() !== "" && (
          <>
            {" "}
            if the body contains <code className="break-all font-mono text-xs">{successBody.trim()}</code>
          </>
        )}
        .
      </li>
      {"batchSize" in endpoint && endpoint.batchSize > 1 && sentences.length === 0 && (
        <li>The response says nothing about single {noun}s: a call succeeds or fails as a whole.</li>
      )}
      {sentences.map(({ id, words }) => (
        <li key={id} className="break-words">
          {words}
        </li>
      ))}
    </ul>
  );
}
