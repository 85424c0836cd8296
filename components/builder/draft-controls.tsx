"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { BuilderField } from "./builder-field";
import { fieldId, pathKey } from "./document-place";
import { useDraftStore, useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FindingList } from "./finding-list";
import { useStepName } from "./step-name";

/** Writes values to one place of the document; a run of them, as typing makes, is one step. */
export function useWrite(path: DocumentPath): (value: unknown) => void {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  return (value) => edit(stepName(path), (definition) => setAtPath(definition, path, value), pathKey(path));
}

const grouped = new Intl.NumberFormat("en");

interface BoundedText {
  text: string;
  problem: string | undefined;
  setText: (text: string) => void;
}

/**
 * A text of the document that may be so long and no longer. What is longer, such as a paste, stays in the field with a
 * message rather than being cut: the document keeps the last text that fitted, undo goes back to it, and leaving the page warns.
 */
export function useBoundedText(value: string, charsMax: number, write: (text: string) => void): BoundedText {
  const [tooLong, setTooLong] = useState<string>();
  const store = useDraftStore();
  const isTooLong = tooLong !== undefined;
  useEffect(() => (isTooLong ? store.holdUnsaved(() => setTooLong(undefined)) : undefined), [store, isTooLong]);
  // The document changed by another hand, such as undo: that is what shows now.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTooLong(undefined);
  }
  return {
    text: tooLong ?? value,
    problem:
      tooLong === undefined
        ? undefined
        : `Shorten this to ${grouped.format(charsMax)} characters; it has ${grouped.format(tooLong.length)}. Until then it is not saved.`,
    setText: (text) => {
      setTooLong(text.length > charsMax ? text : undefined);
      if (text.length <= charsMax) write(text);
    },
  };
}

interface TextProps {
  path: DocumentPath;
  label: string;
  value: string;
  help?: ReactNode;
  placeholder?: string;
  isRequired?: boolean;
  isOptional?: boolean;
  isMono?: boolean;
  isLabelHidden?: boolean;
  labelEnd?: ReactNode;
  charsMax?: number;
  className?: string;
  start?: ReactNode;
  end?: ReactNode;
  onLeave?: () => void;
  /** Where more than this one place changes with it. */
  onWrite?: (value: string) => void;
}

export function DraftText({
  path,
  value,
  isMono,
  placeholder,
  charsMax = 300,
  start,
  end,
  onWrite,
  ...field
}: TextProps) {
  const write = useWrite(path);
  const { text, problem, setText } = useBoundedText(value, charsMax, onWrite ?? write);
  return (
    <BuilderField {...field} path={path} problem={problem}>
      <Input
        value={text}
        isMono={isMono}
        dir={isMono ? "ltr" : "auto"}
        placeholder={placeholder}
        autoComplete="off"
        start={start}
        end={end}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </BuilderField>
  );
}

export function DraftTextarea({
  path,
  value,
  isMono,
  placeholder,
  charsMax = 5_000,
  rows,
  onWrite,
  ...field
}: TextProps & { rows?: number }) {
  const write = useWrite(path);
  const { text, problem, setText } = useBoundedText(value, charsMax, onWrite ?? write);
  return (
    <BuilderField {...field} path={path} problem={problem}>
      <Textarea
        value={text}
        isMono={isMono}
        dir={isMono ? "ltr" : "auto"}
        rows={rows}
        placeholder={placeholder}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </BuilderField>
  );
}

interface ChoiceProps<Value extends string>
  extends Pick<TextProps, "path" | "label" | "help" | "isRequired" | "isLabelHidden" | "className"> {
  value: Value;
  options: readonly { value: Value; label: string; description?: string }[];
  placeholder?: string;
  isMono?: boolean;
  onValueChange?: (value: Value) => void;
}

export function DraftSelect<Value extends string>({
  path,
  value,
  options,
  placeholder,
  isMono,
  onValueChange,
  ...field
}: ChoiceProps<Value>) {
  const write = useWrite(path);
  return (
    <BuilderField {...field} path={path}>
      <Select
        value={value}
        options={options}
        placeholder={placeholder}
        isMono={isMono}
        onValueChange={onValueChange ?? write}
      />
    </BuilderField>
  );
}

interface SwitchProps {
  path: DocumentPath;
  label: string;
  help?: ReactNode;
  value: boolean;
  isDisabled?: boolean;
  className?: string;
}

export function DraftSwitch({ path, label, help, value, isDisabled, className }: SwitchProps) {
  const write = useWrite(path);
  const findings = useShownFindings(path);
  return (
    <div className={className}>
      <Switch
        id={fieldId(path)}
        label={label}
        help={help}
        checked={value}
        disabled={isDisabled}
        onCheckedChange={(isOn) => write(isOn)}
      />
      <FindingList findings={findings} className="mt-1 ps-10" />
    </div>
  );
}
