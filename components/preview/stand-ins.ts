/** Values for what is not answered yet, so that a preview shows the shape of a request from the start. */
import { activeFields } from "@/lib/destination/active-fields";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isFieldVisible, ownValue } from "@/lib/destination/effective-settings";
import { type EndpointKey, isMembersKey, listCreationOf } from "@/lib/destination/endpoints";
import { mask } from "@/lib/destination/mask-secrets";
import type { RequestValues } from "@/lib/destination/request";
import { obtainsAccessToken } from "@/lib/destination/request-values";
import { sampleAnswer } from "./setup-states";

const listIdStandIn = "sample-list-id";

/**
 * The values with a stand-in for every required answer that is missing, bullets for secrets and for an access token, and
 * for the list ID that no creation has given yet; `missing` are the names of what a person can give, to be shown beside. A test never sends stand-ins.
 */
export function withStandIns(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
): { values: RequestValues; missing: string[] } {
  let { settings, listId } = values;
  const missing: string[] = [];
  for (const field of activeFields(definition)) {
    const isAsked = field.required && field.variable !== "" && isFieldVisible(definition, field, settings);
    if (!isAsked || (ownValue(settings, field.variable) ?? field.defaultValue) !== "") continue;
    const standIn = field.type === "string" && field.secret ? mask : sampleAnswer(definition, settings, field);
    if (standIn === "") continue;
    settings = Object.fromEntries([...Object.entries(settings), [field.variable, standIn]]);
    missing.push(field.displayName || `$${field.variable}`);
  }
  const creation = listCreationOf(definition);
  if (creation && isMembersKey(endpoint) && (listId ?? "") === "" && creation.listIdFrom !== "none") {
    listId = listIdStandIn;
    missing.push("List ID");
  }
  const token = obtainsAccessToken(definition, endpoint) ? { accessToken: values.accessToken ?? mask } : {};
  return { values: { ...values, ...token, settings, listId }, missing };
}
