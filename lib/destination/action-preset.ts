/**
 * What an action may begin as: the calls that event APIs usually have, each with its trigger and a draft of its payload.
 * A preset has no URL: where a call goes is the one thing that only the partner knows.
 */
import { blankAction, blankComputedValue } from "./blank-definition";
import type { Action, ComputedValue } from "./definition";

export const actionPresetIds = [
  "track_any",
  "page_view",
  "identify",
  "group",
  "alias",
  "product_added",
  "product_removed",
  "order_completed",
] as const;
export type ActionPresetId = (typeof actionPresetIds)[number];

export interface ActionPreset {
  id: ActionPresetId;
  name: string;
  /** What the call tells the partner, in a sentence. Also the description of the action that is made of it. */
  description: string;
  /** In the trigger language. */
  trigger: string;
  /** A fresh action with IDs of its own. */
  build: () => Action;
}

/** The parts of a preset that differ. */
interface Draft extends Omit<ActionPreset, "build"> {
  payload: string;
  computedValues?: readonly Omit<ComputedValue, "id">[];
}

/** Who did it: the user where it is known, else the anonymous visitor. */
const who = `"userId": "\${event.userId?}",
  "anonymousId": "\${event.anonymousId?}"`;

/** When it happened, as event APIs read it most often. */
const when = `"timestamp": "\${event.timestamp | date: "iso"}"`;

/** One product of a cart, as the usual names of such events have it. */
const product = `{
    "sku": "\${event.properties.sku?}",
    "name": "\${event.properties.name?}",
    "price": \${event.properties.price?},
    "quantity": \${event.properties.quantity | default: 1}
  }`;

const orderLine = `{
  "sku": "\${line.sku?}",
  "name": "\${line.name?}",
  "price": \${line.price?},
  "quantity": \${line.quantity | default: 1}
}`;

const drafts: readonly Draft[] = [
  {
    id: "track_any",
    name: "Track an event",
    description: "Sends every tracked event with its name, its time and its properties.",
    trigger: 'type = "track"',
    payload: `{
  "event": "\${event.event}",
  ${who},
  ${when},
  "properties": \${event.properties?}
}`,
  },
  {
    id: "page_view",
    name: "Page view",
    description: "Sends a page that was viewed: its name, address and title.",
    trigger: 'type = "page"',
    payload: `{
  ${who},
  ${when},
  "name": "\${event.name?}",
  "url": "\${event.properties.url?}",
  "title": "\${event.properties.title?}",
  "referrer": "\${event.properties.referrer?}"
}`,
  },
  {
    id: "identify",
    name: "Update a profile",
    description: "Writes what is known about a user to the profile: e-mail address, name, plan.",
    trigger: 'type = "identify" and userId != null',
    payload: `{
  "id": "\${event.userId}",
  "email": "\${event.traits.email? | email}",
  "attributes": \${event.traits?}
}`,
  },
  {
    id: "group",
    name: "Group membership",
    description: "Puts a user into a group, such as a company or a team.",
    trigger: 'type = "group" and userId != null',
    payload: `{
  "userId": "\${event.userId}",
  "groupId": "\${event.groupId}",
  "attributes": \${event.traits?}
}`,
  },
  {
    id: "alias",
    name: "Merge two identities",
    description: "Tells that two identifiers belong to one person, so that both histories become one.",
    trigger: 'type = "alias" and previousId != null',
    payload: `{
  "from": "\${event.previousId}",
  "into": "\${event.userId}"
}`,
  },
  {
    id: "product_added",
    name: "Product added to the cart",
    description: "Sends a product that was put into the cart.",
    trigger: 'type = "track" and event = "Product Added"',
    payload: `{
  ${who},
  ${when},
  "cartId": "\${event.properties.cart_id?}",
  "product": ${product}
}`,
  },
  {
    id: "product_removed",
    name: "Product removed from the cart",
    description: "Takes a product out of the cart again.",
    trigger: 'type = "track" and event = "Product Removed"',
    payload: `{
  ${who},
  ${when},
  "cartId": "\${event.properties.cart_id?}",
  "product": ${product}
}`,
  },
  {
    id: "order_completed",
    name: "Order completed",
    description: "Sends an order with its total and, line by line, what was bought.",
    trigger: 'type = "track" and event = "Order Completed"',
    payload: `{
  ${who},
  ${when},
  "orderId": "\${event.properties.order_id}",
  "total": \${event.properties.total?},
  "currency": "\${event.properties.currency | default: "USD"}",
  "lines": \${order_lines?}
}`,
    computedValues: [
      {
        variable: "order_lines",
        source: "properties.products",
        mode: "each_line",
        condition: "",
        template: orderLine,
        otherwise: "absent",
      },
    ],
  },
];

/** In the order in which they are offered. */
export const actionPresets: readonly ActionPreset[] = drafts.map((draft) => {
  const { id, name, description, trigger } = draft;
  return { id, name, description, trigger, build: () => buildAction(draft) };
});

function buildAction({ name, description, trigger, payload, computedValues = [] }: Draft): Action {
  const action = blankAction();
  return {
    ...action,
    name,
    description,
    trigger,
    computedValues: computedValues.map((value) => ({ ...blankComputedValue(), ...value })),
    endpoint: { ...action.endpoint, payload },
  };
}
