import { describe, expect, test } from "vitest";
import { z } from "zod";
import { destinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import { manifestText, parseManifest } from "@/lib/destination/manifest/manifest-text";
import { check } from "@/lib/destination/rulebook";
import { validateSettings } from "@/lib/destination/settings";
import { findGalleryEntry, gallery } from "./gallery";

test("every ID and every name is there once, and leads to its entry", () => {
  expect(new Set(gallery.map(({ id }) => id)).size).toBe(gallery.length);
  expect(new Set(gallery.map(({ name }) => name)).size).toBe(gallery.length);
  for (const entry of gallery) expect(findGalleryEntry(entry.id)).toBe(entry);
  expect(findGalleryEntry("nothing")).toBeUndefined();
});

describe.each(gallery.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  const connectionInfo = {
    displayName: entry.name,
    summary: entry.summary,
    fullDescription: entry.description,
    hasLogo: true,
    hasCategory: true,
  };

  test("has the shape of a definition, of the kind it says", () => {
    expect(destinationDefinition.safeParse(entry.build()).error).toBeUndefined();
    expect(entry.build().kind).toBe(entry.kind);
  });

  test("has nothing to fix but that nobody has tested it", () => {
    const findings = check(entry.build(), { connectionInfo, tested: {} });
    const open = findings.filter(({ rule, message }) => !/tested/i.test(message) && !isJustified(entry.id, rule));
    expect(open.map(({ rule, place, message }) => `${rule} ${place}: ${message}`)).toEqual([]);
  });

  test("says what it is in the words that connection info takes", () => {
    expect(entry.summary.length).toBeLessThanOrEqual(160);
    expect(entry.description.length).toBeGreaterThan(entry.summary.length);
    expect(z.url({ protocol: /^https$/ }).safeParse(entry.documentationUrl).success).toBe(true);
    expect(entry.limits.length).toBeGreaterThan(0);
  });

  test("asks for everything in words, and its own defaults can be saved", () => {
    const { fields, mappings, ...definition } = entry.build();
    for (const { displayName, helpText, secret, type } of fields) {
      expect(displayName).not.toBe("");
      expect(helpText, displayName).not.toBe("");
      if (secret) expect(type).toBe("string");
    }
    const answers = Object.fromEntries(fields.map(({ variable, defaultValue }) => [variable, defaultValue]));
    const properties = Object.fromEntries(mappings.map((each) => [each.variable, each.defaultProperty]));
    const unanswered = fields.filter(({ required, defaultValue }) => required && defaultValue === "");
    const problems = validateSettings({ ...definition, fields, mappings }, answers, properties);
    expect(problems.map(({ variable }) => variable).sort()).toEqual(unanswered.map(({ variable }) => variable).sort());
  });

  test("tells in words what a wrong key, a limit, a failure and no answer mean, at every call", () => {
    for (const { name, endpoint } of endpointsOf(entry.build())) {
      const statuses = endpoint.errors.map(({ status }) => status);
      expect(statuses, name).toEqual(expect.arrayContaining(["429", "5xx", "timeout"]));
      expect(
        statuses.some((status) => status === "401" || status === "403"),
        name,
      ).toBe(true);
      for (const { message } of endpoint.errors) expect(message, name).toMatch(/\.$/);
    }
  });

  test.each(["json", "yaml"] as const)("is the same after it was a file: %s", (format) => {
    const definition = entry.build();
    const read = parseManifest(
      manifestText({ definition, name: entry.name }, format, "https://example.com/schema.json"),
    );
    expect(read).toMatchObject({ ok: true, definition });
  });

  test("has ids of its own each time, so that two copies never share a part", () => {
    const ids = (build: typeof entry.build) => [...build().fields, ...build().mappings].map(({ id }) => id);
    const [first, second] = [ids(entry.build), ids(entry.build)];
    expect(first.filter((id) => second.includes(id) && !/^option_/.test(id))).toEqual([]);
  });
});

/** Warnings that a partner's API makes unavoidable, each with its reason. */
const justified: readonly { id: string; rule: string; reason: string }[] = [
  {
    id: "cordial_actions",
    rule: "LF112",
    reason: "Cordial's removal from a list has no usual trigger: each company has events of its own for it.",
  },
];

function isJustified(id: string, rule: string): boolean {
  return justified.some((each) => each.id === id && each.rule === rule);
}
