/** What our e-mails say about accounts and organizations; what they say about versions is in version-messages.ts. */
import { compose } from "./mail-letter";
import type { Mail } from "./repositories/outbox";

export function verificationMail(name: string, token: string): Mail {
  const path = `/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=${encodeURIComponent("/verify-email")}`;
  return compose({
    subject: "Confirm your e-mail address",
    heading: `Welcome, ${name}`,
    paragraphs: ["Confirm that this address is yours, and your account is ready to use."],
    button: { label: "Confirm address", path },
    note: "The link works for 24 hours. If you did not register, ignore this message: nothing happens without the link.",
  });
}

export function passwordResetMail(name: string, token: string): Mail {
  return compose({
    subject: "Choose a new password",
    heading: "Choose a new password",
    paragraphs: [`Hello ${name}, somebody asked to reset the password of your account.`],
    button: { label: "Choose a new password", path: `/reset-password/${encodeURIComponent(token)}` },
    note: "The link works once, for one hour. If it was not you, ignore this message: your password stays as it is.",
  });
}

export function passwordChangedMail(name: string): Mail {
  return compose({
    subject: "Your password was changed",
    heading: "Your password was changed",
    paragraphs: [
      `Hello ${name}, the password of your account was just changed, and every other session was signed out.`,
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
    paragraphs: [
      `Hello ${name}, somebody, probably you, tried to register with this address. It already has an account: sign in with your password, or choose a new one.`,
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
  return compose({
    subject: `Join ${invitation.organizationName} on Landfall`,
    heading: `${invitation.inviterName} invited you to ${invitation.organizationName}`,
    paragraphs: [
      `You would join as ${invitation.role === "owner" ? "an owner" : "a member"}. Sign in or register with the address that this message was sent to, then accept.`,
    ],
    button: { label: "See the invitation", path: `/invitations/${encodeURIComponent(invitation.id)}` },
    note: `The invitation is open until ${day}.`,
  });
}

export function roleChangedMail(organizationName: string, role: string, changedBy: string): Mail {
  return compose({
    subject: `Your role in ${organizationName} changed`,
    heading: `You are now ${role === "owner" ? "an owner" : "a member"} of ${organizationName}`,
    paragraphs: [`${changedBy} changed your role. It applies at once.`],
    button: { label: "See your organization", path: "/organization" },
  });
}

export function removedFromOrganizationMail(organizationName: string, removedBy: string): Mail {
  return compose({
    subject: `You are no longer in ${organizationName}`,
    heading: `You are no longer in ${organizationName}`,
    paragraphs: [
      `${removedBy} removed you from ${organizationName}. Your account stays yours. If this was a mistake, ask an owner to invite you again.`,
    ],
  });
}
