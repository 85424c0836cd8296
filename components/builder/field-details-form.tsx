"use client";

import type { CustomField } from "@/lib/destination/definition";
import { compilePattern } from "@/lib/destination/pattern";
import { DraftSwitch, DraftText, DraftTextarea } from "./draft-controls";
import type { Parsed } from "./parse-number";
import { OptionalNumberInput, ParsedInput } from "./parsed-input";
import { PlaceDisclosure } from "./place-disclosure";
import { VisibleWhenForm } from "./visible-when-form";

const parts = [
  "helpText",
  "placeholder",
  "defaultValue",
  "pattern",
  "patternMessage",
  "maxLength",
  "hostPatterns",
  "perSync",
  "visibleWhen",
] as const;

/** What most fields do without: help, limits, when the question is asked. */
export function FieldDetailsForm({ field, index }: { field: CustomField; index: number }) {
  const path = ["fields", index];
  const isText = field.type === "string";
  return (
    <PlaceDisclosure
      isPlain
      path={path}
      parts={parts}
      title="Help, limits and conditions"
      count={countSet(field) || undefined}
    >
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <DraftTextarea
          path={[...path, "helpText"]}
          label="Help"
          value={field.helpText}
          rows={2}
          placeholder="Where the customer finds it"
          isOptional
          className="@lg:col-span-2"
        />
        {isText && (
          <>
            <DraftText path={[...path, "placeholder"]} label="Placeholder" value={field.placeholder} isOptional />
            <DraftText
              path={[...path, "defaultValue"]}
              label="Default value"
              value={field.defaultValue}
              charsMax={2_000}
              isOptional
            />
            <DraftText
              path={[...path, "pattern"]}
              label="Pattern"
              value={field.pattern}
              placeholder="[a-z0-9-]+"
              help={patternHelp(field.pattern)}
              isMono
              isOptional
            />
            <DraftText
              path={[...path, "patternMessage"]}
              label="Message when the pattern doesn't match"
              value={field.patternMessage}
              placeholder="An account ID has only lower-case letters, digits and hyphens."
              isOptional
            />
            <OptionalNumberInput
              path={[...path, "maxLength"]}
              label="Maximum length"
              value={field.maxLength}
              min={1}
              max={65_536}
              placeholder="No limit"
              end="characters"
              isOptional
            />
            <ParsedInput
              path={[...path, "hostPatterns"]}
              label="Allowed hosts"
              value={field.hostPatterns}
              parse={parseHostPatterns}
              format={(patterns) => patterns.join(", ")}
              placeholder="*.example.com"
              help="Needed when this answer is part of a URL's host. Separate several by commas."
              isOptional
            />
          </>
        )}
        <DraftSwitch
          path={[...path, "perSync"]}
          label="Asked for each sync"
          help="When a sync is created, rather than once at installation."
          value={field.perSync}
        />
        <VisibleWhenForm field={field} index={index} />
      </div>
    </PlaceDisclosure>
  );
}

function countSet(field: CustomField): number {
  const texts = [field.helpText, field.placeholder, field.pattern, field.patternMessage];
  return (
    texts.filter((text) => text !== "").length +
    [field.maxLength !== null, field.hostPatterns.length > 0, field.perSync, field.visibleWhen !== null].filter(Boolean)
      .length
  );
}

function patternHelp(pattern: string): string {
  const compiled = compilePattern(pattern);
  return compiled.ok ? "A regular expression that the whole answer must match." : compiled.message;
}

const hostPatternsMax = 50;

function parseHostPatterns(text: string): Parsed<string[]> {
  const patterns = [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
  const tooLong = patterns.find((pattern) => pattern.length > 300);
  if (tooLong) return { ok: false, message: "A host has at most 253 characters." };
  if (patterns.length > hostPatternsMax) return { ok: false, message: `Give at most ${hostPatternsMax} hosts.` };
  return { ok: true, value: patterns };
}
