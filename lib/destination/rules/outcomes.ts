/** Rules about what a response means: when it is a success, and what became of single items (SPEC 5.6). */
import type { DocumentPath } from "@/lib/destination/finding";
import { itemPathProblem } from "@/lib/destination/item-outcome";
import { parseJson } from "@/lib/destination/json";
import type { Report, Rule } from "@/lib/destination/rule";

const update: DocumentPath = ["endpoints", "updateUsers"];
const outcome: DocumentPath = [...update, "itemOutcomes", 0];

const successBody: Rule = {
  id: "LF120",
  severity: "error",
  title: "Body of a success can't be read",
  explanation: "What the body of a success must contain is JSON, or plain words.",
  bad: {
    kind: "property",
    text: '{"success": true',
    changes: [{ path: [...update, "successBody"], value: '{"success": true' }],
  },
  good: {
    kind: "property",
    text: '{"success": true}',
    changes: [{ path: [...update, "successBody"], value: '{"success": true}' }],
  },
  check({ endpoints }) {
    return endpoints.flatMap(({ endpoint, path }) => {
      const text = endpoint.successBody.trim();
      if (!/^[{["]/.test(text) || parseJson(text) !== undefined) return [];
      const message = "This begins like JSON, but can't be read. Check quotes, commas and brackets.";
      return [{ message, path: [...path, "successBody"] }];
    });
  },
};

/** The paths of a rule for single items, and what each of them is for. */
const pathParts = ["path", "itemPath", "matchPath", "codePath", "messagePath"] as const;

const itemPath: Rule = {
  id: "LF121",
  severity: "error",
  title: "Path to single results",
  explanation: "What a response says about single items can only be read where every path can be followed.",
  bad: { kind: "property", text: "failed[", changes: [{ path: [...outcome, "path"], value: "failed[" }] },
  good: { kind: "property", text: "failed", changes: [] },
  check({ endpoints }) {
    return endpoints.flatMap(({ endpoint, path }) => {
      if (!("itemOutcomes" in endpoint)) return [];
      return endpoint.itemOutcomes.flatMap((each, index) =>
        pathParts.flatMap((part): Report[] => {
          // Only the list itself has to be named; the other paths may be empty.
          const text = each[part];
          if (text.trim() === "" && part !== "path") return [];
          const problem = itemPathProblem(text);
          return problem ? [{ message: problem, path: [...path, "itemOutcomes", index, part] }] : [];
        }),
      );
    });
  },
};

const codesWithoutPath: Rule = {
  id: "LF122",
  severity: "error",
  title: "Codes without a path",
  explanation: "Codes are compared with something in each result, so it has to be said where it stands.",
  bad: {
    kind: "property",
    text: "codes: ID_TOO_LONG",
    changes: [{ path: [...outcome, "codes"], value: ["ID_TOO_LONG"] }],
  },
  good: {
    kind: "property",
    text: "codes: ID_TOO_LONG, at type",
    changes: [
      { path: [...outcome, "codes"], value: ["ID_TOO_LONG"] },
      { path: [...outcome, "codePath"], value: "type" },
    ],
  },
  check({ endpoints }) {
    return endpoints.flatMap(({ endpoint, path }) => {
      if (!("itemOutcomes" in endpoint)) return [];
      return endpoint.itemOutcomes.flatMap(({ codes, codePath }, index): Report[] => {
        if (codes.length === 0 || codePath.trim() !== "") return [];
        const message = "Say where in a result its code stands, such as code, or remove the codes.";
        return [{ message, path: [...path, "itemOutcomes", index, "codePath"] }];
      });
    });
  },
};

export const outcomeRules: readonly Rule[] = [successBody, itemPath, codesWithoutPath];
