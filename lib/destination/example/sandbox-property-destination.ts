/** The complete example of its kind: cohorts as properties of the users of the sandbox partner. */
import type { PropertyDefinition } from "@/lib/destination/definition";
import { basic, emailMapping, field, outcomes, userIdMapping } from "./list-destination";
import { propertyDestination } from "./property-destination";
import { sandboxErrors } from "./sandbox-errors";

const credentials = {
  failureReason: "Key and secret",
  message: "The key or the secret was not accepted. Copy both again from the workspace's page.",
  field: "api_key",
};

/**
 * Users who enter and users who leave share a call, up to 500 of them. The property is declared once, and a user whom
 * the sandbox refuses is reported by its place in the call.
 */
export function sandboxPropertyDestination(sandboxUrl: string, workspace: string): PropertyDefinition {
  const page = `${sandboxUrl}/w/${workspace}/`;
  const base = `${page}v1`;
  return propertyDestination({
    authentication: basic("api_key", "api_secret"),
    fields: [
      field({
        type: "string",
        variable: "api_key",
        displayName: "Workspace key",
        helpText: `The key shown at ${page}.`,
        secret: true,
        credentialOf: "basic",
      }),
      field({
        type: "string",
        variable: "api_secret",
        displayName: "Workspace secret",
        helpText: "The password beside the key, under All ways to authenticate. The sandbox also takes none.",
        secret: true,
        required: false,
        credentialOf: "basic",
      }),
      field({
        type: "string",
        variable: "property_prefix",
        displayName: "Property prefix",
        helpText: "Stands before the cohort's name, so that these properties are found together.",
        defaultValue: "[Amplitude]",
        maxLength: 40,
      }),
    ],
    mappings: [userIdMapping(), emailMapping()],
    propertyKey: "$property_prefix ${amplitude_cohort_name | truncate: 80}: $amplitude_cohort_id",
    endpoints: {
      testConnection: { url: `${base}/me`, errors: sandboxErrors(credentials) },
      propertyCreation: {
        url: `${base}/properties`,
        payload: '{\n  "key": "$property_key",\n  "type": "boolean"\n}',
        errors: sandboxErrors(
          credentials,
          [
            "409",
            "Property exists",
            "The property was declared before. The sync goes on with it.",
            { error: { code: "property_exists" } },
            { retry: "ignore" },
          ],
          ["422", "Property refused", "The sandbox cannot declare this property. Choose a shorter prefix."],
        ),
      },
      updateUsers: {
        url: `${base}/users/batch`,
        payload: '{\n  "users": $items\n}',
        itemTemplate:
          '{\n  "id": "$user_id_field",\n  "properties": {\n    "$property_key": $in_cohort,\n    "email": "${email_field?}"\n  }\n}',
        batchSize: 500,
        bodyBytesMax: 2_000_000,
        itemOutcomes: outcomes(
          {
            path: "errors",
            identifyBy: "index",
            itemPath: "index",
            codePath: "code",
            codes: ["unknown_user"],
            messagePath: "message",
            // Whoever is not there does not hold the property either.
            onRemove: "done",
          },
          { path: "errors", identifyBy: "index", itemPath: "index", codePath: "code", messagePath: "message" },
        ),
        errors: sandboxErrors(
          credentials,
          ["413", "Batch too large", "The sandbox takes at most 500 users and 2 MiB in one call."],
          ["422", "Request refused", "The sandbox could not read the request. Check the payload."],
        ),
      },
    },
  });
}
