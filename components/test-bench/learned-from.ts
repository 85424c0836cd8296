/** What a test teaches the tests after it: the list that was made, the cohort it belongs to, the next name. Pure. */
import type { TestRun } from "@/lib/contract";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { newSuffix } from "@/lib/destination/fresh-cohort";
import { cohortFor, type TestValues } from "./test-values";

/** What a test changes in the values of the tests after it. */
export function learnedFrom(key: EndpointKey, values: TestValues, run: TestRun): Partial<TestValues> {
  if (key === "listCreation" || key === "propertyCreation") return afterCreation(key, values, run);
  const isDeleted = key === "listDeletion" && run.outcome.kind === "success";
  return isDeleted ? { listId: "", cohort: undefined } : {};
}

/** What was made belongs to the cohort it was made with; the next creation takes a fresh name. */
function afterCreation(
  key: "listCreation" | "propertyCreation",
  values: TestValues,
  run: TestRun,
): Partial<TestValues> {
  const nextSuffix = newSuffix();
  if (run.outcome.kind !== "success") return { nextSuffix };
  const listId = run.listId?.value;
  return { nextSuffix, cohort: cohortFor(values, key), ...(listId === undefined ? {} : { listId }) };
}
