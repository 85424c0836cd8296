/** What an administrator reads for each action of the audit log: the rest of a sentence that begins with a name. */
const words: Record<string, string> = {
  "account.created": "registered",
  "account.mail_choices_changed": "chose what they are mailed about",
  "account.password_changed": "changed their password",
  "account.password_reset": "reset their password by mail",
  "account.renamed": "changed their name",
  "account.verified": "confirmed their address",
  "audit.checked": "checked the audit log",
  "audit.exported": "took the audit log out as a file",
  "category.changed": "changed a category",
  "category.created": "added a category",
  "cohort.created": "created a cohort",
  "cohort.deleted": "deleted a cohort",
  "cohort.loaded": "loaded members into a cohort",
  "cohort.renamed": "renamed a cohort",
  "connection_info.created": "created connection info",
  "connection_info.updated": "changed connection info",
  "demo.created": "set up the demo",
  "destination.copied": "copied a destination",
  "destination.created": "created a destination",
  "destination.deleted": "deleted a destination",
  "destination_request.answered": "answered a request for a destination",
  "destination_request.created": "asked for a destination",
  "installation.created": "installed a destination",
  "installation.deleted": "deleted an installation",
  "installation.paused": "paused an installation",
  "installation.resumed": "resumed an installation",
  "installation.rolled_back": "took an installation back to the version before",
  "installation.saved": "changed an installation",
  "installation.tested": "tested a connection",
  "installation.upgraded": "upgraded an installation",
  "invitation.accepted": "accepted an invitation",
  "invitation.canceled": "took an invitation back",
  "invitation.created": "invited somebody",
  "invitation.renewed": "sent an invitation again",
  "logo.uploaded": "uploaded a logo",
  "member.left": "left the organization",
  "member.removed": "removed a member",
  "member.role_changed": "changed a member's role",
  "organization.created": "created the organization",
  "organization.portal_disabled": "disabled the portal for an organization",
  "organization.portal_enabled": "enabled the portal for an organization",
  "organization.renamed": "renamed the organization",
  "outbox.opened": "opened a message that holds a personal link",
  "outbox.retried": "had a message sent again",
  "project.api_key_rotated": "replaced a project's API key",
  "project.created": "created a project",
  "project.renamed": "renamed a project",
  "review.assigned": "assigned a submission",
  "review.comment_edited": "edited a comment",
  "review.commented": "commented on a version",
  "review.replied": "replied to a comment",
  "review.tested": "made a test call in a review",
  "review.thread_reopened": "reopened a thread",
  "review.thread_resolved": "resolved a thread",
  "review.unassigned": "gave a submission back",
  "secrets.resealed": "sealed the secrets with another key",
  "session.created": "signed in",
  "session.ended": "signed out",
  "session.ended_everywhere": "signed out everywhere",
  "session.organization_switched": "switched to another organization",
  "settings.changed": "changed a setting of the platform",
  "user.platform_role_changed": "changed somebody's platform role",
  "user.platform_role_granted": "gave somebody a platform role from the command line",
  "user_property.changed": "changed a user property",
  "user_property.created": "added a user property",
  "user_property.deleted": "deleted a user property",
  "vault.ended": "ended the loan of a test account",
  "vault.replaced": "replaced the lent test account",
  "vault.stored": "lent a test account",
  "vault.used": "used the lent test account",
  "version.approved": "approved a version",
  "version.changes_requested": "asked for changes to a version",
  "version.deprecated": "deprecated a version",
  "version.rejected": "rejected a version",
  "version.released": "released a version internally",
  "version.submitted": "submitted a version",
  "version.superseded": "replaced a version with a newer one",
  "version.withdrawn": "withdrew a version",
};

/** "approved a version"; undefined for an action that has no words. */
export function auditWords(action: string): string | undefined {
  return words[action];
}

/** Details in one line: "member → owner · name: Ann". What is empty is left out, and what is nested deeper stays JSON. */
export function detailsText(details: unknown): string {
  if (typeof details !== "object" || details === null || Array.isArray(details)) return JSON.stringify(details);
  const { from, to, ...rest } = Object.fromEntries(Object.entries(details));
  const isMove = isPlain(from) && isPlain(to);
  const parts = Object.entries(isMove ? rest : details)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${keyWords(key)}: ${valueWords(value)}`);
  return [...(isMove ? [`${valueWords(from)} → ${valueWords(to)}`] : []), ...parts].join(" · ");
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** "displayName" → "display name". */
function keyWords(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value === "" ? "nothing" : value;
  if (Array.isArray(value) && value.every(isPlain)) return value.length > 0 ? value.join(", ") : "none";
  const { from, to, ...rest } =
    typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  if (isPlain(from) && isPlain(to) && Object.keys(rest).length === 0) return `${valueWords(from)} → ${valueWords(to)}`;
  return JSON.stringify(value);
}
