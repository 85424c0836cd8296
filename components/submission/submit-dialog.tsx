"use client";

import { useMemo } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { filterProblems, type ProblemGroup, problemGroups } from "@/components/builder/problem-groups";
import { RadioRows } from "@/components/builder/radio-rows";
import type { Blocker } from "@/components/test-bench/blockers";
import type { TestRuns } from "@/components/test-bench/use-test-runs";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { pluralize } from "@/components/ui/format-number";
import type { VersionContent } from "@/lib/destination/version-change";
import type { Actor } from "@/lib/policy";
import { AccountStep } from "./account-step";
import { CasesStep } from "./cases-step";
import { ChangesStep } from "./changes-step";
import { ChecksStep } from "./checks-step";
import { EvidenceStep, untestedRule } from "./evidence-step";
import { SubmittedDialog } from "./submitted-dialog";
import { type Checklist, type Purpose, useChecklist } from "./use-checklist";
import { type DraftChanges, useDraftChanges } from "./use-draft-changes";
import { type LentAccount, useLentAccount } from "./use-lent-account";
import { useSubmission } from "./use-submission";
import { VersionStep } from "./version-step";

interface SubmitDialogProps {
  actor: Actor;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  purpose: Purpose;
  onPurposeChange: (purpose: Purpose) => void;
  /** Why nothing can be submitted for review at the moment. */
  reviewRefusal: string | undefined;
  displayName: string;
  connectionInfoHref: string;
  /** The connection info as it would be frozen now. */
  listing: VersionContent["connectionInfo"];
  runs: TestRuns;
  /** Goes where something is put right. */
  onOpenPlace: (blocker: Blocker) => void;
}

/** The checklist before a version is made. It stays mounted: what is typed outlives closing, and a refusal. */
export function SubmitDialog({ actor, isOpen, onOpenChange, purpose, ...props }: SubmitDialogProps) {
  const { displayName, listing } = props;
  const { definition, findings } = useDraft();
  const account = useLentAccount();
  const changes = useDraftChanges(listing, isOpen);
  const checklist = useChecklist({ actor, purpose, account, changes });
  const submission = useSubmission();
  const groups = useMemo(
    () =>
      problemGroups(
        definition,
        findings.filter(({ rule }) => rule !== untestedRule),
      ),
    [definition, findings],
  );
  const errors = filterProblems(groups, "error").flatMap(({ problems }) => problems);
  const isForReview = purpose === "review";
  const refusal = isForReview ? props.reviewRefusal : undefined;
  const leave = () => onOpenChange(false);
  const openPlace = (blocker: Blocker) => {
    leave();
    props.onOpenPlace(blocker);
  };

  async function submit() {
    const complete = checklist.validate();
    if (complete && (await submission.submit(complete))) checklist.clear();
  }

  if (submission.made) {
    const close = () => {
      leave();
      submission.reset();
    };
    return <SubmittedDialog isOpen={isOpen} onClose={close} made={submission.made} displayName={displayName} />;
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        size="lg"
        title={isForReview ? `Submit ${displayName} for review` : `Release ${displayName} internally`}
        description={`What is on this page now becomes version ${checklist.number}. Editing goes on in the draft.`}
        footer={
          <>
            <span className="me-auto text-muted text-sm">
              {errors.length > 0 ? `${pluralize(errors.length, "problem")} to be fixed first.` : refusal}
            </span>
            <DialogClose />
            {errors.length === 0 && !refusal && (
              <Button variant="primary" isLoading={submission.isBusy} onClick={submit}>
                {isForReview ? "Submit for review" : "Release internally"}
              </Button>
            )}
          </>
        }
      >
        <div className="space-y-4">
          {submission.problem && (
            <Callout tone="danger" isLive title={isForReview ? "Not submitted" : "Not released"}>
              {submission.problem} What you typed is still here.
            </Callout>
          )}
          <PurposeChoice purpose={purpose} onChange={props.onPurposeChange} organization={actor.organizationName} />
          <Points
            {...props}
            checklist={checklist}
            account={account}
            changes={changes}
            groups={groups}
            isForReview={isForReview}
            onLeave={leave}
            onOpenPlace={openPlace}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface PointsProps {
  checklist: Checklist;
  account: LentAccount;
  changes: DraftChanges | undefined;
  groups: readonly ProblemGroup[];
  runs: TestRuns;
  isForReview: boolean;
  connectionInfoHref: string;
  onLeave: () => void;
  onOpenPlace: (blocker: Blocker) => void;
}

/** The points of the checklist, those that may hold it up first. */
function Points({ checklist, account, changes, isForReview, runs, onOpenPlace, ...props }: PointsProps) {
  const isProblemShown = isForReview && checklist.isAsked;
  const { onLeave, connectionInfoHref, groups } = props;
  return (
    <>
      <ChecksStep
        groups={groups}
        areReasonsAsked={isForReview}
        isProblemShown={isProblemShown}
        connectionInfoHref={connectionInfoHref}
        onLeave={onLeave}
      />
      <EvidenceStep runs={runs} areReasonsAsked={isForReview} isProblemShown={isProblemShown} onOpen={onOpenPlace} />
      <CasesStep onOpen={onOpenPlace} onLeave={onLeave} />
      {isForReview && <AccountStep account={account} isAsked={checklist.isAsked} />}
      {changes && <ChangesStep changes={changes} />}
      <VersionStep checklist={checklist} reason={reasonFor(checklist, changes)} isForReview={isForReview} />
    </>
  );
}

interface PurposeChoiceProps {
  purpose: Purpose;
  onChange: (purpose: Purpose) => void;
  organization: string;
}

function PurposeChoice({ purpose, onChange, organization }: PurposeChoiceProps) {
  return (
    <RadioRows
      label="For whom"
      value={purpose}
      onValueChange={onChange}
      options={[
        {
          value: "review",
          label: "For the catalog",
          description: "Reviewers look at it first. Once approved, every customer can install it.",
        },
        {
          value: "internal",
          label: `For ${organization} only`,
          description: "Released at once and without review. Nobody else sees it, and the catalog stays as it is.",
        },
      ]}
    />
  );
}

/** Why this number is suggested. */
function reasonFor({ suggested }: Checklist, changes: DraftChanges | undefined): string {
  if (!changes) return `${suggested} is the next number.`;
  const isBreaking = changes.changes.some(({ kind }) => kind === "breaking");
  return isBreaking
    ? `${suggested}: some changes since ${changes.number} are breaking.`
    : `${suggested}: nothing breaks for those who have ${changes.number}.`;
}
