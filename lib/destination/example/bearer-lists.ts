import type { ListDefinition } from "@/lib/destination/definition";
import { accessToken, listDestination, userIdMapping } from "./list-destination";
import { listGone, usualErrors } from "./usual-errors";

/** The commonest shape: create a list, read its ID, add and remove members by ID in batches. */
export function bearerLists(): ListDefinition {
  const base = "https://api.example.com/v1/lists";
  const payload = '{\n  "user_ids": $items\n}';
  return listDestination({
    authentication: { method: "bearer" },
    fields: [accessToken("In your account, under Settings, API.")],
    mappings: [userIdMapping()],
    endpoints: {
      listCreation: {
        url: base,
        payload: '{\n  "name": "[Amplitude] $amplitude_cohort_name"\n}',
        listIdPath: "id",
        errors: usualErrors("access token", [
          "409",
          "Name taken",
          "A list of this name exists already. Rename the cohort, or delete the list.",
        ]),
      },
      addUsers: {
        url: `${base}/$list_id/members`,
        payload,
        itemTemplate: '"$user_id_field"',
        errors: usualErrors("access token", listGone),
      },
      removeUsers: {
        url: `${base}/$list_id/members/remove`,
        payload,
        itemTemplate: '"$user_id_field"',
        errors: usualErrors("access token", listGone),
      },
    },
  });
}
