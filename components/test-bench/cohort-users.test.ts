import { expect, test } from "vitest";
import { membersTaken, usersOfMembers } from "./cohort-users";
import { usersMax } from "./test-values";

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

test("of a thousand members that are added and removed again none of the removals is cut off", () => {
  const many = Array.from({ length: usersMax }, (_, index) => ({ id: `u${index}`, properties: {} }));
  const users = usersOfMembers(many, "both");
  expect(users.length).toBe(usersMax);
  expect(users.filter(({ operation }) => operation === "remove").length).toBe(usersMax / 4);
  expect(membersTaken(usersMax, "both")).toBe((usersMax * 3) / 4);
  expect(membersTaken(6, "both")).toBe(6);
  expect(usersOfMembers(many, "add").length).toBe(usersMax);
});
