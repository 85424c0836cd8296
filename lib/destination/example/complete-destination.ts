/** The destinations that the rulebook's examples change: complete, and nothing wrong with them. */
import {
  blankAuthentication,
  blankEventDefinition,
  blankListDefinition,
  blankPropertyDefinition,
  credentialFields,
} from "@/lib/destination/blank-definition";
import {
  action,
  computedValue,
  customField,
  type DestinationDefinition,
  type DestinationKind,
  type EventDefinition,
  errorEntry,
  itemOutcome,
  type ListDefinition,
  mappingField,
  type PropertyDefinition,
} from "@/lib/destination/definition";

const errors = () => [
  errorEntry.parse({ id: "e401", failureReason: "API key", status: "401", message: "The token was not accepted." }),
  errorEntry.parse({ id: "e429", failureReason: "Rate limit", status: "429", message: "Too many calls." }),
];

/** A bearer token, and a mapping of the user's ID. */
function shared() {
  return {
    authentication: { ...blankAuthentication(), method: "bearer" as const },
    fields: credentialFields("bearer").map((field) => ({ ...field, id: "token" })),
    mappings: [
      mappingField.parse({
        id: "m1",
        type: "string",
        variable: "user_id_field",
        displayName: "User ID Mapping",
        targetName: "User ID",
        defaultProperty: "user_id",
      }),
    ],
  };
}

/** A complete list destination in which the rulebook finds nothing: bearer token, region, one mapping, errors. */
export function completeDestination(): ListDefinition {
  const blank = blankListDefinition();
  const members = {
    ...blank.endpoints.addUsers,
    payload: '{"ids": $items}',
    itemTemplate: '{"id": "$user_id_field"}',
    batchSize: 1_000,
  };
  return {
    ...blank,
    ...shared(),
    fields: [
      ...shared().fields,
      customField.parse({
        id: "region",
        type: "single_select",
        variable: "region",
        displayName: "Region",
        defaultValue: "https://us.api.example.com",
        options: [
          { id: "us", label: "US", value: "https://us.api.example.com" },
          { id: "eu", label: "EU", value: "https://eu.api.example.com" },
        ],
      }),
      customField.parse({ id: "workspace", type: "string", variable: "workspace", displayName: "Workspace" }),
    ],
    headers: [{ id: "h1", name: "X-Workspace", value: "$workspace" }],
    endpoints: {
      ...blank.endpoints,
      listCreation: {
        ...blank.endpoints.listCreation,
        url: "$region/lists",
        payload: '{"name": "[Amplitude] $cohort_name"}',
        listIdPath: "$.data.id",
        errors: errors(),
      },
      addUsers: { ...members, url: "$region/lists/$list_id/add", errors: errors() },
      removeUsers: { ...members, url: "$region/lists/$list_id/remove", errors: errors() },
    },
  };
}

/** A complete property destination: one call for many users, those who enter and those who leave. */
export function completePropertyDestination(): PropertyDefinition {
  const blank = blankPropertyDefinition();
  return {
    ...blank,
    ...shared(),
    endpoints: {
      ...blank.endpoints,
      updateUsers: {
        ...blank.endpoints.updateUsers,
        url: "https://api.example.com/users/batch",
        payload: '{"users": $items}',
        itemTemplate: '{"id": "$user_id_field", "properties": {"$property_key": $in_cohort}}',
        batchSize: 500,
        itemOutcomes: [
          itemOutcome.parse({
            id: "o1",
            path: "failed",
            identifyBy: "index",
            itemPath: "index",
            messagePath: "message",
          }),
        ],
        errors: errors(),
      },
    },
  };
}

/** A complete event destination of one action, whose order lines are written one by one. */
export function completeEventDestination(): EventDefinition {
  const blank = blankEventDefinition();
  return {
    ...blank,
    ...shared(),
    mappings: [
      mappingField.parse({
        id: "m1",
        type: "string",
        variable: "person",
        displayName: "Person",
        targetName: "Person ID",
        defaultProperty: "userId",
      }),
    ],
    actions: [
      action.parse({
        id: "order",
        name: "Order completed",
        trigger: 'type = "track" and event = "Order Completed"',
        computedValues: [
          computedValue.parse({
            id: "c1",
            variable: "order_lines",
            source: "properties.products",
            template: '{"product": "${line.product_id}", "price": ${line.price?}}',
          }),
        ],
        endpoint: {
          ...blankListDefinition().endpoints.addUsers,
          batchSize: 1,
          url: "https://api.example.com/orders",
          payload: '{"person": "$person", "total": ${event.properties.total?}, "lines": ${order_lines?}}',
          errors: errors(),
        },
      }),
    ],
  };
}

/** The complete destination of a kind. */
export function completeDestinationOf(kind: DestinationKind): DestinationDefinition {
  return { ...completeOf(kind), languages: { original: "en", translated: [] } };
}

function completeOf(kind: DestinationKind): DestinationDefinition {
  switch (kind) {
    case "list":
      return completeDestination();
    case "property":
      return completePropertyDestination();
    case "event":
      return completeEventDestination();
  }
}
