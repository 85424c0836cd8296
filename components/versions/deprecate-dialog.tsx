"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatNumber } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { versionsApi } from "@/lib/client/versions-api";
import { deprecationBody, deprecationNoteCharsMax, type VersionSummary } from "@/lib/submission-contract";
import { installationsInWords } from "./version-standing";

export type DeprecatedVersion = Pick<VersionSummary, "id" | "number" | "status" | "installationCount">;

interface DeprecateDialogProps {
  version: DeprecatedVersion;
  /** Whose version it is, where that isn't the reader's own organization: they are told as well. */
  partner?: string;
  isOpen: boolean;
  /**
   * What the page knows of the version is read anew when it closes, and only then, also after a refusal: what has changed
   * meanwhile would take the dialog away with what it says.
   */
  onOpenChange: (isOpen: boolean) => void;
}

/** Ends a version for new installations, with what those who have it are told. Stays open, with the note, when refused. */
export function DeprecateDialog({ version, partner, isOpen, onOpenChange }: DeprecateDialogProps) {
  const { note, setNote, isAsked, isBusy, refusal, problem, field, deprecate } = useDeprecation(version, () =>
    onOpenChange(false),
  );
  const readers = partner === undefined ? "Those who have it installed" : `${partner} and those who have it installed`;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Deprecate version ${version.number}?`}
        description={
          version.status === "released"
            ? "Your colleagues can't install it any more."
            : "It leaves the catalog: nobody can install it any more."
        }
        initialFocus={field}
        footer={
          <>
            <DialogClose />
            <Button type="submit" form="deprecate-version" variant="danger" isLoading={isBusy}>
              Deprecate version {version.number}
            </Button>
          </>
        }
      >
        <form id="deprecate-version" noValidate onSubmit={deprecate} className="space-y-4">
          {refusal && (
            <Callout tone="danger" isLive title="Not deprecated">
              {refusal}
            </Callout>
          )}
          <p className="text-sm">
            {version.installationCount === 0
              ? "This can't be undone. Nobody has it installed."
              : `This can't be undone, but ${installationsInWords(version)}.`}
          </p>
          <Field
            label={
              version.status === "released"
                ? "What do your colleagues have to know?"
                : "What do customers have to know?"
            }
            isRequired
            help={`Why, and what to use instead. ${readers} get exactly this text, by e-mail and in the app.`}
            error={isAsked || note.length > deprecationNoteCharsMax ? problem : undefined}
            labelEnd={`${formatNumber(note.length)} / ${formatNumber(deprecationNoteCharsMax)}`}
          >
            <Textarea
              ref={field}
              value={note}
              rows={4}
              dir="auto"
              placeholder="The old lists API is switched off in March. Version 2.0 uses the new one."
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** One deprecation: what is told, and whether it came through. */
function useDeprecation(version: DeprecatedVersion, onDone: () => void) {
  const [note, setNote] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const checked = deprecationBody.safeParse({ note });
  const problem = checked.success ? undefined : checked.error.issues[0]?.message;

  async function deprecate(event: FormEvent) {
    event.preventDefault();
    setIsAsked(true);
    if (!checked.success) {
      field.current?.focus();
      return;
    }
    setIsBusy(true);
    setRefusal(undefined);
    try {
      await versionsApi.deprecate(version.id, checked.data);
      toast.success(`Deprecated version ${version.number}`);
      onDone();
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return { note, setNote, isAsked, isBusy, refusal, problem, field, deprecate };
}
