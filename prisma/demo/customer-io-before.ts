/** The first version of the demo's Customer.io destination: one key for everything, and the United States only. */
import { type DestinationDefinition, destinationDefinition } from "@/lib/destination/definition";

/**
 * Made of the newer version, so that both have the parts they share by the same IDs: what the newer one asks besides is
 * what an upgrade to it asks.
 */
export function customerIoBefore(newer: DestinationDefinition): DestinationDefinition {
  const keyField = "app_api_key";
  const gone = newer.fields.map(({ variable }) => variable).filter((variable) => variable !== keyField);
  const text = JSON.stringify({ ...newer, fields: newer.fields.filter(({ variable }) => variable === keyField) })
    .replaceAll("$app_host", "https://api.customer.io")
    .replaceAll("$track_host", "https://track.customer.io");
  const older: unknown = JSON.parse(text, (key, value: unknown) => {
    if (key === "authentication" && isOwn(value)) return null;
    if (key === "field" && typeof value === "string" && gone.includes(value)) return keyField;
    return value;
  });
  return destinationDefinition.parse(older);
}

/** An endpoint's own authentication, as opposed to the destination's. */
function isOwn(value: unknown): boolean {
  return typeof value === "object" && value !== null && "method" in value && value.method === "basic";
}
