/** What the demo's customer has installed: something in order, something paused, and something to upgrade. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { emptyInstallationAnswers } from "@/lib/installation-contract";
import type { Tx } from "@/lib/server/db";
import type { DemoWorld } from "@/lib/server/demo-people";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { saveInstallationSecret } from "@/lib/server/repositories/installation-secrets";
import { createInstallation, setInstallationStatus } from "@/lib/server/repositories/installations";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";

/** A version of the demo, by the name of its destination. */
export interface DemoVersion {
  id: string;
  destinationId: string;
  displayName: string;
  number: string;
  definition: DestinationDefinition;
}

interface DemoInstallation {
  displayName: string;
  number: string;
  name: string;
  /** Which of the customer's projects. */
  project: number;
  /** Variable → answer. */
  settings: Record<string, string>;
  isPaused?: true;
}

const installations: readonly DemoInstallation[] = [
  {
    displayName: "Iterable",
    number: "1.0",
    name: "Production",
    project: 0,
    settings: { data_center: "https://api.eu.iterable.com/api" },
  },
  {
    displayName: "Iterable",
    number: "1.0",
    name: "App, tried out",
    project: 1,
    settings: { known_only: "true" },
    isPaused: true,
  },
  { displayName: "Customer.io", number: "1.0", name: "Newsletter", project: 0, settings: {} },
];

/** Installs them with secrets that no partner takes: the demo calls nobody. */
export async function createDemoInstallations(
  tx: Tx,
  world: DemoWorld,
  versions: readonly DemoVersion[],
): Promise<void> {
  for (const demo of installations) {
    const version = versions.find((each) => each.displayName === demo.displayName && each.number === demo.number);
    const projectId = world.projectIds.acme[demo.project];
    if (!version || !projectId) throw new Error(`The demo has no ${demo.displayName} ${demo.number} to install.`);
    await install(tx, world, { demo, version, projectId });
  }
}

async function install(
  tx: Tx,
  { actors: { customer } }: DemoWorld,
  { demo, version, projectId }: { demo: DemoInstallation; version: DemoVersion; projectId: string },
): Promise<void> {
  const { organizationId, userId } = customer;
  const answered = version.definition.fields.flatMap(({ id, variable }): [string, string][] => {
    const answer = demo.settings[variable];
    return answer === undefined ? [] : [[id, answer]];
  });
  const created = await createInstallation(tx, {
    ...{ organizationId, projectId, destinationId: version.destinationId, versionId: version.id, name: demo.name },
    answers: { ...emptyInstallationAnswers, settings: Object.fromEntries(answered) },
    connectionTest: undefined,
    createdById: userId,
  });
  if (!created) throw new Error(`The demo has ${demo.name} twice.`);
  const owner = { organizationId, installationId: created.id };
  const secretFields = version.definition.fields.filter(isSecretField);
  for (const { id: fieldId } of secretFields) {
    const secret = new Secret(`demo-only-${fieldId}`);
    await saveInstallationSecret(tx, secretKeys(), owner, { fieldId, secret, now: new Date() });
  }
  const { name } = demo;
  await auditLog.record(tx, customer, "installation.created", created.id, {
    ...{ name, displayName: version.displayName, number: version.number },
    storedSecrets: secretFields.map(({ id }) => id),
  });
  if (!demo.isPaused) return;
  await setInstallationStatus(tx, owner, "paused");
  await auditLog.record(tx, customer, "installation.paused", created.id, { name });
}
