import type { Authentication, ErrorEntry, ListDefinition } from "@/lib/destination/definition";
import { basic, type ErrorRow, errors, listDestination, mapping } from "@/lib/destination/example/list-destination";
import { regionField, secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const usual: ErrorRow[] = [
  ["429", "Rate limit", "Too many calls to Customer.io at once. The sync slows down and goes on by itself."],
  ["5xx", "Customer.io unavailable", "Customer.io had a problem of its own. The sync tries again by itself."],
  ["timeout", "No answer", "Customer.io did not answer in time. The sync tries again by itself."],
];
const badPair: ErrorRow = [
  "401",
  "Tracking credentials",
  "Customer.io did not accept the site ID and tracking API key. Copy both from Settings, Account settings, API credentials, Tracking, and check the region.",
  { meta: {} },
  { field: "tracking_api_key" },
];
const wrongRegion: ErrorRow = [
  "301",
  "Region",
  "This workspace is kept in another region. Choose Europe as the region here.",
  "",
  { field: "region" },
];

/** The Track API's pair; lists are created with another key. */
function trackingPair(): Authentication {
  return basic("site_id", "tracking_api_key");
}

function membershipErrors(): ErrorEntry[] {
  return errors(
    badPair,
    wrongRegion,
    ["400", "Request refused", "Customer.io could not use the request. Check which ID is chosen in the mapping."],
    [
      "404",
      "Segment not found",
      "The segment was deleted in Customer.io. It is created again with the next full sync.",
      "",
      { meaning: "list_gone" },
    ],
    ...usual,
  );
}

/** Manual segments: created through one API and filled through another, each with a host and credentials of its own. */
function buildCustomerIoCohort(): ListDefinition {
  const segment = "$track_host/api/v1/segments/$list_id";
  const members = {
    payload: '{\n  "ids": $items\n}',
    itemTemplate: '"$user_key"',
    batchSize: 1_000,
  };
  return listDestination({
    authentication: { method: "bearer", bearer: { token: "app_api_key" } },
    fields: [
      secretField(
        "app_api_key",
        "App API Key",
        "In Customer.io under Account settings, API credentials, App API keys.",
        "bearer",
      ),
      secretField(
        "site_id",
        "Site ID",
        "In Customer.io under Account settings, API credentials, Tracking API keys.",
        "basic",
      ),
      secretField("tracking_api_key", "Tracking API Key", "The API key beside the site ID.", "basic"),
      regionField("region", "Region", "Where your Customer.io account is kept: Account settings, Privacy and data.", [
        {
          label: "United States",
          value: "us",
          sets: { app_host: "https://api.customer.io", track_host: "https://track.customer.io" },
        },
        {
          label: "Europe",
          value: "eu",
          sets: { app_host: "https://api-eu.customer.io", track_host: "https://track-eu.customer.io" },
        },
      ]),
    ],
    mappings: [
      mapping({
        displayName: "Customer.io ID Mapping",
        variable: "user_key",
        type: "button_group",
        targetName: "Customer.io ID",
        defaultProperty: "user_id",
        options: [
          { id: "id", label: "ID", value: "id", itemTemplate: "" },
          { id: "email", label: "E-mail", value: "email", itemTemplate: '"${user_key | email}"' },
          { id: "cio_id", label: "Customer.io's own ID", value: "cio_id", itemTemplate: "" },
        ],
      }),
    ],
    delivery: { idempotencyKey: false, rateLimit: { requests: 100, per: "second" } },
    endpoints: {
      testConnection: {
        url: "$track_host/api/v1/accounts/region",
        authentication: trackingPair(),
        errors: errors(badPair, wrongRegion, ...usual),
      },
      listCreation: {
        url: "$app_host/v1/segments",
        payload:
          '{\n  "segment": {\n    "name": "[Amplitude] $amplitude_cohort_name",\n    "description": "Cohort $amplitude_cohort_id, kept up to date by $project_name."\n  }\n}',
        listIdFrom: "response",
        listIdPath: "segment.id",
        errors: errors(
          [
            "401",
            "App API key",
            "Customer.io did not accept the App API key. Create one under Account settings, API credentials, App API keys, and check the region.",
            { errors: [{}] },
            { field: "app_api_key" },
          ],
          ["400", "Segment refused", "Customer.io could not create the segment. Rename the cohort and try again."],
          ...usual,
        ),
      },
      addUsers: {
        ...members,
        url: `${segment}/add_customers?id_type=\${user_key.target}`,
        authentication: trackingPair(),
        errors: membershipErrors(),
      },
      removeUsers: {
        ...members,
        url: `${segment}/remove_customers?id_type=\${user_key.target}`,
        authentication: trackingPair(),
        errors: membershipErrors(),
      },
      listDeletion: {
        url: "$app_host/v1/segments/$list_id",
        contentType: "none",
        errors: errors(
          [
            "401",
            "App API key",
            "Customer.io did not accept the App API key. Save a new one and try again.",
            "",
            { field: "app_api_key" },
          ],
          ["404", "Segment not found", "The segment was deleted already.", "", { retry: "ignore" }],
          ...usual,
        ),
      },
    },
  });
}

export const customerIoCohort: GalleryEntry = {
  id: "customer_io_cohort",
  name: "Customer.io cohorts",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a manual segment in Customer.io equal to a cohort, by ID, e-mail or Customer.io's own ID.",
  description:
    "Creates a manual segment through the App API and changes its people through the Track API. One choice of region sets both hosts; each API has credentials of its own.",
  documentationUrl: "https://docs.customer.io/integrations/api/app/tag/segments/createManSegment/",
  limits: ["1,000 people a call", "About 100 Track calls a second", "10 App API calls a second"],
  notExpressed: [
    "Reporting people Customer.io doesn't know: its answer passes over them without a word.",
    "Two rate limits: the App API's is lower, and a destination declares one.",
  ],
  build: buildCustomerIoCohort,
};
