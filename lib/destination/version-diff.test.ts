import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDefinition, anyText, anyTwoDefinitions } from "@/lib/testing/any-definition";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { differences } from "./changed-places";
import {
  customField,
  type DestinationDefinition,
  type EventDefinition,
  errorEntry,
  itemOutcome,
  type ListDefinition,
  mappingField,
} from "./definition";
import { isMembers, memberAt, type Steps } from "./document-tree";
import { completeEventDestination } from "./example/complete-destination";
import { renameVariable } from "./rename-variable";
import { isSameJson } from "./same-json";
import { parseDefinition } from "./upgrade";
import { type ConnectionTexts, changeKinds, type VersionChange, type VersionContent } from "./version-change";
import { diffVersions } from "./version-diff";

const connectionInfo: ConnectionTexts = {
  displayName: "Harbour",
  category: "Messaging",
  summary: "Sends cohorts",
  fullDescription: "",
  documentation: "",
  support: "",
  versionLabel: "",
  logoId: null,
};

function changes(before: DestinationDefinition, after: DestinationDefinition): VersionChange[] {
  return diffVersions({ definition: before, connectionInfo }, { definition: after, connectionInfo });
}

/** The one change that an edit of the sample list destination makes. */
function changeOf(
  edit: (definition: ListDefinition) => void,
  prepare: typeof edit = () => {},
): VersionChange | undefined {
  const before = asList(unshared(sampleDefinition()));
  prepare(before);
  const after = structuredClone(before);
  edit(after);
  const found = changes(before, after);
  expect(found).toHaveLength(1);
  return found[0];
}

/** With no part in two places, so that an edit is one edit. */
function unshared(definition: DestinationDefinition): DestinationDefinition {
  return parseDefinition(JSON.parse(JSON.stringify(definition)));
}

/** The first part of a list of the sample. */
function first<Part>(parts: readonly Part[]): Part {
  const [part] = parts;
  if (part === undefined) throw new Error("The sample has no such part.");
  return part;
}

