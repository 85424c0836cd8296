/** A useful first day, on an empty database: categories always; people, projects and destinations with `DEMO=1`. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { sandboxPropertyDestination } from "@/lib/destination/example/sandbox-property-destination";
import { cordialIngestCohort } from "@/lib/destination/gallery/cordial-ingest-cohort";
import { customerIoCohort } from "@/lib/destination/gallery/customer-io-cohort";
import { iterableCohort } from "@/lib/destination/gallery/iterable-cohort";
import { check } from "@/lib/destination/rulebook";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { createCategories, createDemoPeople, type DemoWorld } from "@/lib/server/demo-people";
import { allowedHosts } from "@/lib/server/egress-settings";
import { env } from "@/lib/server/env";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findConnectionInfo, freezeConnectionInfo } from "@/lib/server/repositories/connection-infos";
import { createDestination } from "@/lib/server/repositories/destinations";
import { createVersion } from "@/lib/server/repositories/versions";
import { contentHash } from "@/lib/server/services/freeze-version";
import { hashDemoPassword } from "@/lib/server/services/sign-in-demo";
import { addDemoCohorts } from "./demo/cohorts";
import { customerIoBefore } from "./demo/customer-io-before";
import { createDemoInstallations, type DemoVersion } from "./demo/installations";
import { drawLogo } from "./demo/logo";

interface DemoDestination {
  displayName: string;
  category: string;
  summary: string;
  fullDescription: string;
  documentation: string;
  support: string;
  color: string;
  definition: DestinationDefinition;
  version?: { status: "approved" | "in_review"; releaseNote: string };
  /** An approved version that `version` supersedes. */
  before?: { definition: DestinationDefinition; releaseNote: string };
}

const untried = "Written from the vendor's public documentation; there is no account to test it against in the demo.";

function destinationsOfHarbor(): DemoDestination[] {
  const customerIo = customerIoCohort.build();
  return [
    {
      displayName: "Iterable",
      category: "Messaging",
      summary: "Send cohorts to static lists in Iterable and message them across channels.",
      fullDescription:
        "Each cohort becomes a **static list** in your Iterable project, named after the cohort.\n\nMembers are added and removed as the cohort changes, by user ID, by e-mail address or by both.\n\n- Works with projects in the United States and in Europe\n- Needs a server-side API key",
      documentation: "https://support.iterable.com/hc/en-us/articles/204780579-API-Overview",
      support: "support@iterable.com",
      color: "#6a266d",
      definition: iterableCohort.build(),
      version: { status: "approved", releaseNote: "First version: static lists." },
    },
    {
      displayName: "Customer.io",
      category: "Messaging",
      summary: "Keep manual segments in Customer.io in step with your cohorts.",
      fullDescription:
        "Each cohort becomes a **manual segment**. People who enter the cohort are added, people who leave are removed.\n\nCustomer.io ignores people it does not know, so create them there first.",
      documentation: "https://docs.customer.io/integrations/api/app/",
      support: "win@customer.io",
      color: "#0b5f46",
      definition: customerIo,
      before: {
        definition: customerIoBefore(customerIo),
        releaseNote: "First version: manual segments of accounts in the United States.",
      },
      version: {
        status: "approved",
        releaseNote:
          "Accounts in Europe can be chosen. People are added and removed with the tracking API keys, so the site ID and its key are asked for now.",
      },
    },
    {
      displayName: "Cordial",
      category: "Messaging",
      summary: "Add cohort members to a Cordial list, and remove them when they leave.",
      fullDescription:
        "A list named after the cohort, without its spaces, is made on the fly. Contacts are identified by the attribute you name in the setup.",
      documentation: "https://support.cordial.com/hc/en-us/articles/9138787681805-Send-Data-from-Amplitude-to-Cordial",
      support: "support@cordial.com",
      color: "#1c3f94",
      definition: cordialIngestCohort.build(),
      version: { status: "in_review", releaseNote: "First version: one call a contact through the ingest service." },
    },
  ];
}

/** The workspace of the sandbox that the portal gives to this organization, named after it. */
const workspace = "northwind-messaging";

function destinationsOfNorthwind(sandboxUrl: string): DemoDestination[] {
  const drafts = { documentation: sandboxUrl, support: "partners@northwind.example" };
  return [
    {
      displayName: "Northwind Messaging",
      category: "Messaging",
      summary: "Send cohorts to Northwind lists by e-mail and push.",
      fullDescription:
        "The complete example: a list destination against the **sandbox partner** that starts with the portal.\n\nEvery call in it can be tested right away; the sandbox's page shows the key, the requests and the lists.",
      ...drafts,
      color: "#0b6a73",
      definition: sandboxDestination(sandboxUrl, workspace),
    },
    {
      displayName: "Northwind Profiles",
      category: "CDP",
      summary: "Hold cohort membership as a property of each Northwind user.",
      fullDescription:
        "Each cohort becomes a **property** of your users: true while they are in it, false when they have left.\n\nThe property is named after the cohort and keeps its name when the cohort is renamed. It is a complete example against the sandbox partner.",
      ...drafts,
      color: "#5b4b9a",
      definition: sandboxPropertyDestination(sandboxUrl, workspace),
    },
    {
      displayName: "Northwind Events",
      category: "Analytics",
      summary: "Send carts, orders, page views and profiles to Northwind as they happen.",
      fullDescription:
        "Five **actions**, each with a trigger of its own: products and orders line by line, page views in batches, profiles and groups.\n\nSwitch on what you need, and narrow down which events are sent. It is a complete example against the sandbox partner.",
      ...drafts,
      color: "#a8562a",
      definition: sandboxEventDestination(sandboxUrl, workspace),
    },
  ];
}

