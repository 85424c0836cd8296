/** What people are told of their organization, their role and what they asked for; of versions see version-messages.ts. */
import { isolated } from "@/lib/isolated";
import type { PlatformRole } from "@/lib/policy";
import type { RequestStatus } from "@/lib/request-status";
import type { News } from "@/lib/server/news-mails";

export function joinedNews(personName: string, organizationName: string): News {
  return {
    title: `${isolated(personName)} joined ${isolated(organizationName)}`,
    body: "They accepted your organization's invitation.",
    quote: "",
    href: "/organization",
    action: "See your organization",
  };
}

export function portalEnabledNews(organizationName: string): News {
  const name = isolated(organizationName);
  return {
    subject: `You can build destinations for ${name} now`,
    title: `${name} can build destinations now`,
    body: `An administrator enabled building for ${name}. Create your first destination: it begins as a working example against the sandbox partner.`,
    quote: "",
    href: "/destinations",
    action: "Build a destination",
  };
}

const roleWords: Record<Exclude<PlatformRole, "none">, string> = {
  reviewer: "a reviewer of the platform",
  admin: "an administrator of the platform",
};

export function platformRoleNews(role: PlatformRole, changedBy: string): News {
  return {
    title: role === "none" ? "You are no longer one of the platform's staff" : `You are now ${roleWords[role]}`,
    body: `${isolated(changedBy)} changed your role. It applies at once.`,
    quote: "",
    href: role === "none" ? "/account" : "/reviews",
    action: role === "none" ? "See your account" : "Open the reviews",
  };
}

const requestWords: Record<RequestStatus, string> = {
  open: "is looked at again",
  planned: "is planned",
  available: "is available",
  declined: "is not planned",
};

export function requestNews(requested: string, status: RequestStatus, answer: string): News {
  const name = isolated(requested);
  return {
    subject: `Your request ${requestWords[status]}: ${name}`,
    title: `${name}, which you asked for, ${requestWords[status]}`,
    body: "",
    quote: answer,
    href: "/catalog",
    action: "Open the catalog",
  };
}
