import fc from "fast-check";
import { expect, test } from "vitest";
import { clampShare, parseSplit, splitDefault, splitMax, splitMin, writeSplit } from "./split-share";

test.each([
  [undefined, { share: splitDefault, isFolded: false }],
  ["", { share: splitDefault, isFolded: false }],
  ["60", { share: 60, isFolded: false }],
  ["60.5-folded", { share: 60.5, isFolded: true }],
  ["5", { share: splitMin, isFolded: false }],
  ["99-folded", { share: splitMax, isFolded: true }],
  ["NaN", { share: splitDefault, isFolded: false }],
  ["60<script>", { share: splitDefault, isFolded: false }],
])("the cookie %j means %j", (text, split) => expect(parseSplit(text)).toEqual(split));

test("what is written is read again", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.boolean(), (share, isFolded) => {
      const split = { share: clampShare(share), isFolded };
      expect(parseSplit(/=([^;]*);/.exec(writeSplit(split))?.[1])).toEqual(split);
    }),
  );
});
