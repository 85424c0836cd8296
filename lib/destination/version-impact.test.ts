import { describe, expect, test } from "vitest";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { customField, type ListDefinition, mappingField } from "./definition";
import { DryRenderer } from "./dry-render";
import { completeEventDestination, completePropertyDestination } from "./example/complete-destination";
import { byVariable, type InstallationAnswers } from "./installation-answers";
import { ImpactCounter, type ImpactSubject } from "./version-impact";

const answers: InstallationAnswers = {
  settings: { region: "https://eu.api.example.com", workspace: "acme-confidential" },
  mappings: {},
  actions: {},
};

const installed = (overrides: Partial<ImpactSubject> = {}): ImpactSubject => ({
  from: sampleDefinition(),
  answers,
  secretFieldIds: ["token"],
  properties: new Set(["user_id", "email"]),
  ...overrides,
});

function impactOf(edit: (definition: ListDefinition) => void, ...subjects: ImpactSubject[]) {
  const to = asList(JSON.parse(JSON.stringify(sampleDefinition())));
  edit(to);
  const counter = new ImpactCounter(to);
  for (const subject of subjects) counter.add(subject);
  return counter.result();
}

const folder = (parts: Partial<ListDefinition["fields"][number]> = {}) =>
  customField.parse({ id: "folder", type: "string", variable: "folder", displayName: "Folder", ...parts });

describe("the impact of a version", () => {
  test("is none where nothing changed for those who installed it", () => {
    const impact = impactOf((it) => (it.endpoints.addUsers.batchSize = 1), installed(), installed());
    expect(impact).toEqual({
      ...{ installations: 2, unaffected: 2, needAnswers: 0, broken: 0, isPartial: false, depends: 0 },
      countsAnswers: true,
      ...{ asked: [], dropped: [], breaks: [] },
    });
  });

  test("counts who has no value for a new required field, and doesn't call that a failing call too", () => {
    const impact = impactOf(
      (it) => {
        it.fields.push(folder());
        it.endpoints.addUsers.url = "$region/$folder/lists/$list_id/add";
      },
      installed(),
      installed(),
    );
    expect(impact).toMatchObject({ unaffected: 0, needAnswers: 2, broken: 0, breaks: [] });
    expect(impact.asked).toEqual([{ source: "field", id: "folder", label: "Folder", reason: "new", count: 2 }]);
  });

  test("counts only those who chose what is gone", () => {
    const other = installed({
      answers: { ...answers, settings: { ...answers.settings, region: "https://us.api.example.com" } },
    });
    const impact = impactOf((it) => it.fields[1]?.options.pop(), installed(), other, installed());
    expect(impact).toMatchObject({
      unaffected: 1,
      needAnswers: 2,
      asked: [{ id: "region", reason: "no_longer_fits", count: 2 }],
    });
  });

  test("finds calls that could no longer be made, without a word of anybody's answers", () => {
    const from = asList(sampleDefinition());
    const optional = { ...from, fields: [...from.fields, folder({ required: false })] };
    const impact = impactOf(
      (it) => {
        it.fields.push(folder({ required: false }));
        it.endpoints.addUsers.url = "$region/$folder/$workspace/$list_id/add";
      },
      installed({ from: optional }),
      installed({
        from: optional,
        answers: { ...answers, settings: { ...answers.settings, folder: "in-confidence" } },
      }),
    );
    expect(impact).toMatchObject({ installations: 2, unaffected: 1, broken: 1, needAnswers: 0 });
    expect(impact.breaks).toEqual([
      { reason: "Add users › URL can't be made: $folder has no value that fits there.", count: 1 },
    ]);
    expect(JSON.stringify(impact)).not.toContain("confiden");
  });

  test("doesn't blame a version for what is broken already", () => {
    const from = asList(JSON.parse(JSON.stringify(sampleDefinition())));
    from.endpoints.addUsers.url = "$region/$nobody/add";
    const impact = impactOf((it) => (it.endpoints.addUsers.url = "$region/$nobody/lists/add"), installed({ from }));
    expect(impact).toMatchObject({ unaffected: 1, broken: 0 });
  });

  test("finds a default that takes a user property the project hasn't", () => {
    const phone = mappingField.parse({
      ...{
        id: "m2",
        type: "string",
        variable: "phone",
        displayName: "Phone",
        targetName: "",
        defaultProperty: "phone",
      },
    });
    const impact = impactOf(
      (it) => it.mappings.push(phone),
      installed(),
      installed({ properties: new Set(["user_id", "phone"]) }),
    );
    expect(impact).toMatchObject({ unaffected: 1, broken: 1 });
    expect(impact.breaks[0]?.reason).toBe(
      "Phone takes the user property “phone” by default, which the project doesn't have.",
    );
  });

  test("counts the answers that fall away", () => {
    const impact = impactOf((it) => {
      it.fields = it.fields.filter(({ id }) => id !== "workspace");
      it.headers = [];
    }, installed());
    expect(impact).toMatchObject({ unaffected: 1, dropped: [{ source: "field", id: "workspace", count: 1 }] });
  });
});

describe("a dry rendering", () => {
  test.each([sampleDefinition(), completePropertyDestination(), completeEventDestination()])(
    "of a complete destination finds nothing: %#",
    (definition) => {
      const setup = byVariable(definition, answers, { token: "unseen" });
      expect(new DryRenderer(definition).problems(setup)).toEqual([]);
    },
  );

  test("gives users every property that templates read", () => {
    const definition = asList(sampleDefinition());
    definition.endpoints.addUsers.itemTemplate = '{"id": "$user_id_field", "plan": "${user.plan}"}';
    const setup = byVariable(definition, answers, { token: "unseen" });
    expect(new DryRenderer(definition).problems(setup)).toEqual([]);
  });

  test("has a stand-in of its form for a secret host", () => {
    const definition = asList(JSON.parse(JSON.stringify(sampleDefinition())));
    definition.fields.push(
      customField.parse({
        id: "host",
        type: "string",
        variable: "host",
        displayName: "Host",
        secret: true,
        hostPatterns: ["*.example.com"],
      }),
    );
    definition.endpoints.addUsers.url = "https://$host/lists/$list_id/add";
    const setup = byVariable(definition, answers, { token: "unseen", host: "unseen" });
    expect(new DryRenderer(definition).problems(setup)).toEqual([]);
  });
});
