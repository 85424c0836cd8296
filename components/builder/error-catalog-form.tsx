"use client";

import { Copy, ListPlus, Plus } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { blankErrorEntry } from "@/lib/destination/blank-definition";
import type { DestinationDefinition, ErrorEntry } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { type EndpointKey, endpointAt, endpointName, endpointPath, endpointsOf } from "@/lib/destination/endpoints";
import { copyErrors } from "@/lib/destination/error-catalog";
import { coverage } from "@/lib/destination/error-coverage";
import { commonErrors, entryForStatus } from "./common-errors";
import { CoverageChips } from "./coverage-chips";
import { useDefinition, useReadDefinition, useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { useEndpointPath } from "./endpoint-piece";
import { useTestedStatuses } from "./endpoint-tests";
import { ErrorEntryForm, errorsPlace } from "./error-entry-form";
import { FindingList } from "./finding-list";
import { PlaceDisclosure } from "./place-disclosure";
import { useStepName } from "./step-name";
import { useListEdits } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";

const noEntries: readonly ErrorEntry[] = [];

/** What each failure of this endpoint means for the customer. Not drawn again while its request is edited. */
export const ErrorCatalogForm = memo(function ErrorCatalogForm({ endpointKey }: { endpointKey: EndpointKey }) {
  const errors = useDefinition((definition) => endpointAt(definition, endpointKey)?.errors ?? noEntries);
  const { path } = errorsPlace(endpointKey, useEndpointPath(endpointKey));
  const problems = usePartProblems(path);
  return (
    <PlaceDisclosure
      path={path}
      title="Error classifications"
      description="What customers read when a call fails."
      count={problems.count ?? (errors.length > 0 ? errors.length : undefined)}
      tone={problems.tone}
    >
      <ErrorList endpointKey={endpointKey} errors={errors} />
    </PlaceDisclosure>
  );
});

function ErrorList({ endpointKey, errors }: { endpointKey: EndpointKey; errors: readonly ErrorEntry[] }) {
  const { edit } = useDraftActions();
  const readDefinition = useReadDefinition();
  const testedStatuses = useTestedStatuses(endpointKey);
  const place = errorsPlace(endpointKey, useEndpointPath(endpointKey));
  const list = useListEdits(place);
  const stepName = useStepName();
  const findings = useShownFindings(place.path);
  const endpoint = endpointAt(readDefinition(), endpointKey);
  if (!endpoint) return null;
  const rows = coverage({ ...endpoint, errors: [...errors] }, testedStatuses);
  const missing = commonErrors(rows);

  function append(label: string, entries: readonly ErrorEntry[]) {
    edit(stepName(endpointPath(readDefinition(), endpointKey), label), (before) =>
      setAtPath(before, place.path, [...place.read(before), ...entries]),
    );
  }
  function copyFrom(key: EndpointKey, entries: readonly ErrorEntry[]) {
    const added = withoutKnown(errors, copyErrors(entries));
    const source = endpointName(readDefinition(), key);
    if (added.length > 0) append(`Copy errors from ${source}`, added);
    toast.info(
      added.length > 0
        ? `Copied ${pluralize(added.length, "error")} from ${source}`
        : `Every error of ${source} is here already`,
    );
  }

  return (
    <div className="space-y-3">
      <FindingList findings={findings} />
      <CoverageChips
        rows={rows}
        onAdd={(status) => list.add(entryForStatus(status), errors.length, "failureReason")}
        path={place.path}
        entries={errors}
      />
      {errors.map((entry, index) => (
        <ErrorEntryForm key={entry.id} entry={entry} index={index} endpointKey={endpointKey} count={errors.length} />
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
        <CopyErrors endpointKey={endpointKey} onCopy={copyFrom} />
      </div>
    </div>
  );
}

/** Copying twice adds nothing: a status with its sub error code is there once. */
function withoutKnown(known: readonly ErrorEntry[], copied: ErrorEntry[]): ErrorEntry[] {
  const keyOf = ({ status, subErrorCode }: ErrorEntry) => JSON.stringify([status.trim(), subErrorCode.trim()]);
  const taken = new Set(known.map(keyOf));
  return copied.filter((entry) => !taken.has(keyOf(entry)));
}

interface CopyErrorsProps {
  endpointKey: EndpointKey;
  onCopy: (key: EndpointKey, entries: readonly ErrorEntry[]) => void;
}

function CopyErrors({ endpointKey, onCopy }: CopyErrorsProps) {
  const hasSources = useDefinition((definition) => sourcesOf(definition, endpointKey).length > 0);
  if (!hasSources) return null;
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" icon={<Copy />}>
          Copy errors from…
        </Button>
      }
    >
      <CopySources endpointKey={endpointKey} onCopy={onCopy} />
    </Menu>
  );
}

/** Follows the whole definition, as only an open menu may. */
function CopySources({ endpointKey, onCopy }: CopyErrorsProps) {
  const definition = useDefinition((whole) => whole);
  return sourcesOf(definition, endpointKey).map(({ key, endpoint, name }) => (
    <MenuItem key={key} onSelect={() => onCopy(key, endpoint.errors)}>
      {name} ({endpoint.errors.length})
    </MenuItem>
  ));
}

function sourcesOf(definition: DestinationDefinition, target: EndpointKey) {
  return endpointsOf(definition).filter(({ key, endpoint }) => key !== target && endpoint.errors.length > 0);
}
