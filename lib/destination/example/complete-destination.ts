/** The destination that the rulebook's examples change: complete, and nothing wrong with it. */
import {
  blankListDefinition,
  credentialFields,
  customField,
  type DestinationDefinition,
  errorEntry,
  mappingField,
} from "@/lib/destination/definition";

/** A complete list destination in which the rulebook finds nothing: bearer token, region, one mapping, errors. */
export function completeDestination(): DestinationDefinition {
  const blank = blankListDefinition();
  const errors = () => [
    errorEntry.parse({ id: "e401", failureReason: "API key", status: "401", message: "The token was not accepted." }),
    errorEntry.parse({ id: "e429", failureReason: "Rate limit", status: "429", message: "Too many calls." }),
  ];
  const members = {
    method: "POST" as const,
    contentType: "application/json" as const,
    headers: [],
    successCodes: [],
    authentication: null,
    payload: '{"ids": $items}',
    itemTemplate: '{"id": "$user_id_field"}',
    batchSize: 1_000,
    bodyBytesMax: null,
  };
  return {
    ...blank,
    authentication: { ...blank.authentication, method: "bearer" },
    fields: [
      ...credentialFields("bearer").map((field) => ({ ...field, id: "token" })),
      customField.parse({
        id: "region",
        type: "single_select",
        variable: "region",
        displayName: "Region",
        defaultValue: "https://us.api.example.com",
        options: [
          { id: "us", label: "US", value: "https://us.api.example.com" },
          { id: "eu", label: "EU", value: "https://eu.api.example.com" },
        ],
      }),
      customField.parse({ id: "workspace", type: "string", variable: "workspace", displayName: "Workspace" }),
    ],
    headers: [{ id: "h1", name: "X-Workspace", value: "$workspace" }],
    mappings: [
      mappingField.parse({
        id: "m1",
        type: "string",
        variable: "user_id_field",
        displayName: "User ID Mapping",
        targetName: "User ID",
        defaultProperty: "user_id",
      }),
    ],
    endpoints: {
      testConnection: null,
      listCreation: {
        ...blank.endpoints.listCreation,
        url: "$region/lists",
        payload: '{"name": "[Amplitude] $cohort_name"}',
        listIdPath: "$.data.id",
        errors: errors(),
      },
      addUsers: { ...members, url: "$region/lists/$list_id/add", errors: errors() },
      removeUsers: { ...members, url: "$region/lists/$list_id/remove", errors: errors() },
    },
  };
}
