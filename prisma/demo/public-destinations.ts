/**
 * Cohort destinations of three public APIs, as far as the kind `list` expresses them.
 * Written from the vendors' public documentation; never tried against a live account.
 */
import type { DestinationDefinition, ErrorEntry } from "@/lib/destination/definition";
import { basic, errors, field, listDestination, mapping } from "@/lib/destination/example/list-destination";

const busy = (): ErrorEntry[] =>
  errors(
    ["429", "Rate limit", "The partner asked us to slow down. The sync goes on by itself."],
    ["5xx", "Partner unavailable", "The partner had a problem of its own. The sync tries again by itself."],
    ["timeout", "No answer", "The partner did not answer in time. The sync tries again by itself."],
  );

/** Cordial's ingest service: one call a contact, the list is made on the fly and named without spaces. */
export function cordialCohort(): DestinationDefinition {
  const catalog = () => [
    ...errors([
      "401",
      "API key",
      "Cordial did not accept the API key. Check the key and the addresses it is allowed from.",
      { error: "*Authentication Failure*" },
    ]),
    ...busy(),
  ];
  return listDestination({
    authentication: { method: "header", header: { name: "x-api-key", value: "$api_key" } },
    headers: [{ name: "Accept", value: "application/json" }],
    fields: [
      field({ type: "string", variable: "api_key", displayName: "API Key", secret: true, credentialOf: "header" }),
      field({
        type: "string",
        variable: "endpoint",
        displayName: "Endpoint",
        helpText: "The service address that your Cordial account manager gave you.",
        defaultValue: "https://integrations-ingest-svc.usw1.cordial.com",
        hostPatterns: ["*.cordial.com"],
      }),
      field({
        type: "string",
        variable: "contact_identifier_name",
        displayName: "Contact identifier name",
        helpText: "The attribute that identifies a contact, such as channels.email.address.",
        defaultValue: "channels.email.address",
      }),
    ],
    mappings: [
      mapping({
        displayName: "Contact Identifier Mapping",
        variable: "contact_identifier",
        type: "string",
        targetName: "Contact identifier",
        defaultProperty: "email",
      }),
    ],
    endpoints: {
      listCreation: { listIdFrom: "none" },
      addUsers: {
        url: "$endpoint/api/segment/addContactToList",
        payload:
          '{\n  "userIdentities": {"$contact_identifier_name": "$contact_identifier"},\n  "groupId": "$amplitude_cohort_id",\n  "listName": "${amplitude_cohort_name | remove_spaces}"\n}',
        itemTemplate: '"$contact_identifier"',
        batchSize: 1,
        errors: catalog(),
      },
      removeUsers: {
        url: "$endpoint/api/segment/removeContactFromList",
        payload:
          '{\n  "userIdentities": {"$contact_identifier_name": "$contact_identifier"},\n  "groupId": "$amplitude_cohort_id"\n}',
        itemTemplate: '"$contact_identifier"',
        batchSize: 1,
        errors: catalog(),
      },
    },
  });
}

/** Iterable's lists: a numeric list ID, a thousand subscribers a call. */
export function iterableCohort(): DestinationDefinition {
  const catalog = () => [
    ...errors(
      ["400", "Invalid request", "Iterable could not read the request. Check the property chosen in the mapping."],
      ["400", "Batch too large", "Iterable takes fewer subscribers in one call.", { code: "BatchTooLarge" }],
      [
        "401",
        "API key",
        "Iterable did not accept the API key. Create a server-side key and paste it again.",
        { code: "BadApiKey" },
      ],
      ["401", "Unauthorized", "Iterable refused the call. Check that the key belongs to the project."],
      ["404", "List not found", "The list does not exist in Iterable any more."],
    ),
    ...busy(),
  ];
  return listDestination({
    authentication: { method: "header", header: { name: "Api-Key", value: "$api_key" } },
    fields: [
      field({ type: "string", variable: "api_key", displayName: "API Key", secret: true, credentialOf: "header" }),
      field({
        type: "single_select",
        variable: "api_url",
        displayName: "Data center",
        defaultValue: "https://api.iterable.com/api",
        options: [
          { id: "us", label: "United States", value: "https://api.iterable.com/api" },
          { id: "eu", label: "Europe", value: "https://api.eu.iterable.com/api" },
        ],
      }),
    ],
    mappings: [
      mapping({
        displayName: "User ID Mapping",
        variable: "user_id_field",
        type: "string",
        targetName: "userId",
        defaultProperty: "user_id",
      }),
    ],
    endpoints: {
      listCreation: {
        url: "$api_url/lists",
        payload: '{"name": "[Amplitude] $amplitude_cohort_name"}',
        listIdPath: "listId",
        errors: catalog(),
      },
      addUsers: {
        url: "$api_url/lists/subscribe",
        payload: '{\n  "listId": $list_id,\n  "subscribers": $items,\n  "updateExistingUsersOnly": false\n}',
        itemTemplate: '{"userId": "$user_id_field", "preferUserId": true}',
        batchSize: 1_000,
        bodyBytesMax: 4_000_000,
        errors: catalog(),
      },
      removeUsers: {
        url: "$api_url/lists/unsubscribe",
        payload: '{\n  "listId": $list_id,\n  "subscribers": $items,\n  "channelUnsubscribe": false\n}',
        itemTemplate: '{"userId": "$user_id_field"}',
        batchSize: 1_000,
        bodyBytesMax: 4_000_000,
        errors: catalog(),
      },
    },
  });
}

