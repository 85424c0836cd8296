import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDefinition, anyText, anyTwoDefinitions } from "@/lib/testing/any-definition";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { customField, type DestinationDefinition, type ListDefinition, mappingField } from "./definition";
import { actionsOf } from "./endpoints";
import { completeEventDestination } from "./example/complete-destination";
import { byVariable, type InstallationAnswers } from "./installation-answers";
import { isSecretField } from "./mask-secrets";
import { openQuestions } from "./open-questions";
import { renameVariable } from "./rename-variable";
import { validateSettings } from "./settings";
import { planUpgrade } from "./upgrade-plan";

const answers: InstallationAnswers = {
  settings: { region: "https://eu.api.example.com", workspace: "acme" },
  mappings: { m1: "user_id" },
  actions: {},
};

function upgraded(edit: (definition: ListDefinition) => void) {
  const from = asList(sampleDefinition());
  const to = structuredClone(from);
  edit(to);
  return planUpgrade(from, to, answers, ["token"]);
}

const field = (definition: ListDefinition, id: string) => {
  const found = definition.fields.find((each) => each.id === id);
  if (!found) throw new Error(`The sample has no field ${id}.`);
  return found;
};

describe("an installation that goes over", () => {
  test("to the same version is asked nothing and keeps everything", () => {
    expect(upgraded(() => {})).toEqual({
      carried: answers,
      carriedSecretIds: ["token"],
      toSeal: {},
      asked: [],
      offered: [],
      dropped: [],
    });
  });

  test("keeps its answers when variables are renamed", () => {
    const from = sampleDefinition();
    const to = renameVariable(renameVariable(from, "workspace", "account"), "user_id_field", "person");
    const plan = planUpgrade(from, to, answers, ["token"]);
    expect(plan).toMatchObject({ carried: answers, carriedSecretIds: ["token"], asked: [], dropped: [] });
    expect(byVariable(to, plan.carried)).toMatchObject({
      settings: { account: "acme" },
      mappings: { person: "user_id" },
    });
  });

  test("is asked for a new required answer, and offered a new optional one", () => {
    const plan = upgraded((it) => {
      it.fields.push(customField.parse({ id: "a", type: "string", variable: "folder", displayName: "Folder" }));
      it.fields.push(
        customField.parse({ id: "b", type: "string", variable: "note", displayName: "Note", required: false }),
      );
      it.mappings.push(
        mappingField.parse({ id: "c", type: "string", variable: "mail", displayName: "E-mail", targetName: "" }),
      );
    });
    expect(plan.asked.map(({ id, source, reason }) => [source, id, reason])).toEqual([
      ["field", "a", "new"],
      ["mapping", "c", "new"],
    ]);
    expect(plan.offered).toEqual([{ source: "field", id: "b", variable: "note", label: "Note" }]);
    expect(plan.asked[0]?.message).toBe("Folder is new in this version, and it needs an answer.");
  });

  test("isn't asked for a new required answer that has a default", () => {
    const plan = upgraded((it) => {
      it.fields.push(
        customField.parse({ id: "a", type: "string", variable: "folder", displayName: "Folder", defaultValue: "main" }),
      );
    });
    expect(plan.asked).toEqual([]);
    expect(plan.offered.map(({ id }) => id)).toEqual(["a"]);
  });

  test("has an answer that became a secret sealed, and keeps it nowhere else", () => {
    const plan = upgraded((it) => (field(it, "workspace").secret = true));
    expect(plan).toMatchObject({ toSeal: { workspace: "acme" }, asked: [], carriedSecretIds: ["token"] });
    expect(JSON.stringify(plan.carried)).not.toContain("acme");
  });

  test("is asked again for a secret that is none any more, or of which the form is stricter", () => {
    const open = upgraded((it) => (field(it, "token").secret = false));
    expect(open).toMatchObject({ carriedSecretIds: [], asked: [{ id: "token", reason: "type_changed" }] });
    const stricter = upgraded((it) => (field(it, "token").pattern = "^sk_"));
    expect(stricter).toMatchObject({ carriedSecretIds: [], asked: [{ id: "token", reason: "no_longer_fits" }] });
    const looser = upgraded((it) => (field(it, "token").maxLength = null));
    expect(looser).toMatchObject({ carriedSecretIds: ["token"], asked: [] });
  });

  test("follows an option to its new value, and is asked again when the option is gone", () => {
    const moved = upgraded((it) => {
      const option = field(it, "region").options[1];
      if (option) option.value = "https://eu2.api.example.com";
    });
    expect(moved).toMatchObject({ carried: { settings: { region: "https://eu2.api.example.com" } }, asked: [] });
    const gone = upgraded((it) => field(it, "region").options.pop());
    expect(gone.asked).toMatchObject([{ id: "region", reason: "no_longer_fits" }]);
    expect(gone.carried.settings).not.toHaveProperty("region");
  });

  test("keeps the default that it was left to, whatever the new one is", () => {
    const from = asList(sampleDefinition());
    const to = structuredClone(from);
    field(to, "region").defaultValue = "https://eu.api.example.com";
    const plan = planUpgrade(from, to, { ...answers, settings: { workspace: "acme" } }, ["token"]);
    expect(plan.carried.settings).toEqual({ workspace: "acme", region: "https://us.api.example.com" });
  });

  test("is told what falls away", () => {
    const plan = upgraded((it) => (it.fields = it.fields.filter(({ id }) => id !== "workspace")));
    expect(plan.dropped).toMatchObject([{ source: "field", id: "workspace", label: "Workspace" }]);
    expect(plan.carried.settings).toEqual({ region: "https://eu.api.example.com" });
  });

  test("keeps its actions as they were switched, also by default", () => {
    const from = completeEventDestination();
    const to = structuredClone(from);
    for (const action of to.actions) action.enabledByDefault = !action.enabledByDefault;
    const [id = ""] = actionsOf(from).map((action) => action.id);
    const isEnabled = from.actions[0]?.enabledByDefault;
    const untouched = planUpgrade(from, to, { settings: {}, mappings: {}, actions: {} }, ["token"]);
    expect(untouched.carried.actions).toEqual({ [id]: { isEnabled, narrowing: "" } });
    const narrowed = { [id]: { isEnabled: true, narrowing: "properties.total > 5" } };
    const kept = planUpgrade(from, to, { settings: {}, mappings: {}, actions: narrowed }, ["token"]);
    expect(kept.carried.actions).toEqual(narrowed);
  });
});

