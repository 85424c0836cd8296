import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText } from "@/lib/testing/any-definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import {
  anchorAt,
  anchorName,
  anchorState,
  isAnchorWithin,
  listingAnchor,
  nodeText,
  payloadLines,
  placeOfAnchor,
  quoteAt,
  quoteCharsMax,
} from "./review-anchor";
import { type ReviewAnchor, reviewAnchor, wholeVersion } from "./review-contract";

const definition = sampleDefinition();
const subject = {
  definition,
  connectionInfo: {
    displayName: "Acme Email",
    category: "Messaging",
    summary: "Sends cohorts.",
    fullDescription: "Sends cohorts, and says how.",
    documentation: "",
    support: "",
    versionLabel: "1.0",
    logoId: null,
  },
};

describe("where a comment stands", () => {
  test("a part of a list is known by its ID, so that it is found wherever it was moved", () => {
    const [first, second] = definition.fields;
    if (!first || !second) throw new Error("The sample has two fields.");
    const anchor = anchorAt(definition, ["fields", 1, "helpText"]);
    expect(anchor.steps).toEqual(["fields", `#${second.id}`, "helpText"]);
    const moved = { ...definition, fields: [second, first, ...definition.fields.slice(2)] };
    expect(placeOfAnchor({ definition: moved }, anchor)).toEqual(["fields", 0, "helpText"]);
    expect(anchorState({ definition: moved }, anchor, second.helpText)).toEqual({ kind: "same" });
  });

  test("where the part is gone, what is around it is shown, and the comment says so", () => {
    const anchor = anchorAt(definition, ["fields", 0, "helpText"]);
    const without = { definition: { ...definition, fields: definition.fields.slice(1) } };
    expect(placeOfAnchor(without, anchor)).toEqual(["fields"]);
    expect(anchorState(without, anchor, "")).toEqual({ kind: "gone" });
  });

  test("what stands there now is told beside what stood there", () => {
    const anchor = anchorAt(definition, ["endpoints", "addUsers", "batchSize"]);
    const quote = quoteAt(subject, anchor) ?? "";
    expect(quote).toBe(String(definition.endpoints.addUsers.batchSize));
    const { addUsers } = definition.endpoints;
    const changed = { ...definition, endpoints: { ...definition.endpoints, addUsers: { ...addUsers, batchSize: 7 } } };
    expect(anchorState({ definition: changed }, anchor, quote)).toEqual({ kind: "changed", now: "7" });
  });

  test("texts of the listing have places too; where they aren't shown nothing is claimed of them", () => {
    const anchor = listingAnchor("summary");
    expect(anchorName(subject, anchor)).toBe("Listing › Summary");
    expect(quoteAt(subject, anchor)).toBe("Sends cohorts.");
    expect(anchorState({ definition }, anchor, "Something else")).toEqual({ kind: "same" });
    expect(placeOfAnchor(subject, anchor)).toBeUndefined();
  });

  test("the version as a whole is a place without words", () => {
    expect(anchorName(subject, wholeVersion)).toBe("The version as a whole");
    expect(quoteAt(subject, wholeVersion)).toBe("");
    expect(quoteAt(subject, { steps: [], node: ["a"] })).toBeUndefined();
  });

  test.each([
    [["__proto__"]],
    [["constructor", "name"]],
    [["fields", "#__proto__"]],
    [["fields", "0"]],
    [["endpoints", "nowhere", "url"]],
    [["connectionInfo", "toString"]],
  ])("there is nothing at %j", (steps) => {
    expect(quoteAt(subject, { steps, node: [] })).toBeUndefined();
  });

  test("no anchor breaks anything, whatever stands in it", () => {
    const anyAnchor: fc.Arbitrary<ReviewAnchor> = fc.record({
      steps: fc.array(fc.oneof(anyText, fc.constantFrom("fields", "endpoints", "addUsers", "payload", "#token")), {
        maxLength: 6,
      }),
      node: fc.array(fc.oneof(anyText, fc.nat(5)), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(anyAnchor, (anchor) => {
        expect(typeof anchorName(subject, anchor)).toBe("string");
        expect(quoteAt(subject, anchor)?.length ?? 0).toBeLessThanOrEqual(quoteCharsMax);
        placeOfAnchor(subject, anchor);
      }),
    );
  });

  test("a place lies within itself and within what is around it, not beside", () => {
    const anchor = { steps: ["endpoints", "addUsers", "url"], node: [] };
    expect(isAnchorWithin(anchor, ["endpoints", "addUsers"])).toBe(true);
    expect(isAnchorWithin(anchor, anchor.steps)).toBe(true);
    expect(isAnchorWithin(anchor, ["endpoints", "removeUsers"])).toBe(false);
    expect(isAnchorWithin({ steps: ["endpoints"], node: [] }, anchor.steps)).toBe(false);
  });
});

describe("the JSON of a payload, line by line", () => {
  const payload = `{
  "list": "$list_id",
  "users": [
    { "id": "$user_id", "email": "$email" },
    $more
  ],
  "$key": true
}`;

  test("each line has the member or element that begins on it", () => {
    expect(payloadLines(payload).map(({ node }) => node)).toEqual([
      undefined,
      ["list"],
      ["users"],
      ["users", 0],
      ["users", 1],
      undefined,
      ["$key"],
      undefined,
    ]);
    expect(payloadLines(payload).map(({ text }) => text)).toEqual(payload.split("\n"));
  });

  test("the text of a node is the piece of the payload that it is about", () => {
    expect(nodeText(payload, ["list"])).toBe('"list": "$list_id"');
    expect(nodeText(payload, ["users", 0])).toBe('{ "id": "$user_id", "email": "$email" }');
    expect(nodeText(payload, ["users", 0, "email"])).toBe('"email": "$email"');
    expect(nodeText(payload, ["users", 2])).toBeUndefined();
    expect(nodeText(payload, ["nobody"])).toBeUndefined();
  });

  test("what isn't JSON has lines without nodes", () => {
    expect(payloadLines("no JSON\nat all")).toEqual([{ text: "no JSON" }, { text: "at all" }]);
  });

  test("a node moves with what it is about: another member before it changes nothing", () => {
    const { addUsers } = definition.endpoints;
    const withPayload = (text: string) => ({
      definition: { ...definition, endpoints: { ...definition.endpoints, addUsers: { ...addUsers, payload: text } } },
    });
    const anchor = { steps: ["endpoints", "addUsers", "payload"], node: ["list"] };
    const quote = quoteAt(withPayload(payload), anchor) ?? "";
    const longer = payload.replace("{\n", '{\n  "first": 1,\n');
    expect(anchorState(withPayload(longer), anchor, quote)).toEqual({ kind: "same" });
    expect(anchorState(withPayload("[]"), anchor, quote)).toEqual({ kind: "gone" });
  });

  test("every line's node is a node of the text, and fits an anchor", () => {
    const anyJson = fc.json().map((text) => JSON.stringify(JSON.parse(text), null, 2));
    fc.assert(
      fc.property(anyJson, (text) => {
        for (const { node } of payloadLines(text)) {
          if (node) expect(nodeText(text, node), JSON.stringify(node)).toBeDefined();
          if (node && node.length <= 60) expect(reviewAnchor.safeParse({ steps: [], node }).success).toBe(true);
        }
      }),
    );
  });
});
