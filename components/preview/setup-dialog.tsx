"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { focusSetupRow } from "./focus-setup-row";
import { SetupAttemptView } from "./setup-attempt";
import { SetupForm } from "./setup-form";
import { emptySetupValues, type ProjectProperty, type SetupValues, setupProblems } from "./setup-values";

interface SetupDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  projectProperties: readonly ProjectProperty[];
}

const idPrefix = "setup-dialog";
const notStored =
  "This version of the portal can't store installations yet, so nothing was saved. Your answers stay here until you leave the page.";

/**
 * The setup modal as a dialog, for the catalog. Answers outlive closing and opening again, secrets included, since they
 * are held in memory only. This version can check them but not store them, and says so.
 */
export function SetupDialog({
  isOpen,
  onOpenChange,
  definition,
  displayName,
  logoId,
  projectProperties,
}: SetupDialogProps) {
  const [values, setValues] = useState<SetupValues>(emptySetupValues);
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const problems = setupProblems(definition, values, {
    asked: "installation",
    properties: projectProperties,
  });

  function check() {
    setAreProblemsRevealed(true);
    const [first] = problems;
    setIsChecked(!first);
    if (first) focusSetupRow(idPrefix, first.rowId);
  }

  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={
          <span className="flex items-center gap-3">
            <LogoTile name={displayName} src={logoSrc(logoId)} size="md" />
            Connect to {displayName}
          </span>
        }
        footer={
          <>
            <DialogClose />
            <Button variant="primary" onClick={check}>
              Save
            </Button>
          </>
        }
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            check();
          }}
        >
          <SetupForm
            definition={definition}
            values={values}
            projectProperties={projectProperties}
            problems={problems}
            areProblemsRevealed={areProblemsRevealed}
            idPrefix={idPrefix}
            onChange={(next) => {
              setIsChecked(false);
              setValues(next);
            }}
          />
          {/* Lets the Enter key in a field do what the button below the form does. */}
          <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
        </form>
        <div className="mt-4 empty:hidden">
          <SetupAttemptView
            name={displayName}
            attempt={isChecked && problems.length === 0 ? { kind: "accepted", message: notStored } : { kind: "idle" }}
            onCancel={() => setIsChecked(false)}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}
