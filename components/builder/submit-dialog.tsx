"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { api, messageOf } from "@/lib/client/api";
import { versionsQuery } from "@/lib/client/queries";
import type { Finding } from "@/lib/destination/finding";
import { useDraft } from "./draft-provider";
import { ProblemList } from "./problem-list";
import { WaiverForm } from "./waiver-form";
import { reasonProblem, waiverId, waiverKey, waiversFor } from "./waivers";

const noteCharsMax = 2_000;

interface SubmitDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  displayName: string;
  connectionInfoHref: string;
}

/** The checklist before a review: errors to fix, warnings to explain, a release note. What is typed outlives closing. */
export function SubmitDialog({ isOpen, onOpenChange, displayName, connectionInfoHref }: SubmitDialogProps) {
  const { findings } = useDraft();
  const submission = useSubmission();
  const checklist = useChecklist(findings);
  const errors = findings.filter(({ severity }) => severity === "error");
  const leave = { connectionInfoHref, onLeave: () => onOpenChange(false) };

  async function submit() {
    const filled = checklist.validate();
    if (filled && (await submission.submit(filled.note, filled.waivers))) checklist.clear();
  }

  if (submission.version) {
    const close = () => {
      onOpenChange(false);
      submission.reset();
    };
    return <SubmittedDialog isOpen={isOpen} onClose={close} version={submission.version} displayName={displayName} />;
  }
  const canSubmit = errors.length === 0;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        size="lg"
        title={`Submit ${displayName} for review`}
        description="A reviewer looks at exactly what is on this page now. Editing goes on in the draft."
        footer={
          <>
            <DialogClose />
            {canSubmit && (
              <Button variant="primary" isLoading={submission.isBusy} onClick={submit}>
                Submit for review
              </Button>
            )}
          </>
        }
      >
        <div className="space-y-5">
          {submission.problem && (
            <Callout tone="danger" isLive title="Not submitted">
              {submission.problem}
            </Callout>
          )}
          {canSubmit ? <Checklist checklist={checklist} {...leave} /> : <Errors errors={errors} {...leave} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface LeaveProps {
  connectionInfoHref: string;
  /** Called as the focus leaves for a field. */
  onLeave: () => void;
}

function Errors({ errors, ...leave }: LeaveProps & { errors: readonly Finding[] }) {
  return (
    <section aria-labelledby="errors-title" className="space-y-2">
      <h3 id="errors-title" className="font-medium text-sm">
        Fix these first
      </h3>
      <ProblemList findings={errors} {...leave} />
    </section>
  );
}

function Checklist({ checklist, ...leave }: LeaveProps & { checklist: ReturnType<typeof useChecklist> }) {
  const { warnings, reasons, setReason, note, setNote, isAsked, noteField } = checklist;
  return (
    <>
      {warnings.length > 0 && (
        <section aria-labelledby="waivers-title" className="space-y-3">
          <h3 id="waivers-title" className="font-medium text-sm">
            Fix these, or say why they are all right
          </h3>
          {warnings.map((finding) => (
            <WaiverForm
              key={waiverKey(finding)}
              finding={finding}
              reason={reasons[waiverKey(finding)] ?? ""}
              isProblemShown={isAsked}
              onChange={(reason) => setReason(finding, reason)}
              {...leave}
            />
          ))}
        </section>
      )}
      <Field
        label="Release note"
        isRequired
        help="What does this version do, or what has changed? Reviewers and customers read it."
        error={isAsked || note.length > noteCharsMax ? problemOfNote(note) : undefined}
        labelEnd={`${note.length} / ${noteCharsMax}`}
      >
        <Textarea
          ref={noteField}
          value={note}
          rows={3}
          dir="auto"
          placeholder="First version: creates a list per cohort and keeps its members up to date."
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
    </>
  );
}

interface SubmittedDialogProps {
  isOpen: boolean;
  onClose: () => void;
  version: string;
  displayName: string;
}

function SubmittedDialog({ isOpen, onClose, version, displayName }: SubmittedDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={`Version ${version} is in review`}
        description={`The reviewers were told about ${displayName}.`}
        footer={
          <>
            <a href="/destinations" className="link me-auto text-sm">
              All destinations
            </a>
            <DialogClose variant="primary">Go on editing</DialogClose>
          </>
        }
      >
        <Callout tone="success">
          What was submitted stays as it is, with its tests as evidence. You get an e-mail when it is decided; until
          then the state also shows at the top of this page. You may go on editing the draft.
        </Callout>
      </DialogContent>
    </Dialog>
  );
}

/** What is typed into the checklist, and whether it is complete. */
function useChecklist(findings: readonly Finding[]) {
  const [note, setNote] = useState("");
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [isAsked, setIsAsked] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const warnings = uniqueWarnings(findings);

  /** What to submit; undefined, with the focus on the first thing missing, when it is not complete. */
  function validate() {
    setIsAsked(true);
    const unexplained = warnings.find((finding) => reasonProblem(reasons[waiverKey(finding)]));
    if (unexplained) document.getElementById(waiverId(unexplained))?.focus();
    else if (problemOfNote(note)) noteField.current?.focus();
    else return { note: note.trim(), waivers: waiversFor(warnings, reasons) };
    return undefined;
  }
  function clear() {
    setNote("");
    setReasons({});
    setIsAsked(false);
  }
  const setReason = (finding: Finding, reason: string) => setReasons({ ...reasons, [waiverKey(finding)]: reason });
  return { note, setNote, reasons, setReason, isAsked, noteField, warnings, validate, clear };
}

/** A reason is given once for a rule at a place, however often the rule speaks there. */
function uniqueWarnings(findings: readonly Finding[]): Finding[] {
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return [...new Map(warnings.map((finding) => [waiverKey(finding), finding])).values()];
}

function problemOfNote(note: string): string | undefined {
  if (note.trim() === "") return "Write a release note: what does this version do, or what has changed?";
  if (note.trim().length > noteCharsMax) return "Shorten the release note to 2,000 characters at most.";
  return undefined;
}

/** One submission: save, freeze, and let the versions be read anew. */
function useSubmission() {
  const { destinationId, flush } = useDraft();
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [version, setVersion] = useState<string>();

  async function submit(releaseNote: string, waivers: ReturnType<typeof waiversFor>): Promise<boolean> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const revision = await flush();
      const { number } = await api.submitForReview(destinationId, { revision, releaseNote, waivers });
      setVersion(number);
      await queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    } finally {
      setIsBusy(false);
    }
  }
  return { submit, isBusy, problem, version, reset: () => setVersion(undefined) };
}
