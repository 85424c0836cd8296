import {
  BookOpen,
  Boxes,
  Building2,
  ClipboardCheck,
  FolderKanban,
  IdCard,
  type LucideIcon,
  Plug,
  ShieldCheck,
} from "lucide-react";
import { type Action, type Actor, can } from "@/lib/policy";

interface NavigationItem {
  href: string;
  label: string;
  Icon: LucideIcon;
  action: Action;
}

interface NavigationSection {
  label: string;
  items: readonly NavigationItem[];
}

const sections: readonly NavigationSection[] = [
  {
    label: "Build",
    items: [
      { href: "/destinations", label: "Destinations", Icon: Boxes, action: "destination.read" },
      { href: "/connection-info", label: "Connection info", Icon: IdCard, action: "connection_info.read" },
    ],
  },
  {
    label: "Use",
    items: [
      { href: "/catalog", label: "Catalog", Icon: BookOpen, action: "catalog.read" },
      { href: "/installations", label: "Installations", Icon: Plug, action: "installation.read" },
      { href: "/projects", label: "Projects", Icon: FolderKanban, action: "project.read" },
    ],
  },
  {
    label: "Platform",
    items: [
      { href: "/reviews", label: "Reviews", Icon: ClipboardCheck, action: "review.read" },
      { href: "/admin", label: "Administration", Icon: ShieldCheck, action: "admin.organizations" },
    ],
  },
  {
    label: "Organization",
    items: [{ href: "/organization", label: "Members", Icon: Building2, action: "organization.read" }],
  },
];

/** What this person can get to, section by section. A section without an item for them is not there at all. */
export function navigationFor(actor: Actor): NavigationSection[] {
  return sections
    .map((section) => ({ ...section, items: section.items.filter((item) => can(actor, item.action)) }))
    .filter((section) => section.items.length > 0);
}
