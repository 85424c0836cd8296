import { expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { sandboxEventDestination } from "./example/sandbox-event-destination";
import { sentData } from "./sent-data";

test("hosts of every call, what is mapped, and what is sent besides", () => {
  const definition = structuredClone(sampleDefinition());
  if (definition.kind !== "list") throw new Error("The sample is a list destination.");
  definition.endpoints.listCreation.payload = '{"name": "$amplitude_cohort_name"}';
  const { hosts, mapped, besides, hasEvents } = sentData(definition);
  expect(hosts).toContain("eu.api.example.com");
  expect(mapped).toContainEqual({ target: "User ID", format: "any", isRequired: true });
  expect(besides).toContain("the cohort's name");
  expect(hasEvents).toBe(false);
});

test("what no template uses is not said to be sent", () => {
  const definition = structuredClone(sampleDefinition());
  if (definition.kind !== "list") throw new Error("The sample is a list destination.");
  const [mapping] = definition.mappings;
  if (!mapping) throw new Error("The sample has a mapping.");
  definition.mappings.push({ ...mapping, id: "unused", variable: "unused_mapping", targetName: "Unused" });
  definition.endpoints.listCreation.payload = '{"kind": "static"}';
  definition.endpoints.listCreation.url = "https://api.example.com/lists";
  const { mapped, besides } = sentData(definition);
  expect(mapped.map(({ target }) => target)).not.toContain("Unused");
  expect(besides).not.toContain("the project's name");
});

test("an event destination sends events", () => {
  expect(sentData(sandboxEventDestination("http://127.0.0.1:4010", "workspace"))).toMatchObject({
    hosts: ["127.0.0.1"],
    hasEvents: true,
  });
});
