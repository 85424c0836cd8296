"use client";

import { Copy, ListPlus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { pluralize } from "@/components/ui/format-number";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import {
  blankErrorEntry,
  type Endpoint,
  type EndpointKey,
  type ErrorEntry,
  endpointNames,
  endpointsOf,
} from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { copyErrors, coverage } from "@/lib/destination/error-catalog";
import { useStepName } from "./builder-field";
import { commonErrors, entryForStatus } from "./common-errors";
import { CoverageChips } from "./coverage-chips";
import { fieldId } from "./document-place";
import { useDraft } from "./draft-provider";
import { ErrorEntryForm } from "./error-entry-form";
import { FindingList } from "./finding-list";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";
import { useShownFindings } from "./draft-pieces";

function errorsPlace(key: EndpointKey): ListPlace<ErrorEntry> {
  return {
    path: ["endpoints", key, "errors"],
    read: (definition) => definition.endpoints[key]?.errors ?? [],
    word: "error",
  };
}

/** What each failure of this endpoint means for the customer. */
export function ErrorCatalogForm({ endpointKey, endpoint }: { endpointKey: EndpointKey; endpoint: Endpoint }) {
  const { definition, edit, testedStatuses } = useDraft();
  const place = errorsPlace(endpointKey);
  const list = useListEdits(place);
  const stepName = useStepName();
  const findings = useShownFindings(place.path);
  const problems = usePartProblems(place.path);
  const { errors } = endpoint;
  const rows = coverage(endpoint, testedStatuses[endpointKey] ?? []);
  const missing = commonErrors(rows);

  function append(label: string, entries: readonly ErrorEntry[]) {
    edit(stepName(label), (before) => setAtPath(before, place.path, [...place.read(before), ...entries]));
  }
  const addFor = (status: string) => list.add(entryForStatus(status), errors.length, "failureReason");

  return (
    <Disclosure
      id={fieldId(place.path)}
      title="Error classifications"
      description="What customers read when a call fails."
      count={problems.count ?? (errors.length > 0 ? errors.length : undefined)}
      tone={problems.tone}
    >
      <div className="space-y-3">
        <FindingList findings={findings} />
        <CoverageChips rows={rows} onAdd={addFor} path={place.path} entries={errors} />
        {errors.map((entry, index) => (
          <ErrorEntryForm
            key={entry.id}
            entry={entry}
            path={[...place.path, index]}
            endpointKey={endpointKey}
            isFirst={index === 0}
            isLast={index === errors.length - 1}
            onMove={(step) => list.move(entry.id, step)}
            onDuplicate={() => list.duplicate(entry, {})}
            onRemove={() => list.remove(entry, entry.failureReason)}
          />
        ))}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={<Plus />} onClick={() => list.add(blankErrorEntry(), errors.length, "failureReason")}>
            Add error
          </Button>
          {missing.length > 0 && (
            <Button size="sm" icon={<ListPlus />} onClick={() => append("Add common errors", missing)}>
              Add common errors
            </Button>
          )}
          <CopyErrors
            sources={endpointsOf(definition).flatMap(({ key, endpoint: other }) =>
              key !== endpointKey && other.errors.length > 0 ? [{ key, entries: other.errors }] : [],
            )}
            onCopy={(key, entries) => {
              const added = withoutKnown(errors, copyErrors(entries));
              if (added.length > 0) append(`Copy errors from ${endpointNames[key]}`, added);
              toast.info(
                added.length > 0
                  ? `Copied ${pluralize(added.length, "error")} from ${endpointNames[key]}`
                  : `Every error of ${endpointNames[key]} is here already`,
              );
            }}
          />
        </div>
      </div>
    </Disclosure>
  );
}

/** Copying twice adds nothing: a status with its sub error code is there once. */
function withoutKnown(known: readonly ErrorEntry[], copied: ErrorEntry[]): ErrorEntry[] {
  const keyOf = ({ status, subErrorCode }: ErrorEntry) => JSON.stringify([status.trim(), subErrorCode.trim()]);
  const taken = new Set(known.map(keyOf));
  return copied.filter((entry) => !taken.has(keyOf(entry)));
}

interface CopyErrorsProps {
  sources: { key: EndpointKey; entries: readonly ErrorEntry[] }[];
  onCopy: (key: EndpointKey, entries: readonly ErrorEntry[]) => void;
}

function CopyErrors({ sources, onCopy }: CopyErrorsProps) {
  if (sources.length === 0) return null;
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" icon={<Copy />}>
          Copy errors from…
        </Button>
      }
    >
      {sources.map(({ key, entries }) => (
        <MenuItem key={key} onSelect={() => onCopy(key, entries)}>
          {endpointNames[key]} ({entries.length})
        </MenuItem>
      ))}
    </Menu>
  );
}
