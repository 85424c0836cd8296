import type { ListDefinition } from "@/lib/destination/definition";
import { listDestination, mapping } from "@/lib/destination/example/list-destination";
import { deletedAlready, usualErrors } from "@/lib/destination/example/usual-errors";
import { newId } from "@/lib/destination/id";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const lists = "https://a.klaviyo.com/api/lists";

/** Klaviyo's lists: JSON:API, a scheme word of its own, and removal by a DELETE with a body. */
function buildKlaviyoLists(): ListDefinition {
  const members = {
    url: `${lists}/$list_id/relationships/profiles`,
    headers: jsonApi(),
    payload: '{\n  "data": $items\n}',
    itemTemplate: '{ "type": "profile", "id": "$profile_id" }',
    batchSize: 1_000,
    errors: usualErrors(
      "private API key",
      [
        "404",
        "List not found",
        "The list was deleted in Klaviyo. Start a full sync, which creates it again.",
        { errors: [{ code: "not_found" }] },
        { meaning: "list_gone" },
      ],
      [
        "400",
        "Unknown profile",
        "One of the profile IDs doesn't exist in Klaviyo, and Klaviyo then changes nobody in the batch. Check the property that holds the profile ID.",
        { errors: [{ code: "invalid", detail: "Invalid profile IDs*" }] },
      ],
    ),
  };
  return listDestination({
    authentication: { method: "custom" },
    headers: [
      { name: "Authorization", value: "Klaviyo-API-Key $api_key" },
      { name: "revision", value: "2025-04-15" },
      { name: "Accept", value: "application/vnd.api+json" },
    ],
    fields: [
      secretField(
        "api_key",
        "Private API key",
        "In Klaviyo under Settings, API keys. It needs full access to lists and profiles.",
      ),
    ],
    mappings: [
      mapping({
        displayName: "Profile ID Mapping",
        variable: "profile_id",
        type: "string",
        targetName: "Klaviyo profile ID",
        defaultProperty: "klaviyo_profile_id",
      }),
    ],
    delivery: { idempotencyKey: false, rateLimit: { requests: 150, per: "minute" } },
    endpoints: {
      testConnection: { url: "https://a.klaviyo.com/api/accounts", errors: usualErrors("private API key") },
      listCreation: {
        url: lists,
        headers: jsonApi(),
        payload:
          '{\n  "data": {\n    "type": "list",\n    "attributes": { "name": "[Amplitude] $amplitude_cohort_name" }\n  }\n}',
        listIdPath: "data.id",
        errors: usualErrors("private API key"),
      },
      addUsers: members,
      removeUsers: { ...members, method: "DELETE", headers: jsonApi() },
      listDeletion: {
        url: `${lists}/$list_id`,
        contentType: "none",
        errors: usualErrors("private API key", deletedAlready),
      },
    },
  });
}

/** Klaviyo's media type; without a body there is none. */
function jsonApi() {
  return [{ id: newId(), name: "Content-Type", value: "application/vnd.api+json" }];
}

export const klaviyoLists: GalleryEntry = {
  id: "klaviyo_lists",
  name: "Klaviyo lists",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a list in Klaviyo equal to a cohort, by Klaviyo's profile IDs.",
  description:
    "Creates a list with the cohort's name and adds and removes existing profiles. Consent to messages is neither given nor withdrawn by it.",
  documentationUrl: "https://developers.klaviyo.com/en/reference/add_profiles_to_list",
  limits: ["1,000 profiles a call", "150 calls a minute, 10 a second", "150 new lists a day"],
  notExpressed: [
    "Finding a profile's ID by e-mail: a user property has to hold the ID.",
    "Adding by e-mail through an import whose result is fetched later.",
    "Leaving out the one profile that Klaviyo doesn't know and sending the rest of its batch again.",
  ],
  build: buildKlaviyoLists,
};