describe("what a change is called, and what it means", () => {
  type Case = [
    title: string,
    kind: VersionChange["kind"],
    effect: string | undefined,
    edit: (it: ListDefinition) => void,
  ];
  const field = (it: ListDefinition, id: string) => first(it.fields.filter((each) => each.id === id));
  const added = (parts: Partial<ListDefinition["fields"][number]>) =>
    customField.parse({ id: "new", type: "string", variable: "folder", displayName: "Folder", ...parts });

  test.each<Case>([
    ["Batch size 1,000 → 50", "notable", "20× more calls.", (it) => (it.endpoints.addUsers.batchSize = 50)],
    ["Batch size 1,000 → 10,000", "notable", "10× fewer calls.", (it) => (it.endpoints.addUsers.batchSize = 10_000)],
    [
      "Batch size 1,000 → 1",
      "notable",
      "1,000× more calls. Each call carries one only.",
      (it) => (it.endpoints.addUsers.batchSize = 1),
    ],
    [
      "Maximum body size no limit → 1 MiB",
      "notable",
      undefined,
      (it) => (it.endpoints.addUsers.bodyBytesMax = 1_048_576),
    ],
    [
      "Rate limit none → 10 calls a second",
      "notable",
      "Long runs may take longer.",
      (it) => (it.delivery.rateLimit = { requests: 10, per: "second" }),
    ],
    ["Concurrent calls 4 → 1", "notable", "Up to 4× slower.", (it) => (it.delivery.concurrency = 1)],
    [
      "No longer syncs hourly and real time",
      "breaking",
      "Syncs at this cadence need another one.",
      (it) => (it.delivery.cadences = ["one_time", "daily"]),
    ],
    [
      "Largest cohort no limit → 500 users",
      "breaking",
      "Larger cohorts are refused.",
      (it) => (it.delivery.cohortSizeMax = 500),
    ],
    [
      "New required field “Folder” ($folder)",
      "breaking",
      "Every installation needs an answer before it can go over.",
      (it) => it.fields.push(added({})),
    ],
    [
      "New required field “Folder” ($folder)",
      "breaking",
      "Where it is asked, an answer is needed before an installation can go over. Shown when Region is EU.",
      (it) => it.fields.push(added({ visibleWhen: { variable: "region", values: ["https://eu.api.example.com"] } })),
    ],
    [
      "New field “Folder” ($folder) with a default",
      "notable",
      "Installations use the default “main” until somebody changes it.",
      (it) => it.fields.push(added({ defaultValue: "main" })),
    ],
    [
      "New optional field “Folder” ($folder)",
      "notable",
      "Nobody has to answer it.",
      (it) => it.fields.push(added({ required: false })),
    ],
    [
      "New required field “Folder” ($folder)",
      "notable",
      "Asked when a sync is created.",
      (it) => it.fields.push(added({ perSync: true })),
    ],
    [
      "New required field “Folder” ($folder)",
      "minor",
      "Not in use in either version.",
      (it) => it.fields.push(added({ credentialOf: "basic" })),
    ],
    [
      "Field “Workspace” ($workspace) removed",
      "notable",
      "Stored answers to it fall away.",
      (it) => (it.fields = it.fields.filter(({ id }) => id !== "workspace")),
    ],
    [
      "“Workspace” is optional now",
      "notable",
      "Requests may have to do without it.",
      (it) => (field(it, "workspace").required = false),
    ],
    [
      "“Workspace” is a secret now",
      "notable",
      "Stored answers are sealed when an installation goes over, and never shown again.",
      (it) => (field(it, "workspace").secret = true),
    ],
    [
      "“Workspace” is a button group instead of a text",
      "breaking",
      "Answers that aren't one of the options are asked for again.",
      (it) => (field(it, "workspace").type = "button_group"),
    ],
    [
      "“Workspace” must have a certain form now",
      "breaking",
      "Answers that don't fit are asked for again.",
      (it) => (field(it, "workspace").pattern = "^[a-z]+$"),
    ],
    [
      "“Workspace” may have at most 20 characters instead of any number",
      "breaking",
      "Answers that don't fit are asked for again.",
      (it) => (field(it, "workspace").maxLength = 20),
    ],
    [
      "When “Workspace” is asked changed",
      "notable",
      "Where it is asked now, an answer is needed.",
      (it) => (field(it, "workspace").visibleWhen = { variable: "region", values: ["https://eu.api.example.com"] }),
    ],
    [
      "“Workspace” is asked for each sync now",
      "notable",
      "Answers of installations fall away.",
      (it) => (field(it, "workspace").perSync = true),
    ],
    [
      "Field “Workspace” is called “Account”",
      "minor",
      undefined,
      (it) => (field(it, "workspace").displayName = "Account"),
    ],
    [
      "Option “EU” of “Region” removed",
      "breaking",
      "Installations that chose it are asked again.",
      (it) => (field(it, "region").options = field(it, "region").options.slice(0, 1)),
    ],
    [
      "New option “AP” of “Region”",
      "notable",
      "Who chooses it sends data to ap.api.example.com.",
      (it) =>
        field(it, "region").options.push({ id: "ap", label: "AP", value: "https://ap.api.example.com", sets: [] }),
    ],
    [
      "Option “EU” of “Region” has another value",
      "breaking",
      "Sends to another host: eu2.api.example.com. Installations that chose it use the new value.",
      (it) => (first(field(it, "region").options.slice(1)).value = "https://eu2.api.example.com"),
    ],
    [
      "Option “EU” of “Region” is called “Europe”",
      "minor",
      undefined,
      (it) => (first(field(it, "region").options.slice(1)).label = "Europe"),
    ],
    [
      "New required mapping “Phone”",
      "breaking",
      "Every installation needs an answer before it can go over.",
      (it) =>
        it.mappings.push(
          mappingField.parse({ id: "m2", type: "string", variable: "phone", displayName: "Phone", targetName: "" }),
        ),
    ],
    [
      "“User ID Mapping” expects an e-mail address instead of any value",
      "notable",
      "Users whose value isn't an e-mail address are left out.",
      (it) => (first(it.mappings).format = "email"),
    ],
    [
      "Default of mapping “User ID Mapping” changed",
      "notable",
      "New installations begin with it; the others keep what they had.",
      (it) => (first(it.mappings).defaultProperty = "device_id"),
    ],
    [
      "Authenticates with no authentication instead of a bearer token",
      "breaking",
      "“Bearer Token” isn't asked any more.",
      (it) => (it.authentication.method = "none"),
    ],
    [
      "URL changed",
      "breaking",
      "Sends to another host: other.example.org instead of us.api.example.com and eu.api.example.com.",
      (it) => (it.endpoints.addUsers.url = "https://other.example.org/lists/$list_id/add"),
    ],
    ["URL changed", "notable", "Uses $sync_id now.", (it) => (it.endpoints.addUsers.url += "?sync=$sync_id")],
    ["Method POST → PUT", "notable", undefined, (it) => (it.endpoints.addUsers.method = "PUT")],
    [
      "Payload changed",
      "notable",
      "Uses $workspace now.",
      (it) => (it.endpoints.addUsers.payload = '{"ids": $items, "in": "$workspace"}'),
    ],
    [
      "Payload changed",
      "minor",
      "Only the layout of the text.",
      (it) => (it.endpoints.addUsers.payload = '{\n  "ids":   $items\n}'),
    ],
    [
      "Item template changed",
      "notable",
      "Uses $user.email now.",
      (it) => (it.endpoints.addUsers.itemTemplate = '{"id": "$user_id_field", "email": "${user.email}"}'),
    ],
    [
      "New header “X-Source”",
      "notable",
      undefined,
      (it) => it.endpoints.addUsers.headers.push({ id: "h2", name: "X-Source", value: "landfall" }),
    ],
    [
      "Value of header “X-Workspace” changed",
      "notable",
      "No longer uses $workspace.",
      (it) => (first(it.headers).value = "1"),
    ],
    [
      "200 and 202 count as success instead of any 2xx",
      "notable",
      undefined,
      (it) => (it.endpoints.addUsers.successCodes = [200, 202]),
    ],
    [
      "The list ID is read from another place",
      "notable",
      undefined,
      (it) => (it.endpoints.listCreation.listIdPath = "$.id"),
    ],
    [
      "The list ID is known without a call instead of read from the response",
      "notable",
      "No list is made any more.",
      (it) => (it.endpoints.listCreation.listIdFrom = "none"),
    ],
    [
      "401 counts as “Wrong credentials” instead of “API key”",
      "notable",
      undefined,
      (it) => (first(it.endpoints.addUsers.errors).failureReason = "Wrong credentials"),
    ],
    [
      "403 counts as “Rejected”",
      "notable",
      "The call counts as a success.",
      (it) =>
        it.endpoints.addUsers.errors.push(
          errorEntry.parse({ id: "e403", failureReason: "Rejected", status: "403", message: "", retry: "ignore" }),
        ),
    ],
    [
      "401 “API key” is tried again",
      "notable",
      "Before, it was treated as usual for its status.",
      (it) => (first(it.endpoints.addUsers.errors).retry = "retry"),
    ],
    [
      "401 means that the list is gone",
      "notable",
      "The list is made again.",
      (it) => (first(it.endpoints.addUsers.errors).meaning = "list_gone"),
    ],
    [
      "What customers read of 401 “API key” changed",
      "minor",
      undefined,
      (it) => (first(it.endpoints.addUsers.errors).message = "That token was refused."),
    ],
    [
      "What becomes of single users is read from the response",
      "notable",
      undefined,
      (it) => it.endpoints.addUsers.itemOutcomes.push(itemOutcome.parse({ id: "o", path: "failed" })),
    ],
    [
      "Cohort names are slugified",
      "notable",
      "Cohorts get another name at the partner.",
      (it) => (it.slugifyCohortName = true),
    ],
    [
      "A new call: DELETE https://api.example.com/lists/$list_id",
      "notable",
      undefined,
      (it) =>
        (it.endpoints.listDeletion = {
          ...structuredClone(it.endpoints.listCreation),
          method: "DELETE",
          url: "https://api.example.com/lists/$list_id",
        }),
    ],
    ["The options of “Region” are in another order", "minor", undefined, (it) => field(it, "region").options.reverse()],
    [
      "“Workspace” is asked only with basic authentication",
      "notable",
      undefined,
      (it) => (field(it, "workspace").credentialOf = "basic"),
    ],
    ["The cadences are in another order", "minor", undefined, (it) => it.delivery.cadences.reverse()],
    // Nobody calls this endpoint: both directions have one of their own.
    [
      "Batch size 10,000 → 7",
      "minor",
      "Not in use in either version.",
      (it) => (it.endpoints.updateUsers.batchSize = 7),
    ],
    [
      "Value of the authentication header changed",
      "minor",
      "Not in use in either version.",
      (it) => (it.authentication.header.value = "Token $x"),
    ],
  ])("%s (%s)", (title, kind, effect, edit) => {
    const change = changeOf((definition) => void edit(definition));
    expect(change?.title).toBe(title);
    expect({ kind: change?.kind, effect: change?.effect }).toEqual({ kind, effect });
  });

  test("a question that is required now is asked, and no longer being a secret too", () => {
    const required = changeOf(
      (it) => (field(it, "workspace").required = true),
      (it) => (field(it, "workspace").required = false),
    );
    expect(required).toMatchObject({ kind: "breaking", asks: { source: "field", fieldId: "workspace" } });
    const open = changeOf((it) => (field(it, "token").secret = false));
    expect(open).toMatchObject({ kind: "breaking", asks: { source: "field", fieldId: "token" } });
  });

  test("the path is of the version in which the part stands", () => {
    const removed = changeOf((it) => it.fields.splice(1, 1));
    expect(removed).toMatchObject({ version: "before", path: ["fields", 1] });
    const changed = changeOf((it) => (it.endpoints.addUsers.batchSize = 5));
    expect(changed).toMatchObject({
      version: "after",
      path: ["endpoints", "addUsers", "batchSize"],
      section: "Add users",
    });
  });

  test("a variable that is renamed everywhere is one small change each time, and nothing else", () => {
    const before = sampleDefinition();
    const found = changes(before, renameVariable(before, "workspace", "account"));
    expect(found.map(({ kind }) => kind)).toEqual(found.map(() => "minor"));
    expect(found.map(({ title }) => title)).toContain("The variable of “Workspace” is $account instead of $workspace");
    expect(found.map(({ effect }) => effect)).toContain("Only variables are called otherwise.");
  });

  test("another variable in a text isn't a rename, whatever else was renamed", () => {
    const before = asList(sampleDefinition());
    const after = asList(renameVariable(before, "workspace", "account"));
    first(after.headers).value = "$region";
    const header = changes(before, after).find(({ section }) => section === "Additional headers");
    expect(header).toMatchObject({ kind: "notable", effect: "Uses $region now. No longer uses $workspace." });
  });
});

