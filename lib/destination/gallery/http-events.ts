import type { EventDefinition } from "@/lib/destination/definition";
import { eventAction, eventDestination } from "@/lib/destination/example/event-destination";
import { accessToken, mapping, outcomes } from "@/lib/destination/example/list-destination";
import { usualErrors } from "@/lib/destination/example/usual-errors";
import type { GalleryEntry } from "./gallery-entry";

/** A usual event API: events in batches, profiles one by one. */
function buildHttpEvents(): EventDefinition {
  const base = "https://api.example.com/v1";
  const batch = (item: string) => ({
    url: `${base}/events`,
    payload: '{\n  "events": $items\n}',
    itemTemplate: item,
    batchSize: 100,
    itemOutcomes: outcomes({
      path: "results",
      identifyBy: "position",
      codePath: "status",
      codes: ["refused"],
      messagePath: "reason",
    }),
    errors: usualErrors(
      "access token",
      ["400", "Request refused", "The service could not use the events. Check the payload."],
      ["413", "Batch too large", "The service takes at most 100 events in one call."],
    ),
  });
  return eventDestination({
    authentication: { method: "bearer" },
    fields: [accessToken("In your account, under Settings, API access.")],
    mappings: [
      mapping({
        displayName: "User ID Mapping",
        variable: "user_key",
        type: "string",
        targetName: "User ID",
        defaultProperty: "userId",
      }),
    ],
    testConnection: { url: `${base}/status`, errors: usualErrors("access token") },
    actions: [
      eventAction({
        name: "Send events",
        description: "Every tracked event, up to 100 in a call.",
        trigger: 'type = "track"',
        endpoint: batch(
          '{\n  "id": "${event.messageId?}",\n  "name": "${event.event}",\n  "user": "$user_key",\n  "time": ${event.timestamp | date: "unix"},\n  "properties": ${event.properties?}\n}',
        ),
      }),
      eventAction({
        name: "Send page views",
        description: "Every page that was seen, as an event called page_view.",
        trigger: 'type = "page"',
        enabledByDefault: false,
        endpoint: batch(
          '{\n  "id": "${event.messageId?}",\n  "name": "page_view",\n  "user": "$user_key",\n  "time": ${event.timestamp | date: "unix"},\n  "properties": ${event.properties?}\n}',
        ),
      }),
      eventAction({
        name: "Update profile",
        description: "What becomes known about a person, by a call of its own.",
        trigger: 'type = "identify"',
        endpoint: {
          method: "PUT",
          url: `${base}/profiles/$user_key`,
          payload: '{\n  "traits": ${event.traits}\n}',
          errors: usualErrors("access token", [
            "400",
            "Request refused",
            "The service could not use the traits. Check the payload.",
          ]),
        },
      }),
    ],
  });
}

export const httpEvents: GalleryEntry = {
  id: "http_events",
  name: "HTTP events",
  kind: "event",
  category: "Analytics",
  summary: "Sends events in batches and profiles one by one to an HTTP API with a bearer token.",
  description:
    "Begin here for an event API of your own: a batched action whose answer tells what became of each event, and one call for each profile.",
  documentationUrl: "https://datatracker.ietf.org/doc/html/rfc9110",
  limits: ["100 events a call, as this template is set"],
  notExpressed: ["Compressed bodies, and signatures over the body."],
  build: buildHttpEvents,
};
