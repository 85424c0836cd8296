import type { ListDefinition } from "@/lib/destination/definition";
import { field, listDestination, userIdMapping } from "./list-destination";
import { usualErrors } from "./usual-errors";

/** A scheme of the partner's own in a header, and tags that exist as soon as somebody carries them. */
export function listsByName(): ListDefinition {
  const itemTemplate = '{ "user": "$user_id_field", "tag": "$amplitude_cohort_name" }';
  const payload = '{\n  "operations": $items\n}';
  return listDestination({
    authentication: { method: "custom" },
    headers: [{ name: "Authorization", value: "App $app_key" }],
    fields: [
      field({
        type: "string",
        variable: "app_key",
        displayName: "App key",
        helpText: "In your account, under Developers.",
        secret: true,
      }),
    ],
    mappings: [userIdMapping()],
    slugifyCohortName: true,
    endpoints: {
      listCreation: { listIdFrom: "none" },
      addUsers: {
        url: "https://api.example.com/v2/tags/add",
        payload,
        itemTemplate,
        batchSize: 500,
        errors: usualErrors("app key"),
      },
      removeUsers: {
        url: "https://api.example.com/v2/tags/remove",
        payload,
        itemTemplate,
        batchSize: 500,
        errors: usualErrors("app key"),
      },
    },
  });
}
