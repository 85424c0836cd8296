/** Rules about the calls that change members, and the property that a cohort becomes (SPEC 5.6). */
import {
  batchedEndpointAt,
  endpointPath,
  isCohortDefinition,
  memberKeys,
  mixesDirections,
} from "@/lib/destination/endpoints";
import { canonicalName } from "@/lib/destination/predefined-variable";
import type { Report, Rule, RuleSubject } from "@/lib/destination/rule";
import { parseTemplate } from "@/lib/destination/template/parse";

const update = ["endpoints", "updateUsers"];
const itemTemplate = '{"id": "$user_id_field", "properties": {"$property_key": $in_cohort}}';

/** The canonical names that stand in an endpoint's texts, those of target templates among them. */
function namesFor({ uses }: RuleSubject, key: string): Set<string> {
  const own = uses.filter(({ endpoint, template }) => {
    if (template?.role === "error_message") return false;
    return endpoint === key || (endpoint === undefined && template?.role === "item_template");
  });
  return new Set(own.map(({ canonical }) => canonical));
}

const directionUntold: Rule = {
  id: "LF100",
  severity: "error",
  title: "Nothing tells entering from leaving",
  explanation:
    "Where one call serves both directions, each request has to say whether a user enters or leaves the cohort.",
  bad: {
    kind: "property",
    text: '{"id": "$user_id_field"}',
    changes: [{ path: [...update, "itemTemplate"], value: '{"id": "$user_id_field", "key": "$property_key"}' }],
  },
  good: { kind: "property", text: itemTemplate, changes: [] },
  check(subject) {
    return memberKeys(subject.definition).flatMap((key): Report[] => {
      if (key !== "updateUsers") return [];
      const names = namesFor(subject, key);
      const endpoint = batchedEndpointAt(subject.definition, key);
      const isBegun = endpoint !== undefined && `${endpoint.payload}${endpoint.itemTemplate}`.trim() !== "";
      if (!isBegun || names.has("in_cohort") || names.has("operation")) return [];
      const isMixed = mixesDirections(subject.definition, key) && endpoint.batchSize !== 1;
      const where = isMixed ? "the item template" : "the URL, the payload or the item template";
      const message = `Use $in_cohort (true or false) or $operation (a word) in ${where}: both directions go through this call.`;
      return [{ message, path: [...endpointPath(subject.definition, key), isMixed ? "itemTemplate" : "payload"] }];
    });
  },
};

const operationWord: Rule = {
  id: "LF101",
  severity: "error",
  title: "Words for the operation",
  explanation: "$operation has to be two different words, or nobody could tell adding from removing.",
  bad: {
    kind: "property",
    text: "change and change",
    changes: [
      { path: ["operationWords"], value: { add: "change", remove: "change" } },
      { path: [...update, "itemTemplate"], value: '{"id": "$user_id_field", "$property_key": "$operation"}' },
    ],
  },
  good: {
    kind: "property",
    text: "set and unset",
    changes: [
      { path: ["operationWords"], value: { add: "set", remove: "unset" } },
      { path: [...update, "itemTemplate"], value: '{"id": "$user_id_field", "$property_key": "$operation"}' },
    ],
  },
  check({ definition, uses }) {
    if (!isCohortDefinition(definition) || !uses.some(({ canonical }) => canonical === "operation")) return [];
    const { add, remove } = definition.operationWords;
    if (add.trim() === "")
      return [{ message: "Enter the word for adding, such as add.", path: ["operationWords", "add"] }];
    const path = ["operationWords", "remove"];
    if (remove.trim() === "") return [{ message: "Enter the word for removing, such as remove.", path }];
    return add === remove ? [{ message: `Adding and removing are both called “${add}”. Use two words.`, path }] : [];
  },
};

const propertyKeyMissing: Rule = {
  id: "LF102",
  severity: "error",
  title: "Property key",
  explanation: "A property destination writes each cohort as a property, so it has to be said what that is called.",
  bad: { kind: "property", text: "(empty)", changes: [{ path: ["propertyKey"], value: "" }] },
  good: { kind: "property", text: "cohort_$amplitude_cohort_id", changes: [] },
  check({ definition }) {
    if (definition.kind !== "property" || definition.propertyKey.trim() !== "") return [];
    const message = "Write what the property is called, such as [Amplitude] $amplitude_cohort_name.";
    return [{ message, path: ["propertyKey"] }];
  },
};

const propertyKeyShared: Rule = {
  id: "LF103",
  severity: "warning",
  title: "Two cohorts, one property",
  explanation:
    "Cohorts may have the same name. A property key without the cohort's ID then holds both of them, each undoing the other.",
  bad: {
    kind: "property",
    text: "[Amplitude] $amplitude_cohort_name",
    changes: [{ path: ["propertyKey"], value: "[Amplitude] $amplitude_cohort_name" }],
  },
  good: { kind: "property", text: "[Amplitude] $amplitude_cohort_name: $amplitude_cohort_id", changes: [] },
  check(subject) {
    const { definition, fields } = subject;
    if (definition.kind !== "property" || definition.propertyKey.trim() === "") return [];
    const names = new Set(parseTemplate(definition.propertyKey, "text").tokens.map(({ name }) => canonicalName(name)));
    // What the customer answers for each sync tells cohorts apart as well.
    const isPerSync = fields.some(({ field }) => field.perSync && names.has(field.variable));
    if (names.has("amplitude_cohort_id") || names.has("sync_id") || isPerSync) return [];
    const message = names.has("amplitude_cohort_name")
      ? "Add $amplitude_cohort_id: two cohorts may have the same name, and would then share this property."
      : "Add $amplitude_cohort_id: as it is, every cohort is written to the same property.";
    return [{ message, path: ["propertyKey"] }];
  },
};

const propertyKeyUnused: Rule = {
  id: "LF104",
  severity: "warning",
  title: "Property key is used nowhere",
  explanation:
    "$property_key stays as it was at the first sync. A name built in the payload instead changes with the cohort, and orphans users.",
  bad: {
    kind: "property",
    text: '{"$amplitude_cohort_name": $in_cohort}',
    changes: [
      { path: [...update, "itemTemplate"], value: '{"id": "$user_id_field", "$amplitude_cohort_name": $in_cohort}' },
    ],
  },
  good: { kind: "property", text: '{"$property_key": $in_cohort}', changes: [] },
  check(subject) {
    const { definition } = subject;
    if (definition.kind !== "property") return [];
    const begun = memberKeys(definition).filter((key) => (batchedEndpointAt(definition, key)?.url ?? "").trim() !== "");
    const [first] = begun;
    if (first === undefined || begun.some((key) => namesFor(subject, key).has("property_key"))) return [];
    const message = "No call that changes members uses $property_key. Put it where the property's name belongs.";
    return [{ message, path: [...endpointPath(definition, first), "payload"] }];
  },
};

export const memberRules: readonly Rule[] = [
  directionUntold,
  operationWord,
  propertyKeyMissing,
  propertyKeyShared,
  propertyKeyUnused,
];
