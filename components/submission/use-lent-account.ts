"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { useSubmissionNotes } from "@/components/builder/submission-notes-provider";
import type { StoredSecrets } from "@/components/preview/secret-keeping";
import {
  emptySetupValues,
  type SetupProblem,
  type SetupValues,
  setupProblems,
} from "@/components/preview/setup-values";
import { useTestBench } from "@/components/test-bench/test-values-provider";
import { vaultQuery, versionsQuery } from "@/lib/client/versions-api";
import { byVariable } from "@/lib/destination/installation-answers";
import { type VaultBody, vaultDaysDefault } from "@/lib/review-vault-contract";
import { lentBody, secretSources } from "./lent-account";

type Days = NonNullable<VaultBody["days"]>;

export interface LentAccount {
  isLent: boolean;
  setLent: (isLent: boolean) => void;
  values: SetupValues;
  setValues: (values: SetupValues) => void;
  days: Days;
  setDays: (days: Days) => void;
  stored: StoredSecrets;
  problems: readonly SetupProblem[];
  /** Whether the answers are those of an earlier version's account, rather than of the tests. */
  isOfEarlierVersion: boolean;
  /** What a submission carries; null: nothing is lent. */
  body: () => VaultBody | null;
}

/**
 * The test account for the reviewers while it is filled in. It begins with what an earlier version lent, or with what
 * this person tests with; what is typed over that lives in memory until it is sent.
 */
export function useLentAccount(): LentAccount {
  const { definition, destinationId } = useDraft();
  const bench = useTestBench();
  const { accountNote = "" } = useSubmissionNotes();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const earlier = versions.find(({ vault }) => vault !== null);
  const { data: kept } = useQuery({ ...vaultQuery(earlier?.id ?? ""), enabled: earlier !== undefined });
  const vault = kept?.vault ?? undefined;
  const [typed, setTyped] = useState<SetupValues>();
  const [isLent, setLent] = useState<boolean>();
  const [days, setDays] = useState<Days>(vaultDaysDefault);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());

  const values = typed ?? (vault ? { ...emptySetupValues, ...byVariable(definition, vault.answers) } : bench.setup);
  const sources = secretSources(definition, vault?.secrets ?? [], bench.kept.secrets);
  const standing = new Set([...sources.keys()].filter((id) => !deleted.has(id)));
  const problems = setupProblems(
    definition,
    // An account has no name of its own.
    { ...values, name: "Account" },
    { asked: "all", properties: bench.project?.properties ?? [], storedSecrets: standing },
  );

  function body(): VaultBody | null {
    if (!(isLent ?? vault !== undefined)) return null;
    const given = new Map([...sources].filter(([id]) => standing.has(id)));
    return lentBody(definition, values, { sources: given, note: accountNote, days });
  }

  return {
    isLent: isLent ?? vault !== undefined,
    setLent,
    values,
    setValues: setTyped,
    days,
    setDays,
    stored: {
      storedAt: Object.fromEntries([...sources].map(([id, { storedAt }]) => [id, storedAt])),
      deleted,
      setDeleted: (id, isDeleted) =>
        setDeleted((before) => new Set(isDeleted ? [...before, id] : [...before].filter((each) => each !== id))),
    },
    problems,
    isOfEarlierVersion: vault !== undefined,
    body,
  };
}
