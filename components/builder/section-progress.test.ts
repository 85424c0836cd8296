import { describe, expect, test } from "vitest";
import { actionPresets } from "@/lib/destination/action-preset";
import { blankDefinition, blankListDefinition } from "@/lib/destination/blank-definition";
import { type DestinationDefinition, destinationKinds } from "@/lib/destination/definition";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { gallery } from "@/lib/destination/gallery/gallery";
import { check } from "@/lib/destination/rulebook";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { isEmptyDefinition, progressOfAll, sectionStates } from "./section-progress";
import { type SectionId, sectionsOf } from "./sections";

const statesOf = (definition: DestinationDefinition) => sectionStates(definition, check(definition));
const progressOf = (definition: DestinationDefinition, id: SectionId) =>
  statesOf(definition).find((state) => state.id === id)?.progress;

describe("progress of the sections", () => {
  test.each([
    ["list", ["authentication", "mappings", "list-creation", "add-users", "remove-users"]],
    ["property", ["authentication", "mappings", "update-users"]],
  ] as const)("nothing of a blank %s is begun, and only what is needed counts", (kind, needed) => {
    const states = statesOf(blankDefinition(kind));
    expect(states.filter(({ progress }) => progress !== "optional").map(({ id }) => id)).toEqual([...needed]);
    expect(progressOfAll(states)).toMatchObject({
      complete: 0,
      total: needed.length,
      next: { id: "authentication", name: "Authentication" },
    });
  });

  test("an event destination needs actions; each counts by itself", () => {
    const blank = blankDefinition("event");
    expect(progressOf(blank, "actions")).toBe("not_started");
    const [preset] = actionPresets;
    if (blank.kind !== "event" || !preset) throw new Error("There are presets.");
    const action = preset.build();
    const begun = { ...blank, actions: [action] };
    expect(progressOf(begun, "actions")).toBe("complete");
    expect(progressOf(begun, `action-${action.id}`)).toBe("in_progress");
    const endpoint = { ...action.endpoint, url: "https://api.example.com/v1/track" };
    expect(progressOf({ ...begun, actions: [{ ...action, endpoint }] }, `action-${action.id}`)).toBe("complete");
  });

  test.each([...destinationKinds])("a blank %s is empty, and isn't once something is chosen", (kind) => {
    const blank = blankDefinition(kind);
    expect(isEmptyDefinition(blank)).toBe(true);
    expect(isEmptyDefinition({ ...blank, delivery: { ...blank.delivery, concurrency: 2 } })).toBe(false);
  });

  test("what has an error is in progress, and complete without", () => {
    const sample = asList(sampleDefinition());
    expect(progressOf(sample, "add-users")).toBe("complete");
    const { addUsers } = sample.endpoints;
    const broken = { ...sample, endpoints: { ...sample.endpoints, addUsers: { ...addUsers, itemTemplate: "" } } };
    expect(progressOf(broken, "add-users")).toBe("in_progress");
    expect(progressOfAll(statesOf(broken)).next?.id).toBe("add-users");
  });

  test("an optional section counts once it is used", () => {
    const blank = blankListDefinition();
    const limited = { ...blank, delivery: { ...blank.delivery, concurrency: 2 } };
    expect(progressOf(limited, "delivery")).toBe("complete");
    expect(progressOf({ ...blank, operationWords: { add: "in", remove: "out" } }, "members")).toBe("complete");
    expect(progressOfAll(statesOf(limited)).total).toBe(6);
  });

  test("the key of a property may stay as it is, but not be empty", () => {
    const blank = blankDefinition("property");
    if (blank.kind !== "property") throw new Error("A property was asked for.");
    expect(progressOf(blank, "property")).toBe("optional");
    expect(progressOf({ ...blank, propertyKey: "cohort_$cohort_id" }, "property")).toBe("complete");
    expect(progressOf({ ...blank, propertyKey: "" }, "property")).toBe("in_progress");
  });

  test("lists that exist already need no creation call", () => {
    const blank = blankListDefinition();
    const { listCreation } = blank.endpoints;
    const none = {
      ...blank,
      endpoints: { ...blank.endpoints, listCreation: { ...listCreation, listIdFrom: "none" as const } },
    };
    expect(progressOf(none, "list-creation")).not.toBe("not_started");
  });

  test.each([...destinationTemplates, ...gallery].map(({ name, build }) => [name, build] as const))(
    "%s is complete",
    (_name, build) => {
      const { complete, total, next } = progressOfAll(statesOf(build()));
      expect(next).toBeUndefined();
      expect(complete).toBe(total);
    },
  );

  test.each([...destinationKinds])("the states of a %s come in the order of the page, every error counted", (kind) => {
    const definition = blankDefinition(kind);
    const states = statesOf(definition);
    expect(states.map(({ id }) => id)).toEqual(sectionsOf(definition).map(({ id }) => id));
    const placed = check(definition).filter(({ path, severity }) => path.length > 0 && severity === "error");
    expect(states.reduce((sum, { errors }) => sum + errors, 0)).toBe(placed.length);
  });
});
