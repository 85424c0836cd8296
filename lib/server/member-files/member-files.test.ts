import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvMembers } from "./csv-members";
import type { MemberReader, MemberReaderOptions } from "./member-row";
import { ndjsonMembers } from "./ndjson-members";

interface Read {
  rows: { id: string; operation: "add" | "remove"; properties: unknown }[];
  names: string[];
}

type Make = (options: MemberReaderOptions) => MemberReader;
type Given = Partial<Omit<MemberReaderOptions, "onRow">>;

/** Reads a file that arrives in pieces of the given sizes, over and over. */
async function read(make: Make, file: string | Buffer, given: Given = {}, sizes: readonly number[] = [1 << 20]) {
  const result: Read = { rows: [], names: [] };
  const reader = make({
    isPatch: false,
    knownProperties: [],
    ...given,
    onRow: ({ memberId, isRemoved, properties }) =>
      result.rows.push({
        id: memberId,
        operation: isRemoved ? "remove" : "add",
        properties: JSON.parse(properties),
      }),
  });
  const bytes = Buffer.from(file);
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await reader.read(bytes.subarray(from, from + size));
    from += size;
  }
  await reader.end();
  result.names = reader.properties();
  return result;
}

const csv = (file: string | Buffer, given?: Given, sizes?: readonly number[]) => read(csvMembers, file, given, sizes);
const ndjson = (file: string | Buffer, given?: Given, sizes?: readonly number[]) =>
  read(ndjsonMembers, file, given, sizes);

describe("CSV", () => {
  test("the ID, the properties as the project spells them, and no value where a cell is empty", async () => {
    const file = "Email,USER_ID,Plan\nada@example.com,u1,gold\n,u2,\n";
    expect(await csv(file, { knownProperties: ["email", "plan"] })).toEqual({
      rows: [
        { id: "u1", operation: "add", properties: { email: "ada@example.com", plan: "gold" } },
        { id: "u2", operation: "add", properties: {} },
      ],
      names: ["email", "plan"],
    });
  });

  test("a column id serves where there is no user_id, and is a property beside one", async () => {
    expect((await csv("ID,x\n7,1\n")).rows).toEqual([{ id: "7", operation: "add", properties: { x: "1" } }]);
    expect((await csv("id,user_id\n7,u1\n")).rows).toEqual([{ id: "u1", operation: "add", properties: { id: "7" } }]);
  });

  test("in a patch rows add and remove, and an empty cell takes a property away", async () => {
    const file = "operation,user_id,plan\nAdd,u1,gold\n REMOVE ,u2,\nadd,u3,\n";
    expect((await csv(file, { isPatch: true })).rows).toEqual([
      { id: "u1", operation: "add", properties: { plan: "gold" } },
      { id: "u2", operation: "remove", properties: { plan: null } },
      { id: "u3", operation: "add", properties: { plan: null } },
    ]);
    expect((await csv("user_id\nu1\n", { isPatch: true })).rows[0]?.operation).toBe("add");
  });

  test.each([
    ["semicolons", "user_id;plan\r\nu1;gold\r\n"],
    ["tabs and a byte order mark", "\ufeffuser_id\tplan\nu1\tgold"],
    ["quotes and empty lines", '"user_id","plan"\n\n"u1","gold"\n,\n\n'],
    ["old line ends", "user_id,plan\ru1,gold\r"],
  ])("reads %s", async (_what, file) => {
    expect((await csv(file)).rows).toEqual([{ id: "u1", operation: "add", properties: { plan: "gold" } }]);
  });

  test("a file of the first line alone has columns and nobody", async () => {
    expect(await csv("user_id,plan")).toEqual({ rows: [], names: ["plan"] });
  });

  test.each([
    ["nothing", "", "Line 1: The file is empty."],
    ["no ID", "email,plan\na@x.example,gold", "Line 1: No column holds the members' IDs."],
    ["a repeated column", "user_id,Plan,plan\nu1,a,b", "Line 1: The column plan is there twice."],
    ["an operation", "user_id,Operation\nu1,add", "Line 1: This file has an operation"],
    ["an empty ID", "user_id,plan\nu1,gold\n,gold", "Line 3: The member has no ID."],
    ["too few values", "user_id,plan\nu1\n", "Line 2: This line has one value, but there are 2 columns."],
    ["a wrong line after a broken one", 'user_id,plan\nu1,"a\nb"\nu2\n', "Line 4: This line has one value"],
    ["an ID that breaks", 'user_id\n"u\n1"\n', "Line 2: The member's ID holds a line break"],
    ["a long ID", `user_id\n${"u".repeat(513)}`, "Line 2: The member's ID has 513 characters"],
    ["a long value", `user_id,x\nu1,${"v".repeat(10_001)}`, "Line 2: x has 10,001 characters"],
    ["a long name", `user_id,${"n".repeat(65)}\nu1,1`, "Line 1: The property name “nnnn"],
    [
      "too many columns",
      `user_id,${Array.from({ length: 201 }, (_, n) => `c${n}`).join(",")}`,
      "Line 1: The file has mo",
    ],
    ["a quote that isn't closed", 'user_id,x\nu1,"a', "Line 2: A value begins with a quote"],
    ["a quote inside a value", 'user_id,x\nu1,a"b', "Line 2: A quote stands inside a value"],
    ["text after a quote", 'user_id,x\nu1,"a"b', "Line 2: After a closing quote"],
    ["an endless line", `user_id,x\nu1,"${"a,".repeat(40_000)}`, "Line 2: The line is longer than 64 KB"],
    ["Latin-1", Buffer.from("user_id,x\nu1,caf\xe9\nu2,x", "latin1"), "Line 2: This is not UTF-8 text."],
    [
      "half a character at the end",
      Buffer.from([...Buffer.from("user_id\nu"), 0xe2, 0x82]),
      "Line 2: This is not UTF-8",
    ],
    ["UTF-16", Buffer.from("\ufeffuser_id\nu1", "utf16le"), "Line 1: This is not UTF-8 text."],
  ])("%s is refused with its line", async (_what, file, message) => {
    await expect(csv(file)).rejects.toMatchObject({ code: "invalid_input", message: expect.stringContaining(message) });
  });

  test.each([
    ["nothing", "", "The operation is empty."],
    ["another word", "delete", "The operation must be add or remove, not “delete”."],
  ])("%s as an operation is refused", async (_what, word, message) => {
    await expect(csv(`user_id,operation\nu1,add\nu2,${word}`, { isPatch: true })).rejects.toThrow(`Line 3: ${message}`);
  });
});

