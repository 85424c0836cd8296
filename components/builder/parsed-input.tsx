"use client";

import { type ReactNode, useState } from "react";
import { Input } from "@/components/ui/input";
import type { DocumentPath } from "@/lib/destination/finding";
import { BuilderField } from "./builder-field";
import { useWrite } from "./draft-controls";
import { type Parsed, parseWholeNumber } from "./parse-number";

interface ParsedInputProps<Value> {
  path: DocumentPath;
  label: string;
  value: Value;
  parse: (text: string) => Parsed<Value>;
  format: (value: Value) => string;
  help?: ReactNode;
  placeholder?: string;
  isRequired?: boolean;
  isOptional?: boolean;
  inputMode?: "numeric" | "text";
  end?: ReactNode;
  className?: string;
}

/**
 * A text that stands for a value, such as a number. A text that doesn't is kept with a message, and the document keeps
 * the last value that did.
 */
export function ParsedInput<Value>({
  path,
  value,
  parse,
  format,
  placeholder,
  inputMode,
  end,
  ...field
}: ParsedInputProps<Value>) {
  const write = useWrite(path);
  const [text, setText] = useState(() => format(value));
  const parsed = parse(text);
  // The document changed by another hand (undo, a fix, theirs): the text follows.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (!parsed.ok || format(parsed.value) !== format(value)) setText(format(value));
  }
  return (
    <BuilderField {...field} path={path} problem={parsed.ok ? undefined : parsed.message}>
      <Input
        value={text}
        inputMode={inputMode}
        placeholder={placeholder}
        autoComplete="off"
        end={end}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const result = parse(next);
          if (result.ok && format(result.value) !== format(value)) write(result.value);
        }}
      />
    </BuilderField>
  );
}

interface WholeNumberProps extends Omit<ParsedInputProps<number>, "parse" | "format" | "inputMode"> {
  min: number;
  max: number;
}

export function WholeNumberInput({ min, max, ...props }: WholeNumberProps) {
  return (
    <ParsedInput {...props} inputMode="numeric" format={String} parse={(text) => parseWholeNumber(text, min, max)} />
  );
}

interface OptionalNumberProps extends Omit<ParsedInputProps<number | null>, "parse" | "format" | "inputMode"> {
  min: number;
  max: number;
}

/** Empty means that there is no limit. */
export function OptionalNumberInput({ min, max, ...props }: OptionalNumberProps) {
  return (
    <ParsedInput<number | null>
      {...props}
      inputMode="numeric"
      format={(value) => (value === null ? "" : String(value))}
      parse={(text) => (text.trim() === "" ? { ok: true, value: null } : parseWholeNumber(text, min, max))}
    />
  );
}
