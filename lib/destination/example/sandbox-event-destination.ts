/** The complete example of its kind: events, profiles and groups of the sandbox partner. */
import type { EventDefinition } from "@/lib/destination/definition";
import { eventAction, eventDestination } from "./event-destination";
import { clientCredentials, type ErrorRow, field, mapping, outcomes } from "./list-destination";
import { sandboxErrors } from "./sandbox-errors";

const credentials = {
  failureReason: "Access token",
  message: "The access token was not accepted. Check the client ID and its secret on the workspace's page.",
  field: "client_id",
};

const missingScope: ErrorRow = [
  "403",
  "Scope",
  "The access token may not send events. It needs the scope events.",
  { error: { code: "insufficient_scope" } },
];
const eventErrors = () =>
  sandboxErrors(
    credentials,
    missingScope,
    ["413", "Event too large", "The sandbox takes at most 100 events and 2 MiB in one call."],
    [
      "422",
      "Time of the event",
      "The sandbox could not read when the event happened. Send ISO 8601 or Unix seconds.",
      { error: { code: "invalid_timestamp" } },
    ],
    [
      "422",
      "Order line",
      "The sandbox could not read a line of the order. Each needs a product, a quantity and a price.",
      { error: { code: "invalid_line" } },
    ],
    ["422", "Event refused", "The sandbox could not read the event. Its answer says which part."],
  );
const personErrors = () =>
  sandboxErrors(credentials, missingScope, [
    "422",
    "Profile refused",
    "The sandbox could not read the identifier or the traits.",
  ]);

/** Who did it, and when: the same in every event. A message ID makes an event count once, however often it is sent. */
const head = `"messageId": "\${event.messageId?}",
  "userId": "\${user_key?}",
  "anonymousId": "\${event.anonymousId?}"`;

const productAdded = `{
  "name": "Product Added",
  ${head},
  "timestamp": "\${event.timestamp | date: "iso"}",
  "properties": {
    "source": "$source",
    "cart": "\${event.properties.cart_id?}",
    "currency": "\${event.properties.currency?}"
  },
  "lines": $lines
}`;

const orderCompleted = `{
  "name": "Order Completed",
  ${head},
  "timestamp": "\${event.timestamp | date: "iso"}",
  "properties": {
    "source": "$source",
    "order": "\${event.properties.order_id}",
    "total": \${event.properties.total},
    "currency": "\${event.properties.currency?}",
    "discount": $discount
  },
  "lines": $lines
}`;

const pageView = `{
  "name": "Page Viewed",
  ${head},
  "timestamp": \${event.timestamp | date: "unix"},
  "properties": {
    "source": "$source",
    "page": "\${event.name?}",
    "url": "\${event.properties.url?}",
    "referrer": "\${event.properties.referrer?}"
  }
}`;

/** A product as the sandbox has it; the quantity of one that says none is 1. */
const line = `{
  "sku": "\${line.product_id}",
  "name": "\${line.name?}",
  "quantity": \${line.quantity | default: 1},
  "price": \${line.price}
}`;

/** Orders line by line, pages in batches, profiles and groups: an access token opens them all. */
export function sandboxEventDestination(sandboxUrl: string, workspace: string): EventDefinition {
  const page = `${sandboxUrl}/w/${workspace}/`;
  const base = `${page}v1`;
  return eventDestination({
    authentication: clientCredentials({ tokenUrl: `${page}oauth/token`, scope: "events", credentialsIn: "header" }),
    fields: [
      field({
        type: "string",
        variable: "client_id",
        displayName: "Client ID",
        helpText: `Shown at ${page}, under All ways to authenticate.`,
        credentialOf: "oauth2",
      }),
      field({
        type: "string",
        variable: "client_secret",
        displayName: "Client secret",
        helpText: "It stands beside the client ID.",
        secret: true,
        credentialOf: "oauth2",
      }),
      field({
        type: "button_group",
        variable: "source",
        displayName: "Source",
        helpText: "Stands in every event, so that the sandbox can tell the project's events apart.",
        defaultValue: "web",
        options: [
          { id: "web", label: "Website", value: "web" },
          { id: "app", label: "App", value: "app" },
        ],
      }),
    ],
    mappings: [
      mapping({
        displayName: "User ID Mapping",
        variable: "user_key",
        type: "string",
        targetName: "User ID",
        defaultProperty: "userId",
        // Before somebody signs in there is only an anonymous ID, and the sandbox takes that too.
        required: false,
      }),
    ],
    testConnection: { url: `${base}/me`, errors: sandboxErrors(credentials) },
    actions: [
      eventAction({
        name: "Product added",
        description: "Sends a product that was put into the cart, as the one line of the event.",
        trigger: 'type = "track" and event = "Product Added"',
        computedValues: [{ variable: "lines", source: "properties", mode: "each_line", template: line }],
        endpoint: { url: `${base}/events`, payload: productAdded, errors: eventErrors() },
      }),
      eventAction({
        name: "Order completed",
        description: "Sends an order with its total and, line by line, what was bought.",
        trigger: 'type = "track" and event = "Order Completed"',
        computedValues: [
          { variable: "lines", source: "properties.products", mode: "each_line", template: line },
          {
            variable: "discount",
            mode: "once",
            condition: "properties.discount > 0",
            template: '{ "amount": ${event.properties.discount}, "coupon": "${event.properties.coupon?}" }',
            otherwise: "null",
          },
        ],
        endpoint: { url: `${base}/events`, payload: orderCompleted, errors: eventErrors() },
      }),
      eventAction({
        name: "Page viewed",
        description: "Sends the pages that were viewed, up to 100 in a call.",
        trigger: 'type = "page"',
        enabledByDefault: false,
        endpoint: {
          url: `${base}/events/batch`,
          payload: '{\n  "events": $items\n}',
          itemTemplate: pageView,
          batchSize: 100,
          itemOutcomes: outcomes({
            path: "rejected",
            identifyBy: "index",
            itemPath: "index",
            codePath: "code",
            messagePath: "message",
          }),
          errors: eventErrors(),
        },
      }),
      eventAction({
        name: "Update profile",
        description: "Writes what becomes known about a user to the profile.",
        trigger: 'type = "identify" and userId != null',
        endpoint: {
          method: "PUT",
          url: `${base}/profiles/$user_key`,
          payload: '{\n  "traits": ${event.traits}\n}',
          errors: personErrors(),
        },
      }),
      eventAction({
        name: "Join group",
        description: "Puts a user into a group, such as a company, and writes what is known about it.",
        trigger: 'type = "group" and userId != null and groupId != null',
        endpoint: {
          url: `${base}/groups/\${event.groupId}/members`,
          payload: '{\n  "ids": ["$user_key"],\n  "traits": ${event.traits?}\n}',
          errors: personErrors(),
        },
      }),
    ],
  });
}
