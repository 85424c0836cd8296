"use client";

import { Braces, CornerUpLeft, UserRound, Zap } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format-number";
import type { DocumentPath } from "@/lib/destination/finding";
import { filterText, type Origin, type OriginSource } from "@/lib/destination/origin";
import type { OriginPiece } from "@/lib/destination/origin-parts";
import type { Pointed } from "./use-origin-pointer";

interface OriginCardProps {
  /** For `aria-describedby`: the words of the card, without its buttons. */
  id: string;
  pointed: Pointed;
  piece: OriginPiece;
  /** Absent for literal text inside an item. */
  origin: Origin | undefined;
  /** The piece as it stands in the request. */
  text: string;
  /** Where it stands, in words: "in the URL". */
  place: string;
  /** Whom or what the piece was made of: "Sample user 2 of 6". */
  item?: string;
  isOfEvents: boolean;
  onOpenPlace?: (path: DocumentPath) => void;
}

const sourceWords: Record<OriginSource, string> = {
  field: "Custom field",
  mapping: "Mapping field",
  option: "Set by an option",
  predefined: "Predefined",
  user_property: "User property",
  event: "Event",
  computed: "Computed value",
  unknown: "Not declared",
};

const width = 336;

/** Where one piece of a request is from: its variable, every filter it went through, and the way to both. */
export function OriginCard({ id, pointed, piece, origin, text, place, item, ...props }: OriginCardProps) {
  const { isOfEvents, onOpenPlace } = props;
  const { card, style } = usePlacement(pointed);
  return (
    <div
      ref={card}
      data-origin-card=""
      style={style}
      className="absolute z-20 w-84 max-w-full space-y-2.5 rounded-lg border border-line-strong bg-raised p-3 text-ink text-xs shadow-3"
    >
      <div id={id} className="space-y-2.5">
        {origin && <Heading origin={origin} isOfEvents={isOfEvents} />}
        {item !== undefined && (
          <p className="flex items-center gap-1.5 text-muted">
            {isOfEvents ? (
              <Zap aria-hidden="true" className="size-3.5 shrink-0" />
            ) : (
              <UserRound aria-hidden="true" className="size-3.5 shrink-0" />
            )}
            {item}
          </p>
        )}
        {origin && <Steps origin={origin} text={text} place={place} />}
      </div>
      {onOpenPlace && <Ways path={piece.path} declaredAt={origin?.declaredAt} onOpenPlace={onOpenPlace} />}
    </div>
  );
}

function Heading({ origin, isOfEvents }: { origin: Origin; isOfEvents: boolean }) {
  return (
    <div className="space-y-1">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <code className="min-w-0 break-all font-mono font-semibold text-sm text-syntax-variable">{origin.name}</code>
        <Badge>{sourceWords[origin.source]}</Badge>
      </p>
      {origin.description && <p className="break-words text-muted">{origin.description}</p>}
      {origin.property && (
        <p className="text-muted">
          Read from {isOfEvents ? "the event’s" : "the user property"}{" "}
          <code className="font-mono text-ink">{origin.property}</code>.
        </p>
      )}
    </div>
  );
}

interface WaysProps {
  /** The template the piece was written in. */
  path: DocumentPath | undefined;
  declaredAt: DocumentPath | undefined;
  onOpenPlace: (path: DocumentPath) => void;
}

/** To where the piece can be changed. */
function Ways({ path, declaredAt, onOpenPlace }: WaysProps) {
  if (!path && !declaredAt) return null;
  return (
    <div className="flex flex-wrap gap-1.5">
      {path && (
        <Button size="sm" icon={<Braces aria-hidden="true" />} onClick={() => onOpenPlace(path)}>
          Edit the template
        </Button>
      )}
      {declaredAt && (
        <Button
          size="sm"
          variant="ghost"
          icon={<CornerUpLeft aria-hidden="true" />}
          onClick={() => onOpenPlace(declaredAt)}
        >
          Go to declaration
        </Button>
      )}
    </div>
  );
}

function Steps({ origin, text, place }: { origin: Origin; text: string; place: string }) {
  const { steps, isSecret } = origin;
  const last = steps.at(-1)?.json;
  // What stands there is worth a line of its own where it isn't the value itself, with or without its quotes.
  const isEncoded = last !== undefined && last !== text && last !== `"${text}"`;
  return (
    <ol className="divide-y divide-line overflow-hidden rounded-md border bg-sunken">
      {steps.map(({ filter, json }, index) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one value are told apart by their place only.
          key={index}
          label={filter ? `| ${filterText(filter)}` : isSecret ? "Value, masked" : "Value"}
          json={json}
        />
      ))}
      {isEncoded && <Step label={place} json={text} />}
    </ol>
  );
}

const charsShown = 160;

function Step({ label, json }: { label: string; json: string | undefined }) {
  const isLong = (json?.length ?? 0) > charsShown;
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-2 px-2.5 py-1.5">
      <span className={label.startsWith("|") ? "break-words font-mono text-2xs text-accent-ink" : "text-muted"}>
        {label}
      </span>
      <span className="min-w-0">
        {json === undefined ? (
          <em className="text-faint">Nothing</em>
        ) : (
          <code dir="auto" className="break-all font-mono">
            {isLong ? `${json.slice(0, charsShown)}…` : json}
          </code>
        )}
        {isLong && <span className="ms-1.5 text-faint">{formatNumber(json?.length ?? 0)} characters</span>}
      </span>
    </li>
  );
}

/** Below the piece, or above it where there is more room; never out of the box at the sides. */
function usePlacement({ box }: Pointed) {
  const card = useRef<HTMLDivElement>(null);
  const [style, setStyle] = useState<{ top: number; left: number; visibility?: "hidden" }>({
    top: box.bottom,
    left: 0,
    visibility: "hidden",
  });
  useLayoutEffect(() => {
    const own = card.current;
    const frame = own?.offsetParent;
    if (!own || !frame) return;
    const around = frame.getBoundingClientRect();
    const height = own.offsetHeight;
    const below = window.innerHeight - around.top - box.bottom;
    const isAbove = below < height + 16 && around.top + box.top > height + 16;
    setStyle({
      top: isAbove ? box.top - height - 6 : box.bottom + 6,
      left: Math.max(0, Math.min(box.start, around.width - Math.min(width, around.width))),
    });
  }, [box]);
  return { card, style };
}
