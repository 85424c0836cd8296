/** Shorthand for definitions that hold membership as a property of each user. */
import { blankConnectionTest, blankOptionalCall, blankPropertyDefinition } from "@/lib/destination/blank-definition";
import type { PropertyDefinition } from "@/lib/destination/definition";
import { type CommonParts, commonParts, type EndpointParts } from "./list-destination";

interface PropertyParts extends CommonParts {
  /** Default: the cohort's name and ID. */
  propertyKey?: string;
  memberCalls?: PropertyDefinition["memberCalls"];
  operationWords?: PropertyDefinition["operationWords"];
  endpoints: EndpointParts<PropertyDefinition["endpoints"]>;
}

export function propertyDestination(parts: PropertyParts): PropertyDefinition {
  const blank = blankPropertyDefinition();
  const { endpoints } = blank;
  const { testConnection, propertyCreation, ...given } = parts.endpoints;
  return {
    ...blank,
    ...commonParts(blank, parts),
    propertyKey: parts.propertyKey ?? blank.propertyKey,
    memberCalls: parts.memberCalls ?? blank.memberCalls,
    operationWords: parts.operationWords ?? blank.operationWords,
    endpoints: {
      testConnection: testConnection ? { ...blankConnectionTest(), ...testConnection } : null,
      propertyCreation: propertyCreation ? { ...blankOptionalCall("POST"), ...propertyCreation } : null,
      updateUsers: { ...endpoints.updateUsers, ...given.updateUsers },
      addUsers: { ...endpoints.addUsers, ...given.addUsers },
      removeUsers: { ...endpoints.removeUsers, ...given.removeUsers },
    },
  };
}
