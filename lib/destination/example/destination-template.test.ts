import { describe, expect, test } from "vitest";
import { destinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import { buildRequest } from "@/lib/destination/request";
import { check } from "@/lib/destination/rulebook";
import { sampleValues } from "@/lib/testing/definitions";
import { destinationTemplates, findTemplate, outlineOf } from "./destination-template";
import { sandboxDestination } from "./sandbox-destination";

const connectionInfo = {
  displayName: "Example",
  summary: "Sends cohorts to Example.",
  fullDescription: "Example keeps lists of users.",
  hasLogo: true,
  hasCategory: true,
};

describe.each([
  ...destinationTemplates.map(({ name, build }) => [name, build] as const),
  ["the sandbox example", () => sandboxDestination("https://sandbox.example.com", "acme")] as const,
])("%s", (_name, build) => {
  test("has the shape of a definition", () => {
    expect(destinationDefinition.safeParse(build()).error).toBeUndefined();
  });

  test("has nothing to fix but that nobody has tested it", () => {
    const findings = check(build(), { connectionInfo, tested: {} });
    const open = findings.filter(({ message }) => !/tested/i.test(message));
    expect(open.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
    expect(findings.length).toBe(endpointsOf(build()).length);
  });

  test("has ids of its own each time, so that two copies never share a part", () => {
    const ids = (definition: ReturnType<typeof build>) => definition.mappings.map(({ id }) => id);
    expect(ids(build())).not.toEqual(ids(build()));
  });

  test("says what it contains", () => {
    const { questions, calls, authentication } = outlineOf(build());
    expect(authentication).not.toBe("");
    expect(questions.length).toBeGreaterThan(1);
    expect(calls.map(({ name }) => name)).toEqual(expect.arrayContaining(["Add users", "Remove users"]));
  });
});

test("every id leads to its template, and nothing else does", () => {
  for (const template of destinationTemplates) expect(findTemplate(template.id)).toBe(template);
  expect(findTemplate("nothing")).toBeUndefined();
});

test.each(destinationTemplates.map((template) => [template.name, template] as const))(
  "%s makes requests from usual answers",
  (_name, { build }) => {
    const definition = build();
    const settings = Object.fromEntries(
      definition.fields.map(({ variable, defaultValue }) => [variable, defaultValue || "an-answer"]),
    );
    const mappings = Object.fromEntries(definition.mappings.map((each) => [each.variable, each.defaultProperty]));
    for (const { key } of endpointsOf(definition)) {
      const result = buildRequest(definition, key, sampleValues({ settings, mappings }));
      expect(result.ok ? result.request.url : result.problems).toMatch(/^https:\/\/api\.[a-z.]+\//);
    }
  },
);
