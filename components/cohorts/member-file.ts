/** What can be told of a file of members before it is sent. */
import { memberIdColumn, noMemberIdColumn } from "@/lib/cohort-contract";
import { parseCsv } from "@/lib/destination/csv";

export interface MemberFileLook {
  format: "CSV" | "NDJSON";
  contentType: string;
  /** Of a CSV: the names in its first line. */
  columns: string[];
  /** Why it need not be sent. */
  problem?: string;
}

const headBytes = 64 * 1024;

/** Looks at the beginning of a file, not at its name: tools call the same thing .csv, .txt, .jsonl or .json. */
export async function lookAtFile(file: Blob): Promise<MemberFileLook> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  return lookAt(bytes, file.size);
}

export function lookAt(bytes: Uint8Array, size: number): MemberFileLook {
  const text = new TextDecoder().decode(bytes);
  const isJson = /^[{[]/.test(text.trimStart());
  const look: MemberFileLook = isJson
    ? { format: "NDJSON", contentType: "application/x-ndjson", columns: [] }
    : { format: "CSV", contentType: "text/csv", columns: [] };
  if (size === 0) return { ...look, problem: "This file is empty." };
  const packed = packedAs(bytes);
  if (packed) return { ...look, problem: packed };
  if (isJson) return look;
  // The last line may be cut in two; the first one is not, or it is far too long.
  const columns = (parseCsv(text)[0]?.cells ?? []).map((cell) => cell.trim());
  return { ...look, columns, ...(memberIdColumn(columns) === -1 && { problem: `Line 1: ${noMemberIdColumn}` }) };
}

function packedAs([first, second]: Uint8Array): string | undefined {
  if (first === 0x50 && second === 0x4b) {
    return "This is a spreadsheet or an archive. Save it as CSV with the encoding UTF-8, then choose that file.";
  }
  if (first === 0x1f && second === 0x8b) return "This file is compressed. Unpack it, then choose what was in it.";
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return "This file is written in UTF-16. Save it with the encoding UTF-8, then choose that file.";
  }
  return undefined;
}
