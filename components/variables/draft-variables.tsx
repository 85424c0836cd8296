"use client";

import { useMemo } from "react";
import { useReadDefinition } from "@/components/builder/draft-pieces";
import { useDraft, useDraftActions } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { Card } from "@/components/ui/card";
import type { VariableRow } from "@/lib/destination/variable";
import { goToPlace } from "./reveal-range";
import { useVariableActions } from "./variable-actions";
import { VariableTable } from "./variable-table";
import type { VariableTableActions } from "./variable-table-row";

interface DraftVariablesProps {
  /** Goes to where the test value of a variable is given. Both must be the same functions at every render. */
  onChangeValue: (row: VariableRow) => void;
  canChangeValue: (row: VariableRow) => boolean;
}

/** The variable graph of the draft: everything that is wrong can be put right from it. */
export function DraftVariables({ onChangeValue, canChangeValue }: DraftVariablesProps) {
  const { definition, variables } = useDraft();
  const { edit } = useDraftActions();
  const { openRename } = useVariableActions();
  const readDefinition = useReadDefinition();
  const actions = useMemo<VariableTableActions>(
    () => ({
      open: goToPlace,
      rename: openRename,
      changeValue: onChangeValue,
      canChangeValue,
      fix: ({ name }, fix) => {
        if (fix.type === "rename") return openRename(name, fix.proposed);
        edit(`$${name}: ${fix.label}`, fix.apply);
        if (fix.focus) focusField(fix.focus(readDefinition()));
      },
    }),
    [edit, openRename, readDefinition, onChangeValue, canChangeValue],
  );
  return (
    <Card isFlush className="overflow-hidden">
      <VariableTable definition={definition} rows={variables} actions={actions} />
    </Card>
  );
}
