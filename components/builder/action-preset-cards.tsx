"use client";

import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type ActionPreset, actionPresets } from "@/lib/destination/action-preset";

interface ActionPresetCardsProps {
  onBlank: () => void;
  onChoose: (preset: ActionPreset) => void;
}

/** What a first action may begin as, where there is none yet. */
export function ActionPresetCards({ onBlank, onChoose }: ActionPresetCardsProps) {
  return (
    <div className="space-y-4 rounded-lg border border-line border-dashed p-4">
      <div className="text-center">
        <h3 className="font-semibold text-ink text-md">No action</h3>
        <p className="mx-auto mt-1 max-w-md text-balance text-muted text-sm">
          Begin with a call that your API has. Trigger and payload are drafted; you add the URL and change what differs.
        </p>
      </div>
      <ul aria-label="Actions to start from" className="grid grid-cols-1 gap-2 @lg:grid-cols-2">
        {actionPresets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              onClick={() => onChoose(preset)}
              className="flex size-full cursor-pointer flex-col items-start gap-0.5 rounded-md border border-line bg-surface px-3 py-2.5 text-start shadow-1 hover:border-control hover:bg-hover"
            >
              <span className="font-medium text-ink text-sm">{preset.name}</span>
              <span className="text-muted text-xs">{preset.description}</span>
              <code className="mt-auto w-full truncate pt-1 font-mono text-2xs text-faint" dir="ltr">
                {preset.trigger}
              </code>
            </button>
          </li>
        ))}
      </ul>
      <div className="text-center">
        <Button icon={<ListPlus />} onClick={onBlank}>
          Add an empty action
        </Button>
      </div>
    </div>
  );
}
