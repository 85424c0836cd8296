import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withTables } from "@/lib/testing/egress/guard-markdown";

test("docs/egress-guard.md has the rules and proofs of the code (npm run docs writes them)", () => {
  const page = readFileSync("docs/egress-guard.md", "utf8");
  expect(page).toBe(withTables(page));
});
