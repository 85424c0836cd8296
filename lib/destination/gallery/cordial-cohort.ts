import type { ErrorEntry, ListDefinition } from "@/lib/destination/definition";
import {
  basic,
  type ErrorRow,
  errors,
  field,
  listDestination,
  mapping,
  outcomes,
} from "@/lib/destination/example/list-destination";
import { regionField, secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const badKey: ErrorRow = [
  "401",
  "API key",
  "Cordial did not accept the API key. Check the key, the region, and that our addresses are on the key's list of allowed addresses.",
  "",
  { field: "api_key" },
];
const mayNot: ErrorRow = [
  "403",
  "Permission",
  "The API key may not do this. Give it access to account lists and contacts in Cordial.",
  "",
  { field: "api_key" },
];
const usual: ErrorRow[] = [
  ["429", "Rate limit", "Too many calls to Cordial at once. The sync slows down and goes on by itself."],
  ["5xx", "Cordial unavailable", "Cordial had a problem of its own. The sync tries again by itself."],
  ["timeout", "No answer", "Cordial did not answer in time. The sync tries again by itself."],
];
/** The call of a contact that isn't there fails for this person only. */
const noContact: ErrorRow = [
  "404",
  "Contact not found",
  "Cordial has no contact with this identifier, so there is nobody to add or remove.",
  { errorKey: "RECORD_NOT_FOUND" },
  { retry: "ignore" },
];

function creationErrors(): ErrorEntry[] {
  return errors(
    badKey,
    mayNot,
    // One machine key for three causes: only Cordial's words tell them apart.
    [
      "422",
      "Name taken",
      "Cordial has a list of this name already. Rename the cohort, or delete the list in Cordial.",
      { message: "*unique*" },
    ],
    [
      "422",
      "Name reserved",
      "Cordial keeps the name “cid” for itself. Rename the cohort.",
      { message: "*cid is not allowed*" },
    ],
    [
      "422",
      "Name not allowed",
      "A list in Cordial has a name of letters, numbers and dashes, at most 128 characters. Spaces are removed for you; rename the cohort where it holds anything else.",
      { message: "*letters, numbers*" },
    ],
    ...usual,
  );
}

function membershipErrors(): ErrorEntry[] {
  return errors(
    badKey,
    mayNot,
    noContact,
    ["422", "Contact refused", "Cordial could not use the change of this contact."],
    ...usual,
  );
}

/** Account lists of the REST API: a boolean property of each contact, named after the list. */
function buildCordialCohort(): ListDefinition {
  const member = (value: boolean) => ({
    method: "PUT" as const,
    url: "$region/v2/contacts/${contact_identifier}:${contact_key}",
    payload: `{\n  "\${amplitude_cohort_name | remove_spaces}": ${value}\n}`,
    itemTemplate: "",
    batchSize: 1,
    itemOutcomes: outcomes({
      path: "$",
      identifyBy: "position",
      codePath: "errorKey",
      codes: ["RECORD_NOT_FOUND"],
      messagePath: "message",
      onAdd: "rejected",
      onRemove: "done",
    }),
    errors: membershipErrors(),
  });
  return listDestination({
    authentication: basic("api_key"),
    headers: [{ name: "Accept", value: "application/json" }],
    fields: [
      secretField(
        "api_key",
        "API Key",
        "In Cordial under Administration, API keys. Allow it account lists and contacts.",
        "basic",
      ),
      regionField("region", "Region", "Where your Cordial account is hosted; your account manager knows.", [
        { label: "US West 1", value: "https://api.cordial.io" },
        { label: "US West 2", value: "https://api.usw2.cordial.io" },
      ]),
      field({
        type: "string",
        variable: "contact_identifier",
        displayName: "Contact identifier name",
        helpText: "“email”, or the key of the secondary identifier that your Cordial account uses.",
        placeholder: "email",
        defaultValue: "email",
        pattern: "[A-Za-z][A-Za-z0-9_]*",
        patternMessage: "Write a key of letters, digits and underscores, such as email or customerId.",
      }),
    ],
    mappings: [
      mapping({
        displayName: "Contact identifier Mapping",
        variable: "contact_key",
        type: "string",
        targetName: "Contact identifier",
        defaultProperty: "email",
      }),
    ],
    delivery: { idempotencyKey: false, listNameLengthMax: 128 },
    endpoints: {
      testConnection: {
        url: "$region/v2/accountlists?name=connection-test",
        errors: errors(
          badKey,
          mayNot,
          [
            "404",
            "No such list",
            "The key works: Cordial looked for a list and found none of that name.",
            { errorKey: "RECORD_NOT_FOUND" },
            { retry: "ignore" },
          ],
          ...usual,
        ),
      },
      listCreation: {
        url: "$region/v2/accountlists",
        payload: '{\n  "name": "${amplitude_cohort_name | remove_spaces}"\n}',
        listIdFrom: "response",
        listIdPath: "id",
        errors: creationErrors(),
      },
      addUsers: member(true),
      removeUsers: member(false),
      listDeletion: {
        url: "$region/v2/accountlists/$list_id",
        contentType: "none",
        errors: errors(
          badKey,
          mayNot,
          [
            "404",
            "List not found",
            "The list was deleted already.",
            { errorKey: "ACCOUNT_LISTS_NOT_FOUND" },
            { retry: "ignore" },
          ],
          ...usual,
        ),
      },
    },
  });
}

export const cordialCohort: GalleryEntry = {
  id: "cordial_cohort",
  name: "Cordial cohorts",
  kind: "list",
  category: "Messaging",
  summary: "Keeps an account list in Cordial equal to a cohort, with one call for each contact.",
  description:
    "Creates an account list named after the cohort with its spaces removed (“active users” becomes “activeusers”) and sets the list's property on each contact to true or false.",
  documentationUrl: "https://support.cordial.com/hc/en-us/articles/204570497-Account-lists-API",
  limits: [
    "One contact a call",
    "List names of letters, numbers and dashes, at most 128 characters",
    "Rate limits are not published; the answer says when to go on",
  ],
  notExpressed: [
    "Creating a contact that isn't there yet: that is a look-up and then one of two calls.",
    "Noticing that the list was deleted: an update of a contact keeps quiet about a list it doesn't know.",
  ],
  build: buildCordialCohort,
};
