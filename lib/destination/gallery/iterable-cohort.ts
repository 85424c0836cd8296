import type { ErrorEntry, ItemOutcome, ListDefinition } from "@/lib/destination/definition";
import {
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
  "Iterable did not accept the API key. Check that it is a server-side key of this project and belongs to the chosen data center.",
  { code: "BadApiKey" },
  { field: "api_key" },
];
const mayNot: ErrorRow = [
  "403",
  "Permission",
  "The API key may not change lists. Create a server-side key in Iterable and save it here.",
  "",
  { field: "api_key" },
];
const badRequest: ErrorRow = [
  "400",
  "Request refused",
  "Iterable could not use the request. Check the identifier chosen in the mapping and the type of the project.",
];
const usual: ErrorRow[] = [
  ["429", "Rate limit", "Too many calls to Iterable at once. The sync slows down and goes on by itself."],
  ["5xx", "Iterable unavailable", "Iterable had a problem of its own. The sync tries again by itself."],
  ["timeout", "No answer", "Iterable did not answer in time. The sync tries again by itself."],
];

function membershipErrors(): ErrorEntry[] {
  return errors(
    badKey,
    mayNot,
    [
      "400",
      "Batch too large",
      "Iterable takes at most 1,000 people and 4 MB in one call. Tell support: the batch size has to be smaller.",
      { code: "BatchTooLarge" },
    ],
    badRequest,
    [
      "404",
      "List not found",
      "The list was deleted in Iterable. It is created again with the next full sync.",
      { code: "NotFound" },
      { meaning: "list_gone" },
    ],
    ...usual,
  );
}

/** E-mails come back in lower case and are compared so; user IDs are compared exactly. */
function namedIn(stem: string, meanings: Pick<ItemOutcome, "onAdd" | "onRemove">) {
  return [
    { path: `failedUpdates.${stem}Emails`, matchPath: "email", caseSensitive: false, ...meanings },
    { path: `failedUpdates.${stem}UserIds`, matchPath: "userId", ...meanings },
  ];
}

function peopleLeftOut(): ItemOutcome[] {
  const refused = { onAdd: "rejected", onRemove: "rejected" } as const;
  return outcomes(
    ...namedIn("invalid", refused),
    ...namedIn("conflict", refused),
    ...namedIn("invalidData", refused),
    // Whoever asked to be forgotten is in no list, whichever way they go: trying again would change nothing.
    ...namedIn("forgotten", { onAdd: "done", onRemove: "done" }),
    ...namedIn("notFound", { onAdd: "rejected", onRemove: "done" }),
  );
}

/** Static lists; one person is an e-mail address, a user ID or both, as the Iterable project is set up. */
function buildIterableCohort(): ListDefinition {
  return listDestination({
    authentication: { method: "header", header: { name: "Api-Key", value: "$api_key" } },
    fields: [
      secretField(
        "api_key",
        "API Key",
        "In Iterable under Integrations, API Keys: a key of type Server-side.",
        "header",
      ),
      regionField("data_center", "Data center", "Where your Iterable project is hosted.", [
        { label: "United States", value: "https://api.iterable.com/api" },
        { label: "Europe", value: "https://api.eu.iterable.com/api" },
      ]),
      field({
        type: "button_group",
        variable: "known_only",
        displayName: "People whom Iterable doesn't know",
        helpText: "Whether somebody in the cohort who isn't in your Iterable project becomes a new user there.",
        defaultValue: "false",
        options: [
          { id: "create", label: "Create them", value: "false" },
          { id: "leave_out", label: "Leave them out", value: "true" },
        ],
      }),
    ],
    mappings: [
      mapping({
        displayName: "Iterable ID Mapping",
        variable: "user_key",
        type: "button_group",
        targetName: "Iterable ID",
        defaultProperty: "user_id",
        options: [
          { id: "user_id", label: "User ID", value: "userId", itemTemplate: '{ "userId": "${user_key | trim}" }' },
          { id: "email", label: "E-mail", value: "email", itemTemplate: '{ "email": "${user_key | email}" }' },
          {
            id: "both",
            label: "User ID and e-mail (hybrid project)",
            value: "both",
            itemTemplate: '{ "userId": "${user_key | trim}", "email": "${email_field?}" }',
          },
        ],
      }),
      mapping({
        displayName: "E-mail Mapping (hybrid projects)",
        variable: "email_field",
        type: "string",
        targetName: "E-mail",
        defaultProperty: "email",
        required: false,
        format: "email",
      }),
    ],
    delivery: { idempotencyKey: false },
    endpoints: {
      testConnection: { url: "$data_center/lists", errors: errors(badKey, ...usual) },
      listCreation: {
        url: "$data_center/lists",
        payload: '{\n  "name": "[Amplitude] $amplitude_cohort_name"\n}',
        listIdFrom: "response",
        listIdPath: "listId",
        errors: errors(badKey, mayNot, badRequest, ...usual),
      },
      addUsers: {
        url: "$data_center/lists/subscribe",
        payload:
          '{\n  "listId": $list_id,\n  "subscribers": $items,\n  "updateExistingUsersOnly": ${known_only | boolean}\n}',
        itemTemplate: '{ "userId": "${user_key | trim}" }',
        batchSize: 1_000,
        bodyBytesMax: 4_000_000,
        itemOutcomes: peopleLeftOut(),
        errors: membershipErrors(),
      },
      removeUsers: {
        url: "$data_center/lists/unsubscribe",
        // Without it a default we can't know decides whether leaving a list stops every message of the channel.
        payload: '{\n  "listId": $list_id,\n  "subscribers": $items,\n  "channelUnsubscribe": false\n}',
        itemTemplate: '{ "userId": "${user_key | trim}" }',
        batchSize: 1_000,
        bodyBytesMax: 4_000_000,
        itemOutcomes: peopleLeftOut(),
        errors: membershipErrors(),
      },
      listDeletion: {
        url: "$data_center/lists/$list_id",
        contentType: "none",
        errors: errors(
          badKey,
          mayNot,
          ["404", "List not found", "The list was deleted already.", { code: "NotFound" }, { retry: "ignore" }],
          [
            "409",
            "List in use",
            "A campaign of Iterable still uses the list. End the campaign and delete the list there.",
          ],
          ...usual,
        ),
      },
    },
  });
}

export const iterableCohort: GalleryEntry = {
  id: "iterable_cohort",
  name: "Iterable cohorts",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a static list in Iterable equal to a cohort, by user ID, e-mail or both.",
  description:
    "Creates a static list with the cohort's name and subscribes and unsubscribes people in batches. People whom Iterable does not take are told apart one by one, with the reason, inside an answer that is a success as a whole.",
  documentationUrl: "https://api.iterable.com/api/docs#lists_subscribe",
  limits: ["1,000 people and 4 MB a call", "List IDs are 64-bit integers, sent back digit by digit"],
  notExpressed: [
    "Looking a list up by its name before creating it: two destinations of the same cohort make two lists of one name.",
  ],
  build: buildIterableCohort,
};
