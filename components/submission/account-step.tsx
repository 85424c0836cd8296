"use client";

import { useDraft } from "@/components/builder/draft-provider";
import { useSubmissionNotes, useSubmissionNotesStore } from "@/components/builder/submission-notes-provider";
import { SetupForm } from "@/components/preview/setup-form";
import { actionRowId, fieldRowId, mappingRowId } from "@/components/preview/setup-values";
import { useTestBench } from "@/components/test-bench/test-values-provider";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-time";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import { languagesOf } from "@/lib/destination/translations";
import { vaultDays } from "@/lib/review-vault-contract";
import { SubmissionStep } from "./submission-step";
import type { LentAccount } from "./use-lent-account";

export const accountIdPrefix = "reviewers-account";
const noteCharsMax = 1_000;
const dayMs = 24 * 60 * 60 * 1000;

/** An account at the partner with which reviewers can make the calls themselves: lent for some days, seen by nobody. */
export function AccountStep({ account, isAsked }: { account: LentAccount; isAsked: boolean }) {
  const isIncomplete = account.isLent && account.problems.length > 0;
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
      {account.isLent && <AccountForm account={account} isAsked={isAsked} />}
    </SubmissionStep>
  );
}

function AccountForm({ account, isAsked }: { account: LentAccount; isAsked: boolean }) {
  const { definition } = useDraft();
  const { project } = useTestBench();
  const store = useSubmissionNotesStore();
  const { accountNote = "" } = useSubmissionNotes();
  const { days } = account;
  return (
    <div className="space-y-4 rounded-lg border border-line bg-surface p-4">
      <p className="text-muted text-xs">
        {account.isOfEarlierVersion
          ? "As you lent it for the version before; change what has changed."
          : "Filled in with what you test with. Use an account that holds no customer's data."}
      </p>
      <SetupForm
        definition={definition}
        language={languagesOf(definition).original}
        values={account.values}
        onChange={account.setValues}
        projectProperties={project?.properties ?? []}
        problems={account.problems}
        areProblemsRevealed={isAsked}
        storedSecrets={account.stored}
        onlyRows={rowsOf(definition)}
        isWithSyncFields
        idPrefix={accountIdPrefix}
      />
      <div className="grid grid-cols-1 gap-4 border-line border-t pt-4 sm:grid-cols-[1fr_14rem]">
        <Field
          label="What reviewers should know about it"
          isOptional
          error={accountNote.length > noteCharsMax ? "Shorten the note to 1,000 characters at most." : undefined}
        >
          <Textarea
            value={accountNote}
            rows={2}
            dir="auto"
            placeholder="Lists of this account are deleted every night."
            onChange={({ currentTarget: { value } }) => store.setText("accountNote", value === "" ? undefined : value)}
          />
        </Field>
        <Field label="Deleted after" help={`On ${dayAfter(days)}, or earlier: when it is decided.`}>
          <NativeSelect
            value={String(days)}
            options={vaultDays.map((count) => ({ value: String(count), label: `${count} days` }))}
            onChange={({ currentTarget: { value } }) =>
              account.setDays(vaultDays.find((count) => String(count) === value) ?? days)
            }
          />
        </Field>
      </div>
    </div>
  );
}

function dayAfter(days: number): string {
  return formatDay(new Date(Date.now() + days * dayMs));
}

/** All but the name: an account has none. */
function rowsOf(definition: DestinationDefinition): Set<string> {
  return new Set([
    ...definition.fields.map(({ variable }) => fieldRowId(variable)),
    ...definition.mappings.map(({ variable }) => mappingRowId(variable)),
    ...actionsOf(definition).map(({ id }) => actionRowId(id)),
  ]);
}
