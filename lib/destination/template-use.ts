/** Where a definition holds templates, and where it names a variable without one. */
import type { Authentication, DestinationDefinition, Endpoint, Header, PropertyDefinition } from "./definition";
import { actionAt, allEndpoints, type EndpointKey, endpointPath, endpointsOf, type NamedEndpoint } from "./endpoints";
import type { DocumentPath } from "./finding";
import { placeName } from "./place-name";
import { parseTemplate } from "./template/parse";
import type { Template, TemplateLanguage } from "./template/template";

export type TemplateRole =
  | "url"
  | "header"
  | "payload"
  | "item_template"
  | "list_id"
  | "error_message"
  | "property_key"
  | "computed_value"
  /** The request that obtains an access token: its URL, and its parameters. */
  | "token_url"
  | "token_parameter";

export interface TemplateUse {
  path: DocumentPath;
  /** Absent for what belongs to the destination as a whole. */
  endpoint?: EndpointKey;
  /** In words: "Add users › Payload". */
  label: string;
  role: TemplateRole;
  language: TemplateLanguage;
  text: string;
  template: Template;
}

/** A template and whether it has any effect today: the header value of a method not in use has none. */
export interface TemplateSource extends Omit<TemplateUse, "template"> {
  isActive: boolean;
}

/** The templates that have an effect, parsed, in the order in which the calls are made. */
export function templatesOf(definition: DestinationDefinition): TemplateUse[] {
  return templateSources(definition)
    .filter(({ isActive }) => isActive)
    .map(({ isActive, ...source }) => ({ ...source, template: parseTemplate(source.text, source.language) }));
}

/** Every template text of a definition, also those kept for a method or a creation call that isn't in use. */
export function templateSources(definition: DestinationDefinition): TemplateSource[] {
  const sources: UnnamedSource[] = [
    ...authenticationSources(definition.authentication, ["authentication"]),
    ...headerSources(definition.headers, ["headers"]),
    ...definition.mappings.flatMap((mapping, index) =>
      mapping.options.map((option, optionIndex) => ({
        path: ["mappings", index, "options", optionIndex, "itemTemplate"],
        role: "item_template" as const,
        language: "json" as const,
        text: option.itemTemplate,
        isActive: mapping.type !== "string" && option.itemTemplate.trim() !== "",
      })),
    ),
    ...(definition.kind === "property" ? [propertyKeySource(definition)] : []),
    ...allEndpoints(definition).flatMap((named) => [
      ...computedSources(definition, named.key),
      ...endpointSources(definition, named),
    ]),
  ];
  return sources.map((source) => ({ ...source, label: placeName(definition, source.path) }));
}

type UnnamedSource = Omit<TemplateSource, "label">;

function propertyKeySource({ propertyKey }: PropertyDefinition): UnnamedSource {
  return { path: ["propertyKey"], role: "property_key", language: "text", text: propertyKey, isActive: true };
}

/** What an action makes of its event before the request is built. */
function computedSources(definition: DestinationDefinition, key: EndpointKey): UnnamedSource[] {
  const action = actionAt(definition, key);
  const path = endpointPath(definition, key).slice(0, -1);
  return (action?.computedValues ?? []).map(({ template }, index) => ({
    path: [...path, "computedValues", index, "template"],
    endpoint: key,
    role: "computed_value",
    language: "json",
    text: template,
    isActive: true,
  }));
}

