"use client";

import { useEffect } from "react";
import { toast } from "@/components/ui/toast";
import { changedPlaces } from "@/lib/destination/changed-places";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { mergeDefinitions } from "@/lib/destination/merge";
import { useDraftStore } from "./draft-pieces";
import type { DraftStore, JoinedSave } from "./draft-store";
import { keepCaret } from "./keep-caret";

/** A colleague who types saves again and again: what came is told when there was a pause. */
const pauseMs = 2_000;
const placesMax = 4;

/** Says what came into the draft from somebody else's save, with the way to take it back. */
export function ColleagueChanges({ ownName }: { ownName: string }) {
  const store = useDraftStore();
  useEffect(() => {
    let told: JoinedSave | undefined = store.getSnapshot().joined;
    let untold: JoinedSave[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      announce(store, untold, ownName);
      untold = [];
    };
    const unsubscribe = store.subscribe(() => {
      const { joined } = store.getSnapshot();
      if (!joined || joined === told) return;
      // The page still shows the old text: React draws the new one after this.
      keepCaret();
      if (told && told.by !== joined.by) tell();
      told = joined;
      untold = [...untold, joined];
      clearTimeout(timer);
      timer = setTimeout(tell, pauseMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, ownName]);
  return null;
}

function announce(store: DraftStore, saves: readonly JoinedSave[], ownName: string): void {
  const places = placesOf(saves);
  const by = saves[0]?.by;
  if (places.length === 0) return;
  const shown = places.slice(0, placesMax).join(", ");
  const more = places.length - placesMax;
  toast.info(by === ownName ? "Joined with what you saved elsewhere" : `${by ?? "Somebody else"} changed this draft`, {
    description: more > 0 ? `${shown} and ${more} more places` : shown,
    action: {
      label: "Undo",
      onClick: () => store.edit(`Take back what ${by ?? "somebody else"} saved`, (now) => withoutThem(now, saves)),
    },
  });
}

/** In words, each once: who types saves one place several times. */
function placesOf(saves: readonly JoinedSave[]): string[] {
  return [...new Set(saves.flatMap(({ before, after }) => changedPlaces(before, after).map(({ label }) => label)))];
}

/** The draft without what came, the last save first; what was edited here since stays. */
function withoutThem(now: DestinationDefinition, saves: readonly JoinedSave[]): DestinationDefinition {
  return saves.reduceRight((document, { before, after }) => mergeDefinitions(after, document, before).merged, now);
}
