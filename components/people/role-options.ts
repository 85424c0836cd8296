import type { OrganizationRole } from "@/lib/policy";

export const roleOptions = [
  { value: "member", label: "Member" },
  { value: "owner", label: "Owner" },
] as const satisfies readonly { value: OrganizationRole; label: string }[];

export function roleLabel(role: OrganizationRole): string {
  return role === "owner" ? "Owner" : "Member";
}
