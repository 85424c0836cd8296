import { usualPropertyKey } from "@/lib/destination/blank-definition";
import type { PropertyDefinition } from "@/lib/destination/definition";
import { basic, outcomes, userIdMapping } from "@/lib/destination/example/list-destination";
import { propertyDestination } from "@/lib/destination/example/property-destination";
import { usualErrors } from "@/lib/destination/example/usual-errors";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const base = "https://api.example.com/v1";

/** A user property that is true while somebody is in the cohort: those who enter and those who leave share a call. */
function buildUserProperty(): PropertyDefinition {
  return propertyDestination({
    ...keyAndUser(),
    propertyKey: usualPropertyKey,
    endpoints: {
      testConnection: { url: `${base}/ping`, errors: usualErrors("API key") },
      updateUsers: {
        url: `${base}/identify`,
        payload: '{\n  "batch": $items\n}',
        itemTemplate:
          '{\n  "type": "identify",\n  "userId": "$user_id_field",\n  "traits": { "$property_key": $in_cohort }\n}',
        batchSize: 1_000,
        itemOutcomes: outcomes({
          path: "rejected",
          identifyBy: "index",
          itemPath: "index",
          codePath: "code",
          messagePath: "message",
          onAdd: "rejected",
          onRemove: "done",
        }),
        errors: usualErrors("API key"),
      },
    },
  });
}

/** A tag that is set and taken away by two calls; it is created once, before the first user gets it. */
function buildUserTags(): PropertyDefinition {
  const members = {
    payload: '{\n  "users": $items\n}',
    itemTemplate: '"$user_id_field"',
    batchSize: 1_000,
    itemOutcomes: outcomes({ path: "unknown", onAdd: "rejected", onRemove: "done" }),
    errors: usualErrors("API key", [
      "404",
      "Tag not found",
      "The tag was deleted. Start a full sync, which creates it again.",
      { error: "tag_not_found" },
      { meaning: "list_gone" },
    ]),
  };
  return propertyDestination({
    ...keyAndUser(),
    memberCalls: "separate",
    propertyKey: "amplitude-${amplitude_cohort_name | slugify | lower | truncate: 32}-$amplitude_cohort_id",
    endpoints: {
      testConnection: { url: `${base}/ping`, errors: usualErrors("API key") },
      propertyCreation: {
        url: `${base}/tags`,
        payload: '{\n  "name": "$property_key"\n}',
        errors: usualErrors("API key", [
          "409",
          "Tag exists",
          "The tag is there already and is used as it is.",
          undefined,
          { retry: "ignore" },
        ]),
      },
      addUsers: { url: `${base}/tags/$property_key/set`, ...members },
      removeUsers: { url: `${base}/tags/$property_key/unset`, ...members },
    },
  });
}

/** The key is the user name, the password stays empty, as the guide to receiving cohorts has it. */
function keyAndUser() {
  return {
    authentication: basic("api_key"),
    fields: [secretField("api_key", "API key", "In your account, under Settings, API keys.", "basic")],
    mappings: [userIdMapping()],
  };
}

export const userProperty: GalleryEntry = {
  id: "user_property",
  name: "User property",
  kind: "property",
  category: "Other",
  summary: "Keeps a user property true for people in a cohort and false for people who left it.",
  description:
    "Users who enter and users who leave share a call; a trait named after the cohort is true or false. Its name is settled at the first sync and stays, so that renaming a cohort leaves nobody behind. Replace the host by your own.",
  documentationUrl: "https://amplitude.com/docs/partners/create-a-cohort-sync-integration",
  limits: ["1,000 users a call"],
  notExpressed: ["Removing the property instead of setting it to false, in the same call as those who enter."],
  build: buildUserProperty,
};

export const userTags: GalleryEntry = {
  id: "user_tags",
  name: "User tags",
  kind: "property",
  category: "Other",
  summary: "Sets a tag on people who enter a cohort and takes it away from people who leave.",
  description:
    "A tag is created once, before the first user gets it; two calls set it and take it away. Its name is settled at the first sync and stays. Replace the host by your own.",
  documentationUrl: "https://amplitude.com/docs/partners/create-a-cohort-sync-integration",
  limits: ["1,000 users a call"],
  notExpressed: ["Deleting the tag when a sync is deleted: only lists have a call for that."],
  build: buildUserTags,
};
