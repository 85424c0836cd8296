import type { EndpointKey } from "@/lib/destination/endpoints";

/** The element of an endpoint's test, for ways to it from elsewhere on the page. */
export function testPanelId(endpoint: EndpointKey): string {
  return `test-${endpoint}`;
}
