"use client";

import { Undo2, WandSparkles } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { isSafeFix } from "@/lib/destination/fix-all";
import { useDraft } from "./draft-provider";

/** Takes every fix that leaves no doubt, as one step, which can be undone from here at once. */
export function FixAllBar() {
  const { findings, fixAll, lastLabel, undo } = useDraft();
  const [fixed, setFixed] = useState<{ label: string; count: number }>();
  const count = findings.filter(isSafeFix).length;
  const isUndoable = fixed !== undefined && fixed.label === lastLabel;
  if (count < 2 && !isUndoable) return null;
  function fix() {
    const done = fixAll();
    if (done.count > 0) setFixed(done);
  }
  return (
    <div className="flex items-center justify-between gap-3">
      <p className="min-w-0 text-muted text-xs">
        {isUndoable
          ? `Fixed ${pluralize(fixed.count, "problem")} in one step.`
          : `${count} problems have a fix that leaves no doubt.`}
      </p>
      {isUndoable ? (
        // The same element as before, so that it keeps the focus.
        <Button key="button" size="sm" icon={<Undo2 />} onClick={undo}>
          Undo
        </Button>
      ) : (
        <Button key="button" size="sm" icon={<WandSparkles />} onClick={fix}>
          Fix {count} problems
        </Button>
      )}
    </div>
  );
}
