import { cohortParams, loadQuery, membersQuery } from "@/lib/cohort-contract";
import { toJson } from "@/lib/destination/json";
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
      contentType: request.headers.get("content-type") ?? "",
      body,
      isEmptyAllowed: query.allowEmpty === "true",
    }),
);
