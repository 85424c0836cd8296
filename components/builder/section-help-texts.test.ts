import { expect, test } from "vitest";
import { ruleChapters } from "@/lib/destination/rulebook";
import { sectionHelpTexts } from "./section-help-texts";
import { sectionIds } from "./sections";

test.each([...sectionIds])("the help of %s leads to a chapter of the rulebook", (id) => {
  expect(ruleChapters.map((chapter) => chapter.id)).toContain(sectionHelpTexts[id].rules);
});