function endpointSources(definition: DestinationDefinition, { key, endpoint, path }: NamedEndpoint): UnnamedSource[] {
  const isCalled = endpointsOf(definition).some((active) => active.key === key);
  const source = (steps: DocumentPath, role: TemplateRole, language: TemplateLanguage, text: string) => {
    return { path: [...path, ...steps], role, language, text, isActive: isCalled };
  };
  const sources: UnnamedSource[] = [
    source(["url"], "url", "text", endpoint.url),
    ...(endpoint.authentication
      ? authenticationSources(endpoint.authentication, [...path, "authentication"], isCalled)
      : []),
    ...headerSources(endpoint.headers, [...path, "headers"], isCalled),
    source(["payload"], "payload", payloadLanguage(endpoint), endpoint.payload),
    ...("itemTemplate" in endpoint ? [source(["itemTemplate"], "item_template", "json", endpoint.itemTemplate)] : []),
    ...("listIdTemplate" in endpoint
      ? [
          {
            ...source(["listIdTemplate"], "list_id", "text", endpoint.listIdTemplate),
            isActive: endpoint.listIdFrom !== "response",
          },
        ]
      : []),
    ...endpoint.errors.flatMap(({ message, translations = {} }, index) => [
      source(["errors", index, "message"], "error_message", "text", message),
      ...Object.entries(translations).flatMap(([language, texts]) =>
        texts.message
          ? [source(["errors", index, "translations", language, "message"], "error_message", "text", texts.message)]
          : [],
      ),
    ]),
  ];
  return sources.map((each) => ({ ...each, endpoint: key }));
}

/** A form body is text whose tokens are encoded one by one; every other payload is JSON. */
export function payloadLanguage(endpoint: Endpoint): TemplateLanguage {
  return endpoint.contentType === "application/x-www-form-urlencoded" ? "text" : "json";
}

function headerSources(headers: readonly Header[], path: DocumentPath, isActive = true): UnnamedSource[] {
  return headers.map(({ value }, index) => {
    return { path: [...path, index, "value"], role: "header", language: "text", text: value, isActive };
  });
}

function authenticationSources(authentication: Authentication, path: DocumentPath, isActive = true): UnnamedSource[] {
  const { header, oauth2, method } = authentication;
  const isToken = isActive && method === "oauth2";
  const source = (steps: DocumentPath, role: TemplateRole, text: string, isOwn: boolean): UnnamedSource => {
    return { path: [...path, ...steps], role, language: "text", text, isActive: isOwn };
  };
  return [
    source(["header", "value"], "header", header.value, isActive && method === "header"),
    source(["oauth2", "tokenUrl"], "token_url", oauth2.tokenUrl, isToken),
    ...oauth2.parameters.map(({ value }, index) =>
      source(["oauth2", "parameters", index, "value"], "token_parameter", value, isToken),
    ),
  ];
}

/** A variable that an authentication method names without a dollar. */
export interface AuthenticationUse {
  name: string;
  path: DocumentPath;
  label: string;
  endpoint?: EndpointKey;
}

/** The variables that the authentication methods in use send: this is what makes a credential "used". */
export function authenticationUses(definition: DestinationDefinition): AuthenticationUse[] {
  const own = namedVariables(definition.authentication, ["authentication"]);
  const ofEndpoints = endpointsOf(definition).flatMap(({ key, path, endpoint: { authentication } }) =>
    authentication
      ? namedVariables(authentication, [...path, "authentication"]).map((use) => ({ ...use, endpoint: key }))
      : [],
  );
  return [...own, ...ofEndpoints].map((use) => ({ ...use, label: placeName(definition, use.path) }));
}

function namedVariables(authentication: Authentication, path: DocumentPath): Omit<AuthenticationUse, "label">[] {
  const use = (name: string, ...steps: string[]) => (name === "" ? [] : [{ name, path: [...path, ...steps] }]);
  switch (authentication.method) {
    case "basic":
      return [
        ...use(authentication.basic.username, "basic", "username"),
        ...use(authentication.basic.password, "basic", "password"),
      ];
    case "bearer":
      return use(authentication.bearer.token, "bearer", "token");
    case "oauth2":
      return [
        ...use(authentication.oauth2.clientId, "oauth2", "clientId"),
        ...use(authentication.oauth2.clientSecret, "oauth2", "clientSecret"),
      ];
    case "header":
    case "custom":
    case "none":
      return [];
  }
}
