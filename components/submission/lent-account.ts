/** What is lent to reviewers: which secrets the server can copy, and what a submission carries. Pure. */
import type { SetupValues } from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { byId } from "@/lib/destination/installation-answers";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { VaultBody } from "@/lib/review-vault-contract";

/** Where a secret comes from that isn't typed: what an earlier version has in its vault, or what this person tests with. */
export interface SecretSource {
  from: "vault" | "tests";
  storedAt: string;
}

/** The secrets that the server can copy, by the ID of their field; what was lent before goes first. */
export function secretSources(
  definition: DestinationDefinition,
  lent: readonly { fieldId: string; storedAt: string }[],
  tests: Readonly<Record<string, { storedAt?: string; phase: string }>>,
): Map<string, SecretSource> {
  const sources = new Map<string, SecretSource>();
  for (const field of definition.fields.filter(isSecretField)) {
    const before = lent.find(({ fieldId }) => fieldId === field.id);
    const test = tests[field.id];
    if (before) sources.set(field.id, { from: "vault", storedAt: before.storedAt });
    else if (test?.storedAt !== undefined && test.phase !== "forgetting") {
      sources.set(field.id, { from: "tests", storedAt: test.storedAt });
    }
  }
  return sources;
}

/** What a submission carries: what was typed, and of the rest where the server finds it. */
export function lentBody(
  definition: DestinationDefinition,
  values: SetupValues,
  { sources, note, days }: { sources: ReadonlyMap<string, SecretSource>; note: string; days: VaultBody["days"] },
): VaultBody {
  const { answers, secrets } = byId(definition, values);
  const typed = Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== ""));
  const idsFrom = (from: SecretSource["from"]) =>
    [...sources].flatMap(([id, source]) => (source.from === from && !Object.hasOwn(typed, id) ? [id] : []));
  return { answers, secrets: typed, storedSecrets: idsFrom("tests"), keptSecrets: idsFrom("vault"), note, days };
}
