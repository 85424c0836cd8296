import type { ListDefinition } from "@/lib/destination/definition";
import { errors, field, listDestination, userIdMapping } from "@/lib/destination/example/list-destination";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

/** One POST for each change set: who entered or who left, with an ID that stays the same when it is sent again. */
function buildCohortWebhook(): ListDefinition {
  return listDestination({
    authentication: { method: "header", header: { name: "X-Webhook-Key", value: "$webhook_key" } },
    fields: [
      field({
        type: "string",
        variable: "webhook_url",
        displayName: "Webhook URL",
        helpText: "Where the change sets are sent.",
        placeholder: "https://hooks.example.com/cohorts",
        hostPatterns: ["*.example.com"],
      }),
      secretField(
        "webhook_key",
        "Webhook key",
        "Sent as X-Webhook-Key, so that your service knows who calls.",
        "header",
      ),
    ],
    mappings: [userIdMapping()],
    memberCalls: "shared",
    endpoints: {
      listCreation: { listIdFrom: "none" },
      updateUsers: {
        url: "$webhook_url",
        payload:
          '{\n  "cohort_id": "$amplitude_cohort_id",\n  "cohort_name": "$amplitude_cohort_name",\n  "in_cohort": $in_cohort,\n  "computed_time": "$sync_time",\n  "message_id": "$batch_id",\n  "users": $items\n}',
        itemTemplate: '{ "user_id": "$user_id_field" }',
        batchSize: 1_000,
        mixesDirections: false,
        errors: errors(
          [
            "401",
            "Webhook key",
            "The service did not accept the key. Save the right one here.",
            "",
            { field: "webhook_key" },
          ],
          ["400", "Request refused", "The service could not use the change set."],
          ["404", "Webhook URL", "There is nothing at this address. Check the URL.", "", { field: "webhook_url" }],
          [
            "405",
            "Webhook URL",
            "Nothing at this address takes change sets. Check the URL.",
            "",
            { field: "webhook_url" },
          ],
          ["429", "Rate limit", "Too many calls at once. The sync slows down and goes on by itself."],
          [
            "5xx",
            "Service unavailable",
            "The service had a problem of its own. The change set is sent again by itself.",
          ],
          ["timeout", "No answer", "The service did not answer in time. The change set is sent again by itself."],
        ),
      },
    },
  });
}

export const cohortWebhook: GalleryEntry = {
  id: "cohort_webhook",
  name: "Cohort webhook",
  kind: "list",
  category: "Other",
  summary: "Tells a service of your own who entered and who left a cohort, one POST for each change set.",
  description:
    "No list is created. Every call says which cohort it is, which way its users went and when, with a message ID by which a repeated change set is recognised.",
  documentationUrl: "https://amplitude.com/docs/data/destination-catalog/cohort-webhooks",
  limits: ["1,000 users a call, as this template is set"],
  notExpressed: [
    "Headers whose names the customer chooses: a header's value may be a variable, its name may not.",
    "A signature over the body (HMAC): filters work on single values, not on the finished request.",
    "Any host: the pattern of hosts belongs to the reviewed version, so each partner writes its own.",
  ],
  build: buildCohortWebhook,
};
