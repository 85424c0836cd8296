/** Members of a cohort as the users of a test. */
import { type CohortMember, memberIdProperty } from "@/lib/cohort-contract";
import { type TestUser, usersMax } from "./test-values";

export const cohortUses = [
  { value: "add", label: "Add them" },
  { value: "both", label: "Add them, and remove a third again" },
  { value: "remove", label: "Remove them" },
] as const;
export type CohortUse = (typeof cohortUses)[number]["value"];

/** So many of the members that are asked for a test takes: whoever is added and removed again counts twice. */
export function membersTaken(asked: number, use: CohortUse): number {
  return use === "both" ? Math.min(asked, Math.floor((usersMax * 3) / 4)) : Math.min(asked, usersMax);
}

/** With the ID as a property like the others. Removed are the first of those that are added, as in generated users. */
export function usersOfMembers(members: readonly CohortMember[], use: CohortUse): TestUser[] {
  const taken = members.slice(0, membersTaken(members.length, use));
  const userOf = (operation: TestUser["operation"]) => (member: CohortMember) => ({
    operation,
    properties: { ...member.properties, [memberIdProperty]: member.id },
  });
  if (use !== "both") return taken.map(userOf(use));
  const removed = taken.slice(0, Math.ceil(taken.length / 3));
  return [...taken.map(userOf("add")), ...removed.map(userOf("remove"))];
}
