"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { useSubmissionNotes } from "@/components/builder/submission-notes-provider";
import { useTestBench } from "@/components/test-bench/test-values-provider";
import { vaultQuery, versionsQuery } from "@/lib/client/versions-api";
import type { VaultBody } from "@/lib/review-vault-contract";
import { type AccountForm, useAccountForm } from "./use-account-form";

export interface LentAccount {
  isLent: boolean;
  setLent: (isLent: boolean) => void;
  form: AccountForm;
  /** Whether the answers are those of an earlier version's account, rather than of the tests. */
  isOfEarlierVersion: boolean;
  /** What a submission carries; null: nothing is lent. */
  body: () => VaultBody | null;
}

/**
 * The test account for the reviewers while it is filled in. It begins with what an earlier version lent, or with what
 * this person tests with.
 */
export function useLentAccount(): LentAccount {
  const { definition, destinationId } = useDraft();
  const { setup, kept: tests, project } = useTestBench();
  const { accountNote = "" } = useSubmissionNotes();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const earlier = versions.find(({ vault }) => vault !== null);
  const { data: kept } = useQuery({ ...vaultQuery(earlier?.id ?? ""), enabled: earlier !== undefined });
  const vault = kept?.vault ?? undefined;
  const [chosen, setLent] = useState<boolean>();
  const form = useAccountForm({
    definition,
    vault,
    tests: { setup, secrets: tests.secrets },
    properties: project?.properties ?? [],
  });
  const isLent = chosen ?? vault !== undefined;
  return {
    isLent,
    setLent,
    form,
    isOfEarlierVersion: vault !== undefined,
    body: () => (isLent ? form.body(accountNote) : null),
  };
}
