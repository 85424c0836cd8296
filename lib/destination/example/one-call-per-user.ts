import type { ListDefinition } from "@/lib/destination/definition";
import { field, listDestination, userIdMapping } from "./list-destination";
import { listGone, usualErrors } from "./usual-errors";

/** Members are resources: `PUT` and `DELETE` on a URL that ends with the user. A batch size of 1 makes that possible. */
export function oneCallPerUser(): ListDefinition {
  const member = "https://api.example.com/v1/segments/$list_id/members/$user_id_field";
  return listDestination({
    authentication: { method: "header", header: { name: "X-API-Key", value: "$api_key" } },
    fields: [
      field({
        type: "string",
        variable: "api_key",
        displayName: "API Key",
        helpText: "In your account, under Settings, API keys.",
        secret: true,
        credentialOf: "header",
      }),
    ],
    mappings: [userIdMapping()],
    delivery: { rateLimit: { requests: 20, per: "second" } },
    endpoints: {
      listCreation: {
        url: "https://api.example.com/v1/segments",
        payload: '{\n  "title": "$amplitude_cohort_name"\n}',
        listIdPath: "segment.id",
        errors: usualErrors("API key"),
      },
      addUsers: {
        method: "PUT",
        url: member,
        payload: '{\n  "member": $item\n}',
        itemTemplate: '{ "id": "$user_id_field" }',
        batchSize: 1,
        errors: usualErrors("API key", listGone),
      },
      removeUsers: {
        method: "DELETE",
        url: member,
        itemTemplate: '{ "id": "$user_id_field" }',
        batchSize: 1,
        contentType: "none",
        errors: usualErrors("API key", listGone),
      },
    },
  });
}
