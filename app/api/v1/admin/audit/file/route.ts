import { auditExportQuery } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { auditFile, auditFileTypes } from "@/lib/server/audit-file";
import { db } from "@/lib/server/db";
import { readAll } from "@/lib/server/repositories/audit-log";
import { noteAuditExport } from "@/lib/server/services/note-audit-export";

/** Everything that matches the filter, as a file. */
export const GET = route(
  { action: "admin.audit", query: auditExportQuery },
  async ({ actor, query: { format, ...filter } }) => {
    await noteAuditExport(actor, format, filter);
    const day = new Date().toISOString().slice(0, 10);
    return new Response(auditFile(format, readAll(db, filter)), {
      headers: {
        "content-type": auditFileTypes[format],
        "content-disposition": `attachment; filename="landfall-audit-${day}.${format}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
);