describe("actions", () => {
  const changeOfEvents = (edit: (definition: EventDefinition) => void) => {
    const before = completeEventDestination();
    const after = structuredClone(before);
    edit(after);
    return changes(before, after);
  };

  test("say when they are called", () => {
    const [change] = changeOfEvents((it) => (first(it.actions).trigger = 'type = "track"'));
    expect(change).toMatchObject({ section: "Action Order completed", title: "Called for other events", isCode: true });
    expect(change?.effect).toMatch(/^Called when .*track.*\.$/);
  });

  test("say that an empty trigger is the end of them, and that a mistake is one", () => {
    const [emptied] = changeOfEvents((it) => (first(it.actions).trigger = ""));
    expect(emptied).toMatchObject({ kind: "breaking", title: "Never called any more" });
    const [mistaken] = changeOfEvents((it) => (first(it.actions).trigger = "type =="));
    expect(mistaken?.effect).toBe("Never called: the trigger has a mistake.");
  });

  test("that are new or gone", () => {
    const [removed] = changeOfEvents((it) => it.actions.pop());
    expect(removed).toMatchObject({ kind: "breaking", title: "Action “Order completed” removed" });
    const [added] = changeOfEvents((it) =>
      it.actions.push({ ...structuredClone(first(it.actions)), id: "two", name: "Two" }),
    );
    expect(added?.effect).toMatch(/on for every installation/);
  });

  test("computed values are one change each", () => {
    const found = changeOfEvents((it) => {
      const value = first(first(it.actions).computedValues);
      Object.assign(value, { mode: "once", otherwise: "null" });
    });
    expect(found.map(({ title }) => title)).toEqual([expect.stringMatching(/^Computes “\$.*” in another way$/)]);
    const [renamed] = changeOfEvents((it) => (first(first(it.actions).computedValues).variable = "lines"));
    expect(renamed?.title).toBe("Computed value “$order_lines” is called “$lines”");
  });
});

