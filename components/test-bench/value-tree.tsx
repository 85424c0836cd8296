"use client";

import { Fragment, use, useCallback, useState } from "react";
import { useDraft, useDraftActions } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { AnchoredMenu, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Exchange } from "@/lib/destination/exchange";
import { isLosslessNumber, type JsonValue, toJson } from "@/lib/destination/json";
import { type PlaceSteps, pathOfPlace, valueAtPlace } from "@/lib/destination/response-place";
import { JsonTree } from "./json-tree";
import { ResponseOf } from "./response-of";
import { type ValueAction, valueActions } from "./value-actions";

interface Chosen {
  steps: PlaceSteps;
  row: HTMLElement;
}

/** A response as a tree of values, each with what it can be used for. */
export function ValueTree({ document, label }: { document: JsonValue; label: string }) {
  const [chosen, setChosen] = useState<Chosen>();
  const response = use(ResponseOf);
  const choose = useCallback((steps: PlaceSteps, row: HTMLElement) => setChosen({ steps, row }), []);
  return (
    <>
      <JsonTree document={document} label={label} onChoose={choose} />
      <p className="text-muted text-xs">Press a value to use its path in this destination, or to copy it.</p>
      <AnchoredMenu
        anchor={chosen?.row ?? null}
        onClose={() => setChosen(undefined)}
        label={chosen ? `Use ${pathOfPlace(chosen.steps)}` : "Use this value"}
      >
        {chosen && response && <Uses {...response} document={document} steps={chosen.steps} />}
        {chosen && <Copies document={document} steps={chosen.steps} />}
      </AnchoredMenu>
    </>
  );
}

interface PlaceProps {
  document: JsonValue;
  steps: PlaceSteps;
}

const groups = [
  { group: "list", label: "List ID" },
  { group: "error", label: "Error classifications" },
  { group: "items", label: "Results of single items" },
] as const;

function Uses({ document, steps, ...response }: PlaceProps & { endpoint: EndpointKey; exchange: Exchange }) {
  const { definition } = useDraft();
  const { edit } = useDraftActions();
  const actions = valueActions({ definition, document, steps, ...response });

  function take({ step, said, place, apply }: ValueAction) {
    edit(step, apply);
    toast.success(said, {
      description: "Undo takes it back.",
      action: { label: "Show", onClick: () => focusField(place) },
    });
  }
  return groups.map(({ group, label }) => {
    const own = actions.filter((action) => action.group === group);
    if (own.length === 0) return null;
    return (
      <Fragment key={group}>
        <MenuGroup label={label}>
          {own.map((action) => (
            <MenuItem key={action.id} onSelect={() => take(action)}>
              {action.label}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuSeparator />
      </Fragment>
    );
  });
}

function Copies({ document, steps }: PlaceProps) {
  const path = pathOfPlace(steps);
  const value = valueAtPlace(document, steps);
  const text = typeof value === "string" ? value : value === undefined ? "" : toJson(value);
  const isPart = value !== null && typeof value === "object" && !isLosslessNumber(value);
  return (
    <>
      <MenuItem onSelect={() => copy(path, "The path")}>Copy the path {path}</MenuItem>
      <MenuItem onSelect={() => copy(text, "The value")}>Copy the value{isPart ? " as JSON" : ""}</MenuItem>
    </>
  );
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(`${what} was copied`);
  } catch {
    toast.error(`${what} could not be copied`, { description: "The browser doesn't allow it on this page." });
  }
}
