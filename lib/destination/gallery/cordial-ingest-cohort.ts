import type { ListDefinition } from "@/lib/destination/definition";
import { listDestination, mapping } from "@/lib/destination/example/list-destination";
import { cordialIngestConnection } from "./cordial-ingest-connection";
import type { GalleryEntry } from "./gallery-entry";

/** The ingest service: lists appear when the first contact joins, and every call is one contact. */
function buildCordialIngestCohort(): ListDefinition {
  const { authentication, headers, fields, testConnection, errors } = cordialIngestConnection();
  const identity =
    '"segmentIdKey": "${segment_id_key?}",\n  "segmentId": "${user_id?}",\n  "userIdentities": { "$contact_identifier": "$contact_key" },\n  "groupId": "$list_id"';
  const call = { itemTemplate: "", batchSize: 1 };
  return listDestination({
    authentication,
    headers,
    fields,
    mappings: [
      mapping({
        displayName: "Contact identifier Mapping",
        variable: "contact_key",
        type: "string",
        targetName: "Contact identifier",
        defaultProperty: "email",
      }),
    ],
    delivery: { idempotencyKey: false },
    endpoints: {
      testConnection,
      listCreation: { listIdFrom: "none", listIdTemplate: "$amplitude_cohort_id" },
      addUsers: {
        ...call,
        url: "$endpoint/api/segment/addContactToList",
        payload: `{\n  ${identity},\n  "listName": "\${amplitude_cohort_name | remove_spaces}"\n}`,
        errors: errors(),
      },
      removeUsers: {
        ...call,
        url: "$endpoint/api/segment/removeContactFromList",
        payload: `{\n  ${identity}\n}`,
        errors: errors(),
      },
    },
  });
}

export const cordialIngestCohort: GalleryEntry = {
  id: "cordial_ingest_cohort",
  name: "Cordial cohorts (ingest service)",
  kind: "list",
  category: "Messaging",
  summary: "Adds contacts to a list in Cordial and removes them, through the ingest service, one call for each.",
  description:
    "Needs no list to be created: Cordial makes it when the first contact joins, named after the cohort with its spaces removed. Contacts that aren't there yet are made too.",
  documentationUrl: "https://support.cordial.com/hc/en-us/articles/9138787681805-Send-Data-from-Amplitude-to-Cordial",
  limits: ["One contact a call", "Accepted first and worked on later: an error after that is not reported"],
  notExpressed: [
    "What the service answers to anything but a wrong key is not published, so the error catalog stays general.",
  ],
  build: buildCordialIngestCohort,
};
