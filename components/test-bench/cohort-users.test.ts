import { expect, test } from "vitest";
import { usersOfMembers } from "./cohort-users";

const members = ["u1", "u2", "u3", "u4"].map((id) => ({ id, properties: { plan: "gold", user_id: "not this" } }));
const ids = (use: "add" | "remove" | "both") =>
  usersOfMembers(members, use).map(({ operation, properties }) => `${operation} ${properties.user_id}`);

test("members are users whose ID is the property user_id", () => {
  expect(usersOfMembers(members.slice(0, 1), "add")).toEqual([
    { operation: "add", properties: { plan: "gold", user_id: "u1" } },
  ]);
  expect(ids("remove")).toEqual(["remove u1", "remove u2", "remove u3", "remove u4"]);
});

test("both: all are added, and the first third is removed again", () => {
  expect(ids("both")).toEqual(["add u1", "add u2", "add u3", "add u4", "remove u1", "remove u2"]);
});
