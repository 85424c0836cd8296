"use client";

import { useRef } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { Sheet } from "@/components/ui/sheet";
import { variableRow } from "@/lib/destination/language/variable-row";
import { goToPlace } from "./reveal-range";
import { UseList } from "./use-list";

interface VariableUsesProps {
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Where a variable is declared and every place that uses it, in a panel beside the configuration. */
export function VariableUses({ name, isOpen, onOpenChange }: VariableUsesProps) {
  const { definition, variables } = useDraft();
  const row = variableRow(variables, name);
  const count = row?.uses.length ?? 0;
  const go = (...place: Parameters<typeof goToPlace>) => {
    onOpenChange(false);
    // The panel gives the focus back to where it came from when it closes; the place takes it after that.
    requestAnimationFrame(() => requestAnimationFrame(() => goToPlace(...place)));
  };
  const declaredAt = row?.declaredAt;
  const firstUse = useRef<HTMLButtonElement>(null);
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      initialFocus={firstUse}
      title={`Uses of $${row?.name ?? name}`}
      description={row && row.name !== name ? `$${name} is another name of it.` : undefined}
    >
      <div className="@container space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-2 text-muted text-sm">
          <p>{count === 0 ? "Nothing uses it." : `${pluralize(count, "use")}, in the order of the document.`}</p>
          {declaredAt && (
            <Button size="sm" onClick={() => go(declaredAt)}>
              Go to the declaration
            </Button>
          )}
        </div>
        {row && count > 0 && (
          <div className="rounded-md border border-line bg-surface px-1">
            <UseList definition={definition} row={row} onOpen={go} firstUse={firstUse} />
          </div>
        )}
      </div>
    </Sheet>
  );
}
