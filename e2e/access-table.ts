/**
 * Who may reach what: one row for every page and every endpoint of the product. The test reads the files on disk and
 * fails for a route that has no row here, so whoever adds one decides.
 */
import type { Role, World } from "./access-world";
import { emptyDestination } from "./definitions";

type Audience =
  /** Nobody has to be signed in. */
  | "public"
  | "everybody"
  /** Owners of their organization. */
  | "owners"
  /** Members of an organization for which building is enabled. */
  | "builders"
  /** Owners of such an organization. */
  | "publishers"
  /** Those, and administrators of the platform. */
  | "publishersAndAdmins"
  | "staff"
  | "buildersAndStaff"
  | "admins";

export const mayEnter: Record<Audience, readonly Role[]> = {
  public: ["member", "owner", "customer", "reviewer", "admin"],
  everybody: ["member", "owner", "customer", "reviewer", "admin"],
  owners: ["owner", "customer", "admin"],
  builders: ["member", "owner"],
  publishers: ["owner"],
  publishersAndAdmins: ["owner", "admin"],
  staff: ["reviewer", "admin"],
  buildersAndStaff: ["member", "owner", "reviewer", "admin"],
  admins: ["admin"],
};

export interface PageRow {
  to: Audience;
  /** The address with ids of the home organization in it. */
  address?: (world: World) => string;
  /** Whether the ids belong to the home organization, so that others must get 404. */
  isOwned?: boolean;
  /** What a person who may enter gets; 200 unless the page sends them on. */
  status?: number;
}

/** By folder below app/, which is also the address when there are no ids in it. */
export const pages: Record<string, PageRow> = {
  "/": { to: "everybody", status: 307 },
  "/account": { to: "everybody" },
  "/admin": { to: "admins", status: 307 },
  "/admin/audit": { to: "admins" },
  "/admin/audit/[entryId]": { to: "admins", address: ({ ids }) => `/admin/audit/${ids.auditEntry}` },
  "/admin/categories": { to: "admins" },
  "/admin/organizations": { to: "admins" },
  "/admin/organizations/[organizationId]": {
    to: "admins",
    address: ({ ids }) => `/admin/organizations/${ids.organization}`,
  },
  "/admin/outbox": { to: "admins" },
  "/admin/people": { to: "admins" },
  "/admin/requests": { to: "admins" },
  "/admin/settings": { to: "admins" },
  "/admin/system": { to: "admins" },
  "/admin/outbox/[messageId]": { to: "admins", address: ({ ids }) => `/admin/outbox/${ids.message}` },
  "/catalog": { to: "everybody" },
  "/catalog/[destinationId]": { to: "everybody", address: ({ ids }) => `/catalog/${ids.catalogDestination}` },
  "/cohorts/[cohortId]": {
    to: "everybody",
    address: ({ ids }) => `/cohorts/${ids.cohort}`,
    isOwned: true,
    status: 307,
  },
  "/connection-info": { to: "builders" },
  "/connection-info/new": { to: "builders" },
  "/connection-info/[connectionInfoId]": {
    to: "builders",
    address: ({ ids }) => `/connection-info/${ids.connectionInfo}`,
    isOwned: true,
  },
  "/elsewhere": { to: "everybody", address: () => "/elsewhere?organization=unknown", status: 404 },
  "/destinations": { to: "builders" },
  "/destinations/new": { to: "builders" },
  "/destinations/new/manifest": { to: "builders" },
  "/destinations/[destinationId]": {
    to: "builders",
    address: ({ ids }) => `/destinations/${ids.destination}`,
    isOwned: true,
  },
  "/destinations/[destinationId]/versions/[versionId]": {
    to: "builders",
    address: ({ ids }) => `/destinations/${ids.destination}/versions/${ids.version}`,
    isOwned: true,
  },
  "/installations": { to: "everybody" },
  "/installations/[installationId]": {
    to: "everybody",
    address: ({ ids }) => `/installations/${ids.installation}`,
    isOwned: true,
  },
  "/installations/[installationId]/upgrade": {
    to: "everybody",
    address: ({ ids }) => `/installations/${ids.installation}/upgrade`,
    isOwned: true,
  },
  "/invitations/[invitationId]": { to: "public", address: ({ ids }) => `/invitations/${ids.invitation}` },
  "/kit": { to: "public" },
  "/kit/auth": { to: "public" },
  "/kit/shell": { to: "public" },
  "/notifications": { to: "everybody" },
  "/organization": { to: "everybody" },
  "/projects": { to: "everybody" },
  "/rulebook": { to: "everybody" },
  "/projects/[projectId]": { to: "everybody", address: ({ ids }) => `/projects/${ids.project}`, isOwned: true },
  "/projects/[projectId]/cohorts/new": {
    to: "everybody",
    address: ({ ids }) => `/projects/${ids.project}/cohorts/new`,
    isOwned: true,
  },
  "/projects/[projectId]/cohorts/[cohortId]": {
    to: "everybody",
    address: ({ ids }) => `/projects/${ids.project}/cohorts/${ids.cohort}`,
    isOwned: true,
  },
  "/reset-password": { to: "public" },
  "/reset-password/[token]": { to: "public", address: () => "/reset-password/no-such-token" },
  "/reviews": { to: "staff" },
  "/reviews/[versionId]": { to: "staff", address: ({ ids }) => `/reviews/${ids.version}` },
  "/sign-in": { to: "public", status: 307 },
  "/sign-up": { to: "public", status: 307 },
  "/verify-email": { to: "public" },
  "/welcome": { to: "everybody", status: 307 },
};

