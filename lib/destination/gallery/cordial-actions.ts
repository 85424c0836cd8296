import type { EventDefinition } from "@/lib/destination/definition";
import { eventAction, eventDestination } from "@/lib/destination/example/event-destination";
import { mapping } from "@/lib/destination/example/list-destination";
import { cordialIngestConnection } from "./cordial-ingest-connection";
import type { GalleryEntry } from "./gallery-entry";

const identity =
  '"segmentIdKey": "${segment_id_key?}",\n  "segmentId": ${event.userId?},\n  "anonymousId": ${event.anonymousId?}';
/** Who must be known: without an identity Cordial would ignore the request, so the event is left out and counted. */
const required = `${identity},\n  "userIdentities": { "$contact_identifier": "$contact_key" }`;
/** Where the user ID may do. */
const optional = `${identity},\n  "userIdentities": { "$contact_identifier": "\${contact_key?}" }`;

const orderItem = `{
  "productID": "\${line.product_id}",
  "sku": \${line.sku?},
  "category": \${line.category?},
  "name": \${line.name?},
  "manufacturerName": \${line.brand?},
  "itemPrice": \${line.price?},
  "qty": \${line.quantity?},
  "url": \${line.url?},
  "imageUrl": \${line.image_url?},
  "properties": { "variant": \${line.variant?}, "coupon": \${line.coupon?} }
}`;

const activityPayload = `{
  ${required},
  "action": \${event.event | default: "pageView"},
  "time": \${event.timestamp?},
  "properties": \${event.properties?},
  "context": \${event.context?}
}`;

const cartPayload = `{
  ${required},
  "productID": "\${event.properties.product_id}",
  "sku": "\${event.properties.sku}",
  "qty": \${event.properties.quantity},
  "category": "\${event.properties.category}",
  "name": "\${event.properties.name}",
  "description": \${event.properties.description?},
  "itemPrice": \${event.properties.price?},
  "url": \${event.properties.url?},
  "imageUrl": \${event.properties.image_url?},
  "properties": {
    "brand": \${event.properties.brand?},
    "variant": \${event.properties.variant?},
    "coupon": \${event.properties.coupon?}
  }
}`;

const orderPayload = `{
  ${optional},
  "orderID": "\${event.properties.order_id}",
  "purchaseDate": "\${event.timestamp}",
  "status": "\${event.event}",
  "totalAmount": \${event.properties.total},
  "properties": {
    "affiliation": \${event.properties.affiliation?},
    "revenue": \${event.properties.revenue?},
    "shipping": \${event.properties.shipping?},
    "tax": \${event.properties.tax?},
    "discount": \${event.properties.discount?},
    "coupon": \${event.properties.coupon?},
    "currency": \${event.properties.currency?}
  },
  "items": $order_items,
  "discountApplication": $discount_application
}`;

/** The eight actions of the ingest service. Any “Product Added” is an activity and a change of the cart: two calls. */
function buildCordialActions(): EventDefinition {
  const { errors, ...connection } = cordialIngestConnection();
  const call = (name: string, payload: string) => ({
    url: `$endpoint/api/segment/${name}`,
    payload,
    errors: errors(),
  });
  return eventDestination({
    ...connection,
    mappings: [
      mapping({
        displayName: "Contact identifier Mapping",
        variable: "contact_key",
        type: "string",
        targetName: "Contact identifier",
        defaultProperty: "userId",
        // Some actions can do without; the others leave the event out by themselves.
        required: false,
      }),
    ],
    delivery: { idempotencyKey: false },
    actions: [
      eventAction({
        name: "Create contact activity",
        description: "Records what a contact did, or which page was seen.",
        trigger: 'type = "track" or type = "page"',
        endpoint: call("createContactactivity", activityPayload),
      }),
      eventAction({
        name: "Upsert contact",
        description: "Creates or updates a contact. Attributes must exist in Cordial; it drops those it doesn't know.",
        trigger: 'type = "identify"',
        endpoint: call("upsertContact", `{\n  ${optional},\n  "attributes": \${event.traits?}\n}`),
      }),
      eventAction({
        name: "Add contact to list",
        description: "Adds a contact to the list of a group. Cordial makes the list where there is none.",
        trigger: 'type = "group"',
        endpoint: call(
          "addContactToList",
          `{\n  ${required},\n  "groupId": "\${event.groupId}",\n  "listName": \${event.traits.name?}\n}`,
        ),
      }),
      eventAction({
        name: "Remove contact from list",
        description: "Removes a contact from the list of a group. Write a trigger that says when.",
        trigger: "",
        enabledByDefault: false,
        endpoint: call("removeContactFromList", `{\n  ${required},\n  "groupId": "\${event.groupId}"\n}`),
      }),
      eventAction({
        name: "Add product to cart",
        description: "Puts a product into the contact's cart.",
        trigger: 'type = "track" and event = "Product Added"',
        endpoint: call("addProductToCart", cartPayload),
      }),
      eventAction({
        name: "Remove product from cart",
        description: "Takes a product out of the contact's cart.",
        trigger: 'type = "track" and event = "Product Removed"',
        endpoint: call(
          "removeProductFromCart",
          `{\n  ${required},\n  "productID": "\${event.properties.product_id}",\n  "qty": \${event.properties.quantity}\n}`,
        ),
      }),
      eventAction({
        name: "Upsert order",
        description: "Records an order line by line. Without a discount Cordial is told so: null, not a missing key.",
        trigger:
          'event = "Order Completed" or event = "Order Updated" or event = "Order Refunded" or event = "Order Cancelled"',
        computedValues: [
          { variable: "order_items", source: "properties.products", mode: "each_line", template: orderItem },
          {
            variable: "discount_application",
            mode: "once",
            condition: "properties.discount > 0",
            template: '{ "type": "fixed", "amount": ${event.properties.discount} }',
            otherwise: "null",
          },
        ],
        endpoint: call("upsertOrder", orderPayload),
      }),
      eventAction({
        name: "Merge contacts",
        description: "Joins the contact of a previous ID with the contact it is now.",
        trigger: 'type = "alias"',
        endpoint: call("mergeContacts", `{\n  ${identity},\n  "previousId": "\${event.previousId}"\n}`),
      }),
    ],
  });
}

export const cordialActions: GalleryEntry = {
  id: "cordial_actions",
  name: "Cordial actions",
  kind: "event",
  category: "Messaging",
  summary: "Turns events into activities, contacts, lists, carts and orders in Cordial as they happen.",
  description:
    "Eight actions of Cordial's ingest service, each with a trigger of its own; one event may start several. Order lines are renamed one by one, and an order without a discount says so.",
  documentationUrl: "https://support.cordial.com/hc/en-us/articles/9138787681805-Send-Data-from-Amplitude-to-Cordial",
  limits: ["One event a call", "Accepted first and worked on later: an error after that is not reported"],
  notExpressed: [
    "Several identities in order of preference: a destination has one pair of identifier name and value.",
    "A table of attributes that the customer fills in: the traits of the event are sent as they are.",
    "What the service answers to anything but a wrong key is not published, so the error catalog stays general.",
  ],
  build: buildCordialActions,
};
