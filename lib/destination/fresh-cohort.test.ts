import { expect, test } from "vitest";
import { freshCohort, newSuffix } from "./fresh-cohort";

test("a suffix has four characters whatever the draw", () => {
  for (const drawn of [0, 0.0001, 0.5, 0.999999]) expect(newSuffix(() => drawn)).toMatch(/^[0-9a-z]{4}$/);
});

test("the suffix that a cohort has gives way to another; a name of one's own gets one", () => {
  expect(freshCohort({ id: "cohort-ab12", name: "Power users ab12" }, "zz99")).toEqual({
    id: "cohort-zz99",
    name: "Power users zz99",
  });
  expect(freshCohort({ id: "c1", name: "Power users ab12" }, "zz99").name).toBe("Power users ab12 zz99");
  expect(freshCohort({ id: "c1", name: "x".repeat(500) }, "zz99").name).toHaveLength(485);
});
