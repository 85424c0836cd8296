"use client";

import { type ReactNode, useMemo } from "react";
import { PayloadEditor } from "@/components/payload-editor/payload-editor";
import { goToPlace } from "@/components/variables/reveal-range";
import { useVariableActions } from "@/components/variables/variable-actions";
import { templateCharsMax } from "@/lib/destination/definition";
import { applyFix } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import type { ScopePlace, ScopeVariable } from "@/lib/destination/language/scope";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import { BuilderField } from "./builder-field";
import { fieldId } from "./document-place";
import { useBoundedText, useWrite } from "./draft-controls";
import { useLeave, useShownFindings, useSuggestions } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FindingList } from "./finding-list";
import { TemplateInput } from "./template-input";
import type { TemplateCommands } from "./use-template-language";

interface DraftTemplateProps extends ScopePlace {
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
export function DraftTemplateLine({ endpoint, isItemTemplate, part, ...props }: DraftTemplateProps) {
  const variables = useSuggestions({ endpoint, isItemTemplate, part });
  return <DraftTemplateInput {...props} variables={variables} charsMax={templateCharsMax} />;
}

/** A template of a few lines in a person's words: an error message. Secrets have no place in it and aren't offered. */
export function DraftTemplateText({ endpoint, ...props }: DraftTemplateProps & { charsMax: number }) {
  const all = useSuggestions({ endpoint });
  const variables = useMemo(
    () => all.map((variable) => (variable.isSecret ? { ...variable, unavailable: secretReason } : variable)),
    [all],
  );
  return <DraftTemplateInput {...props} variables={variables} lines={2} />;
}

const secretReason = "It has no value here: it is secret, and messages are shown.";

interface DraftTemplateInputProps extends Omit<DraftTemplateProps, keyof ScopePlace> {
  variables: readonly ScopeVariable[];
  charsMax: number;
  /** Absent for a template on one line. */
  lines?: number;
}

function DraftTemplateInput(props: DraftTemplateInputProps) {
  const { path, value, placeholder, variables, charsMax, lines, ...field } = props;
  const { text, problem, setText } = useBoundedText(value, charsMax, useWrite(path));
  const findings = useShownFindings(path);
  const commands = useTemplateCommands();
  return (
    <BuilderField {...field} path={path} problem={problem}>
      <TemplateInput
        place={{ path, place: field.label }}
        value={text}
        onChange={setText}
        variables={variables}
        findings={findings}
        commands={commands}
        lines={lines}
        placeholder={placeholder}
      />
    </BuilderField>
  );
}

/** What an editor asks of the document around it. */
function useTemplateCommands(): TemplateCommands {
  const { edit } = useDraftActions();
  const { openRename, openUses } = useVariableActions();
  return useMemo(
    () => ({
      applyFix: (fix) => edit(fix.label, (definition) => applyFix(definition, fix)),
      openDeclaration: goToPlace,
      rename: openRename,
      findUses: openUses,
    }),
    [edit, openRename, openUses],
  );
}

interface DraftTemplateEditorProps extends DraftTemplateProps {
  language: TemplateLanguage;
  rows: number;
}

/** A template on several lines, in the payload editor: it shows where a finding is, this says what it is. */
export function DraftTemplateEditor({ path, value, language, rows, ...props }: DraftTemplateEditorProps) {
  const { label, help, endpoint, isItemTemplate, part, placeholder } = props;
  const { text, problem, setText } = useBoundedText(value, templateCharsMax, useWrite(path));
  const variables = useSuggestions({ endpoint, isItemTemplate, part });
  const findings = useShownFindings(path);
  const leave = useLeave(path);
  const id = fieldId(path);
  const describedBy = `${id}-notes`;
  const { undo, redo } = useDraftActions();
  const commands = useTemplateCommands();
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
          {props.isOptional && <span className="ms-1.5 inline-block font-normal text-faint text-xs">Optional</span>}
        </span>
        {props.labelEnd && <span className="text-faint text-xs">{props.labelEnd}</span>}
      </div>
      <PayloadEditor
        id={id}
        label={label}
        value={text}
        onChange={setText}
        language={language}
        findings={findings}
        variables={variables}
        placeholder={placeholder}
        describedBy={describedBy}
        rows={rows}
        onUndo={undo}
        onRedo={redo}
        onFix={({ fix }) => fix && commands.applyFix(fix)}
        onOpenDeclaration={commands.openDeclaration}
        onRename={commands.rename}
        onFindUses={commands.findUses}
      />
      <div id={describedBy} className="mt-1.5 space-y-1 text-muted text-xs">
        {problem && <p className="text-danger-ink">{problem}</p>}
        <FindingList findings={findings} />
        {help && <p>{help}</p>}
      </div>
    </div>
  );
}
