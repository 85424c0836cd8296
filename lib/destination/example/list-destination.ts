/** Shorthand for example definitions: a blank list definition with the given parts. */

import type { z } from "zod";
import {
  blankAuthentication,
  blankConnectionTest,
  blankListDefinition,
  blankOptionalCall,
} from "@/lib/destination/blank-definition";
import {
  type Authentication,
  type CustomField,
  customField,
  type DestinationDefinition,
  type ErrorEntry,
  errorEntry,
  type ItemOutcome,
  itemOutcome,
  type ListDefinition,
  type MappingField,
  mappingField,
  oauth2,
} from "@/lib/destination/definition";
import { newId } from "@/lib/destination/id";

/** What every kind of destination has; what is left out is as in a blank one. */
export interface CommonParts {
  authentication: Partial<Authentication>;
  fields: CustomField[];
  mappings: MappingField[];
  headers?: { name: string; value: string }[];
  slugifyCohortName?: boolean;
  delivery?: Partial<DestinationDefinition["delivery"]>;
}

interface ListParts extends CommonParts {
  memberCalls?: ListDefinition["memberCalls"];
  operationWords?: ListDefinition["operationWords"];
  endpoints: EndpointParts<ListDefinition["endpoints"]>;
}

/** Parts of endpoints: those that may be missing are null where nothing is said of them. */
export type EndpointParts<Endpoints> = { [Key in keyof Endpoints]?: Partial<NonNullable<Endpoints[Key]>> };

export function listDestination(parts: ListParts): ListDefinition {
  const blank = blankListDefinition();
  const { endpoints } = blank;
  const { testConnection, listDeletion, ...given } = parts.endpoints;
  return {
    ...blank,
    ...commonParts(blank, parts),
    memberCalls: parts.memberCalls ?? blank.memberCalls,
    operationWords: parts.operationWords ?? blank.operationWords,
    endpoints: {
      testConnection: testConnection ? { ...blankConnectionTest(), ...testConnection } : null,
      listCreation: { ...endpoints.listCreation, ...given.listCreation },
      updateUsers: { ...endpoints.updateUsers, ...given.updateUsers },
      addUsers: { ...endpoints.addUsers, ...given.addUsers },
      removeUsers: { ...endpoints.removeUsers, ...given.removeUsers },
      listDeletion: listDeletion ? { ...blankOptionalCall("DELETE"), ...listDeletion } : null,
    },
  };
}

/** The parts that all kinds share, completed with those of a blank destination. */
export function commonParts(blank: DestinationDefinition, parts: CommonParts) {
  return {
    authentication: { ...blank.authentication, ...parts.authentication },
    fields: parts.fields,
    mappings: parts.mappings,
    headers: (parts.headers ?? []).map((header) => ({ id: newId(), ...header })),
    slugifyCohortName: parts.slugifyCohortName ?? false,
    delivery: { ...blank.delivery, ...parts.delivery },
  };
}

export function field(parts: Omit<z.input<typeof customField>, "id">): CustomField {
  return customField.parse({ id: newId(), ...parts });
}

export function mapping(parts: Omit<z.input<typeof mappingField>, "id">): MappingField {
  return mappingField.parse({ id: newId(), ...parts });
}

/** The mapping that every list needs: what the partner knows a user by. */
export function userIdMapping(targetName = "User ID"): MappingField {
  return mapping({
    displayName: "User ID Mapping",
    variable: "user_id_field",
    type: "string",
    targetName,
    defaultProperty: "user_id",
  });
}

/** An e-mail address besides, for those who have one. */
export function emailMapping(): MappingField {
  return mapping({
    displayName: "E-mail Mapping",
    variable: "email_field",
    type: "string",
    targetName: "E-mail",
    defaultProperty: "email",
    required: false,
    format: "email",
  });
}

/** The token of the bearer method, asked for as a partner words it. */
export function accessToken(helpText: string): CustomField {
  return field({
    type: "string",
    variable: "bearer_token",
    displayName: "Access token",
    helpText,
    secret: true,
    credentialOf: "bearer",
  });
}

/** A row of an error catalog: status, failure reason, message, the body it needs, and whatever else is not as usual. */
export type ErrorRow = [
  status: string,
  failureReason: string,
  message: string,
  subErrorCode?: object | string,
  more?: Partial<Pick<ErrorEntry, "retry" | "meaning" | "field" | "fixUrl">>,
];

export function errors(...rows: ErrorRow[]): ErrorEntry[] {
  return rows.map(([status, failureReason, message, subErrorCode = "", more]) =>
    errorEntry.parse({
      id: newId(),
      status,
      failureReason,
      message,
      subErrorCode: subErrorCode === "" ? "" : JSON.stringify(subErrorCode),
      ...more,
    }),
  );
}

/** How a response tells what became of single users. */
export function outcomes(...rows: Omit<z.input<typeof itemOutcome>, "id">[]): ItemOutcome[] {
  return rows.map((row) => itemOutcome.parse({ id: newId(), ...row }));
}

/** Basic authentication with these two variables; without a password the pair ends with its colon. */
export function basic(username: string, password = ""): Authentication {
  return { ...blankAuthentication(), method: "basic", basic: { username, password } };
}

/** A token by client credentials. */
export function clientCredentials(parts: z.input<typeof oauth2>): Authentication {
  return { ...blankAuthentication(), method: "oauth2", oauth2: oauth2.parse(parts) };
}
