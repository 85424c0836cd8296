import type { PropertyDefinition } from "@/lib/destination/definition";
import { errors, field, mapping, outcomes } from "@/lib/destination/example/list-destination";
import { propertyDestination } from "@/lib/destination/example/property-destination";
import { brazeCluster } from "./braze-cluster";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** A custom attribute that is true for whoever is in the cohort; who enters and who leaves share a call. */
function buildBrazeAttributes(): PropertyDefinition {
  const byIndex = {
    path: "errors",
    identifyBy: "index",
    itemPath: "index",
    codePath: "type",
    messagePath: "type",
  } as const;
  return propertyDestination({
    authentication: { method: "bearer", bearer: { token: "api_key" } },
    fields: [
      secretField(
        "api_key",
        "REST API Key",
        "In Braze under Settings, APIs and Identifiers: a key that may track users.",
        "bearer",
      ),
      brazeCluster(),
      field({
        type: "string",
        variable: "attribute_name",
        displayName: "Custom attribute",
        helpText: "The attribute that becomes true for people in the cohort and false for people who left it.",
        placeholder: "high_intent",
        pattern: "[^$].*",
        patternMessage: "The name of an attribute doesn't begin with a dollar sign.",
        maxLength: 255,
        perSync: true,
      }),
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
    propertyKey: "$attribute_name",
    endpoints: {
      updateUsers: {
        url: "$cluster/users/track/bulk",
        payload: '{\n  "attributes": $items\n}',
        itemTemplate: '{ "external_id": "${user_key | trim}", "$property_key": $in_cohort }',
        batchSize: 1_000,
        bodyBytesMax: 2_000_000,
        itemOutcomes: outcomes(
          { ...byIndex, codes: ["EXTERNAL_USER_ID_*"], onAdd: "rejected", onRemove: "rejected" },
          // Any other failure of one user may pass.
          { ...byIndex, onAdd: "retry", onRemove: "retry" },
        ),
        errors: errors(
          [
            "401",
            "REST API key",
            "Braze did not accept the REST API key. Check the key and the cluster.",
            "",
            { field: "api_key" },
          ],
          ["403", "Permission", "The REST API key may not track users. Give it the permission users.track.bulk."],
          ["400", "Request refused", "Braze could not use the request. Check the mapping and the attribute's name."],
          [
            "413",
            "Batch too large",
            "Braze takes at most 2 MB in one call. Tell support: the batches have to be smaller.",
          ],
          ["429", "Rate limit", "Too many calls to Braze at once. The sync slows down and goes on by itself."],
          ["5xx", "Braze unavailable", "Braze had a problem of its own. The sync tries again by itself."],
          ["timeout", "No answer", "Braze did not answer in time. The sync tries again by itself."],
        ),
      },
    },
  });
}

export const brazeAttributes: GalleryEntry = {
  id: "braze_attributes",
  name: "Braze attributes",
  kind: "property",
  category: "Messaging",
  summary: "Keeps a custom attribute in Braze true for people in a cohort and false for people who left it.",
  description:
    "The attribute's name is asked with each sync and stays the same whatever the cohort is called later. Users whom Braze refuses are told apart by their place in the call.",
  documentationUrl: "https://www.braze.com/docs/api/endpoints/user_data/post_user_track/",
  limits: ["1,000 users and 2 MB a call"],
  notExpressed: [
    "Removing the attribute instead of setting it to false needs the second payload, which replaces this one.",
  ],
  build: buildBrazeAttributes,
};