describe("parameters of the token request", () => {
  type Parameters = ListDefinition["authentication"]["oauth2"]["parameters"];
  const titlesOf = (edit: (parameters: Parameters) => void) => {
    const before = asList(unshared(sampleDefinition()));
    before.authentication.method = "oauth2";
    before.authentication.oauth2.parameters = [
      { id: "p1", name: "audience", value: "a" },
      { id: "p2", name: "realm", value: "b" },
    ];
    const after = structuredClone(before);
    edit(after.authentication.oauth2.parameters);
    return changes(before, after).map(({ title }) => title);
  };

  test.each<[string, (parameters: Parameters) => void]>([
    ["New parameter “scope” of the token request", (it) => it.push({ id: "p3", name: "scope", value: "c" })],
    ["Parameter “realm” is no longer sent with the token request", (it) => it.pop()],
    ["Parameter “audience” of the token request is called “aud”", (it) => (first(it).name = "aud")],
    ["Value of a parameter of the token request changed", (it) => (first(it).value = "c")],
    ["The parameters of the token request are in another order", (it) => it.reverse()],
  ])("%s", (title, edit) => {
    expect(titlesOf((parameters) => void edit(parameters))).toEqual([title]);
  });
});

test("the texts of the listing are changes too", () => {
  const definition = sampleDefinition();
  const named = { ...connectionInfo, displayName: "Port", summary: "", logoId: "00000000-0000-4000-8000-000000000001" };
  const found = diffVersions({ definition, connectionInfo }, { definition, connectionInfo: named });
  expect(found.map(({ kind, section, title }) => [kind, section, title])).toEqual([
    ["notable", "Connection info", "Called “Port” instead of “Harbour”"],
    ["minor", "Connection info", "Summary removed"],
    ["minor", "Connection info", "Logo added"],
  ]);
});

