/** The complete example: a list destination against the sandbox partner that starts with the app. */
import type { ListDefinition } from "@/lib/destination/definition";
import { accessToken, emailMapping, errors, field, listDestination, userIdMapping } from "./list-destination";

const membershipErrors = () =>
  errors(
    [
      "401",
      "API key",
      "The bearer token was not accepted. Copy it again from the sandbox's start page.",
      { error: { code: "invalid_key" } },
    ],
    ["404", "List not found", "The list was deleted in the sandbox. Create it again by starting a full sync."],
    ["413", "Batch too large", "The sandbox takes at most 1,000 members in one call."],
    [
      "422",
      "Member refused",
      "The sandbox could not read one of the members. Check the property chosen in the mapping.",
    ],
    ["429", "Rate limit", "The sandbox is busy. The sync slows down and goes on by itself."],
    ["5xx", "Sandbox unavailable", "The sandbox had a problem of its own. The sync tries again by itself."],
    ["timeout", "No answer", "The sandbox did not answer in time. The sync tries again by itself."],
  );

export function sandboxDestination(sandboxUrl: string, workspace: string): ListDefinition {
  const base = `${sandboxUrl}/w/${workspace}/v1`;
  return listDestination({
    authentication: { method: "bearer" },
    fields: [
      accessToken(`The workspace key, shown at ${sandboxUrl}/w/${workspace}/.`),
      field({
        type: "button_group",
        variable: "channel",
        displayName: "Channel",
        helpText: "Where messages to this list are sent.",
        defaultValue: "email",
        options: [
          { id: "email", label: "E-mail", value: "email" },
          { id: "push", label: "Push", value: "push" },
        ],
      }),
    ],
    mappings: [userIdMapping("Member ID"), emailMapping()],
    endpoints: {
      listCreation: {
        url: `${base}/lists`,
        payload: '{\n  "name": "[Amplitude] $amplitude_cohort_name",\n  "channel": "$channel"\n}',
        listIdPath: "list.id",
        errors: [
          ...errors(
            [
              "401",
              "API key",
              "The bearer token was not accepted. Copy it again from the sandbox's start page.",
              { error: { code: "invalid_key" } },
            ],
            ["409", "Name taken", "A list of this name exists already. Rename the cohort, or delete the list."],
            ["429", "Rate limit", "The sandbox is busy. The sync slows down and goes on by itself."],
            ["5xx", "Sandbox unavailable", "The sandbox had a problem of its own. The sync tries again by itself."],
            ["timeout", "No answer", "The sandbox did not answer in time. The sync tries again by itself."],
          ),
        ],
      },
      addUsers: {
        url: `${base}/lists/$list_id/members`,
        payload: '{\n  "members": $items\n}',
        itemTemplate: '{"id": "$user_id_field", "email": "${email_field?}"}',
        batchSize: 1_000,
        errors: membershipErrors(),
      },
      removeUsers: {
        url: `${base}/lists/$list_id/members/remove`,
        payload: '{\n  "members": $items\n}',
        itemTemplate: '{"id": "$user_id_field"}',
        batchSize: 1_000,
        errors: membershipErrors(),
      },
    },
  });
}
