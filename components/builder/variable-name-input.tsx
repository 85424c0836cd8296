"use client";

import { useRef } from "react";
import { pluralize } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { useVariableActions } from "@/components/variables/variable-actions";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { canonicalName } from "@/lib/destination/predefined-variable";
import { renameVariable } from "@/lib/destination/rename-variable";
import { declaredVariables, variableNamePattern, variableUses } from "@/lib/destination/variable-use";
import { BuilderField } from "./builder-field";
import { pathKey } from "./document-place";
import { useUsesCount } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { useStepName } from "./step-name";

interface VariableNameInputProps {
  path: DocumentPath;
  label?: string;
  value: string;
  placeholder?: string;
  className?: string;
}

/**
 * The name of a declared variable. Every use follows while it is typed, as one step of the history, unless the name on
 * the way belongs to another variable: then the uses wait until it is free again or the field is left.
 */
export function VariableNameInput({ path, label = "Variable", value, placeholder, className }: VariableNameInputProps) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  // The name under which the uses of this variable stand at the moment.
  const usedAs = useRef(value);
  const typedLast = useRef(value);
  const session = useRef(0);
  const { openRename, openUses } = useVariableActions();
  const usesCount = useUsesCount(value);

  function change(typed: string, isDone: boolean) {
    // An undo, or a rename elsewhere, has taken the uses along.
    if (value !== typedLast.current) usedAs.current = value;
    typedLast.current = typed;
    const from = usedAs.current;
    edit(
      stepName(path),
      (definition) => {
        const canFollow = from !== "" && variableNamePattern.test(typed) && !isTaken(definition, typed, path, isDone);
        if (canFollow) usedAs.current = typed;
        const followed = canFollow ? renameUses(definition, path, from, typed) : definition;
        return setAtPath(followed, path, typed);
      },
      { session: `${pathKey(path)}#${session.current}` },
    );
  }

  return (
    <BuilderField
      path={path}
      label={label}
      isRequired
      className={className}
      labelEnd={
        usesCount > 0 && (
          <button type="button" className="link" onClick={() => openUses(value)}>
            {pluralize(usesCount, "use")}
          </button>
        )
      }
    >
      <Input
        value={value}
        isMono
        dir="ltr"
        start="$"
        placeholder={placeholder}
        onFocus={() => {
          session.current += 1;
          usedAs.current = value;
          typedLast.current = value;
        }}
        onKeyDown={(event) => {
          if (event.key !== "F2" || value === "") return;
          event.preventDefault();
          openRename(value);
        }}
        onChange={(event) => change(event.currentTarget.value.slice(0, 200).replace(/^\$/, ""), false)}
        onBlur={() => {
          if (usedAs.current !== value && typedLast.current === value) change(value, true);
        }}
      />
    </BuilderField>
  );
}

/** Whether following would mix this variable's uses with those of another one. */
function isTaken(definition: DestinationDefinition, name: string, path: DocumentPath, isDone: boolean): boolean {
  const isDeclared = declaredVariables(definition).some(
    (declared) => declared.name === name && pathKey(declared.path) !== pathKey(path),
  );
  if (isDeclared) return true;
  // On the way to a longer name any short one may pass; only a finished name adopts uses that wait for a declaration.
  return !isDone && variableUses(definition).some((use) => canonicalName(use.name) === canonicalName(name));
}

/** Renames the uses, unless another declaration has the old name too and they may be its own. */
function renameUses(
  definition: DestinationDefinition,
  path: DocumentPath,
  from: string,
  to: string,
): DestinationDefinition {
  const isShared = declaredVariables(definition).some(
    (declared) => declared.name === from && pathKey(declared.path) !== pathKey(path),
  );
  return isShared ? definition : renameVariable(definition, from, to);
}
