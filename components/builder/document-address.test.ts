import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf, parseAddress } from "./document-address";
import { fixedSectionIds, type SectionId } from "./sections";

test("every section has an address", () => {
  const sections: SectionId[] = [...fixedSectionIds, "action-k3v9x0q2ab"];
  for (const section of sections) expect(parseAddress(hashOf({ section }))).toEqual({ section });
});

test("every place of the document has an address, there and back", () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.stringMatching(/^[A-Za-z]{1,20}$/));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (path) => {
      expect(parseAddress(hashOf({ path }))).toEqual({ path });
    }),
  );
});

test.each(["", "#", "#add-user", "#field-", "#field-a--b", "#field-a_b", "#%E0%A4%A", "#test-addUsers"])(
  "%j is none of ours",
  (hash) => expect(parseAddress(hash)).toBeUndefined(),
);

test("whatever stands there, nothing is thrown", () => {
  fc.assert(fc.property(fc.string(), (hash) => void parseAddress(hash)));
});
