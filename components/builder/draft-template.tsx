"use client";

import type { ReactNode } from "react";
import { PayloadEditor } from "@/components/payload-editor/payload-editor";
import { templateCharsMax } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import { BuilderField } from "./builder-field";
import { fieldId } from "./document-place";
import { useBoundedText, useWrite } from "./draft-controls";
import { useLeave, useShownFindings, useSuggestions } from "./draft-pieces";
import { FindingList } from "./finding-list";
import { TemplateInput } from "./template-input";
import type { TemplatePlace } from "./variable-suggestions";

interface DraftTemplateProps extends TemplatePlace {
  path: DocumentPath;
  label: string;
  value: string;
  help?: ReactNode;
  placeholder?: string;
  isRequired?: boolean;
  isOptional?: boolean;
  isLabelHidden?: boolean;
  labelEnd?: ReactNode;
  className?: string;
}

/** A template on one line: a URL, a header value, a list ID. */
export function DraftTemplateLine({
  path,
  value,
  placeholder,
  endpoint,
  isItemTemplate,
  ...field
}: DraftTemplateProps) {
  const { text, problem, setText } = useBoundedText(value, templateCharsMax, useWrite(path, field.label));
  const variables = useSuggestions({ endpoint, isItemTemplate });
  return (
    <BuilderField {...field} path={path} problem={problem}>
      <TemplateInput value={text} onChange={setText} variables={variables} placeholder={placeholder} />
    </BuilderField>
  );
}

interface DraftTemplateEditorProps extends DraftTemplateProps {
  language: TemplateLanguage;
  rows: number;
}

/** A template on several lines, in the payload editor: it shows where a finding is, this says what it is. */
export function DraftTemplateEditor({ path, value, language, rows, ...props }: DraftTemplateEditorProps) {
  const { label, help, endpoint, isItemTemplate, placeholder } = props;
  const { text, problem, setText } = useBoundedText(value, templateCharsMax, useWrite(path, label));
  const variables = useSuggestions({ endpoint, isItemTemplate });
  const findings = useShownFindings(path);
  const leave = useLeave(path);
  const id = fieldId(path);
  const describedBy = `${id}-notes`;
  return (
    <div className={props.className} {...leave}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <span className="font-medium text-ink text-sm">
          {label}
          {props.isRequired && (
            <span aria-hidden="true" className="ms-0.5 text-danger-ink">
              *
            </span>
          )}
          {props.isOptional && <span className="ms-1.5 font-normal text-faint text-xs">Optional</span>}
        </span>
        {props.labelEnd && <span className="text-faint text-xs">{props.labelEnd}</span>}
      </div>
      <PayloadEditor
        id={id}
        label={label}
        value={text}
        onChange={setText}
        language={language}
        findings={[...findings]}
        variables={[...variables]}
        placeholder={placeholder}
        describedBy={describedBy}
        rows={rows}
      />
      <div id={describedBy} className="mt-1.5 space-y-1 text-muted text-xs">
        {problem && <p className="text-danger-ink">{problem}</p>}
        <FindingList findings={findings} />
        {help && <p>{help}</p>}
      </div>
    </div>
  );
}
