import { describe, expect, test } from "vitest";
import { blankDefinition } from "@/lib/destination/blank-definition";
import { destinationKinds } from "@/lib/destination/definition";
import { ruleChapters } from "@/lib/destination/rulebook";
import { sectionHelp } from "./section-help-texts";
import { isFixedSectionId, sectionsOf } from "./sections";

describe.each([...destinationKinds])("the help of the sections of kind %s", (kind) => {
  const ids = sectionsOf(blankDefinition(kind))
    .map(({ id }) => id)
    .filter(isFixedSectionId);

  test.each(ids)("%s leads to a chapter of the rulebook", (id) => {
    expect(ruleChapters.map((chapter) => chapter.id)).toContain(sectionHelp(kind, id).rules);
  });
});
