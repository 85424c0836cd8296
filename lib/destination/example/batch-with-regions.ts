import type { ListDefinition } from "@/lib/destination/definition";
import { basic, emailMapping, field, listDestination, userIdMapping } from "./list-destination";
import { listGone, usualErrors } from "./usual-errors";

/** A key and its secret by Basic authentication; the customer's region decides the host. */
export function batchWithRegions(): ListDefinition {
  const base = "$region/2/lists";
  const itemTemplate = '{ "external_id": "$user_id_field", "email": "${email_field?}" }';
  const credential = (variable: string, displayName: string) =>
    field({ type: "string", variable, displayName, secret: true, credentialOf: "basic" });
  return listDestination({
    authentication: basic("api_key", "api_secret"),
    fields: [
      credential("api_key", "API Key"),
      credential("api_secret", "API Secret"),
      field({
        type: "button_group",
        variable: "region",
        displayName: "Region",
        helpText: "Where your account's data is kept.",
        defaultValue: "https://api.us.example.com",
        options: [
          { id: "us", label: "United States", value: "https://api.us.example.com" },
          { id: "eu", label: "Europe", value: "https://api.eu.example.com" },
        ],
      }),
    ],
    mappings: [userIdMapping("External ID"), emailMapping()],
    endpoints: {
      listCreation: {
        url: base,
        payload: '{\n  "list": {\n    "name": "$amplitude_cohort_name",\n    "source": "$amplitude_cohort_id"\n  }\n}',
        listIdPath: "list.id",
        errors: usualErrors("API key"),
      },
      addUsers: {
        url: `${base}/$list_id/batch`,
        payload: '{\n  "add": $items\n}',
        itemTemplate,
        batchSize: 1_000,
        errors: usualErrors("API key", listGone),
      },
      removeUsers: {
        url: `${base}/$list_id/batch`,
        payload: '{\n  "remove": $items\n}',
        itemTemplate: '{ "external_id": "$user_id_field" }',
        batchSize: 1_000,
        errors: usualErrors("API key", listGone),
      },
    },
  });
}
