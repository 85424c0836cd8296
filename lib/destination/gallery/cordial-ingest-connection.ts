/** What the two Cordial destinations on the ingest service share: key, host, connection test and errors. */
import type { Authentication, CallEndpoint, CustomField, ErrorEntry } from "@/lib/destination/definition";
import { type ErrorRow, errors, field } from "@/lib/destination/example/list-destination";
import { regionField, secretField } from "./credential-field";

interface CordialIngestConnection {
  authentication: Partial<Authentication>;
  headers: { name: string; value: string }[];
  fields: CustomField[];
  testConnection: Partial<CallEndpoint>;
  errors: () => ErrorEntry[];
}

const badKey: ErrorRow = [
  "401",
  "API key",
  "Cordial did not accept the API key. Check the key, and that the endpoint is the one of your account.",
  "",
  { field: "api_key" },
];
const usual: ErrorRow[] = [
  ["429", "Rate limit", "Too many calls to Cordial at once. Delivery slows down and goes on by itself."],
  ["5xx", "Cordial unavailable", "Cordial had a problem of its own. The call is tried again by itself."],
  ["timeout", "No answer", "Cordial did not answer in time. The call is tried again by itself."],
];

export function cordialIngestConnection(): CordialIngestConnection {
  return {
    authentication: { method: "header", header: { name: "x-api-key", value: "$api_key" } },
    headers: [{ name: "Accept", value: "application/json" }],
    fields: [
      secretField("api_key", "API Key", "In Cordial under Administration, API keys.", "header"),
      regionField("endpoint", "Endpoint", "The ingest service of your account; your account manager knows which.", [
        { label: "US West 1 (usw1)", value: "https://integrations-ingest-svc.usw1.cordial.com" },
        { label: "US West 1", value: "https://integrations-ingest-svc.cordial.com" },
        { label: "US West 2", value: "https://integrations-ingest-svc.usw2.cordial.com" },
      ]),
      field({
        type: "string",
        variable: "segment_id_key",
        displayName: "User ID attribute",
        helpText: "The contact attribute that stores the user ID, if your account has one.",
        placeholder: "segment_id",
        required: false,
      }),
      field({
        type: "string",
        variable: "contact_identifier",
        displayName: "Contact identifier name",
        helpText: "What Cordial finds a contact by, such as channels.email.address or customerId.",
        placeholder: "channels.email.address",
        defaultValue: "channels.email.address",
      }),
    ],
    testConnection: { url: "$endpoint/api/checkAuth", errors: errors(badKey, ...usual) },
    errors: () =>
      errors(
        badKey,
        ["400", "Request refused", "Cordial could not use the request. Check the values that the mappings send."],
        ...usual,
      ),
  };
}
