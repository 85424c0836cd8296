/** Rules about endpoints: nothing missing, the right variables in them, and tested as they are (SPEC 5.6). */
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { isActionKey, isCohortDefinition, listCreationOf, type NamedEndpoint } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { canonicalName } from "@/lib/destination/predefined-variable";
import { normalizeListIdPath } from "@/lib/destination/response";
import type { Report, Rule, RuleSubject } from "@/lib/destination/rule";

const add: DocumentPath = ["endpoints", "addUsers"];
const create: DocumentPath = ["endpoints", "listCreation"];

const missingPart: Rule = {
  id: "LF030",
  severity: "error",
  title: "Endpoint isn't complete",
  explanation: "Each call needs its URL; Add users and Remove users also need to say how users are sent.",
  bad: { text: "Add users without a URL", changes: [{ path: [...add, "url"], value: "" }] },
  good: { text: "https://api.example.com/lists/$list_id/add", changes: [] },
  check(subject) {
    return subject.endpoints.flatMap((named) => {
      const { endpoint, path } = named;
      const reports: Report[] = [];
      if (endpoint.url.trim() === "") {
        reports.push({
          message: "Enter a URL, such as https://api.example.com/lists.",
          path: [...path, "url"],
        });
      }
      if (!("itemTemplate" in endpoint) || endpoint.batchSize === 1) return reports;
      if (endpoint.payload.trim() === "" && !usesIn(subject, named).has("items")) {
        const message = 'Enter a payload in which $items stands, such as {"ids": $items}.';
        reports.push({ message, path: [...path, "payload"] });
      }
      if (endpoint.itemTemplate.trim() === "" && !hasOptionTemplates(subject)) {
        const message = `Enter an item template: what one ${isActionKey(named.key) ? "event" : "user"} becomes in $items, such as "${exampleVariable(subject)}".`;
        reports.push({ message, path: [...path, "itemTemplate"] });
      }
      return reports;
    });
  },
};

function exampleVariable({ definition }: RuleSubject): string {
  const usual = isCohortDefinition(definition) ? "user_id" : "event";
  return `$${definition.mappings[0]?.variable || usual}`;
}

/** Every target of some mapping brings its own item template, so the endpoint's would never be used. */
function hasOptionTemplates({ definition }: RuleSubject): boolean {
  return definition.mappings.some(
    ({ type, options }) =>
      type !== "string" && options.length > 0 && options.every(({ itemTemplate }) => itemTemplate.trim() !== ""),
  );
}

/** The canonical names an endpoint uses in its own URL, headers and payload. */
function usesIn({ uses }: RuleSubject, { key }: NamedEndpoint): Set<string> {
  const own = uses.filter(
    ({ endpoint, template }) =>
      endpoint === key && template?.role !== "item_template" && template?.role !== "error_message",
  );
  return new Set(own.map(({ name }) => canonicalName(name)));
}

const listIdPath: Rule = {
  id: "LF031",
  severity: "error",
  title: "Path to the list ID",
  explanation: "Add users and Remove users need the list ID, so we have to know where in the response it stands.",
  bad: { text: "$.lists[*].id", changes: [{ path: [...create, "listIdPath"], value: "$.lists[*].id" }] },
  good: { text: "$.data.id", changes: [{ path: [...create, "listIdPath"], value: "data.id" }] },
  check({ definition }) {
    const creation = listCreationOf(definition);
    if (creation?.listIdFrom !== "response") return [];
    const read = normalizeListIdPath(creation.listIdPath);
    return read.ok ? [] : [{ message: read.message, path: [...create, "listIdPath"] }];
  },
};

const listIdTemplate: Rule = {
  id: "LF032",
  severity: "error",
  title: "List ID in the request",
  explanation: "Where the request itself says what the list is called, we have to know which part of it that is.",
  bad: {
    text: "List ID is in the request, but not said",
    changes: [{ path: [...create, "listIdFrom"], value: "request" }],
  },
  good: {
    text: "$amplitude_cohort_name",
    changes: [
      { path: [...create, "listIdFrom"], value: "request" },
      { path: [...create, "listIdTemplate"], value: "$amplitude_cohort_name" },
    ],
  },
  check({ definition }) {
    const creation = listCreationOf(definition);
    if (creation?.listIdFrom !== "request" || creation.listIdTemplate.trim() !== "") return [];
    const message = "Write what the list ID is, such as $amplitude_cohort_name.";
    return [{ message, path: [...create, "listIdTemplate"] }];
  },
};

