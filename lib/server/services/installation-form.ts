/** What the services behind the form of an installation have in common. */
import "server-only";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { installationProblems } from "@/lib/destination/installation-problems";
import { AppError, type InputIssue } from "@/lib/errors";
import type { InstallationAnswers } from "@/lib/installation-contract";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/generated/prisma/client";
import { deleteInstallationSecrets, saveInstallationSecret } from "@/lib/server/repositories/installation-secrets";
import { findTakenName, type InstallationOwner } from "@/lib/server/repositories/installations";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";

/** What a form sends of its secrets: those that change, by the ID of their field. */
export interface GivenForm {
  answers: InstallationAnswers;
  secrets: Record<string, string>;
  deletedSecrets: readonly string[];
}

interface FormContext {
  definition: DestinationDefinition;
  /** The fields whose secrets are stored and may stay so. */
  storedSecretIds: readonly string[];
  properties: readonly { name: string }[];
}

/** Refuses what the setup modal refuses, at the place in the form; and a secret that is stored and deleted at once. */
export function assertAnswers(
  { answers, secrets, deletedSecrets }: GivenForm,
  { definition, storedSecretIds, properties }: FormContext,
): void {
  const deleted = new Set(deletedSecrets);
  const both: InputIssue[] = Object.keys(secrets)
    .filter((id) => deleted.has(id))
    .map((id) => ({ path: `secrets.${id}`, message: "Either store this secret or delete it." }));
  const issues = [
    ...both,
    ...installationProblems(
      definition,
      { answers, secrets },
      {
        storedSecrets: new Set(storedSecretIds.filter((id) => !deleted.has(id))),
        properties: properties.map(({ name }) => name),
      },
    ),
  ];
  if (issues.length === 0) return;
  throw new AppError("invalid_input", "Nothing was saved: some answers are missing or wrong.", { issues });
}

/** Refuses a name that another installation of the destination has in this project, whatever the case. */
export async function assertNameFree(
  tx: Tx,
  place: { projectId: string; destinationId: string; name: string },
  exceptId?: string,
): Promise<void> {
  const taken = await findTakenName(tx, place, exceptId);
  if (taken !== undefined) throw nameTaken(taken);
}

export function nameTaken(name: string): AppError {
  const message = `This project has an installation called “${name}” already. Choose another name.`;
  return new AppError("conflict", message, { issues: [{ path: "name", message }] });
}

/** Two who take one name at the same moment meet in the database: the later one is refused like any other. */
export function refuseTakenName(error: unknown, name: string): never {
  const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  throw isTaken ? nameTaken(name) : error;
}

/** Seals what is given and deletes what is to go. */
export async function storeSecrets(
  tx: Tx,
  owner: InstallationOwner,
  { secrets, deletedSecrets }: Pick<GivenForm, "secrets" | "deletedSecrets">,
  now: Date,
): Promise<void> {
  await deleteInstallationSecrets(tx, owner, deletedSecrets);
  for (const [fieldId, secret] of Object.entries(secrets)) {
    await saveInstallationSecret(tx, secretKeys(), owner, { fieldId, secret: new Secret(secret), now });
  }
}

/** How secrets changed, for the audit log: which fields, and nothing of what is in them. */
export function changedSecrets({ secrets, deletedSecrets }: Pick<GivenForm, "secrets" | "deletedSecrets">) {
  const stored = Object.keys(secrets);
  return {
    ...(stored.length > 0 && { storedSecrets: stored }),
    ...(deletedSecrets.length > 0 && { deletedSecrets: [...deletedSecrets] }),
  };
}

export const noInstallation = () => new AppError("not_found", "There is no such installation.");

/** The given secrets over the stored ones, for a connection test. */
export function secretsOf(
  given: Pick<GivenForm, "secrets" | "deletedSecrets">,
  stored: ReadonlyMap<string, Secret | undefined>,
): Map<string, Secret | undefined> {
  const kept = [...stored].filter(([id]) => !given.deletedSecrets.includes(id));
  const typed = Object.entries(given.secrets).map(([id, secret]): [string, Secret] => [id, new Secret(secret)]);
  return new Map<string, Secret | undefined>([...kept, ...typed]);
}
