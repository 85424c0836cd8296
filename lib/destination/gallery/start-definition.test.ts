import { describe, expect, test } from "vitest";
import { blankDefinition } from "@/lib/destination/blank-definition";
import { destinationDefinition, destinationKinds } from "@/lib/destination/definition";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { gallery } from "./gallery";
import { startDefinition } from "./start-definition";

const sandbox = { url: "https://sandbox.example.com", workspace: "acme" };

describe.each([...destinationKinds])("a draft of kind %s", (kind) => {
  test("begins empty, or with a complete example of its kind", () => {
    expect(startDefinition(kind, "blank", undefined)).toEqual(blankDefinition(kind));
    const example = startDefinition(kind, "example", sandbox);
    expect(example?.kind).toBe(kind);
    expect(destinationDefinition.safeParse(example).error).toBeUndefined();
  });

  test("has no example where no sandbox runs, and no template that nobody has written", () => {
    expect(startDefinition(kind, "example", undefined)).toBeUndefined();
    expect(startDefinition(kind, "no_such_template", sandbox)).toBeUndefined();
  });

  test("begins with the templates of its kind and with no other", () => {
    const templates = [...destinationTemplates, ...gallery];
    expect(templates.some(({ id }) => startDefinition(kind, id, sandbox) !== undefined)).toBe(true);
    for (const { id, build } of templates) {
      expect(startDefinition(kind, id, sandbox)?.kind).toBe(build().kind === kind ? kind : undefined);
    }
  });
});

test("no two templates have one ID", () => {
  const ids = ["blank", "example", ...destinationTemplates.map(({ id }) => id), ...gallery.map(({ id }) => id)];
  expect(new Set(ids).size).toBe(ids.length);
});
