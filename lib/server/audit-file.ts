/** The audit log as a file, written as it is read. */
import type { AuditExportFormat } from "@/lib/admin-contract";
import type { AuditRow } from "./repositories/audit-log";

const columns = [
  "position",
  "id",
  "at",
  "actorId",
  "actorName",
  "organizationId",
  "action",
  "subject",
  "details",
  "hash",
] as const satisfies (keyof AuditRow)[];

export const auditFileTypes = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
} satisfies Record<AuditExportFormat, string>;

/** A file of these entries. CSV is for spreadsheets: there a text that would be a formula begins with an apostrophe. */
export function auditFile(format: AuditExportFormat, batches: AsyncGenerator<AuditRow[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isBegun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!isBegun && format === "csv") controller.enqueue(encoder.encode(`${columns.join(",")}\r\n`));
      isBegun = true;
      const { done, value } = await batches.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map(format === "csv" ? csvLine : jsonLine).join("")));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}

function jsonLine(row: AuditRow): string {
  const entries = columns.map((column) => [column, row[column] ?? null]);
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}

function csvLine(row: AuditRow): string {
  return `${columns.map((column) => csvCell(row[column])).join(",")}\r\n`;
}

function csvCell(value: AuditRow[(typeof columns)[number]]): string {
  if (value === undefined) return "";
  const text = value instanceof Date ? value.toISOString() : typeof value === "string" ? value : JSON.stringify(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