export interface EndpointRow {
  to: Audience;
  address?: (world: World) => string;
  /** A body that is in order, so that only the ownership of what it names is left to be refused. */
  body?: unknown | ((world: World) => unknown);
  /** What the owner of another organization gets, when the address or the body names rows that aren't theirs. */
  foreign?: number;
  /** The address holds ids of two organizations, so that not even the home organization has anything there. */
  isMixed?: boolean;
  /** Who is let in all the same: a logo is looked at by reviewers before anybody else may. */
  isOpenToStaff?: boolean;
  /** Somebody who may is not sent through: the call would change something that others of the test need. */
  isSpent?: boolean;
}

const connectionInfo = {
  displayName: "Somebody else's",
  categoryId: null,
  summary: "",
  fullDescription: "",
  documentation: "",
  support: "",
  versionLabel: "1.0",
  logoId: null,
};
const newComment = {
  id: "00000000-0000-4000-8000-0000000000c1",
  anchor: { steps: [], node: [] },
  text: "Not mine.",
};
const property = { name: "email_2", type: "string", example: "" };
const testRun = (projectId: string) => ({
  revision: 1,
  endpoint: "listCreation",
  projectId,
  settings: { bearer_token: "x", channel: "email" },
  mappings: { user_id_field: "user_id" },
  cohort: { id: "cohort-1", name: "Cohort" },
  users: [{ operation: "add", properties: { user_id: "u1" } }],
  listId: "",
});
const testCase = (runId: string) => ({
  runId,
  name: "Not mine",
  expected: { kind: "success", type: "success" },
});
const installationForm = {
  name: "Not mine",
  answers: { settings: {}, mappings: {}, actions: {} },
};
const testAnswers = {
  projectId: "",
  name: "Not mine",
  settings: {},
  mappings: {},
  cohortName: "Cohort",
  nextSuffix: "0001",
  listId: "",
  userCount: 1,
};

