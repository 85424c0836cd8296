/** Versions that can be installed, and installations of them, for tests. */
import { randomUUID } from "node:crypto";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { VersionStatus } from "@/lib/destination/lifecycle";
import { emptyInstallationAnswers, type InstallBody, installBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { installDestination } from "@/lib/server/services/install-destination";
import { sampleDefinition } from "./definitions";
import { aDestination, anActor, anOrganization, aProject } from "./factories";

let submissions = 0;

interface PublishedOverrides {
  organizationId?: string;
  destinationId?: string;
  number?: string;
  status?: VersionStatus;
  audience?: "catalog" | "organization";
  definition?: DestinationDefinition;
}

/** A version of the catalog, newer than every one before; what was approved of the same destination is superseded. */
export async function aPublishedVersion(overrides: PublishedOverrides = {}) {
  const { definition = sampleDefinition(), status = "approved", audience = "catalog" } = overrides;
  const organizationId = overrides.organizationId ?? (await anOrganization()).id;
  const destinationId = overrides.destinationId ?? (await aDestination({ id: organizationId }, definition)).id;
  await db.destinationVersion.updateMany({
    where: { destinationId, status },
    data: { status: "superseded" },
  });
  submissions += 1;
  return db.destinationVersion.create({
    data: {
      destinationId,
      organizationId,
      number: overrides.number ?? `1.${submissions}`,
      ...{ status, audience, definition },
      releaseNote: "A version of a test.",
      connectionInfo: {
        displayName: "Acme Email",
        category: "Messaging",
        summary: "Sends cohorts somewhere.",
        fullDescription: "Sends cohorts somewhere, and says how.",
        documentation: "https://docs.example.com",
        support: "support@example.com",
        versionLabel: "1.0",
        logoId: null,
      },
      contentHash: "0".repeat(64),
      findings: [],
      evidence: [],
      submittedById: randomUUID(),
      submittedAt: new Date(Date.UTC(2026, 0, 1) + submissions * 60_000),
      ...(audience === "catalog" && { decision: "approve", decidedAt: new Date(), decidedById: randomUUID() }),
    },
  });
}

/** What a customer sends to install the sample definition: every answer, and a secret. */
export function sampleInstallation(
  place: Pick<InstallBody, "projectId" | "destinationId" | "versionId">,
  overrides: Partial<InstallBody> = {},
) {
  return installBody.parse({
    ...place,
    name: "Production",
    answers: { ...emptyInstallationAnswers, settings: { workspace: "acme" } },
    secrets: { token: "s3cret-token-of-a-customer" },
    ...overrides,
  });
}

interface InstalledOverrides extends Partial<InstallBody> {
  actor?: Actor;
  definition?: DestinationDefinition;
}

/** A customer with a project, and a version of the catalog installed in it. */
export async function anInstallation({ actor, definition, ...overrides }: InstalledOverrides = {}) {
  const customer = actor ?? (await anActor({ portalEnabled: false }));
  const project = await aProject({ id: customer.organizationId });
  const version = await aPublishedVersion(definition ? { definition } : {});
  const body = sampleInstallation(
    { projectId: project.id, destinationId: version.destinationId, versionId: version.id },
    overrides,
  );
  const saved = await installDestination(customer, body);
  if (saved.result !== "saved") throw new Error("The installation was not stored.");
  return { customer, project, version, body, id: saved.id };
}