const itemsUnused: Rule = {
  id: "LF033",
  severity: "error",
  title: "No users in the payload",
  explanation: "$items becomes the array of users. A call without it changes nobody.",
  bad: { text: '{"list": $list_id}', changes: [{ path: [...add, "payload"], value: '{"list": $list_id}' }] },
  good: { text: '{"ids": $items}', changes: [] },
  check(subject) {
    return subject.endpoints.flatMap((named) => {
      const { endpoint, path } = named;
      if (!("batchSize" in endpoint) || endpoint.payload.trim() === "") return [];
      const used = usesIn(subject, named);
      if (used.has("items")) return [];
      if (endpoint.batchSize === 1) {
        // An action may send the same for every event: that it has happened is what counts.
        if (isActionKey(named.key)) return [];
        const own = [
          "item",
          "user",
          "user_id",
          "device_id",
          ...subject.definition.mappings.map(({ variable }) => variable),
        ];
        if (own.some((variable) => used.has(variable))) return [];
        const message = `Nothing here says which user is meant: use $item or ${exampleVariable(subject)} in the URL or payload.`;
        return [{ message, path: [...path, "payload"] }];
      }
      return [
        {
          message: `There is no $items, so no ${isActionKey(named.key) ? "event" : "user"} would be sent. Put it where the list belongs.`,
          path: [...path, "payload"],
        },
      ];
    });
  },
};

const listIdUnused: Rule = {
  id: "LF034",
  severity: "warning",
  title: "List ID is used nowhere",
  explanation: "A list ID that no call uses suggests that users would be put into no list, or always the same one.",
  bad: {
    text: "https://api.example.com/add",
    changes: [
      { path: [...add, "url"], value: "https://api.example.com/add" },
      { path: ["endpoints", "removeUsers", "url"], value: "https://api.example.com/remove" },
    ],
  },
  good: { text: "https://api.example.com/lists/$list_id/add", changes: [] },
  check(subject) {
    const creation = listCreationOf(subject.definition);
    if (!creation || (creation.listIdFrom === "none" && creation.listIdTemplate.trim() === "")) return [];
    const members = subject.endpoints.filter(({ endpoint }) => "batchSize" in endpoint);
    const isStarted = members.some(({ endpoint }) => endpoint.url.trim() !== "");
    if (!isStarted || subject.uses.some(({ name, template }) => isListId(name) && template?.role !== "error_message")) {
      return [];
    }
    const names = members.map(({ name }) => name);
    const message =
      names.length === 1
        ? `${names[0]} doesn't use $list_id. Put it into the URL or payload.`
        : `Neither ${names.join(" nor ")} uses $list_id. Put it into their URL or payload.`;
    return [{ message, path: [...(members[0]?.path ?? add), "url"] }];
  },
};

function isListId(name: string): boolean {
  return canonicalName(name) === "list_id";
}

/** SPEC 5.6. */
const batchSizeMax = 100_000;

const batchSize: Rule = {
  id: "LF035",
  severity: "error",
  title: "Batch size",
  explanation: "A call takes between 1 and 100,000 users.",
  bad: { text: "0", changes: [{ path: [...add, "batchSize"], value: 0 }] },
  good: { text: "10,000", changes: [{ path: [...add, "batchSize"], value: 10_000 }] },
  check({ endpoints }) {
    return endpoints.flatMap(({ endpoint, path }) => {
      if (!("batchSize" in endpoint) || (endpoint.batchSize >= 1 && endpoint.batchSize <= batchSizeMax)) return [];
      const message = `The batch size must be between 1 and 100,000, not ${endpoint.batchSize}.`;
      const value = endpoint.batchSize < 1 ? 1 : batchSizeMax;
      return [
        {
          message,
          path: [...path, "batchSize"],
          fix: { label: `Change to ${value}`, type: "set", path: [...path, "batchSize"], value },
        },
      ];
    });
  },
};

