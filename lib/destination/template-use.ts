/** Where a definition holds templates, and where it names a variable without one. */
import {
  type Authentication,
  type DestinationDefinition,
  type Endpoint,
  type EndpointKey,
  endpointKeys,
  endpointNames,
  endpointsOf,
  type Header,
} from "./definition";
import type { DocumentPath } from "./finding";
import { parseTemplate } from "./template/parse";
import type { Template, TemplateLanguage } from "./template/template";

export type TemplateRole = "url" | "header" | "payload" | "item_template" | "list_id" | "error_message";

export interface TemplateUse {
  path: DocumentPath;
  /** Absent for what belongs to the destination as a whole. */
  endpoint?: EndpointKey;
  /** In words: "Add users payload". */
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
  return [
    ...authenticationSources(definition.authentication, ["authentication"], "Authentication", undefined, true),
    ...headerSources(definition.headers, ["headers"], "Additional header", undefined, true),
    ...definition.mappings.flatMap((mapping, index) =>
      mapping.options.map((option, optionIndex) => ({
        path: ["mappings", index, "options", optionIndex, "itemTemplate"],
        label: `Item template of ${option.label || option.value || "a mapping option"}`,
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
}

function endpointSources(definition: DestinationDefinition, key: EndpointKey, endpoint: Endpoint): TemplateSource[] {
  const name = endpointNames[key];
  const path: DocumentPath = ["endpoints", key];
  const isActive = endpointsOf(definition).some((active) => active.key === key);
  const source = (part: string, label: string, role: TemplateRole, language: TemplateLanguage, text: string) => ({
    path: [...path, part],
    endpoint: key,
    label: `${name} ${label}`,
    role,
    language,
    text,
    isActive,
  });
  return [
    source("url", "URL", "url", "text", endpoint.url),
    ...(endpoint.authentication
      ? authenticationSources(
          endpoint.authentication,
          [...path, "authentication"],
          `${name} authentication`,
          key,
          isActive,
        )
      : []),
    ...headerSources(endpoint.headers, [...path, "headers"], `${name} header`, key, isActive),
    source("payload", "payload", "payload", payloadLanguage(endpoint), endpoint.payload),
    ...("itemTemplate" in endpoint
      ? [source("itemTemplate", "item template", "item_template", "json", endpoint.itemTemplate)]
      : []),
    ...("listIdTemplate" in endpoint
      ? [
          {
            ...source("listIdTemplate", "list ID", "list_id", "text", endpoint.listIdTemplate),
            isActive: endpoint.listIdFrom !== "response",
          },
        ]
      : []),
    ...endpoint.errors.map((entry, index) => ({
      ...source("errors", "error message", "error_message", "text", entry.message),
      path: [...path, "errors", index, "message"],
      label: `${name} error message${entry.failureReason ? ` “${entry.failureReason}”` : ""}`,
    })),
  ];
}

/** A form body is text whose tokens are encoded one by one; every other payload is JSON. */
export function payloadLanguage(endpoint: Endpoint): TemplateLanguage {
  return endpoint.contentType === "application/x-www-form-urlencoded" ? "text" : "json";
}

function headerSources(
  headers: readonly Header[],
  path: DocumentPath,
  label: string,
  endpoint: EndpointKey | undefined,
  isActive: boolean,
): TemplateSource[] {
  return headers.map((header, index) => ({
    path: [...path, index, "value"],
    endpoint,
    label: header.name ? `${label} ${header.name}` : label,
    role: "header",
    language: "text",
    text: header.value,
    isActive,
  }));
}

function authenticationSources(
  authentication: Authentication,
  path: DocumentPath,
  label: string,
  endpoint: EndpointKey | undefined,
  isActive: boolean,
): TemplateSource[] {
  return [
    {
      path: [...path, "header", "value"],
      endpoint,
      label: `${label} header`,
      role: "header",
      language: "text",
      text: authentication.header.value,
      isActive: isActive && authentication.method === "header",
    },
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
  return [
    ...methodUses(definition.authentication, ["authentication"], "Authentication"),
    ...endpointsOf(definition).flatMap(({ key, endpoint }) =>
      endpoint.authentication
        ? methodUses(
            endpoint.authentication,
            ["endpoints", key, "authentication"],
            `${endpointNames[key]} authentication`,
            key,
          )
        : [],
    ),
  ];
}

function methodUses(
  authentication: Authentication,
  path: DocumentPath,
  label: string,
  endpoint?: EndpointKey,
): AuthenticationUse[] {
  const use = (name: string, steps: string[], what: string) =>
    name === "" ? [] : [{ name, path: [...path, ...steps], label: `${label} ${what}`, endpoint }];
  switch (authentication.method) {
    case "basic":
      return [
        ...use(authentication.basic.username, ["basic", "username"], "user name"),
        ...use(authentication.basic.password, ["basic", "password"], "password"),
      ];
    case "bearer":
      return use(authentication.bearer.token, ["bearer", "token"], "token");
    case "header":
    case "custom":
    case "none":
      return [];
  }
}
