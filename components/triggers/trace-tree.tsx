import { Check, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { explainTrace, groupWords } from "@/lib/destination/trigger/explain-trace";
import { formatTrigger } from "@/lib/destination/trigger/format-trigger";
import type { TriggerTrace } from "@/lib/destination/trigger/match-trigger";

const looks = {
  holds: { word: "Holds:", Icon: Check, ink: "text-success-ink" },
  fails: { word: "Doesn't hold:", Icon: X, ink: "text-muted" },
} as const;

/** Every condition of a trigger with whether it holds for an event, and why: groups as lists inside lists. */
export function TraceTree({ trace, label }: { trace: TriggerTrace; label: string }) {
  return (
    <ul aria-label={label} className="space-y-2">
      <TraceNode trace={trace} />
    </ul>
  );
}

function TraceNode({ trace }: { trace: TriggerTrace }) {
  const { node, parts, isTrue } = trace;
  const { word, Icon, ink } = looks[isTrue ? "holds" : "fails"];
  // What is turned around needs no line of its own unless it is a group.
  const turned = node.type === "not" && parts[0]?.parts.length === 0 ? parts[0] : undefined;
  const isGroup = !turned && (node.type === "and" || node.type === "or" || node.type === "not");
  return (
    <li className="text-sm">
      <div className="flex items-start gap-2">
        <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", ink)} />
        <div className="min-w-0 flex-1">
          <span className="sr-only">{word} </span>
          {isGroup ? (
            <span className="font-medium text-ink">{groupWords(node.type)}</span>
          ) : (
            <code className="break-words font-mono text-ink text-xs [overflow-wrap:anywhere]">
              {formatTrigger(node)}
            </code>
          )}
          <span className={cn("text-muted text-xs", isGroup ? "ms-2" : "mt-0.5 block [overflow-wrap:anywhere]")}>
            {explainTrace(turned ?? trace)}
          </span>
        </div>
      </div>
      {isGroup && (
        <ul className="ms-1.75 mt-2 space-y-2 border-s ps-4">
          {parts.map((part) => (
            <TraceNode key={`${part.node.range.start} ${part.node.range.end}`} trace={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
