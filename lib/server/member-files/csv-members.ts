/**
 * Members from CSV: the first line names the columns, a column `user_id` or `id` holds the members' IDs, one `operation`
 * says in a patch who is added and removed, every other one is a property. Rules as for sample users of a test
 * (lib/destination/sample-users.ts): names in any case, every value a text, an empty cell is no value.
 */
import "server-only";
import { parse } from "csv-parse";
import { cohortLimits, memberIdColumn, memberIdProperty, noMemberIdColumn } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";
import {
  type MemberReader,
  type MemberReaderOptions,
  type MemberRow,
  memberIdProblem,
  operationInReplace,
  operationOf,
  valueProblem,
  wrongLine,
  wrongOperation,
} from "./member-row";
import { PropertyNames } from "./property-names";
import { WholeCharacters } from "./whole-characters";

interface Columns {
  count: number;
  id: number;
  /** -1: the file has none. */
  operation: number;
  /** With the name as JSON and a colon, ready to be written. */
  properties: { index: number; name: string; key: string }[];
}

/** A reader of CSV with commas, semicolons or tabs: whichever the first line has most of. */
export function csvMembers(options: MemberReaderOptions): MemberReader {
  const names = new PropertyNames(options.knownProperties);
  const characters = new WholeCharacters();
  let columns: Columns | undefined;
  const records = csvRecords((cells, line) => {
    if (cells.every((cell) => cell === "")) return;
    if (!columns) columns = readHeader(cells, line, options.isPatch, names);
    else options.onRow(readRow(cells, columns, line, options.isPatch));
  });
  return {
    read: async (piece) => {
      const whole = characters.push(piece);
      if (whole.length > 0) await records.write(whole);
    },
    end: async () => {
      characters.end();
      await records.end();
      if (columns) return;
      throw wrongLine(1, `The file is empty. Its first line must name the columns, such as ${memberIdProperty},email.`);
    },
    properties: () => names.list(),
  };
}

/** Cuts CSV that arrives in pieces into records, each with the line on which it begins. */
function csvRecords(onRecord: (cells: string[], line: number) => void) {
  // The separator is known when the first line is.
  let start: Buffer = Buffer.alloc(0);
  let stream: CsvStream | undefined;
  let refusal: unknown;

  function open(): CsvStream {
    const made = parse({
      bom: true,
      delimiter: separatorOf(start),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: cohortLimits.lineBytesMax,
      on_record: (cells, { lines }) => {
        try {
          if (refusal === undefined) onRecord(cells, lines - breaksIn(cells));
        } catch (error) {
          refusal = error;
        }
        // Records are handed over above; nothing is to be kept for a reader.
        return null;
      },
    });
    // A failed write says so itself; without a listener the same error would end the process.
    made.on("error", () => {});
    made.resume();
    return made;
  }

  async function write(piece: Buffer): Promise<void> {
    let next = piece;
    if (!stream) {
      start = Buffer.concat([start, piece]);
      if (!/[\r\n]/.test(start.toString("latin1")) && start.length < cohortLimits.lineBytesMax) return;
      stream = open();
      next = start;
    }
    await settle(stream, (opened, done) => opened.write(next, done));
    if (refusal !== undefined) throw refusal;
  }

  async function end(): Promise<void> {
    // A file of one line without a break has not been begun.
    if (!stream) await write(Buffer.from("\n"));
    await settle(stream ?? open(), (opened, done) => {
      opened.once("end", () => done());
      opened.once("error", done);
      opened.end();
    });
    if (refusal !== undefined) throw refusal;
  }

  return { write, end };
}

type CsvStream = ReturnType<typeof parse>;

async function settle(
  stream: CsvStream,
  act: (stream: CsvStream, done: (error?: Error | null) => void) => void,
): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => act(stream, (error) => (error ? reject(error) : resolve())));
  } catch (error) {
    throw error instanceof Error && "code" in error ? csvRefusal(error, stream.info.lines) : error;
  }
}

const faults: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A value begins with a quote that is never closed. Close it, or write the quote twice.",
  CSV_INVALID_CLOSING_QUOTE:
    "After a closing quote, only the next value may follow. Write a quote inside a value twice.",
  INVALID_OPENING_QUOTE:
    "A quote stands inside a value that isn't in quotes. Put the whole value in quotes and write the quote inside twice.",
  CSV_MAX_RECORD_SIZE: `The line is longer than ${cohortLimits.lineBytesMax / 1024} KB, or a quote before it is never closed.`,
};

function csvRefusal(error: Error & { code?: unknown }, lines: number): AppError {
  const code = typeof error.code === "string" ? error.code : "";
  const message = faults[code];
  if (message === undefined) return new AppError("invalid_input", "The file can't be read as CSV.");
  return wrongLine(Math.max(1, lines), message);
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) breaks += 1;
  }
  return breaks;
}

function separatorOf(start: Buffer): string {
  const [firstLine = ""] = start.toString("utf8").split(/[\r\n]/, 1);
  const count = (separator: string) => firstLine.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function readHeader(cells: readonly string[], line: number, isPatch: boolean, names: PropertyNames): Columns {
  const folded = cells.map((cell) => cell.trim().toLowerCase());
  const id = memberIdColumn(cells);
  if (id === -1) throw wrongLine(line, noMemberIdColumn);
  const repeated = folded.findIndex((name, index) => name !== "" && folded.indexOf(name) !== index);
  if (repeated !== -1) throw wrongLine(line, `The column ${cells[repeated]?.trim()} is there twice. Keep one of them.`);
  const operation = folded.indexOf("operation");
  if (operation !== -1 && !isPatch) throw wrongLine(line, operationInReplace);
  const properties: Columns["properties"] = [];
  for (const [index, cell] of cells.entries()) {
    if (index === id || index === operation || folded[index] === "") continue;
    const found = names.resolve(cell);
    if ("problem" in found) throw wrongLine(line, found.problem);
    properties.push({ index, name: found.name, key: `${JSON.stringify(found.name)}:` });
  }
  return { count: cells.length, id, operation, properties };
}

function readRow(cells: readonly string[], columns: Columns, line: number, isPatch: boolean): MemberRow {
  if (cells.length !== columns.count) {
    throw wrongLine(
      line,
      `This line has ${cells.length === 1 ? "one value" : `${cells.length} values`}, but there are ${columns.count} columns.`,
    );
  }
  const memberId = cells[columns.id] ?? "";
  const problem = memberIdProblem(memberId);
  if (problem !== undefined) throw wrongLine(line, problem);
  let isRemoved = false;
  if (columns.operation !== -1) {
    const word = cells[columns.operation] ?? "";
    const operation = operationOf(word);
    if (!operation) throw wrongLine(line, wrongOperation(word));
    isRemoved = operation === "remove";
  }
  let properties = "";
  for (const { index, name, key } of columns.properties) {
    const cell = cells[index] ?? "";
    if (cell === "") {
      if (isPatch) properties += `${properties === "" ? "" : ","}${key}null`;
      continue;
    }
    const wrong = valueProblem(name, cell);
    if (wrong !== undefined) throw wrongLine(line, wrong);
    properties += `${properties === "" ? "" : ","}${key}${JSON.stringify(cell)}`;
  }
  return { memberId, isRemoved, properties: `{${properties}}` };
}
