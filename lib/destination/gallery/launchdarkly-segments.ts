import type { ListDefinition } from "@/lib/destination/definition";
import { type ErrorRow, field, listDestination, userIdMapping } from "@/lib/destination/example/list-destination";
import { usualErrors } from "@/lib/destination/example/usual-errors";
import { regionField, secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** LaunchDarkly answers a bad token with 403, as it does to one that may not write. */
const token: ErrorRow = [
  "403",
  "Access token",
  "LaunchDarkly did not accept the access token, or it may not write segments. Save one with the writer role here.",
  { code: "forbidden" },
  { field: "api_key" },
];

/** LaunchDarkly's synced segments: nothing is created, and one call says of each user whether they are in. */
function buildLaunchdarklySegments(): ListDefinition {
  const credential = "access token";
  return listDestination({
    authentication: { method: "header", header: { name: "Authorization", value: "$api_key" } },
    headers: [{ name: "LD-API-Version", value: "20240415" }],
    fields: [
      secretField(
        "api_key",
        "Access token",
        "In LaunchDarkly under Organization settings, Authorization. It needs the writer role.",
        "header",
      ),
      field({
        type: "string",
        variable: "environment_id",
        displayName: "Client-side ID",
        helpText: "Of the environment whose segments are kept: in LaunchDarkly under Projects, Environments.",
      }),
      regionField("instance", "Instance", "Where you sign in.", [
        { label: "launchdarkly.com", value: "https://app.launchdarkly.com" },
        { label: "European Union", value: "https://app.eu.launchdarkly.com" },
        { label: "Federal", value: "https://app.launchdarkly.us" },
      ]),
    ],
    mappings: [userIdMapping("Context key")],
    memberCalls: "shared",
    delivery: { idempotencyKey: false },
    endpoints: {
      testConnection: {
        url: "$instance/api/v2/caller-identity",
        errors: usualErrors(credential, token),
      },
      listCreation: { listIdFrom: "none" },
      updateUsers: {
        url: "$instance/api/v2/segment-targets/amplitude",
        payload: '{\n  "environmentId": "$environment_id",\n  "batch": $items\n}',
        itemTemplate:
          '{\n  "userId": "$user_id_field",\n  "cohortId": "$amplitude_cohort_id",\n  "cohortName": "$amplitude_cohort_name",\n  "cohortUrl": "$amplitude_cohort_url",\n  "value": $in_cohort\n}',
        batchSize: 1_000,
        errors: usualErrors(credential, token, [
          "404",
          "Environment",
          "LaunchDarkly has no environment with this client-side ID.",
          { code: "not_found" },
          { field: "environment_id" },
        ]),
      },
    },
  });
}

export const launchdarklySegments: GalleryEntry = {
  id: "launchdarkly_segments",
  name: "LaunchDarkly segments",
  kind: "list",
  category: "Experimentation",
  summary: "Keeps a synced segment in LaunchDarkly equal to a cohort.",
  description:
    "Nothing is created beforehand: the segment is there with its first member. Users who enter and users who leave share a call, each with a boolean.",
  documentationUrl: "https://launchdarkly.com/docs/home/flags/amplitude",
  limits: ["1,000 users a call"],
  notExpressed: ["The environment can't be chosen from a list: its client-side ID is asked for."],
  build: buildLaunchdarklySegments,
};
