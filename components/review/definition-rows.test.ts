import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNumber } from "@/components/ui/format-number";
import { quoteAt } from "@/lib/review-anchor";
import { anyDefinition } from "@/lib/testing/any-definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import { type DefinitionEntry, definitionRows } from "./definition-rows";

function flat(entries: readonly DefinitionEntry[]): DefinitionEntry[] {
  return entries.flatMap((entry) => (entry.kind === "part" ? [entry, ...flat(entry.rows)] : [entry]));
}

const words = (entries: readonly DefinitionEntry[]) =>
  flat(entries).map((entry) => (entry.kind === "row" ? `${entry.label}: ${entry.value}` : entry.label));

test("a call is told row by row, and what was left empty isn't", () => {
  const definition = sampleDefinition();
  const told = words(definitionRows(definition, ["endpoints", "addUsers"]));
  expect(told).toContain(`URL: ${definition.endpoints.addUsers.url}`);
  expect(told).toContain(`Batch size: ${formatNumber(definition.endpoints.addUsers.batchSize)}`);
  expect(told.some((line) => line.endsWith(": "))).toBe(false);
  expect(told.some((line) => line.startsWith("Status codes"))).toBe(false);
});

test("of the authentication methods only the one in use is told", () => {
  const definition = { ...sampleDefinition() };
  definition.authentication = {
    ...definition.authentication,
    method: "basic",
    basic: { username: "user", password: "secret" },
    bearer: { token: "old_token" },
  };
  const told = words(definitionRows(definition, ["authentication"]));
  expect(told).toContain("User name: user");
  expect(told.join()).not.toContain("old_token");
});

test("a comment can be about every row: what it quotes is there", () => {
  fc.assert(
    fc.property(anyDefinition, (definition) => {
      const places = [
        ["authentication"],
        ["fields"],
        ["mappings"],
        ["headers"],
        ["delivery"],
        ["endpoints"],
        ["actions"],
      ];
      for (const place of places) {
        for (const { steps } of flat(definitionRows(definition, place))) {
          expect(quoteAt({ definition }, { steps, node: [] }), steps.join("/")).toBeDefined();
        }
      }
    }),
    { numRuns: 50 },
  );
});
