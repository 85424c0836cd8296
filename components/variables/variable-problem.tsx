import { CircleAlert, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { inkTone } from "@/components/ui/tone";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { VariableRow } from "@/lib/destination/variable";
import { placeOfRowProblem, rowFixes, type VariableStatus } from "./variable-status";
import type { VariableTableActions } from "./variable-table-row";

interface VariableProblemProps {
  row: VariableRow;
  status: VariableStatus;
  definition: DestinationDefinition;
  actions?: VariableTableActions;
}

/** What is wrong with a variable, in words, with what puts it right and the way to the place. */
export function VariableProblem({ row, status, definition, actions }: VariableProblemProps) {
  const Icon = status.tone === "danger" ? CircleAlert : TriangleAlert;
  const fixes = actions ? rowFixes(definition, row) : [];
  const go = () => {
    const place = placeOfRowProblem(definition, row);
    if (place) actions?.open(place.path, place.range);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <p className={cn("flex min-w-0 basis-60 grow items-start gap-1.5 text-xs", inkTone[status.tone])}>
        <Icon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
        <span className="min-w-0 break-words">
          <Badge tone={status.tone} className="me-1.5">
            {status.word}
          </Badge>
          {status.problem}
        </span>
      </p>
      {actions && (
        <span className="flex flex-wrap items-center gap-1.5">
          {fixes.map((fix) => (
            <Button key={fix.label} size="sm" onClick={() => actions.fix(row, fix)}>
              {fix.label}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={go}>
            Show it
          </Button>
        </span>
      )}
    </div>
  );
}
