"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId } from "./document-place";
import { useLeave, useShownFindings } from "./draft-pieces";
import { useFieldComments } from "./field-comments";
import { FindingList, FixButton } from "./finding-list";

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
  const comments = useFieldComments(path);
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
        labelEnd={
          comments.marker && !props.isLabelHidden ? withMarker(props.labelEnd, comments.marker) : props.labelEnd
        }
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
      {props.isLabelHidden && comments.marker}
      {comments.threads}
    </div>
  );
}

/** What was said about the field stands at the end of its label, after whatever stands there already. */
function withMarker(labelEnd: ReactNode, marker: ReactNode) {
  return (
    <span className="flex items-baseline gap-2">
      {labelEnd}
      {marker}
    </span>
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
