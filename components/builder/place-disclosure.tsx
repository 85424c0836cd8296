"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Disclosure } from "@/components/ui/disclosure";
import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId, isWithin } from "./document-place";
import { focusFieldEvent, focusUnderWay } from "./focus-field";

interface PlaceDisclosureProps extends Omit<ComponentProps<typeof Disclosure>, "isOpen" | "onOpenChange" | "id"> {
  path: DocumentPath;
  /** The places inside; without them, whatever is below `path`. */
  parts?: readonly string[];
}

/**
 * A folded part of the document. What is inside is made when it is first opened, by hand or because a problem in it is
 * to be shown: most catalogs and details are never looked at.
 */
export function PlaceDisclosure({ path, parts, defaultOpen = false, children, ...props }: PlaceDisclosureProps) {
  const [isOpen, setIsOpen] = useState(() => defaultOpen || holds(path, parts, focusUnderWay()));
  const [isMade, setIsMade] = useState(isOpen);

  useEffect(() => {
    function openFor({ detail }: CustomEvent<DocumentPath>) {
      if (!holds(path, parts, detail)) return;
      // At once, because the field inside is focused in the next frame.
      flushSync(() => {
        setIsMade(true);
        setIsOpen(true);
      });
    }
    window.addEventListener(focusFieldEvent, openFor);
    return () => window.removeEventListener(focusFieldEvent, openFor);
  }, [path, parts]);

  return (
    <Disclosure
      {...props}
      id={parts ? undefined : fieldId(path)}
      isOpen={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        if (next) setIsMade(true);
      }}
    >
      {isMade && children}
    </Disclosure>
  );
}

/** Whether a place is inside the fold rather than the fold itself. */
function holds(path: DocumentPath, parts: readonly string[] | undefined, place: DocumentPath | undefined): boolean {
  if (!place || place.length <= path.length || !isWithin(place, path)) return false;
  return parts === undefined || parts.some((part) => isWithin(place, [...path, part]));
}
