"use client";

import { createContext, type ReactNode, use } from "react";
import { Field } from "@/components/ui/field";
import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId } from "./document-place";
import { useLeave, useShownFindings } from "./draft-pieces";
import { FindingList, FixButton } from "./finding-list";

/** What the fields inside belong to, for the names of undo steps: "Add users". */
const PlaceContext = createContext<string>("");

export function Place({ name, children }: { name: string; children: ReactNode }) {
  return <PlaceContext value={name}>{children}</PlaceContext>;
}

/** The name of an undo step here: "Add users: URL". */
export function useStepName(): (what: string) => string {
  const place = use(PlaceContext);
  return (what) => (place ? `${place}: ${what}` : what);
}

interface BuilderFieldProps {
  path: DocumentPath;
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong with a text that can't become a value, such as a number that isn't one. */
  problem?: string;
  isRequired?: boolean;
  isOptional?: boolean;
  /** For several controls under one label. */
  isGroup?: boolean;
  isLabelHidden?: boolean;
  labelEnd?: ReactNode;
  /** When the focus leaves the field. */
  onLeave?: () => void;
  className?: string;
  children: ReactNode;
}

/** A field of the configuration: the kit's field, with the findings of its place under it. */
export function BuilderField({ path, help, problem, onLeave, className, children, ...props }: BuilderFieldProps) {
  const findings = useShownFindings(path, "below");
  const leave = useLeave(path, onLeave);
  const errors = findings.filter(({ severity }) => severity === "error");
  const others = findings.filter(({ severity }) => severity !== "error");
  const error =
    problem === undefined && errors.length === 0 ? undefined : (
      <span className="block space-y-1">
        {problem && <span className="block">{problem}</span>}
        <ErrorTexts findings={errors} />
      </span>
    );
  return (
    <div id={props.isGroup ? fieldId(path) : undefined} {...leave} className={className}>
      <Field
        {...props}
        id={props.isGroup ? undefined : fieldId(path)}
        error={error}
        help={
          help || others.length > 0 ? (
            <>
              <FindingList findings={others} className={help ? "mb-1" : undefined} />
              {help}
            </>
          ) : undefined
        }
      >
        {children}
      </Field>
    </div>
  );
}

/** The kit's field draws the icon of an error itself. */
function ErrorTexts({ findings }: { findings: Parameters<typeof FindingList>[0]["findings"] }) {
  return findings.map((finding) => (
    <span
      key={`${finding.rule}${finding.path.join(".")}${finding.range?.start ?? ""}${finding.message}`}
      className="block"
    >
      {finding.message} <FixButton finding={finding} />
    </span>
  ));
}
