import type { ListDefinition } from "@/lib/destination/definition";
import {
  accessToken,
  type ErrorRow,
  field,
  listDestination,
  mapping,
  outcomes,
} from "@/lib/destination/example/list-destination";
import { deletedAlready, usualErrors } from "@/lib/destination/example/usual-errors";
import type { GalleryEntry } from "./gallery-entry";

const lists = "https://api.hubapi.com/crm/v3/lists";

/** HubSpot's manual lists: members are changed by record ID, in payloads that are nothing but an array. */
function buildHubspotLists(): ListDefinition {
  const members = {
    method: "PUT" as const,
    payload: "$items",
    itemTemplate: '"$record_id"',
    // The answer may name every record, and has to fit into the 1 MiB that is read of it.
    batchSize: 10_000,
    // Records that HubSpot doesn't have are named inside a success. Nobody has to leave a list they can't be in.
    itemOutcomes: outcomes({ path: "recordIdsMissing", onAdd: "rejected", onRemove: "done" }),
    errors: hubspotErrors([
      "404",
      "List not found",
      "The list was deleted in HubSpot. Start a full sync, which creates it again.",
      { category: "OBJECT_NOT_FOUND" },
      { meaning: "list_gone" },
    ]),
  };
  return listDestination({
    authentication: { method: "bearer" },
    fields: [
      accessToken(
        "The access token of a private app with the scopes crm.lists.read, crm.lists.write and crm.objects.contacts.read: in HubSpot under Settings, Integrations, Private Apps.",
      ),
      field({
        type: "button_group",
        variable: "object_type",
        displayName: "Records",
        helpText: "What the list holds.",
        defaultValue: "0-1",
        options: [
          { id: "contacts", label: "Contacts", value: "0-1" },
          { id: "companies", label: "Companies", value: "0-2" },
        ],
      }),
    ],
    mappings: [
      mapping({
        displayName: "Record ID Mapping",
        variable: "record_id",
        type: "string",
        targetName: "HubSpot record ID",
        defaultProperty: "hubspot_record_id",
        format: "number",
      }),
    ],
    delivery: { idempotencyKey: false, rateLimit: { requests: 10, per: "second" } },
    endpoints: {
      testConnection: { url: "https://api.hubapi.com/account-info/v3/details", errors: hubspotErrors() },
      listCreation: {
        url: lists,
        payload:
          '{\n  "name": "[Amplitude] $amplitude_cohort_name",\n  "objectTypeId": "$object_type",\n  "processingType": "MANUAL"\n}',
        listIdPath: "list.listId",
        errors: hubspotErrors([
          "400",
          "Name taken",
          "HubSpot has a list of this name already. Rename the cohort, or delete that list.",
          { subCategory: "ILS.DUPLICATE_LIST_NAMES" },
        ]),
      },
      addUsers: { url: `${lists}/$list_id/memberships/add`, ...members },
      removeUsers: { url: `${lists}/$list_id/memberships/remove`, ...members },
      listDeletion: { url: `${lists}/$list_id`, contentType: "none", errors: hubspotErrors(deletedAlready) },
    },
  });
}

function hubspotErrors(...own: ErrorRow[]) {
  return usualErrors(
    "access token",
    [
      "403",
      "Scopes",
      "The private app may not change lists. Give it the scopes crm.lists.read and crm.lists.write, and save its token again.",
      { category: "MISSING_SCOPES" },
      { field: "bearer_token" },
    ],
    [
      "429",
      "Daily limit",
      "The account has used up its calls for today. The sync goes on tomorrow.",
      { policyName: "DAILY" },
      { retry: "fail" },
    ],
    ...own,
  );
}

export const hubspotLists: GalleryEntry = {
  id: "hubspot_lists",
  name: "HubSpot lists",
  kind: "list",
  category: "CRM",
  summary: "Keeps a manual list of contacts or companies in HubSpot equal to a cohort.",
  description:
    "Creates a manual list with the cohort's name and adds and removes records by their ID. Records that HubSpot doesn't have are told one by one, inside an answer that is a success as a whole.",
  documentationUrl: "https://developers.hubspot.com/docs/api-reference/crm-lists-v3/guide",
  limits: [
    "100 calls in 10 seconds for a private app",
    "100,000 records a call; 10,000 are sent, so that the answer can be read",
  ],
  notExpressed: [
    "Signing in with OAuth and refreshing its token: a private app's access token is used, which doesn't expire.",
    "Finding records by e-mail: a user property has to hold the record ID.",
    "Looking a list up by its name where it exists already.",
  ],
  build: buildHubspotLists,
};
