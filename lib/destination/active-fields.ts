/** Which custom fields count: credentials of a method that is not in use are kept, but not asked (SPEC 5.1). */
import type { AuthenticationMethod, CustomField, DestinationDefinition } from "./definition";
import { endpointsOf } from "./endpoints";

/** The authentication methods in use: the destination's, and those of endpoints that override it. */
export function methodsInUse(definition: DestinationDefinition): Set<AuthenticationMethod> {
  const overrides = endpointsOf(definition).flatMap(({ endpoint }) => endpoint.authentication?.method ?? []);
  return new Set([definition.authentication.method, ...overrides]);
}

/** The fields the setup modal asks for: credentials of a method that is not in use are kept, but not asked. */
export function activeFields(definition: DestinationDefinition): CustomField[] {
  const methods = methodsInUse(definition);
  return definition.fields.filter((field) => field.credentialOf === null || methods.has(field.credentialOf));
}