// ------------------------------------------------------------------ any installation of any version

const anyVersions = fc.oneof(
  anyTwoDefinitions,
  fc.tuple(anyDefinition, anyDefinition),
  anyDefinition.map((one): [DestinationDefinition, DestinationDefinition] => [one, one]),
);

/** Answers as customers may have given them: to any question, fitting or not, and to some that were never asked. */
function anyAnswers({ fields, mappings, ...definition }: DestinationDefinition): fc.Arbitrary<InstallationAnswers> {
  const open = fields.filter((each) => !isSecretField(each));
  const choices = [...fields, ...mappings].flatMap(({ options }) => options.map(({ value }) => value));
  const text = choices.length === 0 ? anyText : fc.oneof(anyText, fc.constantFrom(...choices));
  const some = <Value>(ids: readonly string[], value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
    fc
      .uniqueArray(ids.length === 0 ? fc.constant("none") : fc.constantFrom(...ids, "none"))
      .chain((chosen) => fc.tuple(...chosen.map((id) => fc.tuple(fc.constant(id), value))))
      .map((entries) => Object.fromEntries(entries));
  const actions = definition.kind === "event" ? definition.actions.map(({ id }) => id) : [];
  return fc.record({
    settings: some(
      [...open, ...mappings].map(({ id }) => id),
      text,
    ),
    mappings: some(
      mappings.map(({ id }) => id),
      fc.oneof(fc.constantFrom("email", "userId", ""), anyText),
    ),
    actions: some(actions, fc.record({ isEnabled: fc.boolean(), narrowing: fc.constantFrom("", "a = 1", "a =") })),
  });
}

const anyInstallation = anyVersions.chain(([from, to]) =>
  fc.record({
    from: fc.constant(from),
    to: fc.constant(to),
    answers: anyAnswers(from),
    secretIds: fc.subarray(from.fields.filter(isSecretField).map(({ id }) => id)),
  }),
);

describe("any installation", () => {
  const unseen = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, "unseen"]));

  test("carries answers that are valid in the new version, but for what is asked", () => {
    fc.assert(
      fc.property(anyInstallation, ({ from, to, answers, secretIds }) => {
        const plan = planUpgrade(from, to, answers, secretIds);
        const sealed = { ...unseen(plan.carriedSecretIds), ...plan.toSeal };
        const { settings, mappings } = byVariable(to, plan.carried, sealed);
        const asked = new Set(plan.asked.map(({ source, variable }) => `${source} ${variable}`));
        const carried = new Set(
          to.fields.filter(({ id }) => plan.carriedSecretIds.includes(id)).map(({ variable }) => variable),
        );
        for (const { source, variable } of validateSettings(to, settings, mappings, { asked: "installation" })) {
          // The stand-in for a secret that nobody sees is judged by nobody.
          if (source === "field" && carried.has(variable)) continue;
          expect(asked).toContain(`${source} ${variable}`);
        }
      }),
    );
  });

  test("is asked nothing twice, and only what the new version asks for", () => {
    fc.assert(
      fc.property(anyInstallation, ({ from, to, answers, secretIds }) => {
        const plan = planUpgrade(from, to, answers, secretIds);
        const keys = [...plan.asked, ...plan.offered].map(({ source, id }) => `${source} ${id}`);
        expect(new Set(keys).size).toBe(keys.length);
        const parts = { field: to.fields, mapping: to.mappings, action: actionsOf(to) };
        for (const { source, id } of plan.asked) expect(parts[source].map((part) => part.id)).toContain(id);
        // The answers so far among the carried ones, as a form asks again while somebody types.
        expect(openQuestions(from, to, plan).length).toBeLessThanOrEqual(plan.asked.length);
      }),
    );
  });

  test("keeps secrets out of its answers", () => {
    fc.assert(
      fc.property(anyInstallation, ({ from, to, answers, secretIds }) => {
        const plan = planUpgrade(from, to, answers, secretIds);
        const secret = new Set(to.fields.filter(isSecretField).map(({ id }) => id));
        const mapped = new Set(to.mappings.map(({ id }) => id));
        for (const id of Object.keys(plan.carried.settings)) expect(secret.has(id) && !mapped.has(id)).toBe(false);
        for (const id of [...Object.keys(plan.toSeal), ...plan.carriedSecretIds]) expect(secret).toContain(id);
        for (const id of plan.carriedSecretIds) expect(secretIds).toContain(id);
      }),
    );
  });

  test("loses nothing by going over to its own version", () => {
    fc.assert(
      fc.property(
        anyDefinition.chain((of) => fc.tuple(fc.constant(of), anyAnswers(of))),
        ([definition, given]) => {
          const secretIds = definition.fields.filter(isSecretField).map(({ id }) => id);
          const plan = planUpgrade(definition, definition, given, secretIds);
          expect(plan.dropped).toEqual([]);
          expect(plan.offered).toEqual([]);
          // Only what was wrong before is asked.
          const { settings, mappings } = byVariable(definition, given, unseen(secretIds));
          const wrong = validateSettings(definition, settings, mappings, { asked: "installation" });
          const places = new Set(wrong.map(({ source, variable }) => `${source} ${variable}`));
          for (const { source, variable } of plan.asked) {
            if (source !== "action") expect(places).toContain(`${source} ${variable}`);
          }
          for (const [id, property] of Object.entries(plan.carried.mappings)) expect(given.mappings[id]).toBe(property);
          for (const [id, answer] of Object.entries(plan.carried.settings)) expect(given.settings[id]).toBe(answer);
        },
      ),
    );
  });
});
