"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { useReadDefinition } from "@/components/builder/draft-pieces";
import { toast } from "@/components/ui/toast";
import { findPredefined } from "@/lib/destination/predefined-variable";
import { declaredVariables } from "@/lib/destination/variable";
import { RenameVariableDialog } from "./rename-variable-dialog";
import { VariableUses } from "./variable-uses";

export interface VariableActions {
  /** Asks for the new name of a variable; `proposed` fills the field. */
  openRename: (name: string, proposed?: string) => void;
  /** Shows every place that uses a variable. */
  openUses: (name: string) => void;
}

const VariableActionsContext = createContext<VariableActions | undefined>(undefined);

/** What can be done to a variable from wherever it stands: in an editor, in the table, in its field's form. */
export function useVariableActions(): VariableActions {
  const actions = use(VariableActionsContext);
  if (!actions) throw new Error("useVariableActions belongs inside a VariableActionsProvider.");
  return actions;
}

type Shown = { kind: "rename"; name: string; proposed?: string } | { kind: "uses"; name: string };

/** Holds the dialog and the panel, so that they outlive the editor that opened them. Belongs inside the draft. */
export function VariableActionsProvider({ children }: { children: ReactNode }) {
  const readDefinition = useReadDefinition();
  const [shown, setShown] = useState<Shown>();
  // A panel that closes is still drawn while it moves out.
  const [isOpen, setIsOpen] = useState(false);
  const actions = useMemo<VariableActions>(() => {
    const show = (next: Shown) => {
      setShown(next);
      setIsOpen(true);
    };
    return {
      openRename: (name, proposed) => {
        const predefined = findPredefined(name);
        const isDeclared = declaredVariables(readDefinition()).some((declared) => declared.name === name);
        if (predefined && !predefined.isCredential && !isDeclared) {
          toast.info(`$${name} is predefined and keeps its name`, { description: predefined.description });
        } else show({ kind: "rename", name, proposed });
      },
      openUses: (name) => show({ kind: "uses", name }),
    };
  }, [readDefinition]);
  return (
    <VariableActionsContext value={actions}>
      {children}
      {shown?.kind === "rename" && (
        <RenameVariableDialog
          key={shown.name}
          name={shown.name}
          proposed={shown.proposed}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
        />
      )}
      {shown?.kind === "uses" && <VariableUses name={shown.name} isOpen={isOpen} onOpenChange={setIsOpen} />}
    </VariableActionsContext>
  );
}
