import type { ListDefinition } from "@/lib/destination/definition";
import {
  basic,
  type ErrorRow,
  field,
  listDestination,
  userIdMapping,
} from "@/lib/destination/example/list-destination";
import { usualErrors } from "@/lib/destination/example/usual-errors";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** MoEngage's cohort sync: one URL, a word for the direction, and what is accepted now is done later. */
function buildMoengageCohorts(): ListDefinition {
  return listDestination({
    authentication: basic("workspace_id", "data_key"),
    headers: [{ name: "MOE-APPKEY", value: "$workspace_id" }],
    fields: [
      field({
        type: "string",
        variable: "workspace_id",
        displayName: "Workspace ID",
        helpText: "In MoEngage under Settings, Account, APIs.",
      }),
      secretField("data_key", "Data API key", "In MoEngage under Settings, Account, APIs, in the tile Data.", "basic"),
      field({
        type: "single_select",
        variable: "data_center",
        displayName: "Data center",
        helpText: "The number after “dashboard-” in the address of your dashboard.",
        defaultValue: "01",
        options: ["01", "02", "03", "04", "05", "06", "101"].map((value) => ({
          id: `dc-${value}`,
          label: `DC-${value}`,
          value,
        })),
      }),
    ],
    mappings: [userIdMapping("Unique user ID")],
    // MoEngage refuses names with a number of characters; the hyphens of a slug are none of them.
    slugifyCohortName: true,
    memberCalls: "shared",
    operationWords: { add: "add_members", remove: "remove_members" },
    delivery: { idempotencyKey: false, rateLimit: { requests: 300, per: "minute" } },
    endpoints: {
      listCreation: { listIdFrom: "none" },
      updateUsers: {
        url: "https://api-${data_center}.moengage.com/v1/integrations/cohortsync",
        payload:
          '{\n  "action": "$operation",\n  "partner": "Amplitude",\n  "parameters": {\n    "cohort_name": "$amplitude_cohort_name",\n    "cohort_id": "$amplitude_cohort_id",\n    "members": $items\n  }\n}',
        itemTemplate: '{ "uid": "$user_id_field" }',
        mixesDirections: false,
        batchSize: 10_000,
        bodyBytesMax: 131_072,
        successBody: '{ "status": "success" }',
        errors: usualErrors("data API key", ...moengageErrors),
      },
    },
  });
}

const moengageErrors: ErrorRow[] = [
  [
    "401",
    "Data API key",
    "MoEngage did not accept the data API key. Copy it again from the tile Data and save it here.",
    { error: { type: "Authentication required" } },
    { field: "data_key" },
  ],
  [
    "401",
    "Workspace",
    "The workspace ID and the key don't belong together.",
    { error: { type: "Authentication Mismatch" } },
    { field: "workspace_id" },
  ],
  [
    "403",
    "Account blocked",
    "MoEngage has blocked the account. Ask its support.",
    { error: { type: "BlockedClient" } },
  ],
  [
    "403",
    "Account suspended",
    "MoEngage has suspended the account. Ask its support.",
    { error: { type: "Account*Suspended" } },
  ],
  ["400", "Refused", "MoEngage could not read the call. Send us the details.", { status: "fail" }],
  ["413", "Batch too large", "MoEngage takes at most 128 KB in one call. Send us the details."],
];

export const moengageCohorts: GalleryEntry = {
  id: "moengage_cohorts",
  name: "MoEngage cohorts",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a custom segment in MoEngage equal to a cohort.",
  description:
    "One address for both directions, with a word that says which. MoEngage accepts a call at once and carries it out later; users it doesn't know are left out without a word.",
  documentationUrl: "https://www.moengage.com/docs/api/cohort-sync/sync-cohort-members",
  limits: ["128 KB a call", "300 calls a minute"],
  notExpressed: [
    "Users whom MoEngage doesn't know: its answer doesn't name them.",
    "A test of the connection: MoEngage has no call that changes nothing.",
  ],
  build: buildMoengageCohorts,
};
