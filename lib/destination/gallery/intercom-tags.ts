import type { ListDefinition } from "@/lib/destination/definition";
import { accessToken, listDestination, mapping } from "@/lib/destination/example/list-destination";
import { deletedAlready, usualErrors } from "@/lib/destination/example/usual-errors";
import { regionField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** Intercom's tags: contacts are tagged together by name, and untagged one by one by the tag's ID. */
function buildIntercomTags(): ListDefinition {
  const name = "[Amplitude] $amplitude_cohort_name";
  return listDestination({
    authentication: { method: "bearer" },
    headers: [{ name: "Intercom-Version", value: "2.11" }],
    fields: [
      accessToken("In Intercom's Developer Hub, under your app's Authentication."),
      regionField("region", "Region", "Where your workspace's data is kept.", [
        { label: "United States", value: "https://api.intercom.io" },
        { label: "Europe", value: "https://api.eu.intercom.io" },
        { label: "Australia", value: "https://api.au.intercom.io" },
      ]),
    ],
    mappings: [
      mapping({
        displayName: "Contact ID Mapping",
        variable: "contact_id",
        type: "string",
        targetName: "Intercom contact ID",
        defaultProperty: "intercom_contact_id",
      }),
    ],
    delivery: { idempotencyKey: false, rateLimit: { requests: 160, per: "second" } },
    endpoints: {
      testConnection: { url: "$region/me", errors: usualErrors("access token") },
      listCreation: {
        url: "$region/tags",
        payload: `{\n  "name": "${name}"\n}`,
        listIdPath: "id",
        errors: usualErrors("access token"),
      },
      addUsers: {
        url: "$region/tags",
        payload: `{\n  "name": "${name}",\n  "users": $items\n}`,
        itemTemplate: '{ "id": "$contact_id" }',
        batchSize: 50,
        errors: usualErrors("access token", [
          "404",
          "Unknown contact",
          "One of the contact IDs doesn't exist in Intercom, and Intercom then tags nobody of the batch. Check the property that holds the contact ID.",
          { errors: [{ code: "not_found", message: "User Not Found" }] },
        ]),
      },
      removeUsers: {
        method: "DELETE",
        url: "$region/contacts/$contact_id/tags/$list_id",
        itemTemplate: '{ "id": "$contact_id" }',
        batchSize: 1,
        contentType: "none",
        errors: usualErrors(
          "access token",
          [
            "404",
            "Contact gone",
            "The contact no longer exists in Intercom, and so carries no tag.",
            { errors: [{ code: "not_found", message: "Contact Not Found" }] },
            { retry: "ignore" },
          ],
          [
            "404",
            "Tag not found",
            "The tag was deleted in Intercom. Start a full sync, which creates it again.",
            { errors: [{ code: "not_found", message: "Resource Not Found" }] },
            { meaning: "list_gone" },
          ],
        ),
      },
      listDeletion: {
        url: "$region/tags/$list_id",
        contentType: "none",
        errors: usualErrors("access token", deletedAlready),
      },
    },
  });
}

export const intercomTags: GalleryEntry = {
  id: "intercom_tags",
  name: "Intercom tags",
  kind: "list",
  category: "Customer Support",
  summary: "Keeps a tag in Intercom on exactly the contacts of a cohort.",
  description:
    "Creates a tag with the cohort's name, tags contacts in batches by that name and untags them one by one by the tag's ID.",
  documentationUrl: "https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags",
  limits: ["50 contacts a call when tagging, one when untagging", "10,000 calls a minute for an app"],
  notExpressed: [
    "Finding a contact's ID by e-mail or external ID: a user property has to hold the ID.",
    "Leaving out the one contact that Intercom doesn't know and sending the rest of its batch again.",
    "A tag that was deleted is made again by the next addition, under another ID than the one removals use.",
    "Waiting until the moment that X-RateLimit-Reset names.",
  ],
  build: buildIntercomTags,
};
