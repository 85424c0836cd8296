"use client";

import { Plus } from "lucide-react";
import { memo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { type Fault, type FaultEffectType, faultEffectTypes } from "@/lib/delivery/fault";
import { describeFault } from "@/lib/delivery/fault-words";
import { creationKey } from "@/lib/delivery/plan";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointsOf, isCohortDefinition } from "@/lib/destination/endpoints";
import { type FaultPreset, faultPresets, newFault } from "./fault-presets";
import { FaultRow } from "./fault-row";
import { type FaultTexts, faultsMax, type Problems } from "./simulation-texts";

interface FaultListProps {
  definition: DestinationDefinition;
  faults: readonly FaultTexts[];
  /** The same as rules, where all of them can be read. */
  read: readonly Fault[];
  problems: Problems;
  onChange: (faults: FaultTexts[]) => void;
}

/** What goes wrong, one rule below the other: the first whose turn it is decides. */
export const FaultList = memo(function FaultList({ definition, faults, read, problems, onChange }: FaultListProps) {
  const [openId, setOpenId] = useState<string>();
  const isOfLists = definition.kind === "list" && creationKey(definition) !== undefined;
  const effects = faultEffectTypes.filter((type: FaultEffectType) => type !== "list_gone" || isOfLists);
  const presets = faultPresets.filter((preset) => isOfLists || !preset.isOfLists);
  const add = (texts?: FaultPreset["texts"]) => {
    const fault = newFault(texts);
    onChange([...faults, fault]);
    setOpenId(texts ? undefined : fault.id);
  };
  return (
    <div className="space-y-2">
      {faults.length === 0 && (
        <p className="text-muted text-sm">
          Nothing goes wrong. Add a fault to see what it costs, and what your customers read.
        </p>
      )}
      {faults.map((texts) => {
        const rule = read.find(({ id }) => id === texts.id);
        return (
          <FaultRow
            key={texts.id}
            texts={texts}
            sentence={rule && describeFault(definition, rule)}
            problems={problems}
            calls={callOptions(definition)}
            effects={effects}
            isOpen={openId === texts.id}
            onOpenChange={(isOpen) =>
              setOpenId((before) => (isOpen ? texts.id : before === texts.id ? undefined : before))
            }
            onChange={(next) => onChange(faults.map((each) => (each.id === next.id ? next : each)))}
            onRemove={() => onChange(faults.filter(({ id }) => id !== texts.id))}
          />
        );
      })}
      <Menu
        align="start"
        trigger={
          <Button size="sm" icon={<Plus aria-hidden="true" />} disabled={faults.length >= faultsMax}>
            Add a fault
          </Button>
        }
      >
        {presets.map((preset) => (
          <MenuItem key={preset.name} onSelect={() => add(preset.texts)}>
            {preset.name}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => add()}>A fault of your own</MenuItem>
      </Menu>
    </div>
  );
});

function callOptions(definition: DestinationDefinition): { value: string; label: string }[] {
  const batch = isCohortDefinition(definition) ? "Any call that sends users" : "Any call that sends events";
  const made = endpointsOf(definition).filter(({ key }) => key !== "testConnection" && key !== "listDeletion");
  return [
    { value: "any_batch", label: batch },
    { value: "any", label: "Any call" },
    ...made.map(({ key, name }) => ({ value: key, label: name })),
  ];
}