/** Customer.io's manual segments: made with the App key on one host, filled with the tracking pair on another. */
export function customerIoCohort(): DestinationDefinition {
  const trackErrors = () => [
    ...errors(
      ["400", "Invalid request", "Customer.io could not read the request. Check the property chosen in the mapping."],
      [
        "401",
        "Tracking credentials",
        "Customer.io did not accept the site ID and tracking API key. Check both, and the region.",
      ],
      ["404", "Segment not found", "The segment does not exist in Customer.io any more."],
    ),
    ...busy(),
  ];
  const tracking = () => basic("site_id", "tracking_api_key");
  return listDestination({
    authentication: { method: "bearer", bearer: { token: "app_api_key" } },
    fields: [
      field({ type: "string", variable: "tracking_api_key", displayName: "Tracking API Key", secret: true }),
      field({ type: "string", variable: "site_id", displayName: "Site ID" }),
      field({
        type: "string",
        variable: "app_api_key",
        displayName: "App API Key",
        secret: true,
        credentialOf: "bearer",
      }),
      field({
        type: "single_select",
        variable: "app_url",
        displayName: "Region",
        helpText: "Where your Customer.io account is hosted.",
        defaultValue: "https://api.customer.io",
        options: [
          {
            id: "us",
            label: "United States",
            value: "https://api.customer.io",
            sets: [{ variable: "track_url", value: "https://track.customer.io" }],
          },
          {
            id: "eu",
            label: "Europe",
            value: "https://api-eu.customer.io",
            sets: [{ variable: "track_url", value: "https://track-eu.customer.io" }],
          },
        ],
      }),
    ],
    mappings: [
      mapping({
        displayName: "User ID Mapping",
        variable: "user_id_field",
        type: "string",
        targetName: "Customer ID",
        defaultProperty: "user_id",
      }),
    ],
    endpoints: {
      listCreation: {
        url: "$app_url/v1/segments",
        payload:
          '{\n  "segment": {\n    "name": "[Amplitude] $amplitude_cohort_name",\n    "description": "$amplitude_cohort_url"\n  }\n}',
        listIdPath: "segment.id",
        errors: [
          ...errors(
            ["400", "Invalid request", "Customer.io could not create the segment. Its name may be taken."],
            ["401", "App API key", "Customer.io did not accept the App API key. Check the key and the region."],
          ),
          ...busy(),
        ],
      },
      addUsers: {
        url: "$track_url/api/v1/segments/$list_id/add_customers?id_type=id",
        payload: '{"ids": $items}',
        itemTemplate: '"$user_id_field"',
        batchSize: 1_000,
        authentication: tracking(),
        errors: trackErrors(),
      },
      removeUsers: {
        url: "$track_url/api/v1/segments/$list_id/remove_customers?id_type=id",
        payload: '{"ids": $items}',
        itemTemplate: '"$user_id_field"',
        batchSize: 1_000,
        authentication: tracking(),
        errors: trackErrors(),
      },
    },
    delivery: { rateLimit: { requests: 100, per: "second" } },
  });
}
