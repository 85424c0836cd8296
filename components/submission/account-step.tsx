"use client";

import { useDraft } from "@/components/builder/draft-provider";
import { useSubmissionNotes, useSubmissionNotesStore } from "@/components/builder/submission-notes-provider";
import { useTestBench } from "@/components/test-bench/test-values-provider";
import { Checkbox } from "@/components/ui/checkbox";
import { AccountFields } from "./account-fields";
import { SubmissionStep } from "./submission-step";
import type { LentAccount } from "./use-lent-account";

export const accountIdPrefix = "reviewers-account";

/** An account at the partner with which reviewers can make the calls themselves: lent for some days, seen by nobody. */
export function AccountStep({ account, isAsked }: { account: LentAccount; isAsked: boolean }) {
  const isIncomplete = account.isLent && account.form.problems.length > 0;
  return (
    <SubmissionStep
      title="Test account for the reviewers"
      state={account.isLent ? (isIncomplete ? "open" : "done") : "note"}
      summary={
        account.isLent
          ? "Kept sealed and never shown to anybody: calls that reviewers make are made with it. Each use is in the audit log, and you see it in the history of versions."
          : "Without one, reviewers see your tests but can't repeat them, which often means a question and a day more."
      }
    >
      <Checkbox
        label="Lend the reviewers a test account"
        checked={account.isLent}
        onCheckedChange={(isLent) => account.setLent(isLent)}
      />
      {account.isLent && <Lent account={account} isAsked={isAsked} />}
    </SubmissionStep>
  );
}

function Lent({ account: { form, isOfEarlierVersion }, isAsked }: { account: LentAccount; isAsked: boolean }) {
  const { definition } = useDraft();
  const { project } = useTestBench();
  const store = useSubmissionNotesStore();
  const { accountNote = "" } = useSubmissionNotes();
  return (
    <div className="space-y-4 rounded-lg border border-line bg-surface p-4">
      <p className="text-muted text-xs">
        {isOfEarlierVersion
          ? "As you lent it for the version before; change what has changed."
          : "Filled in with what you test with. Use an account that holds no customer's data."}
      </p>
      <AccountFields
        definition={definition}
        form={form}
        properties={project?.properties ?? []}
        note={accountNote}
        onNoteChange={(note) => store.setText("accountNote", note === "" ? undefined : note)}
        areProblemsRevealed={isAsked}
        idPrefix={accountIdPrefix}
      />
    </div>
  );
}
