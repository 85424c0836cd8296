import type { ErrorEntry, ListDefinition, RetryClass } from "@/lib/destination/definition";
import {
  clientCredentials,
  type ErrorRow,
  errors,
  field,
  listDestination,
  mapping,
  outcomes,
} from "@/lib/destination/example/list-destination";
import { secretField } from "./credential-field";
import type { GalleryEntry } from "./gallery-entry";

const base = "https://${munchkin_id | lower}.mktorest.com";
const successBody = '{ "success": true }';

/** Marketo's static lists: a token by client credentials in the query, and answers of status 200 whatever happened. */
function buildMarketoStaticLists(): ListDefinition {
  const members = {
    url: `${base}/rest/v1/lists/$list_id/leads.json`,
    successBody,
    itemOutcomes: outcomes(leadOutcome),
    errors: marketoErrors([
      "200",
      "List not found",
      "The list was deleted in Marketo. Start a full sync, which creates it again.",
      { errors: [{ code: "1013" }] },
      { meaning: "list_gone" },
    ]),
  };
  return listDestination({
    authentication: clientCredentials({
      tokenUrl: `${base}/identity/oauth/token`,
      method: "GET",
      credentialsIn: "query",
    }),
    fields: [
      field({
        type: "string",
        variable: "munchkin_id",
        displayName: "Munchkin account ID",
        helpText: "In Marketo under Admin, Integration, Munchkin.",
        placeholder: "123-ABC-456",
        pattern: "[0-9]{3}-[A-Za-z]{3}-[0-9]{3}",
        patternMessage: "A Munchkin account ID looks like 123-ABC-456.",
        hostPatterns: ["*.mktorest.com"],
      }),
      field({
        type: "string",
        variable: "client_id",
        displayName: "Client ID",
        helpText: "Of the service whose API user may change lists: in Marketo under Admin, Integration, LaunchPoint.",
        credentialOf: "oauth2",
      }),
      secretField("client_secret", "Client secret", "Beside the client ID, under View Details.", "oauth2"),
      field({
        type: "string",
        variable: "folder_id",
        displayName: "Folder ID",
        helpText: "Where in the Lead Database the list is made: the number in the folder's address.",
        pattern: "[0-9]+",
        patternMessage: "A folder ID is a number, such as 12.",
        perSync: true,
      }),
    ],
    mappings: [
      mapping({
        displayName: "Lead ID Mapping",
        variable: "lead_id",
        type: "string",
        targetName: "Marketo lead ID",
        defaultProperty: "marketo_lead_id",
        format: "number",
      }),
    ],
    delivery: { idempotencyKey: false, rateLimit: { requests: 5, per: "second" } },
    endpoints: {
      testConnection: { url: `${base}/rest/v1/lists.json?batchSize=1`, successBody, errors: marketoErrors() },
      listCreation: {
        url: `${base}/rest/asset/v1/staticLists.json`,
        contentType: "application/x-www-form-urlencoded",
        payload:
          "folder=%7B%22id%22%3A${folder_id}%2C%22type%22%3A%22Folder%22%7D\n&name=%5BAmplitude%5D%20$amplitude_cohort_name",
        listIdPath: "result[0].id",
        successBody,
        errors: marketoErrors(
          [
            "200",
            "Name taken",
            "Marketo has a list of this name already. Rename the cohort, or delete that list.",
            { errors: [{ code: "709" }] },
          ],
          [
            "200",
            "Folder not found",
            "There is no folder $folder_id in the Lead Database.",
            { errors: [{ code: "711" }] },
            { field: "folder_id" },
          ],
        ),
      },
      addUsers: {
        ...members,
        payload: '{\n  "input": $items\n}',
        itemTemplate: '{ "id": ${lead_id | number} }',
        batchSize: 300,
        itemOutcomes: outcomes({ ...leadOutcome, matchPath: "id" }),
      },
      removeUsers: {
        ...members,
        method: "DELETE",
        url: `${members.url}?id=\${items[]}`,
        itemTemplate: "${lead_id | number}",
        // As many as fit into a URL of 2,048 characters.
        batchSize: 100,
        contentType: "none",
      },
      listDeletion: {
        method: "POST",
        url: `${base}/rest/asset/v1/staticList/$list_id/delete.json`,
        contentType: "none",
        successBody,
        errors: marketoErrors(),
      },
    },
  });
}

/** What became of single leads: unknown (1004), or not in the list (1015). Nobody has to leave a list they aren't in. */
const leadOutcome: Parameters<typeof outcomes>[number] = {
  path: "result",
  itemPath: "id",
  codePath: "reasons[0].code",
  codes: ["1004", "1015"],
  messagePath: "reasons[0].message",
  onAdd: "rejected",
  onRemove: "done",
};

/** Marketo's failures stand in answers of status 200, by their codes. */
function marketoErrors(...own: ErrorRow[]): ErrorEntry[] {
  const token = "The access token is no longer good. The sync gets a new one and goes on by itself.";
  const busy = "Too many calls at once. The sync slows down and goes on by itself.";
  const away = "Marketo had a problem of its own. The sync tries again by itself.";
  return errors(
    ["401", "Client ID and secret", "The client ID and secret were not accepted. Copy them again from LaunchPoint."],
    ...own,
    ...coded(["601", "602"], "Access token", token, "retry"),
    ...coded(["606", "615", "1029"], "Rate limit", busy, "retry"),
    ...coded(["608", "611", "1016", "1019", "1020"], "Service unavailable", away, "retry"),
    ...coded(["607"], "Daily limit", "The account has used up its calls for today. The sync goes on tomorrow.", "fail"),
    ...coded(["603"], "Permission", "The API user may not change lists. Give its role access to static lists.", "fail"),
    ["200", "Refused", "Marketo refused the call. Its message is in the details.", { success: false }],
    ["429", "Rate limit", busy],
    ["5xx", "Service unavailable", away],
    ["timeout", "No answer", "Marketo did not answer in time. The sync tries again by itself."],
  );
}

/** One entry for each code, as text or as number. */
function coded(codes: readonly string[], reason: string, message: string, retry: RetryClass): ErrorRow[] {
  return codes.map((code) => ["200", reason, message, { errors: [{ code }] }, { retry }]);
}

export const marketoStaticLists: GalleryEntry = {
  id: "marketo_static_lists",
  name: "Marketo static lists",
  kind: "list",
  category: "Messaging",
  summary: "Keeps a static list in Marketo equal to a cohort, by lead ID.",
  description:
    "Gets a token by client credentials, creates a static list in a folder and adds and removes leads. Marketo answers every call with status 200; whether it succeeded, and what became of each lead, stands in the body.",
  documentationUrl: "https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/assets/static-lists",
  limits: ["300 leads an addition", "100 leads in a removal, whose IDs stand in the URL", "100 calls in 20 seconds"],
  notExpressed: [
    "Finding a lead's ID by e-mail, or creating leads: a user property has to hold the ID.",
    "Finding a folder by its name: its ID is asked for with each sync.",
  ],
  build: buildMarketoStaticLists,
};
