/**
 * Destinations of every kind with a secret in every place that can hold one. What they are sent to repeats what it gets;
 * tests look whether any of it is ever seen again (SECURITY T3, T4).
 */
import { blankAuthentication, credentialFields } from "@/lib/destination/blank-definition";
import {
  type Authentication,
  type CustomField,
  type DestinationDefinition,
  itemOutcome,
  type ListDefinition,
  oauth2,
} from "@/lib/destination/definition";
import { eventAction, eventDestination } from "@/lib/destination/example/event-destination";
import { errors, field, listDestination, mapping, userIdMapping } from "@/lib/destination/example/list-destination";
import { propertyDestination } from "@/lib/destination/example/property-destination";
import { newId } from "@/lib/destination/id";

/** The variables of the secret fields that each of these destinations has. */
export const secretVariables = [
  ...["bearer_token", "api_key", "api_secret", "client_secret"],
  ...["header_key", "body_key", "item_key", "url_key", "token_key", "name_key"],
] as const;
export type SecretVariable = (typeof secretVariables)[number];

export const secretiveKinds = ["list", "list named by us", "property", "event"] as const;

/** One of each kind; `base` is the address of the partner. */
export function secretiveDestinations(base: string): Record<(typeof secretiveKinds)[number], DestinationDefinition> {
  return {
    list: list(base),
    "list named by us": listNamedByUs(base),
    property: property(base),
    event: event(base),
  };
}

/** A list whose base URL is the secret, as that of a webhook is. `hosts` are those that the definition allows. */
export function secretWebhook(hosts: string[]): ListDefinition {
  return listDestination({
    authentication: { method: "none" },
    fields: [
      field({ type: "string", variable: "hook", displayName: "Webhook URL", secret: true, hostPatterns: hosts }),
    ],
    mappings: [userIdMapping()],
    memberCalls: "shared",
    endpoints: {
      listCreation: { listIdFrom: "none" },
      updateUsers: {
        url: "$hook/add",
        payload: '{"users": $items}',
        itemTemplate: '{"id": $user_id_field, "in": $in_cohort}',
        errors: told,
      },
    },
  });
}

const told = errors(
  ["401", "Key", "The key of $project_name was not accepted.", { error: { code: "*" } }],
  ["429", "Rate limit", "Too many calls."],
  ["5xx", "Down", "The partner is down."],
  ["4xx", "Refused", "The partner refused the call."],
);

const itemOutcomes = () => [
  itemOutcome.parse({
    id: newId(),
    path: "rejected",
    itemPath: "id",
    matchPath: "id",
    codePath: "code",
    messagePath: "message",
  }),
];

const secret = (variable: SecretVariable): CustomField =>
  field({ type: "string", variable, displayName: variable, secret: true });

/** What every kind has: keys of all methods, and headers that hide secrets in filters. */
function common() {
  return {
    fields: [
      ...(["bearer", "basic", "oauth2"] as const).flatMap(credentialFields),
      ...(["header_key", "body_key", "item_key", "url_key", "token_key", "name_key"] as const).map(secret),
    ],
    headers: [
      { name: "X-Hashed", value: "a ${body_key | sha256} b ${item_key | md5} c ${name_key | upper}" },
      { name: "X-Own", value: "k $header_key ${header_key | base64}" },
    ],
  };
}

function by(method: Authentication["method"]): Authentication {
  return { ...blankAuthentication(), method };
}

const byHeader: Authentication = { ...by("header"), header: { name: "X-API-Key", value: "key-$header_key" } };

function byToken(base: string, credentialsIn: Authentication["oauth2"]["credentialsIn"]): Authentication {
  return {
    ...by("oauth2"),
    oauth2: oauth2.parse({
      tokenUrl: `${base}/token/$token_key?in=${credentialsIn}&k=$token_key`,
      method: credentialsIn === "query" ? "GET" : "POST",
      credentialsIn,
      parameters: [{ id: newId(), name: "audience", value: "for ${token_key | base64} $token_key" }],
    }),
  };
}

const namesToken = { id: newId(), name: "X-Token", value: "${access_token | sha256} $access_token" };
const keyedItems = '{"users": $items, "key": $body_key, "hidden": "${item_key | base64} ${name_key | md5}"}';
const keyedItem = '{"id": $user_id_field, "key": "$item_key"}';

function members(parts: Partial<ListDefinition["endpoints"]["addUsers"]>) {
  return { payload: keyedItems, itemTemplate: keyedItem, itemOutcomes: itemOutcomes(), errors: told, ...parts };
}

