import type { ListDefinition } from "@/lib/destination/definition";
import {
  basic,
  type ErrorRow,
  field,
  listDestination,
  mapping,
  outcomes,
} from "@/lib/destination/example/list-destination";
import { deletedAlready, usualErrors } from "@/lib/destination/example/usual-errors";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const segments = "https://${data_center}.api.mailchimp.com/3.0/lists/$audience_id/segments";

/** Mailchimp's static segments, which the app calls tags: the data center is part of the host. */
function buildMailchimpSegments(): ListDefinition {
  const members = {
    url: `${segments}/$list_id`,
    itemTemplate: '"${email_field | email}"',
    batchSize: 500,
    // Addresses that aren't in the audience are named inside a success.
    itemOutcomes: outcomes({
      path: "$.errors[*].email_addresses[*]",
      caseSensitive: false,
      onAdd: "rejected",
      onRemove: "done",
    }),
    errors: mailchimpErrors([
      "404",
      "Tag not found",
      "The tag was deleted in Mailchimp. Start a full sync, which creates it again.",
      { title: "Resource Not Found" },
      { meaning: "list_gone" },
    ]),
  };
  return listDestination({
    // Any user name will do.
    authentication: basic("data_center", "api_key"),
    fields: [
      secretField("api_key", "API key", "In Mailchimp under Profile, Extras, API keys.", "basic"),
      field({
        type: "string",
        variable: "data_center",
        displayName: "Data center",
        helpText: "What stands after the hyphen in your API key.",
        placeholder: "us6",
        pattern: "[a-z]{2}[0-9]{1,3}",
        patternMessage: "A data center is two letters and a number, such as us6.",
        hostPatterns: ["*.api.mailchimp.com"],
      }),
      field({
        type: "string",
        variable: "audience_id",
        displayName: "Audience ID",
        helpText: "In Mailchimp under Audience, Settings, Audience name and defaults.",
        pattern: "[0-9a-f]{10}",
        patternMessage: "An audience ID has ten digits and letters from a to f.",
      }),
    ],
    mappings: [
      mapping({
        displayName: "E-mail Mapping",
        variable: "email_field",
        type: "string",
        targetName: "E-mail",
        defaultProperty: "email",
        format: "email",
      }),
    ],
    delivery: { idempotencyKey: false, listNameLengthMax: 100 },
    endpoints: {
      testConnection: {
        url: "https://${data_center}.api.mailchimp.com/3.0/lists/$audience_id",
        errors: mailchimpErrors([
          "404",
          "Audience not found",
          "Mailchimp has no audience with this ID.",
          { title: "Resource Not Found" },
          { field: "audience_id" },
        ]),
      },
      listCreation: {
        url: segments,
        payload: '{\n  "name": "$amplitude_cohort_name",\n  "static_segment": []\n}',
        listIdPath: "id",
        errors: mailchimpErrors([
          "400",
          "Name taken",
          "The audience has a tag of this name already. Rename the cohort, or delete that tag.",
          { detail: "*already exists*" },
        ]),
      },
      addUsers: { ...members, payload: '{\n  "members_to_add": $items\n}' },
      removeUsers: { ...members, payload: '{\n  "members_to_remove": $items\n}' },
      listDeletion: { url: `${segments}/$list_id`, contentType: "none", errors: mailchimpErrors(deletedAlready) },
    },
  });
}

function mailchimpErrors(...own: ErrorRow[]) {
  return usualErrors(
    "API key",
    [
      "403",
      "Data center",
      "The API key belongs to another data center. Enter what stands after the hyphen in the key.",
      { title: "Wrong Datacenter" },
      { field: "data_center" },
    ],
    [
      "403",
      "Blocked for a moment",
      "Mailchimp turned the call away before reading it. The sync slows down and goes on by itself.",
      "<html*",
      { retry: "retry" },
    ],
    ...own,
  );
}

export const mailchimpSegments: GalleryEntry = {
  id: "mailchimp_segments",
  name: "Mailchimp tags",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a tag (a static segment) of a Mailchimp audience equal to a cohort, by e-mail.",
  description:
    "Creates a static segment, which Mailchimp shows as a tag, and adds and removes contacts of the audience by e-mail. Whoever isn't in the audience is told one by one.",
  documentationUrl: "https://mailchimp.com/developer/marketing/api/list-segments/",
  limits: ["500 e-mails a call", "10 calls at once for an account"],
  notExpressed: [
    "Adding people to the audience itself, which needs their consent.",
    "The data center can't be read out of the key, so it is asked for beside it.",
  ],
  build: buildMailchimpSegments,
};