async function main(): Promise<void> {
  if ((await db.category.count()) > 0 || (await db.user.count()) > 0) return;
  if (env().DEMO !== "1") {
    await db.$transaction(async (tx) => {
      await createCategories(tx);
    });
    return;
  }
  const passwordHash = await hashDemoPassword();
  const sandboxUrl = env().SANDBOX_URL ?? "http://127.0.0.1:4010";
  const logos = new Map<string, Uint8Array<ArrayBuffer>>();
  const northwind = destinationsOfNorthwind(sandboxUrl);
  const harbor = destinationsOfHarbor();
  for (const { displayName, color } of [...northwind, ...harbor])
    logos.set(displayName, await drawLogo(displayName, color));

  await db.$transaction(
    async (tx) => {
      const world = await createDemoPeople(tx, passwordHash);
      const add = (owner: Actor) => (demo: DemoDestination) => addDestination(tx, world, owner, demo, logos);
      const versions: DemoVersion[] = [];
      for (const demo of northwind) versions.push(...(await add(world.actors.partner_owner)(demo)));
      for (const demo of harbor) versions.push(...(await add(world.actors.second_partner_owner)(demo)));
      await createDemoInstallations(tx, world, versions);
      const [ofPartner, ofCustomer] = [world.projectIds.northwind[0], world.projectIds.acme[0]];
      if (ofPartner) await addDemoCohorts(tx, world.actors.partner_owner, ofPartner);
      if (ofCustomer) await addDemoCohorts(tx, world.actors.customer, ofCustomer);
    },
    { timeout: 60_000 },
  );
}

async function addDestination(
  tx: Tx,
  world: DemoWorld,
  owner: Actor,
  demo: DemoDestination,
  logos: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<DemoVersion[]> {
  const { displayName, summary, fullDescription, documentation, support } = demo;
  const png = logos.get(displayName);
  const logo = png && (await tx.logo.create({ data: { organizationId: owner.organizationId, png, pixels: 256 } }));
  const info = await tx.connectionInfo.create({
    data: {
      organizationId: owner.organizationId,
      displayName,
      categoryId: world.categoryIds.get(demo.category) ?? null,
      summary,
      fullDescription,
      documentation,
      support,
      logoId: logo?.id ?? null,
    },
  });
  const destination = await createDestination(tx, owner.organizationId, {
    connectionInfoId: info.id,
    definition: demo.definition,
    userId: owner.userId,
  });
  await auditLog.record(tx, owner, "destination.created", destination.id, { displayName });
  const { version, before } = demo;
  const place = { destinationId: destination.id, infoId: info.id, displayName };
  const all: NewVersion[] = [
    ...(before ? [{ ...before, number: "1.0", status: "superseded" as const, hoursAgo: 40 * 24 }] : []),
    ...(version ? [{ ...version, definition: demo.definition, number: before ? "1.1" : "1.0", hoursAgo: 26 }] : []),
  ];
  const added: DemoVersion[] = [];
  for (const each of all) added.push(await addVersion(tx, world, owner, { ...place, version: each }));
  return added;
}

interface NewVersion {
  number: string;
  status: "approved" | "in_review" | "superseded";
  definition: DestinationDefinition;
  releaseNote: string;
  hoursAgo: number;
}

async function addVersion(
  tx: Tx,
  world: DemoWorld,
  owner: Actor,
  {
    destinationId,
    infoId,
    displayName,
    version: { number, status, definition, releaseNote, hoursAgo },
  }: { destinationId: string; infoId: string; displayName: string; version: NewVersion },
): Promise<DemoVersion> {
  const row = await findConnectionInfo(tx, owner.organizationId, infoId);
  if (!row) throw new Error(`The demo has no connection info for ${displayName}.`);
  const connectionInfo = freezeConnectionInfo(row);
  const submittedAt = new Date(Date.now() - hoursAgo * 3600 * 1000);
  const version = await createVersion(tx, {
    destinationId,
    organizationId: owner.organizationId,
    number,
    status: "in_review",
    releaseNote,
    definition,
    connectionInfo,
    contentHash: contentHash({ definition, connectionInfo }),
    findings: check(definition, { allowedHosts: allowedHosts(), tested: {} }).map(
      ({ rule, severity, place, message, path }) => ({
        rule,
        severity,
        place,
        message,
        path,
        ...(severity === "warning" ? { waiver: untried } : {}),
      }),
    ),
    evidence: [],
    submittedById: owner.userId,
    submittedAt,
  });
  const added = { id: version.id, destinationId, displayName, number, definition };
  await auditLog.record(tx, owner, "version.submitted", version.id, { number, displayName });
  if (status === "in_review") return added;
  const reviewer = world.actors.reviewer;
  await tx.destinationVersion.update({
    where: { id: version.id },
    data: {
      status,
      decision: "approve",
      decisionNote: "A demo approval, so that the catalog has something to show.",
      decidedById: reviewer.userId,
      decidedAt: new Date(submittedAt.getTime() + 20 * 3600 * 1000),
    },
  });
  await auditLog.record(tx, reviewer, "version.approved", version.id, { number, displayName });
  return added;
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => db.$disconnect());
