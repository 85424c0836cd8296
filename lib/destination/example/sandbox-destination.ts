/** The complete example: a list destination against the sandbox partner that starts with the app. */
import type { ListDefinition } from "@/lib/destination/definition";
import { accessToken, emailMapping, field, listDestination, outcomes, userIdMapping } from "./list-destination";
import { sandboxErrors } from "./sandbox-errors";

const accessTokenWords = {
  failureReason: "API key",
  message: "The bearer token was not accepted. Copy it again from the sandbox's start page.",
  field: "bearer_token",
};

const membershipErrors = () =>
  sandboxErrors(
    accessTokenWords,
    [
      "404",
      "List not found",
      "The list was deleted in the sandbox. It is made again with the next full sync.",
      { error: { code: "list_not_found" } },
      { meaning: "list_gone" },
    ],
    ["413", "Batch too large", "The sandbox takes at most 1,000 members in one call."],
    [
      "422",
      "Member refused",
      "The sandbox could not read one of the members. Check the property chosen in the mapping.",
    ],
  );

/** Members that the sandbox refused one by one, inside an answer that is a success as a whole. */
const refusedMembers = () => outcomes({ path: "rejected", itemPath: "id", matchPath: "id", codePath: "code" });

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
        errors: sandboxErrors(accessTokenWords, [
          "409",
          "Name taken",
          "A list of this name exists already. Rename the cohort, or delete the list.",
        ]),
      },
      addUsers: {
        url: `${base}/lists/$list_id/members`,
        payload: '{\n  "members": $items\n}',
        itemTemplate: '{"id": "$user_id_field", "email": "${email_field?}"}',
        batchSize: 1_000,
        itemOutcomes: refusedMembers(),
        errors: membershipErrors(),
      },
      removeUsers: {
        url: `${base}/lists/$list_id/members/remove`,
        payload: '{\n  "members": $items\n}',
        itemTemplate: '{"id": "$user_id_field"}',
        batchSize: 1_000,
        itemOutcomes: refusedMembers(),
        errors: membershipErrors(),
      },
    },
  });
}
