import { expect, test } from "vitest";
import { type Action, type Actor, actions, assertCan, can } from "./policy";

const person: Actor = {
  userId: "u",
  name: "Person",
  email: "person@example.com",
  platformRole: "none",
  organizationId: "o",
  organizationName: "Northwind",
  organizationRole: "member",
  portalEnabled: false,
};

const roles = {
  customerMember: person,
  customerOwner: { ...person, organizationRole: "owner" },
  partnerMember: { ...person, portalEnabled: true },
  partnerOwner: { ...person, organizationRole: "owner", portalEnabled: true },
  reviewer: { ...person, platformRole: "reviewer" },
  admin: { ...person, platformRole: "admin" },
} satisfies Record<string, Actor>;
type Role = keyof typeof roles;

const everybody: Role[] = ["customerMember", "customerOwner", "partnerMember", "partnerOwner", "reviewer", "admin"];
const owners: Role[] = ["customerOwner", "partnerOwner"];
const partners: Role[] = ["partnerMember", "partnerOwner"];
const staff: Role[] = ["reviewer", "admin"];

/** SPEC 2 as a table: who may. Whoever is not named may not. */
const expected: Record<Action, Role[]> = {
  "account.read": everybody,
  "organization.read": everybody,
  "organization.manage": owners,
  "project.read": everybody,
  "project.write": everybody,
  "catalog.read": everybody,
  "cohort.read": everybody,
  "cohort.write": everybody,
  "installation.read": everybody,
  "installation.write": everybody,
  "notification.read": everybody,
  "connection_info.read": partners,
  "connection_info.write": partners,
  "destination.read": partners,
  "destination.write": partners,
  "destination.test": partners,
  "destination.submit": ["partnerOwner"],
  "destination.withdraw": ["partnerOwner"],
  "destination.release": ["partnerOwner"],
  "destination.deprecate": ["partnerOwner", "admin"],
  "destination.comment": partners,
  "review.read": staff,
  "review.decide": staff,
  "review.comment": staff,
  "review.assign": staff,
  "review.test": staff,
  "review.results": [...partners, ...staff],
  "admin.organizations": ["admin"],
  "admin.categories": ["admin"],
  "admin.outbox": ["admin"],
  "admin.audit": ["admin"],
  "admin.settings": ["admin"],
  "admin.members": ["admin"],
};

const decisions = actions.flatMap((action) => everybody.map((role) => ({ action, role })));

test.each(decisions)("$role, $action", ({ action, role }) => {
  expect(can(roles[role], action)).toBe(expected[action].includes(role));
});

test("every action is decided, and none twice", () => {
  expect([...actions].sort()).toEqual(Object.keys(expected).sort());
});

test.each(decisions.filter(({ action, role }) => !expected[action].includes(role)))(
  "a refusal says what would be needed: $role, $action",
  ({ action, role }) => {
    expect(() => assertCan(roles[role], action)).toThrow(/administrator|reviewers|owner/);
  },
);

test("an unknown platform role gives no rights", () => {
  // What the database holds is parsed by parsePlatformRole; this is the word it falls back to.
  expect(actions.filter((action) => action.startsWith("admin.") && can(person, action))).toEqual([]);
});
