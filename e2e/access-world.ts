/** An organization with one row of everything, and strangers in every role who must not reach it. */
import { randomUUID } from "node:crypto";
import { listDestinationForTests } from "./definitions";
import { aDestination, anOrganization, aPerson, aProject, insert, type Person, query } from "./people";
import { insertVersion } from "./published";

/** Who asks: nobody signed in, or somebody of another organization in one of these roles. */
export const roles = ["member", "owner", "customer", "reviewer", "admin"] as const;
export type Role = (typeof roles)[number];

export interface World {
  /** The owner of everything below. */
  home: Person;
  strangers: Record<Role, Person>;
  ids: {
    destination: string;
    connectionInfo: string;
    version: string;
    project: string;
    property: string;
    cohort: string;
    logo: string;
    invitation: string;
    member: string;
    organization: string;
    message: string;
    category: string;
    auditEntry: string;
    destinationRequest: string;
    catalogDestination: string;
    catalogVersion: string;
    installation: string;
    /** An internal release, which `installation` can be upgraded to. */
    release: string;
    testRun: string;
    testCase: string;
    thread: string;
    comment: string;
  };
  /** Something of the strangers' own, to be joined with a row that isn't theirs. */
  own: { destination: string; connectionInfo: string; project: string };
}

export async function createWorld(): Promise<World> {
  const home = await aPerson({ name: "Home Owner" });
  const ids = await createRows(home);
  const organization = await anOrganization();
  const platform = await anOrganization({ portalEnabled: false });
  const owner = await aPerson({ organization });
  const destination = await aDestination(organization, listDestinationForTests());
  const project = await aProject(organization);
  return {
    home,
    ids,
    strangers: {
      owner,
      member: await aPerson({ organization, organizationRole: "member" }),
      customer: await aPerson({ portalEnabled: false }),
      reviewer: await aPerson({ organization: platform, organizationRole: "member", platformRole: "reviewer" }),
      admin: await aPerson({ organization: platform, platformRole: "admin" }),
    },
    own: { destination: destination.id, connectionInfo: destination.connectionInfoId, project: project.id },
  };
}

async function createRows(home: Person): Promise<World["ids"]> {
  const { organization, userId } = home;
  const destination = await aDestination(organization, listDestinationForTests());
  const project = await aProject(organization);
  const [logo, invitation, message, category] = Array.from({ length: 4 }, () => randomUUID());
  const cohort = randomUUID();
  await insert("cohort", {
    id: cohort,
    organization_id: organization.id,
    project_id: project.id,
    name: "A cohort of the access test",
    created_by_id: userId,
  });
  const tests = await insertTests(organization.id, destination.id, userId);
  await insert("logo", { id: logo, organization_id: organization.id, png: Buffer.from([0]), pixels: 128 });
  await insert("invitation", {
    id: invitation,
    organization_id: organization.id,
    email: `${randomUUID()}@example.com`,
    role: "member",
    expires_at: new Date(Date.now() + 3_600_000),
    inviter_id: userId,
  });
  const facts = { organizationId: organization.id, destination, submittedById: userId };
  const version = await insertVersion({
    ...facts,
    number: "1.0",
    status: "in_review",
    definition: listDestinationForTests(),
  });
  const installations = await insertInstallation(organization.id, destination, project.id, userId);
  const comments = await insertComments(organization.id, destination.id, version ?? "", userId);
  await insert("outbox_message", {
    id: message,
    dedupe_key: message,
    recipient: "somebody@example.com",
    subject: "A message of the access test",
    text: "Text.",
    html: "<p>Text.</p>",
    status: "kept",
  });
  await insert("category", { id: category, name: `Category ${category?.slice(0, 6)}`, position: 900, archived: true });
  const destinationRequest = randomUUID();
  await insert("destination_request", {
    id: destinationRequest,
    organization_id: organization.id,
    user_id: userId,
    name: "A request of the access test",
  });
  await insert("audit_entry", { actor_name: "Access test", action: "test.written", subject: destination.id });
  const [auditEntry] = await query<{ id: string }>("select id::text from audit_entry where subject = $1", [
    destination.id,
  ]);
  const [member] = await query<{ id: string }>("select id from member where user_id = $1", [userId]);
  const [listed] = await query<{ id: string; destinationId: string }>(
    `select id, destination_id as "destinationId" from destination_version where status = 'approved' limit 1`,
  );
  return {
    destination: destination.id,
    connectionInfo: destination.connectionInfoId,
    version,
    project: project.id,
    property: project.propertyId,
    cohort,
    logo: logo ?? "",
    invitation: invitation ?? "",
    member: member?.id ?? "",
    organization: organization.id,
    message: message ?? "",
    category: category ?? "",
    auditEntry: auditEntry?.id ?? "",
    destinationRequest,
    catalogDestination: listed?.destinationId ?? "",
    catalogVersion: listed?.id ?? "",
    ...tests,
    ...comments,
    ...installations,
  };
}

