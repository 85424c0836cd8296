/** Shorthand for example definitions: a blank list definition with the given parts. */

import type { z } from "zod";
import {
  type Authentication,
  blankAuthentication,
  blankListDefinition,
  type CustomField,
  customField,
  type DestinationDefinition,
  type ErrorEntry,
  errorEntry,
  type MappingField,
  mappingField,
} from "@/lib/destination/definition";
import { newId } from "@/lib/destination/id";

type ListParts = Pick<DestinationDefinition, "fields" | "mappings"> & {
  authentication: Partial<Authentication>;
  slugifyCohortName?: boolean;
  headers?: { name: string; value: string }[];
  endpoints: {
    [Key in "listCreation" | "addUsers" | "removeUsers"]: Partial<DestinationDefinition["endpoints"][Key]>;
  };
  delivery?: Partial<DestinationDefinition["delivery"]>;
};

export function listDestination(parts: ListParts): DestinationDefinition {
  const blank = blankListDefinition();
  const { listCreation, addUsers, removeUsers } = blank.endpoints;
  return {
    ...blank,
    authentication: { ...blank.authentication, ...parts.authentication },
    fields: parts.fields,
    mappings: parts.mappings,
    headers: (parts.headers ?? []).map((header) => ({ id: newId(), ...header })),
    slugifyCohortName: parts.slugifyCohortName ?? false,
    delivery: { ...blank.delivery, ...parts.delivery },
    endpoints: {
      testConnection: null,
      listCreation: { ...listCreation, ...parts.endpoints.listCreation },
      addUsers: { ...addUsers, ...parts.endpoints.addUsers },
      removeUsers: { ...removeUsers, ...parts.endpoints.removeUsers },
    },
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

/** An error catalog, one entry a row: status, failure reason, message, and the body it needs. */
export function errors(
  ...rows: [status: string, failureReason: string, message: string, subErrorCode?: object | string][]
): ErrorEntry[] {
  return rows.map(([status, failureReason, message, subErrorCode]) =>
    errorEntry.parse({
      id: newId(),
      status,
      failureReason,
      message,
      subErrorCode: subErrorCode === undefined ? "" : JSON.stringify(subErrorCode),
    }),
  );
}

export function basic(username: string, password: string): Authentication {
  return { ...blankAuthentication(), method: "basic", basic: { username, password } };
}
