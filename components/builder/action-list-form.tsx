"use client";

import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuItem } from "@/components/ui/menu";
import { type ActionPreset, actionPresets } from "@/lib/destination/action-preset";
import { blankAction } from "@/lib/destination/blank-definition";
import type { Action } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import { ActionForm, actionsPlace } from "./action-form";
import { ActionPresetCards } from "./action-preset-cards";
import { fieldId } from "./document-place";
import { useDefinition, useShownFindings } from "./draft-pieces";
import { FindingList } from "./finding-list";
import { FormSection } from "./form-section";
import { useListEdits } from "./use-list-edits";

/** The calls of an event destination, each with the events that it is made for. */
export function ActionListForm() {
  const actions = useDefinition(actionsOf);
  const list = useListEdits(actionsPlace);
  const findings = useShownFindings(actionsPlace.path);
  const addBlank = () => list.add(blankAction(), actions.length, "name");
  // The one thing that a preset leaves open.
  const addPreset = ({ build }: ActionPreset) => list.add(build(), actions.length, "endpoint", "url");
  return (
    <FormSection
      id="actions"
      title="Actions"
      description="Each action is a call of your API, and the events it is made for. An event may make several calls, or none."
      actions={actions.length > 0 && <AddAction onBlank={addBlank} onPreset={addPreset} />}
    >
      <FindingList findings={findings} />
      {actions.length === 0 ? (
        <div id={fieldId(actionsPlace.path)}>
          <ActionPresetCards onBlank={addBlank} onChoose={addPreset} />
        </div>
      ) : (
        <ActionForms actions={actions} />
      )}
    </FormSection>
  );
}

function ActionForms({ actions }: { actions: readonly Action[] }) {
  return (
    <div id={fieldId(actionsPlace.path)} className="space-y-2">
      {actions.map((action, index) => (
        <ActionForm key={action.id} action={action} index={index} count={actions.length} />
      ))}
    </div>
  );
}

interface AddActionProps {
  onBlank: () => void;
  onPreset: (preset: ActionPreset) => void;
}

function AddAction({ onBlank, onPreset }: AddActionProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" icon={<ListPlus />}>
          Add action
        </Button>
      }
    >
      <MenuItem onSelect={onBlank}>Empty action</MenuItem>
      <MenuGroup label="Start from">
        {actionPresets.map((preset) => (
          <MenuItem key={preset.id} onSelect={() => onPreset(preset)}>
            {preset.name}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}
