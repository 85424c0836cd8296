import type { ListDefinition } from "@/lib/destination/definition";
import { type ErrorRow, listDestination, mapping } from "@/lib/destination/example/list-destination";
import { deletedAlready, usualErrors } from "@/lib/destination/example/usual-errors";
import { regionField, secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** SendGrid's marketing lists: contacts are added by e-mail, and removed by contact IDs in the query. */
function buildSendgridLists(): ListDefinition {
  const lists = "$region/v3/marketing/lists";
  const credential = "API key";
  const gone: ErrorRow = [
    "404",
    "List not found",
    "The list was deleted in SendGrid. Start a full sync, which creates it again.",
    undefined,
    { meaning: "list_gone" },
  ];
  return listDestination({
    authentication: { method: "bearer", bearer: { token: "api_key" } },
    fields: [
      secretField(
        "api_key",
        "API key",
        "In SendGrid under Settings, API Keys. It needs full access to Marketing.",
        "bearer",
      ),
      regionField("region", "Region", "Where your account's data is kept.", [
        { label: "Global", value: "https://api.sendgrid.com" },
        { label: "European Union", value: "https://api.eu.sendgrid.com" },
      ]),
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
      mapping({
        displayName: "Contact ID Mapping",
        variable: "contact_id",
        type: "string",
        targetName: "SendGrid contact ID, to remove users",
        defaultProperty: "sendgrid_contact_id",
        required: false,
        format: "uuid",
      }),
    ],
    delivery: { idempotencyKey: false, listNameLengthMax: 100 },
    endpoints: {
      testConnection: { url: "$region/v3/scopes", errors: usualErrors(credential) },
      listCreation: {
        url: lists,
        payload: '{\n  "name": "$amplitude_cohort_name"\n}',
        listIdPath: "id",
        errors: usualErrors(credential, [
          "400",
          "Name taken",
          "SendGrid has a list of this name already. Rename the cohort, or delete that list.",
          { errors: [{ field: "name", message: "*already exists*" }] },
        ]),
      },
      addUsers: {
        method: "PUT",
        url: "$region/v3/marketing/contacts",
        payload: '{\n  "list_ids": ["$list_id"],\n  "contacts": $items\n}',
        itemTemplate: '{ "email": "${email_field | email}" }',
        batchSize: 1_000,
        bodyBytesMax: 6_000_000,
        successCodes: [202],
        errors: usualErrors(credential, gone, [
          "400",
          "E-mail not valid",
          "SendGrid refuses one of the addresses, and then adds nobody of the batch. Check the property that holds the e-mail.",
          { errors: [{ field: "contacts*", message: "*is not valid" }] },
        ]),
      },
      removeUsers: {
        method: "DELETE",
        url: `${lists}/$list_id/contacts?contact_ids=\${items | join: ","}`,
        itemTemplate: '"$contact_id"',
        // As many as fit into a URL of 2,048 characters.
        batchSize: 45,
        contentType: "none",
        successCodes: [202],
        errors: usualErrors(credential, gone),
      },
      listDeletion: { url: `${lists}/$list_id`, contentType: "none", errors: usualErrors(credential, deletedAlready) },
    },
  });
}

export const sendgridLists: GalleryEntry = {
  id: "sendgrid_lists",
  name: "SendGrid lists",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a marketing list in SendGrid equal to a cohort: added by e-mail, removed by contact ID.",
  description:
    "Creates a list, adds contacts by e-mail (and creates those who are new) and removes them by SendGrid's own contact ID. SendGrid accepts each call at once and carries it out later. Users without a contact ID can't be removed and are counted as skipped.",
  documentationUrl: "https://www.twilio.com/docs/sendgrid/api-reference/contacts/add-or-update-a-contact",
  limits: ["30,000 contacts or 6 MB a call; 1,000 are sent", "45 contacts in a removal, whose IDs stand in the URL"],
  notExpressed: [
    "Finding a contact's ID by e-mail, which removal needs: a user property has to hold the ID.",
    "Leaving out the one address that SendGrid refuses and sending the rest of its batch again.",
    "Asking later what became of a job.",
  ],
  build: buildSendgridLists,
};
