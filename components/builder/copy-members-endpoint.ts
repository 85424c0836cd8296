import type { MembersEndpoint, UpdateEndpoint } from "@/lib/destination/definition";
import { copyErrors } from "@/lib/destination/error-catalog";
import { newId } from "@/lib/destination/id";

/**
 * `before` with everything of `source`, its parts with IDs of their own. A URL that is written already stays, and its
 * method: it is what tells the calls apart. What only one of both has stays as it was.
 */
export function copyMembersEndpoint<Endpoint extends MembersEndpoint | UpdateEndpoint>(
  source: MembersEndpoint | UpdateEndpoint,
  before: Endpoint,
): Endpoint {
  const hasUrl = before.url.trim() !== "";
  const { contentType, payload, itemTemplate, batchSize, bodyBytesMax, successCodes, successBody } = source;
  return {
    ...before,
    contentType,
    payload,
    itemTemplate,
    batchSize,
    bodyBytesMax,
    successCodes: [...successCodes],
    successBody,
    authentication: source.authentication,
    url: hasUrl ? before.url : source.url,
    method: hasUrl ? before.method : source.method,
    headers: source.headers.map((header) => ({ ...header, id: newId() })),
    errors: copyErrors(source.errors),
    itemOutcomes: source.itemOutcomes.map((outcome) => ({ ...outcome, id: newId() })),
  };
}