describe("NDJSON", () => {
  test("texts, numbers with every digit and booleans keep their type; null and an empty text are no value", async () => {
    const rows: string[] = [];
    const reader = ndjsonMembers({
      isPatch: false,
      knownProperties: ["Big"],
      onRow: ({ memberId, properties }) => rows.push(memberId, properties),
    });
    await reader.read(
      Buffer.from(
        '{"user_id": 12345678901234567890, "big": 98765432109876543210, "rate": 1.50, "on": true, "t": "x", "n": null, "e": ""}',
      ),
    );
    await reader.end();
    expect(rows).toEqual(["12345678901234567890", '{"Big":98765432109876543210,"rate":1.50,"on":true,"t":"x"}']);
    expect(reader.properties()).toEqual(["Big", "rate", "on", "t", "n", "e"]);
  });

  test("in a patch rows add and remove, null takes a property away, and what isn't named stays", async () => {
    const file =
      '{"id":"u1","operation":"REMOVE"}\r\n\r\n{"ID":"u2","plan":null,"Plan":"gold"}\n{"id":"u3","plan":null}';
    expect((await ndjson(file, { isPatch: true })).rows).toEqual([
      { id: "u1", operation: "remove", properties: {} },
      { id: "u2", operation: "add", properties: { plan: "gold" } },
      { id: "u3", operation: "add", properties: { plan: null } },
    ]);
  });

  test("a key called __proto__ is a property like any other", async () => {
    const [row] = (await ndjson('{"user_id":"u1","__proto__":"x","rate":1.5}')).rows;
    expect(JSON.stringify(row?.properties)).toBe('{"__proto__":"x","rate":1.5}');
  });

  test.each([
    ["a list around all", '[{"user_id":"u1"},', "Line 1: This is a JSON array."],
    ["a number", "1", "Line 1: This is not a JSON object: “1”."],
    ["broken JSON", '{"user_id":"u1"}\n{"user_id":"u2",}', "Line 2: This is not a JSON object"],
    ["no ID", '{"email":"a@x.example"}', "Line 1: The object has no user_id or id."],
    ["an ID that is neither text nor number", '{"id":true}', "Line 1: The member's ID must be a text or a number."],
    ["an empty ID", '{"id":""}', "Line 1: The member has no ID."],
    ["half a character in an ID", '{"id":"\\ud83d"}', "Line 1: The member's ID holds half of a character."],
    ["half a character in a value", '{"id":"u1","x":"\\ude00"}', "Line 1: x holds a character that can't be stored"],
    ["a null character", '{"id":"u1","x":"\\u0000"}', "Line 1: x holds a character that can't be stored"],
    ["a list", '{"id":"u1","x":[1]}', "Line 1: x must be a text, a number, true or false; it is a list."],
    ["an object", '{"id":"u1","x":{"y":1.5}}', "Line 1: x must be a text, a number, true or false; it is an object."],
    ["an endless number", '{"id":"u1","x":1e999}', "Line 1: x is a number that is too large"],
    ["an operation", '{"id":"u1","Operation":"add"}', "Line 1: This file has an operation"],
    ["a long line", `{"id":"u1"}\n{"id":"u2","x":"${"v".repeat(70_000)}"}`, "Line 2: The line is longer than 64 KB"],
    ["an endless line", `{"id":"${"v".repeat(200_000)}`, "Line 1: The line is longer than 64 KB"],
  ])("%s is refused with its line", async (_what, file, message) => {
    await expect(ndjson(file, {}, [40_000])).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining(message),
    });
  });

  test("ever new names are refused, not collected", async () => {
    const lines = Array.from({ length: 201 }, (_, n) => JSON.stringify({ id: n, [`p${n}`]: 1 }));
    await expect(ndjson(lines.join("\n"))).rejects.toThrow("Line 201: The file has more than 200 properties.");
  });
});

