"use client";

import { useState } from "react";
import type { StoredSecrets } from "@/components/preview/secret-keeping";
import {
  emptySetupValues,
  type ProjectProperty,
  type SetupProblem,
  type SetupValues,
  setupProblems,
} from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { byVariable } from "@/lib/destination/installation-answers";
import { type VaultBody, type VaultSummary, vaultDaysDefault } from "@/lib/review-vault-contract";
import { lentBody, secretSources } from "./lent-account";

type Days = NonNullable<VaultBody["days"]>;

export interface AccountForm {
  values: SetupValues;
  setValues: (values: SetupValues) => void;
  days: Days;
  setDays: (days: Days) => void;
  stored: StoredSecrets;
  problems: readonly SetupProblem[];
  body: (note: string) => VaultBody;
}

interface AccountFormOptions {
  definition: DestinationDefinition;
  /** What is lent already: its secrets stay unless they are typed anew. */
  vault: VaultSummary | undefined;
  /** What the person tests with: where the answers begin when nothing is lent, and secrets the server can copy. */
  tests?: { setup: SetupValues; secrets: Parameters<typeof secretSources>[2] };
  properties: readonly ProjectProperty[];
}

/** A test account while it is filled in. What is typed lives in memory until it is sent. */
export function useAccountForm({ definition, vault, tests, properties }: AccountFormOptions): AccountForm {
  const [typed, setTyped] = useState<SetupValues>();
  const [days, setDays] = useState<Days>(vaultDaysDefault);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const begun = vault ? { ...emptySetupValues, ...byVariable(definition, vault.answers) } : tests?.setup;
  const values = typed ?? begun ?? emptySetupValues;
  const sources = secretSources(definition, vault?.secrets ?? [], tests?.secrets ?? {});
  const standing = new Map([...sources].filter(([id]) => !deleted.has(id)));
  const problems = setupProblems(
    definition,
    // An account has no name of its own.
    { ...values, name: "Account" },
    { asked: "all", properties, storedSecrets: new Set(standing.keys()) },
  );
  return {
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
    body: (note) => lentBody(definition, values, { sources: standing, note, days }),
  };
}