describe("any two versions", () => {
  const anyInfo: fc.Arbitrary<ConnectionTexts> = fc.record({
    displayName: anyText,
    category: anyText,
    summary: anyText,
    fullDescription: anyText,
    documentation: anyText,
    support: anyText,
    versionLabel: anyText,
    logoId: fc.option(fc.uuid()),
  });
  /** One document and another that has most of it: two by chance have nothing in common. */
  const anyVersions = fc
    .tuple(fc.oneof(anyTwoDefinitions, fc.tuple(anyDefinition, anyDefinition)), anyInfo, anyInfo, fc.func(fc.boolean()))
    .map(([[one, other], info, otherInfo, takes]): [VersionContent, VersionContent] => [
      { definition: one, connectionInfo: info },
      {
        definition: one.kind === other.kind ? mixed(one, other, takes, "") : other,
        connectionInfo: takes("info") ? info : otherInfo,
      },
    ]);

  test("differ in the list if and only if they differ", () => {
    fc.assert(
      fc.property(anyVersions, ([before, after]) => {
        expect(diffVersions(before, structuredClone(before))).toEqual([]);
        expect(diffVersions(before, after).length === 0).toBe(isSameJson(before, after));
      }),
    );
  });

  test("have each difference under the path of a change, each change under an ID of its own", () => {
    fc.assert(
      fc.property(anyVersions, ([before, after]) => {
        const found = diffVersions(before, after);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        const places = found.map(({ id }): Steps => JSON.parse(id.replace(/ order$/, "")));
        const [old, now] = [before, after].map((each) => ({ ...each.definition, connectionInfo: each.connectionInfo }));
        for (const { steps } of differences([], old, now)) {
          expect(places.some((place) => place.every((step, index) => step === steps[index]))).toBe(true);
        }
        for (const { path, version } of found) {
          const document: unknown = version === "before" ? old : now;
          expect(path.reduce<unknown>(memberAt, document)).not.toBe(undefined);
        }
      }),
    );
  });

  test("of one kind have no change that is named by its place alone", () => {
    fc.assert(
      fc.property(anyVersions, ([before, after]) => {
        fc.pre(before.definition.kind === after.definition.kind);
        const bare = diffVersions(before, after).filter(({ title }) =>
          / › .*( changed| added| removed|: another order)$/.test(title),
        );
        expect(bare.map(({ id, title }) => `${id} ${title}`)).toEqual([]);
      }),
    );
  });

  test("have the weightiest first, and words for all of them", () => {
    fc.assert(
      fc.property(anyVersions, ([before, after]) => {
        const found = diffVersions(before, after);
        const weights = found.map(({ kind }) => changeKinds.indexOf(kind));
        expect(weights).toEqual([...weights].sort());
        for (const { title, section } of found) {
          expect(title.trim()).not.toBe("");
          expect(section.trim()).not.toBe("");
          expect(`${title} ${section}`).not.toMatch(/undefined|\[object/);
        }
      }),
    );
  });
});

/** A document with some members of one and some of another, of the same shape. */
function mixed<Value>(one: Value, other: Value, takes: (place: string) => boolean, place: string): Value {
  if (place !== "" && place !== "/endpoints" && takes(place)) return one;
  if (!isMembers(one) || !isMembers(other) || place.split("/").length > 2) return other;
  const members = Object.keys(one).map((key) => [key, mixed(one[key], other[key], takes, `${place}/${key}`)]);
  return { ...one, ...Object.fromEntries(members) };
}
