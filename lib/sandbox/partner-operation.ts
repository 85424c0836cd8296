/** The calls of the sandbox by name: which API a request belongs to, what it does, and what stands in its batch. */
import type { ApiCall } from "./api-call";

export const apiNames = {
  lists: "List API",
  properties: "Property API",
  events: "Event API",
  token: "token endpoint",
  me: "connection test",
} as const;
export type ApiName = keyof typeof apiNames;

/** Operations by API, as a person would say them. */
export const operationNames = {
  create_list: { api: "lists", name: "Create a list" },
  add_members: { api: "lists", name: "Add members" },
  remove_members: { api: "lists", name: "Remove members" },
  delete_list: { api: "lists", name: "Delete a list" },
  read_lists: { api: "lists", name: "Read lists" },
  declare_property: { api: "properties", name: "Declare a property" },
  update_user: { api: "properties", name: "Update one user" },
  update_users: { api: "properties", name: "Update a batch of users" },
  tag_users: { api: "properties", name: "Tag users" },
  untag_users: { api: "properties", name: "Untag users" },
  read_users: { api: "properties", name: "Read users, properties or tags" },
  send_event: { api: "events", name: "Send one event" },
  send_events: { api: "events", name: "Send a batch of events" },
  update_profile: { api: "events", name: "Update a profile" },
  join_group: { api: "events", name: "Add people to a group" },
  read_events: { api: "events", name: "Read events, profiles or groups" },
  issue_token: { api: "token", name: "Ask for an access token" },
  test_connection: { api: "me", name: "Test the connection" },
} as const satisfies Record<string, { api: ApiName; name: string }>;
export type OperationName = keyof typeof operationNames;

/** The member of the body that holds the batch, for the operations that take one. */
export const batchMembers: Partial<Record<OperationName, string>> = {
  add_members: "members",
  remove_members: "members",
  update_users: "users",
  tag_users: "ids",
  untag_users: "ids",
  send_events: "events",
  join_group: "ids",
};

export interface IdentifiedCall {
  api: ApiName;
  /** Undefined for a call that the API does not offer. */
  operation: OperationName | undefined;
  method: string;
  /** From `/v1` or `/oauth` on, without the query. */
  path: string;
  /** The items of the batch; undefined when the call has none. */
  items: readonly unknown[] | undefined;
  listId: string | undefined;
}

/** Says what a call is. `path` from `/v1` or `/oauth` on. Undefined for a path that no API has. */
export function identifyCall(call: ApiCall, path: string, isToken: boolean): IdentifiedCall | undefined {
  const api = isToken ? "token" : apiOf(call.segments[0]);
  if (!api) return undefined;
  const operation = isToken ? "issue_token" : operationOf(call.method, call.segments);
  const member = operation && batchMembers[operation];
  return {
    api,
    operation,
    method: call.method,
    path,
    items: member === undefined ? undefined : itemsOf(call.body.bytes, member),
    listId: api === "lists" ? call.segments[1] : undefined,
  };
}

function apiOf(area: string | undefined): ApiName | undefined {
  if (area === "lists" || area === "events" || area === "me") return area;
  if (area === "users" || area === "properties" || area === "tags") return "properties";
  return area === "profiles" || area === "groups" ? "events" : undefined;
}

/** Patterns of method and path; `:x` is any one segment. The first that fits counts. */
const patterns: readonly (readonly [string, string, OperationName])[] = [
  ["POST", "lists", "create_list"],
  ["POST", "lists/:x/members", "add_members"],
  ["DELETE", "lists/:x/members", "remove_members"],
  ["POST", "lists/:x/members/remove", "remove_members"],
  ["DELETE", "lists/:x", "delete_list"],
  ["GET", "lists", "read_lists"],
  ["GET", "lists/:x", "read_lists"],
  ["POST", "properties", "declare_property"],
  ["POST", "users/batch", "update_users"],
  ["PUT", "users/:x", "update_user"],
  ["POST", "tags/:x/users", "tag_users"],
  ["DELETE", "tags/:x/users", "untag_users"],
  ["GET", "users", "read_users"],
  ["GET", "users/:x", "read_users"],
  ["GET", "properties", "read_users"],
  ["GET", "tags", "read_users"],
  ["GET", "tags/:x/users", "read_users"],
  ["POST", "events", "send_event"],
  ["POST", "events/batch", "send_events"],
  ["PUT", "profiles/:x", "update_profile"],
  ["POST", "groups/:x/members", "join_group"],
  ["GET", "events", "read_events"],
  ["GET", "profiles", "read_events"],
  ["GET", "profiles/:x", "read_events"],
  ["GET", "groups", "read_events"],
  ["GET", "me", "test_connection"],
];

function operationOf(method: string, segments: readonly string[]): OperationName | undefined {
  const found = patterns.find(([patternMethod, pattern]) => {
    const parts = pattern.split("/");
    const fits = (part: string, index: number) => part === ":x" || part === segments[index];
    return patternMethod === method && parts.length === segments.length && parts.every(fits);
  });
  return found?.[2];
}

function itemsOf(bytes: Buffer, member: string): readonly unknown[] | undefined {
  try {
    const items: unknown = new Map<string, unknown>(Object.entries(JSON.parse(bytes.toString("utf8")))).get(member);
    return Array.isArray(items) ? items : undefined;
  } catch {
    // A body that is no JSON has no items; the API says so itself.
    return undefined;
  }
}
