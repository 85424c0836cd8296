/** CSV as RFC 4180 has it, and as spreadsheets write it. */

export interface CsvRow {
  /** Line of the text on which the row begins, from 1. */
  line: number;
  cells: string[];
}

/**
 * The rows of a CSV text. Quotes may hold separators, line breaks and doubled quotes; the separator (comma, semicolon
 * or tab) is the one the first line has most of; empty lines and a byte order mark are left out.
 */
export function parseCsv(text: string): CsvRow[] {
  const source = text.replace(/^\ufeff/, "");
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let position = 0;
  let line = 1;
  while (position < source.length) {
    const row: CsvRow = { line, cells: [] };
    for (;;) {
      const cell = readCell(source, position, separator);
      row.cells.push(cell.text);
      line += cell.lines;
      position = cell.end;
      if (source[position] !== separator) break;
      position += 1;
    }
    if (source[position] === "\r") position += 1;
    if (source[position] === "\n") position += 1;
    line += 1;
    if (row.cells.length > 1 || row.cells[0] !== "") rows.push(row);
  }
  return rows;
}

function separatorOf(source: string): string {
  const [firstLine = ""] = source.split(/[\r\n]/, 1);
  const count = (separator: string) => firstLine.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** One cell from a position on: its text, where it ends, and how many line breaks its quotes held. */
function readCell(source: string, start: number, separator: string): { text: string; end: number; lines: number } {
  let text = "";
  let position = start;
  let lines = 0;
  if (source[position] === '"') {
    for (position += 1; position < source.length; position += 1) {
      const character = source.charAt(position);
      if (character === '"') {
        if (source[position + 1] !== '"') break;
        position += 1;
      } else if (character === "\n") {
        lines += 1;
      }
      text += character;
    }
    position += 1;
  }
  // Whatever follows a closing quote belongs to the cell: a stray quote must not swallow the rest of the file.
  const from = position;
  while (position < source.length && !isCellEnd(source.charAt(position), separator)) position += 1;
  return { text: text + source.slice(from, position), end: Math.min(position, source.length), lines };
}

function isCellEnd(character: string, separator: string): boolean {
  return character === separator || character === "\n" || character === "\r";
}
