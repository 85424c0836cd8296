/** Where a definition holds templates, and where it names a variable without one. */
import {
  type Authentication,
  type DestinationDefinition,
  type Endpoint,
  type EndpointKey,
  endpointKeys,
  endpointsOf,
  type Header,
} from "./definition";
import type { DocumentPath } from "./finding";
import { placeName } from "./place-name";
import { parseTemplate } from "./template/parse";
import type { Template, TemplateLanguage } from "./template/template";

export type TemplateRole = "url" | "header" | "payload" | "item_template" | "list_id" | "error_message";

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
    authenticationSource(definition.authentication, ["authentication"]),
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
    ...endpointKeys.flatMap((key) => {
      const endpoint = definition.endpoints[key];
      return endpoint ? endpointSources(definition, key, endpoint) : [];
    }),
  ];
  return sources.map((source) => ({ ...source, label: placeName(definition, source.path) }));
}

type UnnamedSource = Omit<TemplateSource, "label">;

function endpointSources(definition: DestinationDefinition, key: EndpointKey, endpoint: Endpoint): UnnamedSource[] {
  const path: DocumentPath = ["endpoints", key];
  const isCalled = endpointsOf(definition).some((active) => active.key === key);
  const source = (steps: DocumentPath, role: TemplateRole, language: TemplateLanguage, text: string) => {
    return { path: [...path, ...steps], role, language, text, isActive: isCalled };
  };
  const sources: UnnamedSource[] = [
    source(["url"], "url", "text", endpoint.url),
    ...(endpoint.authentication
      ? [authenticationSource(endpoint.authentication, [...path, "authentication"], isCalled)]
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
    ...endpoint.errors.map(({ message }, index) =>
      source(["errors", index, "message"], "error_message", "text", message),
    ),
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

function authenticationSource(authentication: Authentication, path: DocumentPath, isActive = true): UnnamedSource {
  return {
    path: [...path, "header", "value"],
    role: "header",
    language: "text",
    text: authentication.header.value,
    isActive: isActive && authentication.method === "header",
  };
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
  const ofEndpoints = endpointsOf(definition).flatMap(({ key, endpoint: { authentication } }) =>
    authentication
      ? namedVariables(authentication, ["endpoints", key, "authentication"]).map((use) => ({ ...use, endpoint: key }))
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
    case "header":
    case "custom":
    case "none":
      return [];
  }
}
