"use client";

import { CircleCheck, FileUp } from "lucide-react";
import { type DragEvent, type RefObject, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";
import type { SourceProblem } from "@/lib/destination/manifest/source-text";
import { ManifestProblems } from "./manifest-problems";
import type { ManifestReading, ManifestText } from "./use-manifest-text";

interface ManifestInputProps {
  manifest: ManifestText;
  rows?: number;
  /** Where a dialog puts the focus: the button that chooses a file. */
  start?: RefObject<HTMLButtonElement | null>;
}

/** A manifest: chosen, dropped, pasted or typed. What is wrong with it is listed with its place; the text stays. */
export function ManifestInput({ manifest, rows = 12, start }: ManifestInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [isOver, setIsOver] = useState(false);
  const { reading } = manifest;

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void manifest.choose(file);
  }

  return (
    <div className="space-y-3">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a way beside the button and the text field. */}
      <div
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes("Files")) return;
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn("rounded-lg", isOver && "outline-2 outline-accent outline-offset-4")}
      >
        <Field
          label="Manifest"
          help="JSON or YAML, at most 2 MB. Drop a file here, choose one, or paste its text. It is read in this browser."
          labelEnd={manifest.fileName}
        >
          <Textarea
            ref={area}
            isMono
            dir="ltr"
            rows={rows}
            wrap="off"
            // Long lines and long files scroll in the field, rather than make it wide and high.
            style={{ fieldSizing: "fixed" }}
            value={manifest.text}
            aria-invalid={reading.state === "bad" || undefined}
            onChange={(event) => manifest.write(event.currentTarget.value)}
            placeholder={"landfall: 1\nkind: list\n…"}
          />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button ref={start} icon={<FileUp />} onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,.yaml,.yml,application/json,application/yaml"
          aria-label="Manifest file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen again after it was mended.
            event.target.value = "";
            if (file) void manifest.choose(file);
          }}
        />
        <p role="status" className="flex min-w-0 items-center gap-1.5 text-muted text-sm">
          {reading.state === "good" && <CircleCheck aria-hidden="true" className="size-4 text-success-ink" />}
          {wordsFor(reading)}
        </p>
      </div>
      {reading.state === "failed" && <Callout tone="danger">{reading.message}</Callout>}
      {reading.state === "bad" && (
        <ManifestProblems problems={reading.problems} onShow={(problem) => show(area.current, problem)} />
      )}
    </div>
  );
}

function wordsFor(reading: ManifestReading): string {
  switch (reading.state) {
    case "empty":
      return "";
    case "reading":
      return "Reading…";
    case "bad":
      return `${pluralize(reading.problems.length, "mistake")} to mend. The text is kept.`;
    case "good":
      return "This is a manifest.";
    case "failed":
      return "Nothing was read.";
  }
}

/** Selects the line from its column on, and scrolls there. */
function show(area: HTMLTextAreaElement | null, { line, column }: SourceProblem): void {
  if (!area) return;
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const length = lines[line - 1]?.length ?? 0;
  area.focus();
  area.setSelectionRange(start + Math.min(column - 1, length), start + length);
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight) || 20;
  area.scrollTop = Math.max(0, (line - 4) * lineHeight);
}
