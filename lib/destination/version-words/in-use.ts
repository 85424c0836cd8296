/** Whether a place of a definition has any effect today: much is kept beside that another choice has put aside. */
import { activeFields } from "@/lib/destination/active-fields";
import type { Authentication, DestinationDefinition, ListCreationEndpoint } from "@/lib/destination/definition";
import type { Steps } from "@/lib/destination/document-tree";
import { type EndpointKey, endpointAt, endpointsOf, isCohortDefinition, isFixedKey } from "@/lib/destination/endpoints";

/** Whether what stands at these steps matters; true for all that no other choice decides about, there or not. */
export function isInUse(definition: DestinationDefinition, steps: Steps): boolean {
  const [first = "", second = "", third = "", fourth = ""] = steps;
  switch (first) {
    case "authentication":
      return isUsedMethod(definition.authentication, second);
    case "operationWords":
      return isCohortDefinition(definition) && definition.memberCalls === "shared";
    case "fields":
      return second === "" || isUsedField(definition, second, third);
    case "mappings":
      return third !== "options" || mappingTypeOf(definition, second) !== "string";
    case "endpoints":
      return !isFixedKey(second) || isUsedEndpoint(definition, second, third, fourth);
    case "actions":
      return fourth !== "authentication" || isUsedOwnMethod(definition, `action:${second.slice(1)}`, steps[4] ?? "");
    default:
      return true;
  }
}

const methodMembers = ["basic", "header", "bearer", "oauth2"];

function isUsedMethod({ method }: Authentication, member: string): boolean {
  return !methodMembers.includes(member) || method === member;
}

function isUsedOwnMethod(definition: DestinationDefinition, key: EndpointKey, member: string): boolean {
  const own = endpointAt(definition, key)?.authentication;
  return !own || isUsedMethod(own, member);
}

const membersOfTexts = ["secret", "pattern", "patternMessage", "maxLength", "hostPatterns", "placeholder"];

function isUsedField(definition: DestinationDefinition, step: string, member: string): boolean {
  const field = activeFields(definition).find(({ id }) => `#${id}` === step);
  if (!field) return false;
  if (member === "options") return field.type !== "string";
  return field.type === "string" || !membersOfTexts.includes(member);
}

function mappingTypeOf({ mappings }: DestinationDefinition, step: string): string | undefined {
  return mappings.find(({ id }) => `#${id}` === step)?.type;
}

function isUsedEndpoint(
  definition: DestinationDefinition,
  key: EndpointKey & string,
  member: string,
  inMember: string,
): boolean {
  const endpoint = endpointAt(definition, key);
  if (!endpoint) return false;
  if ("listIdFrom" in endpoint && member.startsWith("listId")) return isUsedListId(endpoint, member);
  if (!endpointsOf(definition).some((called) => called.key === key)) return false;
  return member !== "authentication" || isUsedOwnMethod(definition, key, inMember);
}

function isUsedListId({ listIdFrom }: ListCreationEndpoint, member: string): boolean {
  if (member === "listIdPath") return listIdFrom === "response";
  return member !== "listIdTemplate" || listIdFrom !== "response";
}
