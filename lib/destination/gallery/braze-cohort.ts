import type { ErrorEntry, ListDefinition } from "@/lib/destination/definition";
import { type ErrorRow, errors, listDestination, mapping } from "@/lib/destination/example/list-destination";
import { brazeCluster } from "./braze-cluster";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** Three causes of one status: only Braze's words tell them apart, and the last quotes the secret itself. */
const refusals: ErrorRow[] = [
  [
    "401",
    "Partner API key",
    "Braze did not accept the partner API key. It belongs to the chosen cluster: check both.",
    { message: "*Invalid Partner API key*" },
    { field: "partner_api_key" },
  ],
  [
    "401",
    "Data import key",
    "Braze did not accept the data import key. Generate it again in Braze under Partner Integrations and save it here.",
    { message: "*Invalid client secret*" },
    { field: "client_secret" },
  ],
  [
    "401",
    "Partner not enabled",
    "The integration is not switched on in this Braze workspace. Switch it on under Partner Integrations.",
    { message: "*Partner not enabled*" },
  ],
  ["401", "Credentials", "Braze did not accept the credentials. Check both keys and the cluster."],
];
const usual: ErrorRow[] = [
  ["404", "Cluster or partner", "Braze doesn't know this address. Check the cluster.", "", { field: "cluster" }],
  ["429", "Rate limit", "Too many calls to Braze at once. The sync slows down and goes on by itself."],
  ["5xx", "Braze unavailable", "Braze had a problem of its own. The sync tries again by itself."],
  ["timeout", "No answer", "Braze did not answer in time. The sync tries again by itself."],
];

function membershipErrors(): ErrorEntry[] {
  return errors(
    ...refusals,
    ["400", "Request refused", "Braze could not use the request. Check that the mapped property is an external ID."],
    ...usual,
  );
}

/** Cohort import for partners: the keys stand in the body, and the cohort's own ID is its ID at Braze. */
function buildBrazeCohort(): ListDefinition {
  const keys =
    '"partner_api_key": "$partner_api_key",\n  "client_secret": "$client_secret",\n  "cohort_id": "$list_id"';
  const users = {
    url: "$cluster/partners/amplitude/cohorts/users",
    itemTemplate: '"${user_key | trim}"',
    batchSize: 1_000,
  };
  return listDestination({
    authentication: { method: "none" },
    fields: [
      secretField(
        "partner_api_key",
        "Partner API Key",
        "Given to the partner by Braze, one for each group of clusters.",
      ),
      secretField(
        "client_secret",
        "Data Import Key",
        "In Braze under Partner Integrations, Technology Partners, Amplitude.",
      ),
      brazeCluster(),
    ],
    mappings: [
      mapping({
        displayName: "Braze External ID Mapping",
        variable: "user_key",
        type: "string",
        targetName: "External ID",
        defaultProperty: "user_id",
      }),
    ],
    delivery: { idempotencyKey: false },
    endpoints: {
      listCreation: {
        url: "$cluster/partners/amplitude/cohorts",
        payload: `{\n  ${keys.replace("$list_id", "$amplitude_cohort_id")},\n  "name": "$amplitude_cohort_name",\n  "created_at": "$sync_time"\n}`,
        listIdFrom: "request",
        listIdTemplate: "$amplitude_cohort_id",
        errors: errors(
          ...refusals,
          ["400", "Cohort refused", "Braze could not use the cohort's name. Rename the cohort and try again."],
          ...usual,
        ),
      },
      addUsers: {
        ...users,
        payload: `{\n  ${keys},\n  "cohort_changes": [{ "user_ids": $items }]\n}`,
        errors: membershipErrors(),
      },
      removeUsers: {
        ...users,
        payload: `{\n  ${keys},\n  "cohort_changes": [{ "user_ids": $items, "should_remove": true }]\n}`,
        errors: membershipErrors(),
      },
    },
  });
}

export const brazeCohort: GalleryEntry = {
  id: "braze_cohort",
  name: "Braze cohorts",
  kind: "list",
  category: "Messaging",
  summary: "Imports a cohort into Braze, where it can be used as a segment filter.",
  description:
    "Names the cohort once, by its own ID, and sends who entered and who left by their external IDs. Both keys travel in the body.",
  documentationUrl: "https://www.braze.com/docs/partners/isv_partners/cohort_import",
  limits: ["1,000 users a call", "No other rate limit"],
  notExpressed: [
    "A key that belongs to the platform instead of the customer: the partner API key is asked in the setup modal.",
    "Device IDs and user aliases beside external IDs in one call: a call has one list of users.",
    "Reporting users without a profile: Braze passes over them without a word.",
  ],
  build: buildBrazeCohort,
};
