/** What our e-mails say about accounts and organizations; what they say about versions is in version-messages.ts. */
import { isolated } from "@/lib/isolated";
import { compose } from "./mail-letter";
import type { Mail } from "./repositories/outbox";

export function verificationMail(name: string, token: string): Mail {
  const path = `/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=${encodeURIComponent("/verify-email")}`;
  return compose({
    subject: "Confirm your e-mail address",
    heading: `Welcome, ${isolated(name)}`,
    paragraphs: ["Confirm that this address is yours, and your account is ready to use."],
    button: { label: "Confirm address", path },
    note: "The link works for 24 hours. If you did not register, ignore this message: nothing happens without the link.",
  });
}

export function passwordResetMail(name: string, token: string): Mail {
  return compose({
    subject: "Choose a new password",
    heading: "Choose a new password",
    name: isolated(name),
    paragraphs: ["Somebody, probably you, asked to reset the password of your account."],
    button: { label: "Choose a new password", path: `/reset-password/${encodeURIComponent(token)}` },
    note: "The link works once, for one hour. If it was not you, ignore this message: your password stays as it is.",
  });
}

export function passwordChangedMail(name: string): Mail {
  return compose({
    subject: "Your password was changed",
    heading: "Your password was changed",
    name: isolated(name),
    paragraphs: [
      "The password of your account was just changed, and every other session was signed out.",
      "If it was not you, reset your password now and tell an owner of your organization.",
    ],
    button: { label: "Reset password", path: "/reset-password" },
  });
}

/** Registration with an address that already has an account: only the owner of the mailbox learns of it (T11). */
export function alreadyRegisteredMail(name: string): Mail {
  return compose({
    subject: "You already have an account",
    heading: "You already have an account",
    name: isolated(name),
    paragraphs: [
      "Somebody, probably you, tried to register with this address. It has an account already: sign in with your password, or choose a new one if you have forgotten it.",
    ],
    button: { label: "Sign in", path: "/sign-in" },
    note: "If it was not you, there is nothing to do.",
  });
}

export function invitationMail(invitation: {
  id: string;
  organizationName: string;
  inviterName: string;
  role: string;
  expiresAt: Date;
}): Mail {
  const day = invitation.expiresAt.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
  const [organization, inviter] = [isolated(invitation.organizationName), isolated(invitation.inviterName)];
  return compose({
    subject: `Join ${organization} on Landfall`,
    heading: `${inviter} invited you to ${organization}`,
    paragraphs: [
      `You would join as ${roleWords(invitation.role)}. Sign in or register with the address that this message was sent to, then accept.`,
    ],
    button: { label: "See the invitation", path: `/invitations/${encodeURIComponent(invitation.id)}` },
    note: `The invitation is open until ${day}. If you do not know who sent it, ignore this message: you join nothing without accepting.`,
  });
}

export function roleChangedMail(organizationName: string, role: string, changedBy: string): Mail {
  const title = `You are now ${roleWords(role)} of ${isolated(organizationName)}`;
  return compose({
    subject: title,
    heading: title,
    paragraphs: [`${isolated(changedBy)} changed your role. It applies at once.`],
    button: { label: "See your organization", path: "/organization" },
  });
}

export function removedFromOrganizationMail(organizationName: string, removedBy: string): Mail {
  const organization = isolated(organizationName);
  const title = `You are no longer in ${organization}`;
  return compose({
    subject: title,
    heading: title,
    paragraphs: [
      `${isolated(removedBy)} removed you from ${organization}. Your account stays yours. If this was a mistake, ask an owner to invite you again.`,
    ],
  });
}

function roleWords(role: string): string {
  return role === "owner" ? "an owner" : "a member";
}