/** Installed from one internal release, with another one to upgrade to: nobody else's catalog has either of them. */
async function insertInstallation(
  organizationId: string,
  destination: { id: string; displayName: string },
  projectId: string,
  userId: string,
) {
  const installation = randomUUID();
  const definition = listDestinationForTests();
  const facts = { organizationId, destination, submittedById: userId, definition, audience: "organization" as const };
  const submittedAt = new Date("2026-01-01T00:00:00Z");
  const installed = await insertVersion({ ...facts, number: "0.8", status: "superseded", submittedAt });
  const release = await insertVersion({ ...facts, number: "0.9", status: "released" });
  await insert("installation", {
    id: installation,
    organization_id: organizationId,
    project_id: projectId,
    destination_id: destination.id,
    version_id: installed,
    name: "Home",
    answers: JSON.stringify({ settings: {}, mappings: {}, actions: {} }),
    created_by_id: userId,
    updated_at: new Date(),
  });
  return { installation, release };
}

async function insertComments(organizationId: string, destinationId: string, versionId: string, userId: string) {
  const [thread = "", comment = ""] = [randomUUID(), randomUUID()];
  await insert("review_thread", {
    id: thread,
    organization_id: organizationId,
    destination_id: destinationId,
    version_id: versionId,
    anchor: JSON.stringify({ steps: [], node: [] }),
    created_by_id: userId,
  });
  await insert("review_comment", {
    id: comment,
    thread_id: thread,
    version_id: versionId,
    author_id: userId,
    side: "partner",
    text: "A comment of the access test.",
  });
  return { thread, comment };
}

async function insertTests(organizationId: string, destinationId: string, userId: string) {
  const place = { organization_id: organizationId, destination_id: destinationId, endpoint: "listCreation" };
  const inputs = JSON.stringify({
    projectId: "",
    settings: {},
    mappings: {},
    cohort: { id: "cohort-1", name: "Cohort" },
    users: [],
    events: [],
    actions: {},
    listId: "",
    propertyKey: "",
  });
  const [testRun, testCase] = [randomUUID(), randomUUID()];
  const outcome = { kind: "success", type: "success", message: "Accepted.", retry: false, status: "201" };
  const exchange = {
    request: { method: "POST", url: "https://partner.example/lists", headers: [] },
    response: { status: 201, headers: [], body: "{}", bodyBytes: 2, isTruncated: false },
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 12,
  };
  await insert("test_run", {
    ...place,
    id: testRun,
    user_id: userId,
    revision: 1,
    endpoint_hash: "0".repeat(64),
    host: "partner.example",
    exchange: JSON.stringify(exchange),
    outcome: JSON.stringify(outcome),
    inputs,
  });
  await insert("test_case", {
    ...place,
    id: testCase,
    name: "A case of the access test",
    inputs,
    expected: JSON.stringify({ kind: "success", type: "success", body: "" }),
    made_of_id: testRun,
    last_run_id: testRun,
    created_by_id: userId,
  });
  return { testRun, testCase };
}
