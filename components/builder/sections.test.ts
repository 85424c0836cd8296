import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankAction, blankDefinition, blankEventDefinition } from "@/lib/destination/blank-definition";
import { type DestinationDefinition, destinationKinds } from "@/lib/destination/definition";
import { actionKey, endpointsOf, isCohortDefinition } from "@/lib/destination/endpoints";
import { anyDefinition } from "@/lib/testing/any-definition";
import { endpointOfSection, isSectionId, sectionName, sectionOf, sectionOfEndpoint, sectionsOf } from "./sections";

const idsOf = (definition: DestinationDefinition) => sectionsOf(definition).map(({ id }) => id);
const withActions = (...names: string[]) => ({
  ...blankEventDefinition(),
  actions: names.map((name, index) => ({ ...blankAction(), id: `a${index}`, name })),
});

describe("the sections of a kind", () => {
  test("a list has a creation, members and a deletion", () => {
    expect(idsOf(blankDefinition("list"))).toEqual([
      "authentication",
      "fields",
      "headers",
      "mappings",
      "cohort-name",
      "connection-test",
      "list-creation",
      "members",
      "add-users",
      "remove-users",
      "list-deletion",
      "delivery",
      "languages",
    ]);
  });

  test("a property has a key, and one call for both directions", () => {
    expect(idsOf(blankDefinition("property"))).toEqual([
      "authentication",
      "fields",
      "headers",
      "mappings",
      "property",
      "connection-test",
      "property-creation",
      "members",
      "update-users",
      "delivery",
      "languages",
    ]);
  });

  test.each(["list", "property"] as const)("members of a %s go through one call or through two", (kind) => {
    const blank = blankDefinition(kind);
    if (!isCohortDefinition(blank)) throw new Error("Both kinds have members.");
    const callsOf = (memberCalls: "shared" | "separate") =>
      idsOf({ ...blank, memberCalls }).filter((id) => id.endsWith("-users"));
    expect(callsOf("shared")).toEqual(["update-users"]);
    expect(callsOf("separate")).toEqual(["add-users", "remove-users"]);
  });

  test("each action is a section of its own, by its own name, in their order", () => {
    const definition = withActions("Order completed", " ");
    expect(sectionsOf(definition).slice(-5)).toEqual([
      { id: "actions", name: "Actions" },
      { id: "action-a0", name: "Order completed", parent: "actions" },
      { id: "action-a1", name: "Action 2", parent: "actions" },
      { id: "delivery", name: "Delivery" },
      { id: "languages", name: "Languages" },
    ]);
    expect(sectionName(definition, "mappings")).toBe("Event mappings");
    expect(sectionName(definition, "action-gone")).toBe("Action");
  });
});

describe("places and their sections", () => {
  test.each([...destinationKinds])("every call of a %s is edited in a section that the page has", (kind) => {
    fc.assert(
      fc.property(
        anyDefinition.filter((definition) => definition.kind === kind),
        (definition) => {
          const ids = idsOf(definition);
          for (const { key, path } of endpointsOf(definition)) {
            const section = sectionOfEndpoint(key);
            expect(ids).toContain(section);
            expect(sectionOf(definition, [...path, "url"])).toBe(section);
            expect(endpointOfSection(section)).toBe(key);
          }
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("whatever belongs to an action is in its section, and what belongs to none in Actions", () => {
    const definition = withActions("First", "Second");
    for (const part of [["trigger"], ["computedValues", 0, "template"], ["endpoint", "errors", 1, "message"], []]) {
      expect(sectionOf(definition, ["actions", 1, ...part])).toBe("action-a1");
    }
    expect(sectionOf(definition, ["actions"])).toBe("actions");
    expect(sectionOf(definition, ["actions", 7])).toBe("actions");
  });

  test("credentials are edited beside their method, the cohort's name where the kind has it", () => {
    const [list, property] = [blankDefinition("list"), blankDefinition("property")];
    expect(sectionOf(list, ["slugifyCohortName"])).toBe("cohort-name");
    expect(sectionOf(property, ["slugifyCohortName"])).toBe("property");
    expect(sectionOf(property, ["propertyKey"])).toBe("property");
    expect(sectionOf(list, ["operationWords", "add"])).toBe("members");
    expect(sectionOf(list, [])).toBeUndefined();
  });
});

test("a section is known by its address", () => {
  for (const id of [...idsOf(withActions("One")), sectionOfEndpoint(actionKey(blankAction()))]) {
    expect(isSectionId(id)).toBe(true);
  }
  for (const text of ["", "add-user", "action-", "action-a b", "field-actions-0"])
    expect(isSectionId(text)).toBe(false);
});