// What a file can say: any text that Postgres takes, without what the rules of IDs refuse.
const character = fc.constantFrom(..."aZ9 é€😀,;\t\"'\\{}:|#\u202e\ufeff");
const id = fc.string({ unit: character, minLength: 1, maxLength: 12 }).map((text) => text.replaceAll("\t", "_"));
const value = fc.string({ unit: fc.oneof(character, fc.constantFrom("\n", "\r\n")), minLength: 1, maxLength: 12 });
const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_ .-]{0,10}[a-z0-9]$/), {
  maxLength: 4,
  selector: (name) => name.toLowerCase(),
});
const isProperty = (name: string) => !["id", "user_id", "operation"].includes(name);
const members = names.chain((all) => {
  const used = all.filter(isProperty);
  const properties = fc.record(Object.fromEntries(used.map((name) => [name, value])), { requiredKeys: [] });
  return fc.record({
    names: fc.constant(used),
    rows: fc.array(fc.record({ id, operation: fc.constantFrom<"add" | "remove">("add", "remove"), properties }), {
      minLength: 1,
      maxLength: 8,
    }),
  });
});
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test("a CSV says what was written into it, wherever it is cut into pieces", async () => {
  const separators = fc.constantFrom(",", ";", "\t");
  await fc.assert(
    fc.asyncProperty(members, separators, fc.constantFrom("\n", "\r\n"), sizes, async (given, separator, end, cuts) => {
      const header = ["operation", "user_id", ...given.names];
      const lines = given.rows.map((row) => [
        row.operation,
        row.id,
        ...given.names.map((name) => (Object.hasOwn(row.properties, name) ? String(row.properties[name]) : "")),
      ]);
      // The separator is the one that the first line has most of, so quoted names must not hold it.
      const file = [header, ...lines].map((cells) => cells.map(quoted).join(separator)).join(end);
      const found = await csv(file, { isPatch: true }, cuts);
      expect(found.names).toEqual(given.names);
      expect(found.rows).toEqual(
        given.rows.map((row) => ({
          ...row,
          properties: Object.fromEntries(
            given.names.map((name) => [name, Object.hasOwn(row.properties, name) ? row.properties[name] : null]),
          ),
        })),
      );
    }),
    { numRuns: 300 },
  );
});

test("an NDJSON says what was written into it, wherever it is cut into pieces", async () => {
  await fc.assert(
    fc.asyncProperty(members, fc.constantFrom("\n", "\r\n", "\n\n"), sizes, async (given, end, cuts) => {
      const file = given.rows.map((row) =>
        JSON.stringify({ user_id: row.id, operation: row.operation, ...row.properties }),
      );
      const found = await ndjson(file.join(end), { isPatch: true }, cuts);
      expect(found.rows).toEqual(given.rows.map((row) => ({ ...row, properties: { ...row.properties } })));
    }),
    { numRuns: 300 },
  );
});