/** By method and folder. Several rows for one endpoint: several ways to name what isn't one's own. */
export const endpoints: Record<string, EndpointRow | readonly EndpointRow[]> = {
  "GET /api/auth/[...all]": { to: "public", address: () => "/api/auth/ok" },
  "POST /api/auth/[...all]": { to: "public", address: () => "/api/auth/delete-user" },
  "GET /api/health/live": { to: "public" },
  "GET /api/health/ready": { to: "public" },
  "PATCH /api/v1/account": { to: "everybody", body: { name: "Sam" }, isSpent: true },
  "GET /api/v1/account/mail-choices": { to: "everybody" },
  "PATCH /api/v1/account/mail-choices": { to: "everybody", body: {} },
  "GET /api/v1/admin/audit": { to: "admins" },
  "POST /api/v1/admin/audit/checks": { to: "admins" },
  "GET /api/v1/admin/audit/file": { to: "admins" },
  "GET /api/v1/admin/categories": { to: "admins" },
  "POST /api/v1/admin/categories": { to: "admins" },
  "PATCH /api/v1/admin/categories/[categoryId]": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/categories/${ids.category}`,
  },
  "GET /api/v1/admin/organizations": { to: "admins" },
  "GET /api/v1/admin/organizations/[organizationId]": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/organizations/${ids.organization}`,
  },
  "PATCH /api/v1/admin/organizations/[organizationId]": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/organizations/${ids.organization}`,
  },
  "GET /api/v1/admin/outbox": { to: "admins" },
  "GET /api/v1/admin/outbox/[messageId]": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/outbox/${ids.message}`,
  },
  "POST /api/v1/admin/outbox/[messageId]/openings": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/outbox/${ids.message}/openings`,
  },
  "POST /api/v1/admin/outbox/[messageId]/tries": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/outbox/${ids.message}/tries`,
  },
  "GET /api/v1/admin/people": { to: "admins" },
  "PATCH /api/v1/admin/people/[userId]": {
    to: "admins",
    address: ({ home }) => `/api/v1/admin/people/${home.userId}`,
    body: { platformRole: "admin" },
    isSpent: true,
  },
  "GET /api/v1/admin/requests": { to: "admins" },
  "PATCH /api/v1/admin/requests/[requestId]": {
    to: "admins",
    address: ({ ids }) => `/api/v1/admin/requests/${ids.destinationRequest}`,
    body: { status: "planned" },
  },
  "GET /api/v1/admin/settings": { to: "admins" },
  "PUT /api/v1/admin/settings": { to: "admins", body: { reviewTargetDays: 7 } },
  "GET /api/v1/admin/system": { to: "admins" },
  "GET /api/v1/connection-infos": { to: "builders" },
  "POST /api/v1/connection-infos": {
    to: "builders",
    body: ({ ids }: World) => ({
      ...connectionInfo,
      displayName: `Borrowed ${ids.logo.slice(0, 8)}`,
      logoId: ids.logo,
    }),
    foreign: 400,
  },
  "GET /api/v1/connection-infos/[connectionInfoId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/connection-infos/${ids.connectionInfo}`,
    foreign: 404,
  },
  "PUT /api/v1/connection-infos/[connectionInfoId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/connection-infos/${ids.connectionInfo}`,
    body: { ...connectionInfo, revision: 1 },
    foreign: 404,
  },
  "POST /api/v1/connection-tests": [
    {
      to: "everybody",
      body: ({ ids, own }: World) => ({
        projectId: own.project,
        destinationId: ids.destination,
        versionId: ids.release,
        answers: installationForm.answers,
      }),
      foreign: 404,
    },
    {
      to: "everybody",
      body: ({ ids }: World) => ({
        projectId: ids.project,
        destinationId: ids.catalogDestination,
        versionId: ids.catalogVersion,
        answers: installationForm.answers,
      }),
      foreign: 400,
    },
  ],
  "POST /api/v1/destination-requests": { to: "everybody" },
  "GET /api/v1/destinations": { to: "builders" },
  "POST /api/v1/destinations": {
    to: "builders",
    body: ({ ids }: World) => ({ connectionInfoId: ids.connectionInfo, kind: "list", startFrom: "blank" }),
    foreign: 400,
  },
  "GET /api/v1/destinations/[destinationId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}`,
    foreign: 404,
  },
  "PUT /api/v1/destinations/[destinationId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}`,
    body: () => ({ revision: 1, definition: emptyDestination() }),
    foreign: 404,
  },
  "DELETE /api/v1/destinations/[destinationId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}`,
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/copies": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/copies`,
      body: ({ own }: World) => ({ versionId: null, connectionInfoId: own.connectionInfo, displayName: null }),
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ own }) => `/api/v1/destinations/${own.destination}/copies`,
      body: ({ ids }: World) => ({ versionId: ids.version, connectionInfoId: ids.connectionInfo, displayName: null }),
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ own }) => `/api/v1/destinations/${own.destination}/copies`,
      body: ({ ids }: World) => ({ versionId: null, connectionInfoId: ids.connectionInfo, displayName: null }),
      foreign: 400,
    },
  ],
  "GET /api/v1/destinations/[destinationId]/impact": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/impact`,
    foreign: 404,
  },
  "GET /api/v1/destinations/[destinationId]/manifest": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/manifest?format=json`,
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/presence": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/presence`,
    body: { tabId: "5b0e8d5e-3b1f-4c59-9a53-6f3d0e9a7c11", section: null },
    foreign: 404,
  },
  "GET /api/v1/destinations/[destinationId]/test-cases": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-cases`,
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/test-cases": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-cases`,
      body: ({ ids }: World) => testCase(ids.testRun),
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ own }) => `/api/v1/destinations/${own.destination}/test-cases`,
      body: ({ ids }: World) => testCase(ids.testRun),
      foreign: 404,
    },
  ],
  "PATCH /api/v1/destinations/[destinationId]/test-cases/[caseId]": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-cases/${ids.testCase}`,
      body: { name: "Not mine" },
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ ids, own }) => `/api/v1/destinations/${own.destination}/test-cases/${ids.testCase}`,
      body: { name: "Not mine" },
      foreign: 404,
    },
  ],
  "DELETE /api/v1/destinations/[destinationId]/test-cases/[caseId]": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-cases/${ids.testCase}`,
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ ids, own }) => `/api/v1/destinations/${own.destination}/test-cases/${ids.testCase}`,
      foreign: 404,
    },
  ],
  "POST /api/v1/destinations/[destinationId]/test-cases/[caseId]/runs": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-cases/${ids.testCase}/runs`,
      body: ({ ids }: World) => ({ revision: 1, projectId: ids.project, settings: {}, mappings: {} }),
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ ids, own }) => `/api/v1/destinations/${own.destination}/test-cases/${ids.testCase}/runs`,
      body: ({ own }: World) => ({ revision: 1, projectId: own.project, settings: {}, mappings: {} }),
      foreign: 404,
    },
  ],
  "GET /api/v1/destinations/[destinationId]/test-runs": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-runs?endpoint=listCreation`,
    foreign: 404,
  },
  "GET /api/v1/destinations/[destinationId]/test-runs/[runId]": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-runs/${ids.testRun}`,
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ ids, own }) => `/api/v1/destinations/${own.destination}/test-runs/${ids.testRun}`,
      foreign: 404,
      isMixed: true,
    },
  ],
  "POST /api/v1/destinations/[destinationId]/test-runs": [
    {
      to: "builders",
      address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-runs`,
      body: ({ ids }: World) => testRun(ids.project),
      foreign: 404,
    },
    {
      to: "builders",
      address: ({ own }) => `/api/v1/destinations/${own.destination}/test-runs`,
      body: ({ ids }: World) => testRun(ids.project),
      foreign: 400,
    },
  ],
  "POST /api/v1/destinations/[destinationId]/sandbox-state": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/sandbox-state`,
    body: ({ ids }: World) => ({
      run: testRun(ids.project),
      url: "https://partner.example/w/harbour/v1/lists",
      expected: [{ kind: "tag", name: "vip", members: [] }],
    }),
    foreign: 404,
  },
  "GET /api/v1/destinations/[destinationId]/test-values": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-values`,
    foreign: 404,
  },
  "PUT /api/v1/destinations/[destinationId]/test-values": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-values`,
    body: { answers: testAnswers },
    foreign: 404,
  },
  "DELETE /api/v1/destinations/[destinationId]/test-values": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-values`,
    foreign: 404,
  },
  "DELETE /api/v1/destinations/[destinationId]/test-values/secrets/[fieldId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/test-values/secrets/f1`,
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/releases": {
    to: "publishers",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/releases`,
    body: { revision: 1, releaseNote: "Not mine." },
    foreign: 404,
  },
  "GET /api/v1/destinations/[destinationId]/threads": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/threads`,
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/threads": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/threads`,
    body: newComment,
    foreign: 404,
  },
  "PATCH /api/v1/destinations/[destinationId]/threads/[threadId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/threads/${ids.thread}`,
    body: { status: "resolved" },
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/threads/[threadId]/comments": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/threads/${ids.thread}/comments`,
    body: { id: newComment.id, text: "Not mine." },
    foreign: 404,
  },
  "PATCH /api/v1/destinations/[destinationId]/threads/[threadId]/comments/[commentId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/threads/${ids.thread}/comments/${ids.comment}`,
    body: { text: "Not mine." },
    foreign: 404,
  },
  "GET /api/v1/destinations/[destinationId]/versions": {
    to: "builders",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/versions`,
    foreign: 404,
  },
  "POST /api/v1/destinations/[destinationId]/versions": {
    to: "publishers",
    address: ({ ids }) => `/api/v1/destinations/${ids.destination}/versions`,
    body: { revision: 1, releaseNote: "Not mine.", waivers: [] },
    foreign: 404,
  },
  "GET /api/v1/installations": { to: "everybody" },
  "POST /api/v1/installations": [
    {
      to: "everybody",
      body: ({ ids, own }: World) => ({
        ...installationForm,
        projectId: own.project,
        destinationId: ids.destination,
        versionId: ids.release,
      }),
      foreign: 404,
    },
    {
      to: "everybody",
      body: ({ ids }: World) => ({
        ...installationForm,
        projectId: ids.project,
        destinationId: ids.catalogDestination,
        versionId: ids.catalogVersion,
      }),
      foreign: 400,
    },
  ],
  "GET /api/v1/installations/[installationId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}`,
    foreign: 404,
  },
  "PUT /api/v1/installations/[installationId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}`,
    body: { ...installationForm, revision: 1 },
    foreign: 404,
  },
  "PATCH /api/v1/installations/[installationId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}`,
    body: { status: "paused" },
    foreign: 404,
  },
  "DELETE /api/v1/installations/[installationId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}?lists=keep`,
    foreign: 404,
  },
  "POST /api/v1/installations/[installationId]/connection-tests": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}/connection-tests`,
    foreign: 404,
  },
  "POST /api/v1/installations/[installationId]/rollback": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}/rollback`,
    body: { revision: 1 },
    foreign: 404,
  },
  "GET /api/v1/installations/[installationId]/upgrade": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}/upgrade`,
    foreign: 404,
  },
  "POST /api/v1/installations/[installationId]/upgrade": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/installations/${ids.installation}/upgrade`,
    body: ({ ids }: World) => ({ ...installationForm, revision: 1, versionId: ids.release }),
    foreign: 404,
  },
  "GET /api/v1/invitations": { to: "owners" },
  "POST /api/v1/invitations": { to: "owners" },
  "DELETE /api/v1/invitations/[invitationId]": {
    to: "owners",
    address: ({ ids }) => `/api/v1/invitations/${ids.invitation}`,
    foreign: 404,
  },
  "POST /api/v1/invitations/[invitationId]/acceptance": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/invitations/${ids.invitation}/acceptance`,
    foreign: 403,
  },
  "POST /api/v1/logos": { to: "builders" },
  "GET /api/v1/logos/[logoId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/logos/${ids.logo}`,
    foreign: 404,
    isOpenToStaff: true,
  },
  "POST /api/v1/manifests": {
    to: "builders",
    body: ({ ids }: World) => ({
      text: '{"landfall": 1, "kind": "event"}',
      connectionInfoId: ids.connectionInfo,
      connectionInfo: null,
    }),
    foreign: 400,
  },
  "GET /api/v1/notifications": { to: "everybody" },
  "DELETE /api/v1/notifications/read": { to: "everybody" },
  "POST /api/v1/notifications/read": { to: "everybody", body: {} },
  "GET /api/v1/organization": { to: "everybody" },
  "POST /api/v1/organization": { to: "everybody", body: { name: "One more" }, isSpent: true },
  "PATCH /api/v1/organization": { to: "owners" },
  "PATCH /api/v1/organization/members/[memberId]": {
    to: "owners",
    address: ({ ids }) => `/api/v1/organization/members/${ids.member}`,
    body: { role: "member" },
    foreign: 404,
  },
  "DELETE /api/v1/organization/members/[memberId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/organization/members/${ids.member}`,
    foreign: 404,
  },
  "GET /api/v1/projects": { to: "everybody" },
  "POST /api/v1/projects": { to: "everybody" },
  "GET /api/v1/projects/[projectId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/projects/${ids.project}`,
    foreign: 404,
  },
  "PATCH /api/v1/projects/[projectId]": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/projects/${ids.project}`,
    body: { name: "Not mine" },
    foreign: 404,
  },
  "POST /api/v1/projects/[projectId]/api-key": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/projects/${ids.project}/api-key`,
    foreign: 404,
  },
  "GET /api/v1/projects/[projectId]/cohorts": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts`,
    foreign: 404,
  },
  "POST /api/v1/projects/[projectId]/cohorts": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts`,
    body: { name: "Not mine" },
    foreign: 404,
  },
  "GET /api/v1/projects/[projectId]/cohorts/[cohortId]": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts/${ids.cohort}`,
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/cohorts/${ids.cohort}`,
      foreign: 404,
      isMixed: true,
    },
  ],
  "PATCH /api/v1/projects/[projectId]/cohorts/[cohortId]": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts/${ids.cohort}`,
      body: { name: "Not mine" },
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/cohorts/${ids.cohort}`,
      body: { name: "Not mine" },
      foreign: 404,
      isMixed: true,
    },
  ],
  "DELETE /api/v1/projects/[projectId]/cohorts/[cohortId]": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts/${ids.cohort}`,
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/cohorts/${ids.cohort}`,
      foreign: 404,
      isMixed: true,
    },
  ],
  "GET /api/v1/projects/[projectId]/cohorts/[cohortId]/members": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts/${ids.cohort}/members`,
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/cohorts/${ids.cohort}/members`,
      foreign: 404,
      isMixed: true,
    },
  ],
  "PUT /api/v1/projects/[projectId]/cohorts/[cohortId]/members": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/cohorts/${ids.cohort}/members?mode=patch`,
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/cohorts/${ids.cohort}/members?mode=patch`,
      foreign: 404,
      isMixed: true,
    },
  ],
  "POST /api/v1/projects/[projectId]/properties": {
    to: "everybody",
    address: ({ ids }) => `/api/v1/projects/${ids.project}/properties`,
    body: property,
    foreign: 404,
  },
  "PUT /api/v1/projects/[projectId]/properties/[propertyId]": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/properties/${ids.property}`,
      body: property,
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/properties/${ids.property}`,
      body: property,
      foreign: 404,
    },
  ],
  "DELETE /api/v1/projects/[projectId]/properties/[propertyId]": [
    {
      to: "everybody",
      address: ({ ids }) => `/api/v1/projects/${ids.project}/properties/${ids.property}`,
      foreign: 404,
    },
    {
      to: "everybody",
      address: ({ ids, own }) => `/api/v1/projects/${own.project}/properties/${ids.property}`,
      foreign: 404,
    },
  ],
  "GET /manifest.schema.json": { to: "public" },
  "POST /api/v1/session": { to: "public" },
  "DELETE /api/v1/session": { to: "everybody", isSpent: true },
  "POST /api/v1/session/organization": {
    to: "everybody",
    body: ({ ids }: World) => ({ organizationId: ids.organization }),
    foreign: 404,
  },
  "DELETE /api/v1/session/everywhere": { to: "everybody", isSpent: true },
  "GET /api/v1/versions/[versionId]": {
    to: "builders",
    address: ({ ids }) => `/api/v1/versions/${ids.version}`,
    foreign: 404,
  },
  "POST /api/v1/versions/[versionId]/deprecation": {
    to: "publishersAndAdmins",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/deprecation`,
    body: { note: "Not mine." },
    foreign: 404,
    // Administrators end anybody's.
    isOpenToStaff: true,
  },
  "POST /api/v1/versions/[versionId]/decision": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/decision`,
  },
  "GET /api/v1/versions/[versionId]/manifest": {
    to: "builders",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/manifest`,
    foreign: 404,
  },
  "GET /api/v1/versions/[versionId]/vault": {
    to: "builders",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/vault`,
    foreign: 404,
  },
  "PUT /api/v1/versions/[versionId]/vault": {
    to: "publishers",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/vault`,
    body: { answers: { settings: {}, mappings: {}, actions: {} } },
    foreign: 404,
  },
  "DELETE /api/v1/versions/[versionId]/vault": {
    to: "publishers",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/vault`,
    foreign: 404,
  },
  "GET /api/v1/versions/[versionId]/threads": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/threads`,
  },
  "POST /api/v1/versions/[versionId]/threads": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/threads`,
    body: newComment,
  },
  "PATCH /api/v1/versions/[versionId]/threads/[threadId]": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/threads/${ids.thread}`,
    body: { status: "resolved" },
  },
  "POST /api/v1/versions/[versionId]/threads/[threadId]/comments": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/threads/${ids.thread}/comments`,
    body: { id: newComment.id, text: "Not mine." },
  },
  "PATCH /api/v1/versions/[versionId]/threads/[threadId]/comments/[commentId]": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/threads/${ids.thread}/comments/${ids.comment}`,
    body: { text: "Not mine." },
  },
  "PUT /api/v1/versions/[versionId]/assignee": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/assignee`,
  },
  "GET /api/v1/versions/[versionId]/review-runs": {
    to: "buildersAndStaff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/review-runs`,
    foreign: 404,
    // Reviewers see those of any submission.
    isOpenToStaff: true,
  },
  "POST /api/v1/versions/[versionId]/review-runs": {
    to: "staff",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/review-runs`,
  },
  "POST /api/v1/versions/[versionId]/withdrawal": {
    to: "publishers",
    address: ({ ids }) => `/api/v1/versions/${ids.version}/withdrawal`,
    foreign: 404,
  },
};