const bodyOfGet: Rule = {
  id: "LF036",
  severity: "warning",
  title: "GET with a payload",
  explanation: "Many servers and everything between ignore the body of a GET, or refuse it.",
  bad: { text: "GET with {…}", changes: [{ path: [...create, "method"], value: "GET" }] },
  good: { text: "POST with {…}", changes: [] },
  check({ endpoints }) {
    return endpoints
      .filter(({ endpoint }) => endpoint.method === "GET" && endpoint.payload.trim() !== "")
      .map(({ path }) => ({
        message: "Many servers ignore the payload of a GET. Use POST, or empty the payload.",
        path: [...path, "method"],
      }));
  },
};

const successCode: Rule = {
  id: "LF037",
  severity: "warning",
  title: "Success that looks like a failure",
  explanation: "A status outside 2xx that counts as success hides every failure with that status.",
  bad: { text: "200, 404", changes: [{ path: [...add, "successCodes"], value: [200, 404] }] },
  good: { text: "200, 202", changes: [{ path: [...add, "successCodes"], value: [200, 202] }] },
  check({ endpoints }) {
    return endpoints.flatMap(({ endpoint, path }) => {
      const odd = endpoint.successCodes.filter((code) => code < 200 || code > 299);
      if (odd.length === 0) return [];
      const message = `${odd.join(", ")} would count as success. If single errors are harmless, describe them with the retry class “ignore” instead.`;
      return [{ message, path: [...path, "successCodes"] }];
    });
  },
};

const untested: Rule = {
  id: "LF038",
  severity: "warning",
  title: "Not tested since the last change",
  explanation: "Reviewers want to see that each call works as it is now.",
  bad: { text: "Add users, changed after its test", changes: [], context: { tested: { addUsers: "an older hash" } } },
  good: { text: "Add users, tested as it is", changes: [] },
  check({ definition, context, endpoints }) {
    const { tested } = context;
    if (!tested) return [];
    return endpoints.flatMap(({ key, endpoint, path }) => {
      const hash = tested[key];
      if (endpoint.url.trim() === "" || (hash && hash === endpointHash(definition, key))) return [];
      const message = hash ? "This call has changed since it was last tested." : "This call has never been tested.";
      return [{ message: `${message} Test it.`, path }];
    });
  },
};

const addRemoveSame: Rule = {
  id: "LF039",
  severity: "warning",
  title: "Adding and removing are the same call",
  explanation: "If both directions send the same request, whoever leaves the cohort is added again.",
  bad: {
    text: "Remove users, a copy of Add users",
    changes: [{ path: ["endpoints", "removeUsers", "url"], value: "$region/lists/$list_id/add" }],
  },
  good: { text: "…/add and …/remove", changes: [] },
  check({ definition, uses }) {
    if (!isCohortDefinition(definition) || definition.memberCalls === "shared") return [];
    const { addUsers, removeUsers } = definition.endpoints;
    const isSame =
      addUsers.url.trim() !== "" &&
      addUsers.method === removeUsers.method &&
      addUsers.url.trim() === removeUsers.url.trim() &&
      addUsers.payload.trim() === removeUsers.payload.trim() &&
      addUsers.itemTemplate.trim() === removeUsers.itemTemplate.trim() &&
      JSON.stringify(addUsers.headers.map(({ value }) => value)) ===
        JSON.stringify(removeUsers.headers.map(({ value }) => value));
    const isTold = uses.some(({ name }) => ["operation", "in_cohort"].includes(canonicalName(name)));
    if (!isSame || isTold) return [];
    const message =
      "Remove users sends the same request as Add users. Change one, or tell them apart by $operation or $in_cohort.";
    return [{ message, path: ["endpoints", "removeUsers", "url"] }];
  },
};

export const endpointRules: readonly Rule[] = [
  missingPart,
  listIdPath,
  listIdTemplate,
  itemsUnused,
  listIdUnused,
  batchSize,
  bodyOfGet,
  successCode,
  untested,
  addRemoveSame,
];
