import { describe, expect, test } from "vitest";
import { blankDefinition } from "@/lib/destination/blank-definition";
import { type DestinationDefinition, destinationKinds } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import { startDefinition } from "@/lib/destination/gallery/start-definition";
import { guideSteps } from "./guide-steps";
import { sectionsOf } from "./sections";

function exampleOf(kind: (typeof destinationKinds)[number]): DestinationDefinition {
  const example = startDefinition(kind, "example", { url: "https://sandbox.example.com", workspace: "acme" });
  if (!example) throw new Error("Each kind has an example.");
  return example;
}

describe.each([...destinationKinds])("the way to a working destination of kind %s", (kind) => {
  test("has four steps, none of them done at the start, each in a section of the page", () => {
    const blank = blankDefinition(kind);
    const steps = guideSteps(blank, {});
    expect(steps.map(({ isDone }) => isDone)).toEqual([false, false, false, false]);
    const ids = sectionsOf(blank).map(({ id }) => id);
    for (const { section } of steps) expect(ids).toContain(section);
  });

  test("only testing is left of an example, until every call was tested", () => {
    const example = exampleOf(kind);
    expect(guideSteps(example, {}).map(({ isDone }) => isDone)).toEqual([true, true, true, false]);
    const calls = endpointsOf(example);
    const tests = Object.fromEntries(calls.map(({ key }) => [key, "a-hash"]));
    expect(guideSteps(example, tests).every(({ isDone }) => isDone)).toBe(true);
    const [, ...others] = Object.entries(tests);
    expect(guideSteps(example, Object.fromEntries(others)).at(-1)?.isDone).toBe(false);
  });
});
