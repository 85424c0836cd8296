"use client";

import { type ReactNode, useId, useMemo, useRef } from "react";
import type { Call } from "@/lib/destination/calls";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, isCohortDefinition, isSingleItem } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { type Origin, type OriginSource, originOf } from "@/lib/destination/origin";
import type { OriginPart, OriginPiece } from "@/lib/destination/origin-parts";
import type { BuiltRequest } from "@/lib/destination/request";
import type { RequestValues } from "@/lib/destination/request-values";
import { OriginCard } from "./origin-card";
import { pieceId } from "./origin-text";
import { useOriginPointer } from "./use-origin-pointer";

export interface Rendering {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  call: Call;
  /** What it was built with; masked. */
  values: RequestValues;
  built: Extract<BuiltRequest, { ok: true }>;
  parts: { url: OriginPart; headers: OriginPart[]; body: OriginPart | undefined };
}

interface OriginFrameProps {
  /** Absent while nothing could be rendered yet. */
  rendering: Rendering | undefined;
  /** "Sample user 2 of 6", by the index in the rendering's users. */
  nameOfUser: (user: number) => string;
  /** "Test event 2 of 6", by the index in the rendering's events. */
  nameOfEvent: (event: number) => string;
  onOpenPlace?: (path: DocumentPath) => void;
  children: ReactNode;
}

/** The frame around a rendered request in which pointing at a piece, or moving to it by keyboard, shows its origin. */
export function OriginFrame({ rendering, nameOfUser, nameOfEvent, onOpenPlace, children }: OriginFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const cardId = useId();
  const { pointed } = useOriginPointer(frame);
  const found = useMemo(() => {
    if (!pointed || !rendering) return undefined;
    const { url, headers, body } = rendering.parts;
    for (const part of [url, ...headers, ...(body ? [body] : [])]) {
      const index = part.pieces.findIndex((_, place) => pieceId(part, place) === pointed.id);
      const piece = part.pieces[index];
      if (!piece) continue;
      const { definition, endpoint, values, built } = rendering;
      return { part, piece, origin: originOf(definition, endpoint, values, built, piece) };
    }
    return undefined;
  }, [pointed, rendering]);
  const isOfEvents = rendering !== undefined && !isCohortDefinition(rendering.definition);
  const place = found && rendering && itemPlace(rendering, found.piece, found.origin);
  return (
    <div ref={frame} data-origin-card-id={cardId} className="relative min-w-0">
      {children}
      {pointed && found && (
        <OriginCard
          id={cardId}
          pointed={pointed}
          piece={found.piece}
          origin={found.origin}
          text={found.part.text.slice(found.piece.start, found.piece.end)}
          place={placeOf(found.part, found.piece.token?.place)}
          isOfEvents={isOfEvents}
          item={place === undefined ? undefined : isOfEvents ? nameOfEvent(place) : nameOfUser(place)}
          onOpenPlace={onOpenPlace}
        />
      )}
    </div>
  );
}

const itemSources: readonly OriginSource[] = ["mapping", "user_property", "event", "computed"];

/** Which user or event a piece is of: also in a call of a single one, whose values stand anywhere in the request. */
function itemPlace({ definition, endpoint, built }: Rendering, { user, event }: OriginPiece, origin?: Origin) {
  const isOfItem = origin !== undefined && itemSources.includes(origin.source);
  const single = isOfItem && isSingleItem(definition, endpoint) ? built.batch?.places[0] : undefined;
  return user ?? event ?? single;
}

function placeOf({ id }: OriginPart, place: string | undefined): string {
  if (id === "url") return "In the URL";
  if (id !== "body") return "In the header";
  return place === "text" ? "In the form" : "In the JSON";
}
