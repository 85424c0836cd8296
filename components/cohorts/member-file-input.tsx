"use client";

import { FileUp, X } from "lucide-react";
import { type DragEvent, type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { formatBytes } from "@/components/ui/format-number";
import { IconButton } from "@/components/ui/icon-button";
import { memberIdProperty } from "@/lib/cohort-contract";
import type { ChosenFile } from "./use-chosen-file";

interface MemberFileInputProps {
  chosen: ChosenFile | undefined;
  problem: string | undefined;
  onChoose: (file: File | undefined) => Promise<void>;
  isDisabled: boolean;
  isOptional?: boolean;
  /** The button that chooses: gets the focus when a form can't go on without another file. */
  start: RefObject<HTMLButtonElement | null>;
  help?: ReactNode;
}

/** A file of members: dropped or chosen. What is known of it before it is sent is shown at once. */
export function MemberFileInput({
  chosen,
  problem,
  onChoose,
  isDisabled,
  isOptional,
  start,
  help,
}: MemberFileInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !isDisabled) void onChoose(file);
  }

  return (
    <Field label="File with members" isGroup isOptional={isOptional} error={problem} help={help}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a way beside the button. */}
      <div
        onDragOver={(event) => {
          if (isDisabled || !event.dataTransfer.types.includes("Files")) return;
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn(
          "rounded-lg border border-control border-dashed px-4 py-4",
          isOver && "border-accent bg-accent-soft",
          problem && "border-danger",
        )}
      >
        {chosen ? (
          <Chosen
            {...chosen}
            isDisabled={isDisabled}
            onRemove={() => {
              start.current?.focus();
              void onChoose(undefined);
            }}
          />
        ) : null}
        <div className={cn("flex flex-wrap items-center gap-x-3 gap-y-2", chosen && "mt-3")}>
          <Button
            ref={start}
            icon={<FileUp aria-hidden="true" />}
            size={chosen ? "sm" : "md"}
            disabled={isDisabled}
            onClick={() => input.current?.click()}
          >
            {chosen ? "Choose another file" : "Choose a file"}
          </Button>
          {!chosen && <span className="text-muted text-sm">or drop it here</span>}
        </div>
        <input
          ref={input}
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,text/csv,application/x-ndjson"
          aria-label="File with members"
          className="sr-only"
          tabIndex={-1}
          disabled={isDisabled}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen again after it was mended.
            event.target.value = "";
            if (file) void onChoose(file);
          }}
        />
      </div>
    </Field>
  );
}

function Chosen({ file, look, isDisabled, onRemove }: ChosenFile & { isDisabled: boolean; onRemove: () => void }) {
  const columns = look.columns.filter((column) => column !== "");
  return (
    <div className="flex items-start gap-2">
      <div role="status" className="min-w-0 flex-1 space-y-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="min-w-0 break-all font-medium text-ink">{file.name}</span>
          <Badge>{look.format}</Badge>
          <span className="text-muted">{formatBytes(file.size)}</span>
        </p>
        {columns.length > 0 && (
          <p className="break-words text-muted text-xs">
            Columns: <span className="font-mono">{columns.slice(0, 12).join(", ")}</span>
            {columns.length > 12 && ` and ${columns.length - 12} more`}
          </p>
        )}
      </div>
      <IconButton label={`Remove ${file.name}`} size="sm" disabled={isDisabled} onClick={onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** What a file has to look like, in a sentence for the field's help. */
export const memberFileHelp = `CSV or NDJSON in UTF-8. A column ${memberIdProperty} or id names the members; every other column is a property that mappings can use.`;
