"use client";

import { Check } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useSubmissionNotes, useSubmissionNotesStore } from "./submission-notes-provider";
import { reasonCharsMax, reasonFieldId, reasonProblem } from "./waivers";

interface ProblemReasonProps {
  /** Under which the reason is kept. */
  reasonKey: string;
  place: string;
  /** The field is open until there is a reason: where one can't go on without. */
  isAsked?: boolean;
  /** Says what is missing; else only once "Done" was pressed. */
  isProblemShown?: boolean;
}

/** Why a warning is all right: for the reviewer, instead of a fix. */
export function ProblemReason({ reasonKey, place, isAsked = false, isProblemShown = false }: ProblemReasonProps) {
  const store = useSubmissionNotesStore();
  const reason = useSubmissionNotes().reasons[reasonKey] ?? "";
  const problem = reasonProblem(reason);
  const [isOpened, setIsOpened] = useState(reason !== "" && problem !== undefined);
  const [isTried, setIsTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<"textarea" | "button">(undefined);
  const isOpen = isOpened || (isAsked && problem !== undefined);

  function open() {
    setIsOpened(true);
    wanted.current = "textarea";
  }
  function close() {
    setIsTried(true);
    if (problem !== undefined && (isAsked || reason.trim() !== "")) return;
    setIsOpened(false);
    wanted.current = "button";
  }
  function change(next: string) {
    // Stays open from the first key on, also once there is enough of a reason.
    setIsOpened(true);
    store.setReason(reasonKey, next);
  }
  // What takes the place of the pressed button takes its focus too, before anybody misses it.
  useLayoutEffect(() => {
    if (wanted.current) box.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = undefined;
  });

  const isShown = isProblemShown || (isTried && reason !== "") || reason.length > reasonCharsMax;
  return (
    <div ref={box} className="min-w-0 has-[p,textarea]:w-full">
      {isOpen ? (
        <ReasonField
          id={reasonFieldId(reasonKey)}
          place={place}
          reason={reason}
          error={isShown ? problem : undefined}
          onChange={change}
          onDone={close}
        />
      ) : problem === undefined ? (
        <GivenReason place={place} reason={reason} onEdit={open} />
      ) : (
        <Button size="sm" onClick={open}>
          Give a reason<span className="sr-only"> ({place})</span>
        </Button>
      )}
    </div>
  );
}

function GivenReason({ place, reason, onEdit }: { place: string; reason: string; onEdit: () => void }) {
  return (
    <p className="flex items-start gap-1.5 text-sm">
      <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-ink" />
      <span className="min-w-0 break-words">
        <span className="text-muted">Explained:</span> <bdi className="whitespace-pre-line">{reason.trim()}</bdi>{" "}
        <button type="button" className="link" onClick={onEdit}>
          Edit<span className="sr-only"> the reason: {place}</span>
        </button>
      </span>
    </p>
  );
}

interface ReasonFieldProps {
  id: string;
  place: string;
  reason: string;
  error: string | undefined;
  onChange: (reason: string) => void;
  onDone: () => void;
}

function ReasonField({ id, place, reason, error, onChange, onDone }: ReasonFieldProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onDone();
  }
  return (
    <div className="flex items-start gap-2">
      <Field id={id} className="flex-1" label={`Why this is all right: ${place}`} isLabelHidden error={error}>
        <Textarea
          value={reason}
          rows={1}
          dir="auto"
          placeholder="Why this is all right"
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
      <Button onClick={onDone}>
        Done<span className="sr-only"> ({place})</span>
      </Button>
    </div>
  );
}
