/** Rules about mapping fields (SPEC 5.4). */
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { eventPathProblem } from "@/lib/destination/event-path";
import type { DocumentPath } from "@/lib/destination/finding";
import type { Report, Rule } from "@/lib/destination/rule";

const mapping: DocumentPath = ["mappings", 0];

const noMapping: Rule = {
  id: "LF060",
  severity: "error",
  title: "No mapping field",
  explanation:
    "A mapping says which user property identifies a user at the partner. Without one there is nobody to send.",
  bad: { text: "No mapping field", changes: [{ path: ["mappings"], value: [] }] },
  good: { text: "User ID Mapping: user_id → User ID", changes: [] },
  check({ definition }) {
    if (!isCohortDefinition(definition) || definition.mappings.length > 0) return [];
    const message = "Add a mapping field, so that customers can choose which user property identifies their users.";
    return [{ message, path: ["mappings"] }];
  },
};

const incomplete: Rule = {
  id: "LF061",
  severity: "error",
  title: "Mapping field isn't complete",
  explanation: "A mapping needs a heading, a variable name and the partner's name for the target.",
  bad: { text: "User ID Mapping: user_id → (nothing)", changes: [{ path: [...mapping, "targetName"], value: "" }] },
  good: { text: "User ID Mapping: user_id → User ID", changes: [] },
  check({ definition }) {
    return definition.mappings.flatMap((each, index) => {
      const at = (part: string): DocumentPath => ["mappings", index, part];
      const reports: Report[] = [];
      if (each.displayName.trim() === "")
        reports.push({ message: "Enter a display name, such as User ID Mapping.", path: at("displayName") });
      if (each.variable === "")
        reports.push({ message: "Enter a variable name, such as user_id_field.", path: at("variable") });
      const path = isCohortDefinition(definition) ? "" : each.defaultProperty.trim();
      const problem = path === "" ? undefined : eventPathProblem(path);
      if (problem) reports.push({ message: problem, path: at("defaultProperty") });
      if (each.targetName.trim() === "" && each.type === "string") {
        reports.push({ message: "Enter the name of the target, such as User ID.", path: at("targetName") });
      }
      return reports;
    });
  },
};

const targets: Rule = {
  id: "LF062",
  severity: "error",
  title: "Targets of a mapping field",
  explanation: "A mapping that offers a choice of targets needs targets, each with a label and a value of its own.",
  bad: { text: "A single select without options", changes: [{ path: [...mapping, "type"], value: "single_select" }] },
  good: { text: "A string", changes: [] },
  check({ definition }) {
    return definition.mappings.flatMap((each, index) => {
      if (each.type === "string") return [];
      const path: DocumentPath = ["mappings", index, "options"];
      if (each.options.length === 0)
        return [{ message: "There are no targets to choose from. Add at least two.", path }];
      const seen = new Set<string>();
      return each.options.flatMap(({ label, value }, option): Report[] => {
        const isRepeated = seen.has(value);
        seen.add(value);
        if (label.trim() === "")
          return [{ message: "Enter a label for this target.", path: [...path, option, "label"] }];
        if (value === "") return [{ message: "Enter a value for this target.", path: [...path, option, "value"] }];
        return isRepeated
          ? [
              {
                message: "An earlier target has the same value. Give this one a value of its own.",
                path: [...path, option, "value"],
              },
            ]
          : [];
      });
    });
  },
};

export const mappingRules: readonly Rule[] = [noMapping, incomplete, targets];
