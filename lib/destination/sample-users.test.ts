import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { parseCsv } from "./csv";
import { valueFormats } from "./definition";
import { generateSampleUsers, isFormat, parseSampleUsersCsv } from "./sample-users";
import { valueText } from "./template/value-text";

describe("generated users", () => {
  test("are the same every time, and removals are of users that are added", () => {
    const users = generateSampleUsers(sampleDefinition(), 6, [{ name: "email", type: "string", example: "" }]);
    expect(users).toEqual(generateSampleUsers(sampleDefinition(), 6, [{ name: "email", type: "string", example: "" }]));
    expect(users.map(({ operation }) => operation)).toEqual(["add", "add", "add", "add", "remove", "remove"]);
    expect(users[4]?.properties).toEqual(users[0]?.properties);
    expect(users[0]?.properties).toMatchObject({ user_id: "user-1001", email: "ada.1001@example.com" });
  });

  test("have values of the format that a mapping expects", () => {
    for (const format of valueFormats) {
      const [mapping] = sampleDefinition().mappings;
      const mappings = mapping ? [{ ...mapping, format, defaultProperty: "key" }] : [];
      for (const { properties } of generateSampleUsers({ ...sampleDefinition(), mappings }, 30, [])) {
        expect(isFormat(valueText(properties.key) ?? "", format)).toBe(true);
      }
    }
  });

  test("any count gives at most that many", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -5, max: 50 }), fc.constant(Number.NaN)), (count) => {
        const users = generateSampleUsers(sampleDefinition(), count, []);
        expect(users.length).toBe(Math.max(0, count || 0));
      }),
    );
  });
});

describe("users from CSV", () => {
  test("operation in any case, names as they are spelled elsewhere, cohort columns apart", () => {
    const csv =
      'Operation,USER_ID_FIELD,email,amp_cohort_name\r\nADD,u1,"a, b@x.com",Power\r\nremove,"u""2",,Power\r\n';
    expect(parseSampleUsersCsv(csv, ["user_id_field"])).toEqual({
      users: [
        { operation: "add", properties: { user_id_field: "u1", email: "a, b@x.com" } },
        { operation: "remove", properties: { user_id_field: 'u"2' } },
      ],
      cohort: { name: "Power" },
      problems: [],
    });
  });

  test("names the lines that can't be read and keeps the others", () => {
    const { users, problems } = parseSampleUsersCsv("operation;user_id\nupsert;u1\nadd;u2\nadd;u3;x");
    expect(users).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([2, 4]);
    expect(parseSampleUsersCsv("").problems[0]?.message).toContain("empty");
    expect(parseSampleUsersCsv("a,a\n1,2").problems[0]?.message).toBe("The column a is there twice.");
    expect(parseSampleUsersCsv("user_id,cohort_id\nu1,1\nu2,2").problems[0]?.line).toBe(3);
  });

  test("whatever is quoted comes back", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", ";", "é") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = [["h,1", "h", "h"], ...rows].map((row) => row.map(quote).join(",")).join("\r\n");
        // The separator is guessed from the first line, whose quoted comma must not be counted against it.
        expect(
          parseCsv(text)
            .slice(1)
            .map(({ cells }) => cells),
        ).toEqual(rows);
      }),
    );
  });

  test("never fails, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseSampleUsersCsv(text)));
  });
});
