"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { changedPlaces } from "@/lib/destination/changed-places";
import { useDraft, useDraftActions } from "./draft-provider";
import { focusField } from "./focus-field";

const placesMax = 5;

/** What an earlier page could not save and this one has brought back, with the way to each place. */
export function RecoveredCallout() {
  const { recovered } = useDraft();
  const { dismissRecovered } = useDraftActions();
  if (!recovered) return null;
  const places = changedPlaces(recovered.base, recovered.definition);
  return (
    <Callout
      tone="info"
      isLive
      title="Your unsaved work is back"
      actions={
        <Button size="sm" onClick={dismissRecovered}>
          All right
        </Button>
      }
    >
      This page closed before your last edits (<RelativeTime at={recovered.editedAt} />) were saved. They were kept in
      this browser and are here again, to the last character; undo takes them back. Changed:{" "}
      {places.slice(0, placesMax).map(({ id, label, path }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <button type="button" className="link" onClick={() => focusField(path)}>
            {label}
          </button>
        </span>
      ))}
      {places.length > placesMax && ` and ${places.length - placesMax} more`}.
    </Callout>
  );
}
