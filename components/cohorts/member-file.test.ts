import { expect, test } from "vitest";
import { lookAt } from "./member-file";

const look = (text: string | number[]) => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : new Uint8Array(text);
  return lookAt(bytes, bytes.length);
};

test("a CSV names its columns, NDJSON has none", () => {
  expect(look("\ufeffUser_ID; Email \nu1;a")).toEqual({
    format: "CSV",
    contentType: "text/csv",
    columns: ["User_ID", "Email"],
  });
  expect(look(' \n{"id":"u1"}')).toMatchObject({ format: "NDJSON", contentType: "application/x-ndjson", columns: [] });
});

test.each([
  ["nothing", "", "This file is empty."],
  ["a spreadsheet", [0x50, 0x4b, 3, 4], "This is a spreadsheet"],
  ["gzip", [0x1f, 0x8b, 8, 0], "This file is compressed."],
  ["UTF-16", [0xff, 0xfe, 0x75, 0], "This file is written in UTF-16."],
  ["a first line that is no header", "u1,gold\nu2,silver", "Line 1: No column holds the members' IDs."],
])("%s need not be sent", (_what, file, problem) => {
  expect(look(file).problem).toContain(problem);
});
