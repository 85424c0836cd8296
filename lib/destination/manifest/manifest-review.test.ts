import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankDefinition, blankHeader } from "@/lib/destination/blank-definition";
import { type DestinationDefinition, destinationDefinition, type ListDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { renameVariable } from "@/lib/destination/rename-variable";
import { anyTwoDefinitions } from "@/lib/testing/any-definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import { fromManifest, toManifest } from "./manifest";
import { applyReview, isSameContent, type ManifestReview, reviewManifest } from "./manifest-review";
import { manifestToYaml, parseManifest } from "./manifest-text";

const now: ListDefinition = {
  ...sampleDefinition(),
  headers: ["h1", "h2", "h3"].map((id) => ({ id, name: `X-${id}`, value: id })),
};

function reviewOf(draft: DestinationDefinition, file: DestinationDefinition): ManifestReview {
  const review = reviewManifest(draft, file);
  if (!review.ok) throw new Error(review.message);
  return review;
}

function take(draft: DestinationDefinition, review: ManifestReview, which: (index: number) => boolean) {
  const taken = review.entries.filter((_, index) => which(index)).map(({ id }) => id);
  return applyReview(draft, review, new Set(taken));
}

/** The same with other ids for all of its parts, as in a file written by hand. */
function withoutIds(definition: DestinationDefinition): DestinationDefinition {
  const text = JSON.stringify(toManifest({ definition }), (key, value: unknown) => (key === "id" ? undefined : value));
  const parsed = parseManifest(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

describe("any draft and any file of its kind", () => {
  test("with everything taken it is the file's definition, its parts with the ids they had in the draft", () => {
    fc.assert(
      fc.property(anyTwoDefinitions, ([draft, file]) => {
        const review = reviewOf(draft, file);
        const joined = take(draft, review, () => true);
        expect(joined).toEqual(review.file);
        expect(isSameContent(joined, file)).toBe(true);
        expect(reviewOf(joined, file).entries).toEqual([]);
      }),
    );
  });

  test("with nothing taken it is the very document it was", () => {
    fc.assert(
      fc.property(anyTwoDefinitions, ([draft, file]) => {
        expect(take(draft, reviewOf(draft, file), () => false)).toBe(draft);
      }),
    );
  });

  test("with any of it taken it is well-formed, and exactly the rest still differs", () => {
    fc.assert(
      fc.property(anyTwoDefinitions, fc.array(fc.boolean(), { minLength: 1 }), ([draft, file], choice) => {
        const review = reviewOf(draft, file);
        const joined = take(draft, review, (index) => choice[index % choice.length] === true);
        expect(destinationDefinition.safeParse(joined).success).toBe(true);
        const left = applyReview(joined, review, new Set(reviewOf(joined, review.file).entries.map(({ id }) => id)));
        expect(left).toEqual(review.file);
      }),
    );
  });

  test("each difference has an id of its own, a name and words", () => {
    fc.assert(
      fc.property(anyTwoDefinitions, ([draft, file]) => {
        const { entries } = reviewOf(draft, file);
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
        for (const { label, group, kind, now, file } of entries) {
          expect(label).not.toBe("");
          expect(group).not.toBe("");
          expect([now, file].filter((text) => text === undefined).length).toBe(
            kind === "changed" || kind === "moved" || now === "None" || file === "None" ? 0 : 1,
          );
        }
      }),
    );
  });
});

test("what was written out and read in again has no difference, in either way of writing", () => {
  for (const definition of [now, blankDefinition("property"), blankDefinition("event")]) {
    const manifest = toManifest({ definition });
    const parsed = parseManifest(manifestToYaml(manifest));
    expect(parsed.ok && reviewOf(definition, parsed.definition).entries).toEqual([]);
    expect(reviewOf(definition, fromManifest(manifest).definition).entries).toEqual([]);
  }
});

describe("a file whose parts have other ids", () => {
  test("has no difference for that alone", () => {
    const file = withoutIds(now);
    expect(file).not.toEqual(now);
    expect(reviewOf(now, file).entries).toEqual([]);
  });

  test("differs where the part of the same name differs", () => {
    const edited = setAtPath(now, ["fields", 1, "helpText"], "Ask support.");
    const review = reviewOf(now, withoutIds(edited));
    expect(review.entries).toMatchObject([{ kind: "changed", now: expect.anything(), file: "Ask support." }]);
    expect(take(now, review, () => true)).toEqual(edited);
  });
});

describe("the differences", () => {
  test("are grouped by the part of the configuration", () => {
    const file = [
      { path: ["endpoints", "addUsers", "url"], value: "https://api.example.com/v2" },
      { path: ["endpoints", "removeUsers", "batchSize"], value: 7 },
      { path: ["slugifyCohortName"], value: true },
    ].reduce((document, { path, value }) => setAtPath(document, path, value), now);
    expect(reviewOf(now, file).entries.map(({ group, label }) => [group, label])).toEqual([
      ["Slugify cohort name", "Slugify cohort name"],
      ["Add users", "Add users › URL"],
      ["Remove users", "Remove users › Batch size"],
    ]);
  });

  test("say what is only on one side, and that a list has another order", () => {
    const [one, two, three] = now.headers;
    const headers = [three, one, { ...blankHeader(), id: "h4", name: "X-New", value: "1" }].flatMap(
      (each) => each ?? [],
    );
    const review = reviewOf(now, { ...now, headers });
    expect(review.entries.map(({ kind, label }) => `${kind}: ${label}`)).toEqual([
      "added: Additional header X-New",
      "removed: Additional header X-h2",
      "moved: Additional headers › Order",
    ]);
    const names = (which: (index: number) => boolean) => take(now, review, which).headers.map(({ id }) => id);
    expect(names((index) => index === 0)).toEqual(["h1", "h2", "h4", "h3"]);
    expect(names((index) => index === 2)).toEqual(["h3", "h1", "h2"]);
    expect(names((index) => index !== 1)).toEqual(["h3", "h1", "h2", "h4"]);
    expect(two?.id).toBe("h2");
  });

  test("of the default value of a secret field are kept out at first, and never show it", () => {
    const secret = { ...now.fields[0], secret: true, type: "string", defaultValue: "sk_live_1" };
    const draft = destinationDefinition.parse(setAtPath(now, ["fields", 0], secret));
    const { entries } = reviewOf(draft, fromManifest(toManifest({ definition: draft })).definition);
    expect(entries).toMatchObject([{ isTakenAtFirst: false, note: expect.stringContaining("secret") }]);
    expect(JSON.stringify(entries)).not.toContain("sk_live");
    const bare = { ...draft, fields: [] };
    expect(JSON.stringify(reviewOf(draft, bare).entries)).not.toContain("sk_live");
  });

  test("warn of a renamed variable, and of one that goes while templates use it", () => {
    const renamed = renameVariable(now, "region", "place");
    const names = reviewOf(now, renamed).entries.flatMap(({ note }) => note ?? []);
    expect(names).toEqual([expect.stringContaining("$region")]);
    const gone = { ...now, fields: now.fields.filter(({ variable }) => variable !== "region") };
    expect(reviewOf(now, gone).entries).toMatchObject([{ kind: "removed", note: expect.stringContaining("$region") }]);
  });

  test("of two lists that don't fit together are one difference", () => {
    const many = (prefix: string) =>
      Array.from({ length: 60 }, (_, index) => ({
        id: `${prefix}${index}`,
        name: `${prefix}-${index}`,
        value: prefix,
      }));
    const [draft, file] = [
      { ...now, headers: many("a") },
      { ...now, headers: many("b") },
    ];
    const review = reviewOf(draft, file);
    expect(review.entries).toMatchObject([{ label: "Additional headers", kind: "changed", note: expect.anything() }]);
    expect(take(draft, review, () => true).headers).toEqual(file.headers);
  });
});

test("a file of another kind is refused, with the way to go", () => {
  const review = reviewManifest(now, blankDefinition("event"));
  expect(review).toEqual({ ok: false, message: expect.stringContaining("create a new destination") });
});

test("two hundred differences are found and taken in a moment", () => {
  const header = (value: string) => (index: number) => ({ id: `h${index}`, name: `X-${index}`, value });
  const draft = { ...now, headers: Array.from({ length: 100 }, (_, index) => header("old")(index)) };
  const file = {
    ...now,
    headers: Array.from({ length: 100 }, (_, index) => ({ ...header("new")(index), name: `Y-${index}` })),
  };
  const review = reviewOf(draft, file);
  expect(review.entries).toHaveLength(200);
  expect(take(draft, review, () => true)).toEqual(file);
});
