import { describe, expect, test } from "vitest";
import { blankListDefinition, type DestinationDefinition } from "@/lib/destination/definition";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { check } from "@/lib/destination/rulebook";
import { sampleDefinition } from "@/lib/testing/definitions";
import { progressOfAll, type SectionId, sectionIds, sectionStates } from "./sections";

const statesOf = (definition: DestinationDefinition) => sectionStates(definition, check(definition));
const progressOf = (definition: DestinationDefinition, id: SectionId) =>
  statesOf(definition).find((state) => state.id === id)?.progress;

describe("progress of the sections", () => {
  test("nothing of a blank destination is begun, and only what is needed counts", () => {
    const states = statesOf(blankListDefinition());
    expect(states.filter(({ progress }) => progress === "optional").map(({ id }) => id)).toEqual([
      "fields",
      "headers",
      "cohort-name",
      "connection-test",
      "delivery",
    ]);
    expect(progressOfAll(states)).toEqual({ complete: 0, total: 5, next: "authentication" });
  });

  test("what has an error is in progress, and complete without", () => {
    const sample = sampleDefinition();
    expect(progressOf(sample, "add-users")).toBe("complete");
    const { addUsers } = sample.endpoints;
    const broken = { ...sample, endpoints: { ...sample.endpoints, addUsers: { ...addUsers, itemTemplate: "" } } };
    expect(progressOf(broken, "add-users")).toBe("in_progress");
    expect(progressOfAll(statesOf(broken)).next).toBe("add-users");
  });

  test("an optional section counts once it is used", () => {
    const blank = blankListDefinition();
    const limited = { ...blank, delivery: { ...blank.delivery, concurrency: 2 } };
    expect(progressOf(limited, "delivery")).toBe("complete");
    expect(progressOfAll(statesOf(limited)).total).toBe(6);
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

  test.each(destinationTemplates.map(({ name, build }) => [name, build] as const))("%s is complete", (_name, build) => {
    const { complete, total, next } = progressOfAll(statesOf(build()));
    expect(next).toBeUndefined();
    expect(complete).toBe(total);
  });

  test("the states come in the order of the page, with every finding counted once", () => {
    const definition = blankListDefinition();
    const states = statesOf(definition);
    expect(states.map(({ id }) => id)).toEqual([...sectionIds]);
    const placed = check(definition).filter(({ path, severity }) => path.length > 0 && severity === "error");
    expect(states.reduce((sum, { errors }) => sum + errors, 0)).toBe(placed.length);
  });
});
