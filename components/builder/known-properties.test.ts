import { expect, test } from "vitest";
import { LosslessNumber } from "@/lib/destination/json";
import type { SampleUser } from "@/lib/destination/sample-users";
import { knownProperties } from "./known-properties";

const email = { name: "email", type: "email", example: "ada@example.com" };

test("the project's properties come first, as it describes them; then what only the users have", () => {
  const users: SampleUser[] = [
    { operation: "add", properties: { email: "x@y.example", plan: "pro", age: new LosslessNumber("41") } },
    { operation: "add", properties: { later: "no" } },
  ];
  expect(knownProperties([email], users)).toEqual([
    email,
    { name: "plan", type: "string", example: "pro" },
    { name: "age", type: "number", example: "41" },
  ]);
});

test("without users or a project there are fewer, and without both none", () => {
  expect(knownProperties([email], [])).toEqual([email]);
  expect(knownProperties([], [])).toEqual([]);
});