function list(base: string): ListDefinition {
  return listDestination({
    ...common(),
    authentication: { method: "bearer" },
    mappings: [
      userIdMapping(),
      mapping({
        displayName: "Identifier",
        variable: "identifier",
        type: "single_select",
        targetName: "Identifier",
        defaultProperty: "user_id",
        options: [
          {
            id: newId(),
            label: "ID",
            value: "id",
            itemTemplate: '{"id": $user_id_field, "by": "${item_key | sha256}"}',
          },
        ],
      }),
    ],
    endpoints: {
      testConnection: { url: `${base}/me/$url_key`, authentication: byHeader, errors: told },
      listCreation: {
        url: `${base}/lists/$url_key?key=$url_key&hidden=\${body_key | base64}`,
        payload: '{"name": "$cohort_name", "key": $body_key, "joined": "a${api_key | base64}b"}',
        listIdPath: "list.id",
        errors: told,
      },
      addUsers: members({ url: `${base}/lists/$list_id/add`, authentication: by("basic") }),
      removeUsers: members({
        url: `${base}/lists/$list_id/remove`,
        authentication: byToken(base, "body"),
        headers: [namesToken],
        contentType: "application/x-www-form-urlencoded",
        payload: "users=${items | json}&key=$body_key&hidden=${item_key | base64}",
      }),
      listDeletion: { url: `${base}/lists/$list_id?k=$url_key`, authentication: byToken(base, "query"), errors: told },
    },
  });
}

function listNamedByUs(base: string): ListDefinition {
  return listDestination({
    ...common(),
    authentication: byToken(base, "header"),
    mappings: [userIdMapping()],
    endpoints: {
      testConnection: { url: `${base}/me`, authentication: by("bearer"), errors: told },
      listCreation: {
        url: `${base}/lists?key=$url_key`,
        payload: '{"name": "$cohort_name $name_key"}',
        listIdFrom: "request",
        listIdTemplate: "list of $name_key",
        errors: told,
      },
      addUsers: members({ url: `${base}/lists/$list_id/add`, authentication: by("basic") }),
      removeUsers: members({ url: `${base}/lists/$list_id/remove`, headers: [namesToken] }),
    },
  });
}

function property(base: string): DestinationDefinition {
  return propertyDestination({
    ...common(),
    authentication: byHeader,
    mappings: [userIdMapping()],
    propertyKey: "$cohort_name for $name_key",
    endpoints: {
      testConnection: { url: `${base}/me`, authentication: by("bearer"), errors: told },
      propertyCreation: {
        url: `${base}/properties/$url_key`,
        authentication: byToken(base, "body"),
        payload: '{"name": "$property_key", "id": "${property_key | sha256} ${property_key | slugify}"}',
        errors: told,
      },
      updateUsers: {
        ...members({ url: `${base}/users?key=$url_key`, authentication: by("basic") }),
        itemTemplate: '{"id": $user_id_field, "$property_key": $in_cohort, "key": "$item_key"}',
      },
    },
  });
}

function event(base: string): DestinationDefinition {
  const batched = { batchSize: 10, errors: told, itemOutcomes: itemOutcomes() };
  return eventDestination({
    ...common(),
    authentication: by("bearer"),
    mappings: [],
    testConnection: { url: `${base}/me?k=$url_key`, authentication: byToken(base, "header"), errors: told },
    actions: [
      eventAction({
        name: "Send orders",
        description: "",
        trigger: 'type = "track"',
        computedValues: [
          {
            variable: "lines",
            source: "properties.products",
            template: '{"sku": ${line.sku}, "key": "$item_key", "hash": "${name_key | sha256}"}',
          },
        ],
        endpoint: {
          ...batched,
          url: `${base}/orders/$url_key`,
          authentication: by("basic"),
          payload: '{"events": $items, "key": $body_key}',
          itemTemplate: '{"id": ${event.messageId}, "lines": $lines, "key": "$item_key"}',
        },
      }),
      eventAction({
        name: "Send the rest",
        description: "",
        trigger: 'type = "track"',
        endpoint: {
          ...batched,
          url: `${base}/events`,
          authentication: byToken(base, "query"),
          headers: [namesToken],
          payload: '{"events": $items, "key": "${body_key | md5}", "own": "$header_key"}',
          itemTemplate: '{"id": ${event.messageId}, "key": "${item_key | upper}"}',
        },
      }),
    ],
  });
}
