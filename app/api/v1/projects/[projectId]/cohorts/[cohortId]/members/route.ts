import { cohortParams, loadQuery, membersQuery } from "@/lib/cohort-contract";
import { toJson } from "@/lib/destination/json";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { streamedRoute } from "@/lib/http/streamed-route";
import { loadCohortMembers } from "@/lib/server/services/load-cohort-members";
import { readMembers } from "@/lib/server/services/read-members";

/** Numbers keep every digit, which a `Response.json` would not see to. */
export const GET = route(
  { action: "cohort.read", params: cohortParams, query: membersQuery },
  async ({ actor, params, query }) => {
    const { members, next } = await readMembers(actor.organizationId, params, query);
    const rows = members.map(({ id, properties }) => ({ id, properties }));
    return new Response(toJson({ members: rows, next }), {
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  },
);

/** The body is a file, read as it arrives; the media type says which kind. */
export const PUT = streamedRoute(
  { action: "cohort.write", params: cohortParams, query: loadQuery },
  async ({ writer, params, query, request, body }) =>
    await loadCohortMembers(writer, params, {
      mode: query.mode,
      format: formatOf(request.headers.get("content-type")),
      body,
      isEmptyAllowed: query.allowEmpty === "true",
    }),
);

function formatOf(contentType: string | null): "csv" | "ndjson" {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "text/csv" || type === "text/tab-separated-values") return "csv";
  if (type === "application/x-ndjson" || type === "application/ndjson" || type === "application/jsonl") return "ndjson";
  throw new AppError(
    "invalid_input",
    "Say which kind of file this is: send the header Content-Type: text/csv or Content-Type: application/x-ndjson.",
  );
}
