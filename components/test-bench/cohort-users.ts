/** Members of a cohort as the users of a test. */
import { type CohortMember, memberIdProperty } from "@/lib/cohort-contract";
import type { TestUser } from "./test-values";

export const cohortUses = [
  { value: "add", label: "Add them" },
  { value: "both", label: "Add them, and remove a third again" },
  { value: "remove", label: "Remove them" },
] as const;
export type CohortUse = (typeof cohortUses)[number]["value"];

/** With the ID as a property like the others. Removed are the first of those that are added, as in generated users. */
export function usersOfMembers(members: readonly CohortMember[], use: CohortUse): TestUser[] {
  const userOf = (operation: TestUser["operation"]) => (member: CohortMember) => ({
    operation,
    properties: { ...member.properties, [memberIdProperty]: member.id },
  });
  if (use !== "both") return members.map(userOf(use));
  const removed = members.slice(0, Math.ceil(members.length / 3));
  return [...members.map(userOf("add")), ...removed.map(userOf("remove"))];
}
