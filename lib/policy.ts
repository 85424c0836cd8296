/** Who may do what: one table, used to enforce on the server and to hide buttons in the browser (SPEC 2). */
import { AppError } from "./errors";

export const platformRoles = ["none", "reviewer", "admin"] as const;
export type PlatformRole = (typeof platformRoles)[number];

export const organizationRoles = ["owner", "member"] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

/** A signed-in person, in the organization they are working for at the moment. */
export interface Actor {
  userId: string;
  name: string;
  email: string;
  platformRole: PlatformRole;
  organizationId: string;
  organizationName: string;
  organizationRole: OrganizationRole;
  /** Whether an admin enabled building for this organization. */
  portalEnabled: boolean;
}

type Rule = (actor: Actor) => boolean;

const anybody: Rule = () => true;
const owner: Rule = (actor) => actor.organizationRole === "owner";
const builder: Rule = (actor) => actor.portalEnabled;
const publisher: Rule = (actor) => actor.portalEnabled && actor.organizationRole === "owner";
const staff: Rule = (actor) => actor.platformRole !== "none";
/** What reviewers' tests have shown is the partner's to see as well (SPEC 14). */
const builderOrStaff: Rule = (actor) => builder(actor) || staff(actor);
const admin: Rule = (actor) => actor.platformRole === "admin";
/** A broken version is taken out of the catalog by whoever is there first. */
const publisherOrAdmin: Rule = (actor) => publisher(actor) || admin(actor);

/** Every action of the product. Ownership of a row is not decided here but by the query that loads it. */
const rules = {
  "account.read": anybody,
  "organization.read": anybody,
  "organization.manage": owner,
  "project.read": anybody,
  "project.write": anybody,
  "cohort.read": anybody,
  "cohort.write": anybody,
  "installation.read": anybody,
  "installation.write": anybody,
  "catalog.read": anybody,
  "notification.read": anybody,
  "connection_info.read": builder,
  "connection_info.write": builder,
  "destination.read": builder,
  "destination.write": builder,
  "destination.test": builder,
  "destination.submit": publisher,
  "destination.withdraw": publisher,
  "destination.release": publisher,
  "destination.deprecate": publisherOrAdmin,
  "destination.comment": builder,
  "review.read": staff,
  "review.decide": staff,
  "review.comment": staff,
  "review.assign": staff,
  "review.test": staff,
  "review.results": builderOrStaff,
  "admin.organizations": admin,
  "admin.categories": admin,
  "admin.outbox": admin,
  "admin.audit": admin,
  "admin.settings": admin,
  "admin.members": admin,
} satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules).filter((key): key is Action => key in rules);

export function can(actor: Actor, action: Action): boolean {
  return rules[action](actor);
}

/** Refuses with `forbidden` and says what would be needed. */
export function assertCan(actor: Actor, action: Action): void {
  if (!can(actor, action)) throw new AppError("forbidden", whyNot(actor, action));
}

function whyNot(actor: Actor, action: Action): string {
  const rule = rules[action];
  if (rule === admin) return "Only a platform administrator may do this.";
  if (rule === staff) return "Only the platform's reviewers may do this.";
  if (!actor.portalEnabled && rule !== owner) {
    return `Building destinations is not enabled for ${actor.organizationName}. Ask the platform's administrator to enable it.`;
  }
  return `Only an owner of ${actor.organizationName} may do this. Ask an owner, or ask them to change your role.`;
}
