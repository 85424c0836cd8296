"use client";

import type { ReactNode } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Shortcut } from "@/components/ui/shortcut";
import { Switch } from "@/components/ui/switch";
import { actionGroups, type BuilderAction } from "./builder-actions";
import { useSingleKeys } from "./use-builder-keys";

interface ShortcutsDialogProps {
  actions: readonly BuilderAction[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

interface Line {
  label: string;
  keys: readonly string[];
}

/** Keys that belong to a control rather than to the page. */
const controlKeys: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: "In templates",
    lines: [
      { label: "List the variables", keys: ["$"] },
      { label: "Complete here", keys: ["ctrl+space"] },
      { label: "Let Tab leave the payload, or write a tab", keys: ["ctrl+m"] },
    ],
  },
  {
    title: "On a handle in a list",
    lines: [{ label: "Move the part", keys: ["up", "down"] }],
  },
  {
    title: "In the options of a field",
    lines: [
      { label: "Add the next option", keys: ["enter"] },
      { label: "Take an empty option away", keys: ["backspace"] },
    ],
  },
  {
    title: "On the line between the panes",
    lines: [
      { label: "Move it", keys: ["left", "right"] },
      { label: "Back to the middle", keys: ["enter"] },
    ],
  },
];

/** Every shortcut there is, by where it works. */
export function ShortcutsDialog({ actions, isOpen, onOpenChange }: ShortcutsDialogProps) {
  const [areSingleKeysOn, setSingleKeys] = useSingleKeys();
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Keyboard shortcuts"
        description="They work while you type too, except the single character."
        size="lg"
      >
        <div className="grid grid-cols-1 gap-x-8 gap-y-5 sm:grid-cols-2">
          {actionGroups.map((group) => (
            <Lines
              key={group}
              title={group}
              lines={actions.flatMap(({ label, keys, group: own }) =>
                own === group && keys ? [{ label, keys: [keys] }] : [],
              )}
            />
          ))}
          {controlKeys.map(({ title, lines }) => (
            <Lines key={title} title={title} lines={lines} />
          ))}
        </div>
        <Switch
          label="Shortcut of a single character"
          help="Switch “?” off if you speak to your computer, or hit it by mistake. The palette lists the shortcuts too."
          checked={areSingleKeysOn}
          onCheckedChange={setSingleKeys}
          className="mt-6 border-line border-t pt-4"
        />
      </DialogContent>
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-semibold text-ink text-sm">{title}</h3>
      <dl className="divide-y divide-line">
        {lines.map(({ label, keys }) => (
          <div key={label} className="flex min-h-8 items-center justify-between gap-4 py-1">
            <dt className="min-w-0 text-muted text-sm">{label}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((each) => (each === "$" ? <Kbd key={each}>$</Kbd> : <Shortcut key={each} keys={each} />))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
