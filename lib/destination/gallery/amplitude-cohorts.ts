import type { ListDefinition } from "@/lib/destination/definition";
import {
  basic,
  type ErrorRow,
  field,
  listDestination,
  outcomes,
  userIdMapping,
} from "@/lib/destination/example/list-destination";
import { usualErrors } from "@/lib/destination/example/usual-errors";
import { regionField, secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const keyPair: ErrorRow = [
  "403",
  "Key pair",
  "Amplitude did not accept the key pair. Check both keys and the region.",
  { error: { message: "Invalid API*" } },
];

/** Cohorts of another Amplitude project: no cohort without a first user, and one call at a time. */
function buildAmplitudeCohorts(): ListDefinition {
  const credential = "key pair";
  return listDestination({
    authentication: basic("api_key", "secret_key"),
    fields: [
      secretField("api_key", "API key", "In Amplitude under Organization settings, Projects.", "basic"),
      secretField("secret_key", "Secret key", "Beside the API key.", "basic"),
      regionField("region", "Region", "Where the project's data is kept.", [
        { label: "United States", value: "https://amplitude.com" },
        { label: "European Union", value: "https://analytics.eu.amplitude.com" },
      ]),
      field({
        type: "string",
        variable: "app_id",
        displayName: "Project ID",
        helpText: "The number beside the project's name.",
        pattern: "[0-9]+",
        patternMessage: "A project ID is a number.",
      }),
      field({
        type: "string",
        variable: "owner",
        displayName: "Owner",
        helpText: "The login e-mail of whom the cohort is to belong to.",
      }),
      field({
        type: "string",
        variable: "first_user",
        displayName: "First user ID",
        helpText:
          "A cohort can't be created empty: this user is put into it, and stays unless they leave the cohort here.",
      }),
    ],
    mappings: [userIdMapping()],
    memberCalls: "shared",
    operationWords: { add: "ADD", remove: "REMOVE" },
    // Two calls that touch one cohort at the same time: the second is refused.
    delivery: { idempotencyKey: false, concurrency: 1, cohortSizeMax: 2_000_000 },
    endpoints: {
      testConnection: { url: "$region/api/3/cohorts", errors: usualErrors(credential, keyPair) },
      listCreation: {
        url: "$region/api/3/cohorts/upload",
        payload:
          '{\n  "name": "$amplitude_cohort_name",\n  "app_id": ${app_id | number},\n  "id_type": "BY_USER_ID",\n  "ids": ["$first_user"],\n  "owner": "$owner",\n  "published": true\n}',
        listIdPath: "cohortId",
        errors: usualErrors(credential, keyPair, [
          "400",
          "Project ID",
          "The project ID doesn't belong to the key pair.",
          { error: { message: "Invalid app ID" } },
          { field: "app_id" },
        ]),
      },
      updateUsers: {
        url: "$region/api/3/cohorts/membership",
        payload:
          '{\n  "cohort_id": "$list_id",\n  "skip_invalid_ids": true,\n  "memberships": [\n    { "ids": $items, "id_type": "BY_NAME", "operation": "$operation" }\n  ]\n}',
        itemTemplate: '"$user_id_field"',
        mixesDirections: false,
        // The answer may name every user, and has to fit into the 1 MiB that is read of it.
        batchSize: 10_000,
        itemOutcomes: outcomes({ path: "memberships_result[0].skipped_ids", onAdd: "rejected", onRemove: "done" }),
        errors: usualErrors(credential, keyPair, [
          "400",
          "Cohort not found",
          "The cohort was deleted. Start a full sync, which creates it again.",
          { error: { message: "Invalid cohort ID" } },
          { meaning: "list_gone" },
        ]),
      },
    },
  });
}

export const amplitudeCohorts: GalleryEntry = {
  id: "amplitude_cohorts",
  name: "Amplitude cohorts",
  kind: "list",
  category: "Analytics",
  summary: "Keeps a static cohort of another Amplitude project equal to a cohort.",
  description:
    "Uploads a static cohort and adds and removes users by ID, one call at a time. IDs that the project doesn't know are told one by one.",
  documentationUrl: "https://amplitude.com/docs/apis/analytics/behavioral-cohorts",
  limits: [
    "2 million users a cohort",
    "100,000 IDs a call; 10,000 are sent, so that the answer can be read",
    "One call at a time for a cohort",
  ],
  notExpressed: [
    "Taking the first user out again: a cohort can't be uploaded empty, so one user ID is asked for and stays.",
  ],
  build: buildAmplitudeCohorts,
};
